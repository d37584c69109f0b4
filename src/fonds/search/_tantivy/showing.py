"""The passages to show of the records on a page, with their extracts.

Not for: which records are on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import tantivy
from tantivy import Occur

from fonds.search._highlights import extract
from fonds.search._looked_for import LookedFor
from fonds.search._tantivy.asking import any_of
from fonds.search._tantivy.ranking import SAME_RANK, numbers
from fonds.search._tantivy.schema import decode_passage, passage_schema, stored
from fonds.search.documents import SEARCHABLE_FRAME, SearchPassage
from fonds.search.engine import PASSAGES_SHOWN, PassageHit

Scored = tuple[float, int, tantivy.DocAddress]
"""Score, place on the page, and where the entry is."""

_PASSAGES_OF_EACH = 16
_MOST_OF_ONE = 64


def show(
    searcher: tantivy.Searcher, keys: Sequence[int], query: tantivy.Query | None, looked_for: LookedFor
) -> dict[int, tuple[PassageHit, ...]]:
    """Chooses the passages of some records.

    Args:
        searcher: Of the passage index.
        keys: The records.
        query: What is looked for in passages, or None.
        looked_for: The same, for marking it.

    Returns:
        For each record at most three passages, the best first; with the first passage of the text where nothing but
        title and summary, or nothing at all, was found.
    """
    chosen = _best_of_each(searcher, keys, query) if query is not None else {}
    shown = {key: [_read(searcher, address) for _, _, address in chosen.get(key, ())] for key in keys}
    without = [key for key in keys if all(passage.kind in SEARCHABLE_FRAME for passage in shown[key])]
    for key, passage in _leads(searcher, without).items():
        if passage not in shown[key]:
            shown[key].append(passage)
    return {key: tuple(_hit(passage, looked_for) for passage in passages) for key, passages in shown.items()}


def _best_of_each(searcher: tantivy.Searcher, keys: Sequence[int], query: tantivy.Query) -> dict[int, list[Scored]]:
    limit = _PASSAGES_OF_EACH * len(keys)
    found = searcher.search(_among(keys, query), limit, count=False).hits
    of_each = _by_record(searcher, found)
    if len(found) == limit:  # one long record may have crowded out the others
        for key in keys:
            of_each[key] = _by_record(searcher, searcher.search(_among([key], query), _MOST_OF_ONE).hits)[key]
    return {key: _in_order(scored)[:PASSAGES_SHOWN] for key, scored in of_each.items()}


def _by_record(
    searcher: tantivy.Searcher, found: list[tuple[float, tantivy.DocAddress]]
) -> defaultdict[int, list[Scored]]:
    addresses = [address for _, address in found]
    keys = numbers(searcher, "key", addresses)
    places = numbers(searcher, "order", addresses)
    of_each: defaultdict[int, list[Scored]] = defaultdict(list)
    for (score, address), key, place in zip(found, keys, places, strict=True):
        of_each[key].append((score, place, address))
    return of_each


def _in_order(scored: list[Scored]) -> list[Scored]:
    """By score; those of one rank as they stand on the page."""
    rank = 0
    ranks = []
    for at, (score, place, address) in enumerate(scored):
        if at and scored[at - 1][0] - score > SAME_RANK * scored[at - 1][0]:
            rank += 1
        ranks.append((rank, place, (score, place, address)))
    return [entry for _, _, entry in sorted(ranks, key=lambda each: each[:2])]


def _leads(searcher: tantivy.Searcher, keys: Sequence[int]) -> dict[int, SearchPassage]:
    if not keys:
        return {}
    lead = tantivy.Query.term_query(passage_schema(), "lead", 1)
    addresses = [address for _, address in searcher.search(_among(keys, lead), len(keys), count=False).hits]
    found = numbers(searcher, "key", addresses)
    return {key: _read(searcher, address) for key, address in zip(found, addresses, strict=True)}


def _among(keys: Sequence[int], query: tantivy.Query) -> tantivy.Query:
    # A set of terms would walk the whole dictionary of keys; ten alternatives are looked up.
    these = any_of(tantivy.Query.term_query(passage_schema(), "key", key) for key in keys)
    return tantivy.Query.boolean_query(
        [(Occur.Must, tantivy.Query.const_score_query(these, 0.0)), (Occur.Must, query)]
    )


def _read(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> SearchPassage:
    return decode_passage(stored(searcher, address))


def _hit(passage: SearchPassage, looked_for: LookedFor) -> PassageHit:
    return PassageHit(
        slot_id=passage.slot_id,
        label=passage.label,
        kind=passage.kind,
        fragments=extract(passage.content, passage.language, looked_for),
    )
