"""Turns a query into Tantivy's: one for the records, one for the passages to show of them.

Not for: what the words are (`fonds.search._analysis`) and what the query says (`fonds.search.query`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import tantivy
from tantivy import Occur

from fonds.model import Invalid
from fonds.search._analysis import LANGUAGES, joined, stem, stemming, terms
from fonds.search._looked_for import wanted, wanted_labels
from fonds.search._tantivy.schema import facet_value, passage_schema, record_schema
from fonds.search.engine import FACETS
from fonds.search.syntax import And, DateRange, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Word

Tantivys = tantivy.Query

TITLE_BOOST = 2.0
EXACT_BOOST = 2.0
_TEXTS = ("folded",)
_TEXTS_AND_TITLE = ("folded", "title")
_RANK_FREE = 0.0


class Asker:
    """Makes queries over one schema.

    Args:
        schema: Of the record index or of the passage index.
        fields: Fields of folded text that a word is looked for in; a title counts more.
        languages: Languages that the index has text in: others need not be asked.
    """

    def __init__(self, schema: tantivy.Schema, fields: tuple[str, ...], languages: frozenset[str]) -> None:
        self.schema = schema
        self.fields = fields
        self.languages = languages

    def ask(self, node: Node) -> Tantivys:
        """The query for a part."""
        if isinstance(node, Everything):
            return everything()
        if isinstance(node, And):
            return self._ask_for_all(node.parts)
        if isinstance(node, Or):
            return any_of(self.ask(part) for part in node.parts)
        if isinstance(node, Not):
            return self._ask_for_all((node,))
        if isinstance(node, Field):
            return self._ask_field(node)
        return self.ask_text(node, self.fields)

    def ask_text(self, part: Word | Phrase | Prefix | Fuzzy, fields: tuple[str, ...]) -> Tantivys:
        """The query for words in some fields."""
        found = terms(part.text)
        clauses = [_boosted(self._ask_terms(part, found, field), field) for field in fields]
        if isinstance(part, Word) and len(found) == 1 and "folded" in fields:
            clauses.extend(
                self._term(language, stem(language, found[0]))
                for language in stemming(found[0])
                if language in self.languages
            )
        return any_of(clauses)

    def _ask_for_all(self, parts: Sequence[Node]) -> Tantivys:
        clauses = [
            (Occur.MustNot, self.ask(part.part)) if isinstance(part, Not) else (Occur.Must, self.ask(part))
            for part in parts
        ]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, everything()))
        return Tantivys.boolean_query(clauses)

    def _ask_terms(self, part: Word | Phrase | Prefix | Fuzzy, found: list[str], field: str) -> Tantivys:
        if isinstance(part, Fuzzy):
            return self._ask_fuzzy(found[0], part.distance, field)
        if isinstance(part, Prefix):
            return self._ask_prefix(found, field)
        if len(found) == 1:
            return self._term(field, found[0])
        phrase = Tantivys.phrase_query(self.schema, field, [*found])
        one_word = joined(part.text) if isinstance(part, Word) else ()
        return any_of([phrase, *(self._term(field, term) for term in one_word)])

    def _ask_fuzzy(self, term: str, distance: int, field: str) -> Tantivys:
        near = Tantivys.fuzzy_term_query(self.schema, field, term, distance=distance)
        return any_of([near, Tantivys.boost_query(self._term(field, term), EXACT_BOOST)])

    def _ask_prefix(self, found: list[str], field: str) -> Tantivys:
        if len(found) == 1:
            return Tantivys.fuzzy_term_query(self.schema, field, found[0], distance=0, prefix=True)
        # Tantivy's own phrase-prefix query stops after fifty words that the last one may be.
        patterns = [re.escape(term) for term in found]
        return Tantivys.regex_phrase_query(self.schema, field, [*patterns[:-1], f"{patterns[-1]}.*"])

    def _ask_field(self, node: Field) -> Tantivys:
        """Fields say which records, not how good they are; only the title ranks."""
        if isinstance(node.value, DateRange):
            return _unranked(self._ask_dates(node.value))
        if node.name == "title":
            return self.ask_text(node.value, ("title",))
        if node.name == "label":
            return _unranked(self._ask_label(node.value))
        return _unranked(self._ask_terms(node.value, terms(node.value.text), f"{node.name}_words"))

    def _ask_label(self, value: Word | Phrase | Prefix | Fuzzy) -> Tantivys:
        label = value.text.strip().lower()
        if isinstance(value, Prefix):
            return Tantivys.fuzzy_term_query(self.schema, "label", label, distance=0, prefix=True)
        return self._term("label", label)

    def _ask_dates(self, dates: DateRange) -> Tantivys:
        """Records whose days overlap these."""
        clauses = []
        if dates.latest is not None:
            clauses.append((Occur.Must, self._range("earliest", None, dates.latest)))
        if dates.earliest is not None:
            clauses.append((Occur.Must, self._range("latest", dates.earliest, None)))
        return Tantivys.boolean_query(clauses)

    def _range(self, field: str, lower: int | None, upper: int | None) -> Tantivys:
        return Tantivys.range_query(self.schema, field, tantivy.FieldType.Integer, lower, upper)

    def _term(self, field: str, value: str) -> Tantivys:
        return Tantivys.term_query(self.schema, field, value)


def ask_records(root: Node, filters: Mapping[str, Sequence[str]], languages: frozenset[str]) -> Tantivys:
    """The query for the records.

    Raises:
        Invalid: ``facet``, for a filter that does not exist.
    """
    asked = Asker(record_schema(), _TEXTS_AND_TITLE, languages).ask(root)
    chosen = [_ask_filter(facet, values) for facet, values in filters.items() if values]
    if not chosen:
        return asked
    return Tantivys.boolean_query([(Occur.Must, query) for query in (asked, *chosen)])


def ask_passages(root: Node, languages: frozenset[str]) -> Tantivys | None:
    """The query for the passages to show, whichever records they are of; None when the query looks for no text."""
    asker = Asker(passage_schema(), _TEXTS, languages)
    clauses = [asker.ask_text(part, _TEXTS) for part in wanted(root)]
    clauses.extend(Tantivys.term_query(passage_schema(), "label", label) for label in wanted_labels(root))
    return any_of(clauses) if clauses else None


def is_ranked(root: Node) -> bool:
    """Whether some answers to a query are better than others."""
    if isinstance(root, And | Or):
        return any(is_ranked(part) for part in root.parts)
    if isinstance(root, Field):
        return root.name == "title"
    return isinstance(root, Word | Phrase | Prefix | Fuzzy)


def any_of(queries: Iterable[Tantivys]) -> Tantivys:
    """Whatever one of the queries finds; the more find it, the better."""
    clauses = [(Occur.Should, query) for query in queries]
    return clauses[0][1] if len(clauses) == 1 else Tantivys.boolean_query(clauses)


def everything() -> Tantivys:
    """All entries, none better than another."""
    return _unranked(Tantivys.all_query())


def present_languages(searcher: tantivy.Searcher) -> frozenset[str]:
    """Languages of `LANGUAGES` that the index has text in."""
    return frozenset(name for name in LANGUAGES if searcher.terms_with_prefix(name, "", limit=1))


def _ask_filter(facet: str, values: Sequence[str]) -> Tantivys:
    if facet not in FACETS:
        raise Invalid(
            "there is no such facet", code="facet", ref=facet[:40], hint=f"Facets are: {', '.join(FACETS)}."
        )
    sought = [_year(value) for value in values] if facet == "year" else [facet_value(value) for value in values]
    # A set of terms would be looked for in the whole index first; terms are met where the query has led.
    return _unranked(any_of(Tantivys.term_query(record_schema(), facet, value) for value in sought))


def _year(value: str) -> int:
    try:
        return int(value) if len(value) <= 9 else _no_year()
    except ValueError:
        return _no_year()


def _no_year() -> int:
    raise Invalid("this is not a year", code="facet", ref="year", hint="Write a year: 1945")


def _boosted(query: Tantivys, field: str) -> Tantivys:
    return Tantivys.boost_query(query, TITLE_BOOST) if field == "title" else query


def _unranked(query: Tantivys) -> Tantivys:
    return Tantivys.const_score_query(query, _RANK_FREE)
