"""Answers a query from one look at both indexes.

A `View` never changes: while one thread looks, another may refresh the index.

Not for: opening and writing (`opening`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import tantivy

from fonds.search._looked_for import looked_for
from fonds.search._tantivy.asking import ask_passages, ask_records, is_ranked
from fonds.search._tantivy.counting import count_facets
from fonds.search._tantivy.ranking import best, by_key
from fonds.search._tantivy.schema import decode_document, stored
from fonds.search._tantivy.showing import show
from fonds.search.engine import Hit, PassageHit, ResultPage
from fonds.search.syntax import Query


@dataclass(frozen=True, slots=True)
class View:
    """Both indexes as they were at one moment.

    Attributes:
        records: Searcher of the record index.
        passages: Searcher of the passage index.
        languages: Languages that there is stemmed text in.
    """

    records: tantivy.Searcher
    passages: tantivy.Searcher
    languages: frozenset[str]

    def answer(
        self, asked: Query, page: int, per_page: int, filters: Mapping[str, Sequence[str]], facets: Sequence[str]
    ) -> ResultPage:
        """One page of results; see `fonds.search.engine.Index.search`."""
        query = ask_records(asked.root, filters, self.languages)
        find = best if is_ranked(asked.root) else by_key
        total, found = find(self.records, query, (page - 1) * per_page, page * per_page)
        return ResultPage(
            query=asked.text,
            total=total,
            page=page,
            per_page=per_page,
            hits=self._hits(asked, {key: address for _, key, address in found}),
            facets=count_facets(self.records, query, facets),
        )

    def _hits(self, asked: Query, found: dict[int, tantivy.DocAddress]) -> tuple[Hit, ...]:
        if not found:
            return ()
        query = ask_passages(asked.root, self.languages)
        passages = show(self.passages, list(found), query, looked_for(asked.root))
        return tuple(self._hit(address, passages[key]) for key, address in found.items())

    def _hit(self, address: tantivy.DocAddress, passages: tuple[PassageHit, ...]) -> Hit:
        document = decode_document(stored(self.records, address))
        return Hit(
            record_id=document.record_id,
            title=document.title,
            date=document.date,
            kind=document.kind,
            citation=document.citation,
            passages=passages,
        )
