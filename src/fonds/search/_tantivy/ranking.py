"""The order of answers: by rank, then by record id, whatever the segments are.

Tantivy adds the parts of a score in an order that depends on the segment, so that equal ranks may differ in their
last bits; and it breaks ties by place in the index. Scores that are nearly the same are therefore one rank here, and
the whole rank that the end of a page falls into is fetched before it is cut.

Not for: what makes one answer better than another; that is BM25, in Tantivy.
"""

from __future__ import annotations

import tantivy

SAME_RANK = 2e-6
"""Scores are of one rank if the next differs by at most this share: some thirty steps of a 32-bit number."""

_SPARE = 16
_GROWTH = 8

Scored = tuple[float, int, tantivy.DocAddress]
"""Score, number that breaks ties, and where the entry is."""


def best(searcher: tantivy.Searcher, query: tantivy.Query, first: int, last: int) -> tuple[int, list[Scored]]:
    """The answers from one rank to another.

    Args:
        searcher: Of the index.
        query: What was asked.
        first: How many better ones to pass over.
        last: Where to end, not included.

    Returns:
        The number of all answers, and those asked for.
    """
    limit = last + _SPARE
    while True:
        found = searcher.search(query, limit)
        hits = found.hits
        if len(hits) < limit or _ends_within(hits, last):
            return _count(found), _ordered(searcher, hits)[first:last]
        limit *= _GROWTH


def by_key(searcher: tantivy.Searcher, query: tantivy.Query, first: int, last: int) -> tuple[int, list[Scored]]:
    """The same where all answers are of one rank."""
    found = searcher.search(query, last - first, order_by_field="key", offset=first, order=tantivy.Order.Asc)
    return _count(found), [(0.0, key, address) for key, address in found.hits]


def numbers(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    """The values of a field of one integer that every entry has, in the order of the addresses."""
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)]


def _count(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # it is there, and Tantivy's stub leaves it out


def _ends_within(hits: list[tuple[float, tantivy.DocAddress]], last: int) -> bool:
    """Whether the rank of the last one asked for ends among these."""
    return any(not _is_same(hits[at - 1][0], hits[at][0]) for at in range(last, len(hits)))


def _ordered(searcher: tantivy.Searcher, hits: list[tuple[float, tantivy.DocAddress]]) -> list[Scored]:
    keys = numbers(searcher, "key", [address for _, address in hits])
    ordered: list[Scored] = []
    rank: list[Scored] = []
    for (score, address), key in zip(hits, keys, strict=True):
        if rank and not _is_same(rank[-1][0], score):
            ordered.extend(sorted(rank, key=_key))
            rank = []
        rank.append((score, key, address))
    ordered.extend(sorted(rank, key=_key))
    return ordered


def _key(scored: Scored) -> int:
    return scored[1]


def _is_same(better: float, worse: float) -> bool:
    return better - worse <= SAME_RANK * better
