"""The same result pages from the same files by Tantivy's calls alone: the least that they can cost.

Query objects are made of terms that are known, the best are taken as Tantivy orders them, and extracts are Tantivy's
own. What fonds adds (its query language, an order that depends on content alone, matches marked in any inflection)
is what the ratio shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import tantivy
from tantivy import Occur, Query

from bench.engines import EXTRACT_CHARACTERS, PER_PAGE, Answer
from bench.questions import FACETS, Question, Words

_PASSAGES_OF_EACH = 8
_SHOWN_OF_EACH = 3
_FACET_VALUES = 20
_TERMS = r"\p{Han}|[\p{L}\p{N}\p{M}]+"
_TITLE_BOOST = 2.0
_STEMMED = {"en": "english", "ru": "russian"}

_aggregation = {facet: {"terms": {"field": facet, "size": _FACET_VALUES}} for facet in FACETS}
_unpacked = msgspec.msgpack.Decoder().decode


class Raw:
    """Asks Tantivy.

    Args:
        folder: Of an index of fonds.
    """

    name = "Tantivy"

    def __init__(self, folder: Path) -> None:
        self._records, self._passages = (tantivy.Index.open(str(folder / part)) for part in ("records", "passages"))
        self._stemmers = {language: _analyser(name) for language, name in _STEMMED.items()}
        self._passages.register_tokenizer("words", _analyser())
        self._records_seen, self._passages_seen = self._records.searcher(), self._passages.searcher()

    def ask(self, question: Question) -> Answer:
        """See `bench.engines.Engine`."""
        query = self._record_query(question)
        found: Any = self._records_seen.search(query, PER_PAGE)  # Tantivy's stub leaves out the count
        self._records_seen.aggregate(query, _aggregation)
        addresses = [address for _, address in found.hits]
        records = [_unpacked(self._records_seen.doc(address)["stored"][0]) for address in addresses]
        keys = self._records_seen.fast_field_values("key", addresses)
        extracts = self._extracts(question, keys) if keys else []
        return Answer(found.count, tuple(record["record_id"] for record in records), len(extracts))

    def _record_query(self, question: Question) -> Query:
        schema = self._records.schema
        clauses = [(Occur.Must, self._words(schema, words)) for words in question.all_of]
        if question.any_of:
            clauses.append((Occur.Must, _any_of(self._words(schema, words) for words in question.any_of)))
        clauses += [(Occur.MustNot, self._words(schema, words)) for words in question.none_of]
        if question.days:
            first, last = question.days
            clauses.append((Occur.Must, _range(schema, "earliest", None, last)))
            clauses.append((Occur.Must, _range(schema, "latest", first, None)))
        for facet, value in question.filters:
            clauses.append((Occur.Must, Query.const_score_query(Query.term_query(schema, facet, value), 0.0)))
        return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)

    def _words(self, schema: tantivy.Schema, words: Words, *, with_title: bool = True) -> Query:
        clauses = [_side_by_side(schema, "folded", words)]
        if with_title:
            clauses.append(Query.boost_query(_side_by_side(schema, "title", words), _TITLE_BOOST))
        if len(words) == 1:
            language = "en" if words[0].isascii() else "ru"
            stem = self._stemmers[language].analyze(words[0])
            clauses.append(Query.term_query(schema, language, stem[0]))
        return _any_of(clauses)

    def _extracts(self, question: Question, keys: Sequence[Any]) -> list[str]:
        schema = self._passages.schema
        looked_for = _any_of(
            self._words(schema, words, with_title=False) for words in (*question.all_of, *question.any_of)
        )
        addresses = self._passages_of(keys, looked_for)
        generator = tantivy.SnippetGenerator.create(self._passages_seen, looked_for, schema, "folded")
        generator.set_max_num_chars(EXTRACT_CHARACTERS)
        return [self._extract(generator, address) for address in addresses]

    def _passages_of(self, keys: Sequence[Any], looked_for: Query) -> list[tantivy.DocAddress]:
        """At most three passages of each record, the best first."""
        these = _any_of(Query.term_query(self._passages.schema, "key", key) for key in keys)
        among = Query.const_score_query(these, 0.0)
        query = Query.boolean_query([(Occur.Must, among), (Occur.Must, looked_for)])
        found = self._passages_seen.search(query, _PASSAGES_OF_EACH * len(keys), count=False).hits
        addresses = [address for _, address in found]
        of_each: defaultdict[Any, list[tantivy.DocAddress]] = defaultdict(list)
        for key, address in zip(self._passages_seen.fast_field_values("key", addresses), addresses, strict=True):
            of_each[key].append(address)
        return [address for chosen in of_each.values() for address in chosen[:_SHOWN_OF_EACH]]

    def _extract(self, generator: tantivy.SnippetGenerator, address: tantivy.DocAddress) -> str:
        """Tantivy makes extracts of fields; fonds keeps a passage as bytes, so it is put into a field again."""
        content = _unpacked(self._passages_seen.doc(address)["stored"][0])["content"]
        document = tantivy.Document()
        document.add_text("folded", content)
        return str(generator.snippet_from_doc(document).to_html())


def _analyser(stemmer: str = "") -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_TERMS)).filter(tantivy.Filter.lowercase())
    builder = builder.filter(tantivy.Filter.ascii_fold())
    return (builder.filter(tantivy.Filter.stemmer(stemmer)) if stemmer else builder).build()


def _side_by_side(schema: tantivy.Schema, field: str, words: Words) -> Query:
    if len(words) == 1:
        return Query.term_query(schema, field, words[0])
    return Query.phrase_query(schema, field, list(words))


def _range(schema: tantivy.Schema, field: str, lower: int | None, upper: int | None) -> Query:
    asked = Query.range_query(schema, field, tantivy.FieldType.Integer, lower, upper)
    return Query.const_score_query(asked, 0.0)


def _any_of(queries: Iterable[Query]) -> Query:
    clauses = [(Occur.Should, query) for query in queries]
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)
