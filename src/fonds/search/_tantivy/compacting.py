"""Rids an index of entries that were replaced or removed.

Tantivy counts a deleted entry in its statistics until its segment is merged, which it does when it likes. Until then
ranks depend on what was deleted. A small index is therefore written anew with each commit that deleted something, and
a larger one when the deleted entries are many; in between its ranks may be off by as little as their share.

Not for: making an index from the journal; that is rebuilding.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import tantivy

from fonds.search._tantivy.ranking import numbers
from fonds.search._tantivy.schema import decode_document, decode_passage, passage_schema, record_key, stored
from fonds.search.documents import Document, SearchPassage

SMALL_RECORDS = 500
"""Up to so many records an index is written anew at once."""

MOST_DELETED = 1 / 16
"""Share of entries that may be deleted in a larger one."""

_BATCH = 200


def is_due(deleted: int, records: tantivy.Searcher, passages: tantivy.Searcher) -> bool:
    """Whether an index with so many deleted entries is to be written anew."""
    entries = records.num_docs + passages.num_docs
    return deleted > 0 and (records.num_docs <= SMALL_RECORDS or deleted > entries * MOST_DELETED)


def read_documents(records: tantivy.Searcher, passages: tantivy.Searcher) -> Iterator[Document]:
    """Reads the documents back out of an index, by record id."""
    count = records.num_docs
    for offset in range(0, count, _BATCH):
        yield from _read_batch(records, passages, offset, min(_BATCH, count - offset))


def _read_batch(records: tantivy.Searcher, passages: tantivy.Searcher, offset: int, limit: int) -> Iterator[Document]:
    found = records.search(
        tantivy.Query.all_query(), limit, order_by_field="key", offset=offset, order=tantivy.Order.Asc
    )
    documents = [decode_document(stored(records, address)) for _, address in found.hits]
    of_each = _passages_between(passages, documents[0].record_id, documents[-1].record_id)
    for document in documents:
        yield msgspec.structs.replace(document, passages=tuple(of_each.get(record_key(document.record_id), ())))


def _passages_between(searcher: tantivy.Searcher, first: str, last: str) -> dict[int, list[SearchPassage]]:
    """The passages of the records from one id to another, by key, in the order of the page."""
    query = tantivy.Query.range_query(
        passage_schema(), "key", tantivy.FieldType.Integer, record_key(first), record_key(last)
    )
    addresses = [address for _, address in _all_hits(searcher, query)]
    keys, places = numbers(searcher, "key", addresses), numbers(searcher, "order", addresses)
    of_each: dict[int, list[SearchPassage]] = {}
    for key, _, at in sorted((key, place, at) for at, (key, place) in enumerate(zip(keys, places, strict=True))):
        of_each.setdefault(key, []).append(decode_passage(stored(searcher, addresses[at])))
    return of_each


def _all_hits(searcher: tantivy.Searcher, query: tantivy.Query) -> list[tuple[float, tantivy.DocAddress]]:
    limit = _BATCH * 16
    while len(hits := searcher.search(query, limit, count=False).hits) == limit:
        limit *= 8
    return hits
