"""What an engine must answer, worked out document by document: slow, plain, and without an index.

It stems and folds with the same functions as the engines, because how words are folded is tested elsewhere; what it
checks is which records answer, in which number, and how they are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from fonds.search import Document, FacetCount
from fonds.search._analysis import LANGUAGES, fold_for_index, joined, stem, stemming, terms
from fonds.search.syntax import And, DateRange, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Word


def answers(documents: Iterable[Document], node: Node) -> list[str]:
    """Ids of the records that answer, sorted."""
    return sorted(document.record_id for document in documents if is_answer(document, node))


def is_answer(document: Document, node: Node) -> bool:
    match node:
        case Everything():
            return True
        case And():
            return all(is_answer(document, part) for part in node.parts)
        case Or():
            return any(is_answer(document, part) for part in node.parts)
        case Not():
            return not is_answer(document, node.part)
        case Field(value=DateRange() as dates):
            return _overlaps(document, dates)
        case Field(name="label"):
            return any(p.label.lower() == node.value.text.lower() for p in document.passages)
        case Field(name="title"):
            return any(_has(value, node.value) for value in [document.title or ""])
        case Field():
            return any(_has(value, node.value) for value in _values(document, node.name))
        case _:
            texts = [(passage.content, passage.language) for passage in document.passages]
            texts.append((document.title or "", ""))
            return any(_has(text, node) or _has_stem(text, language, node) for text, language in texts)


def facet_counts(documents: Iterable[Document], facet: str) -> tuple[FacetCount, ...]:
    counts = Counter(value for document in documents for value in set(_facet_values(document, facet)))
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]
    return tuple(FacetCount(value=value, count=count) for value, count in common)


def _overlaps(document: Document, dates: DateRange) -> bool:
    if document.earliest is None and document.latest is None:
        return False
    begins_in_time = dates.latest is None or document.earliest is None or document.earliest <= dates.latest
    return begins_in_time and (dates.earliest is None or document.latest is None or document.latest >= dates.earliest)


def _has(text: str, part: Word | Phrase | Prefix | Fuzzy) -> bool:
    found, wanted = fold_for_index(text).split(), terms(part.text)
    if isinstance(part, Fuzzy):
        return any(OSA.distance(term, wanted[0]) <= part.distance for term in found)
    if isinstance(part, Word) and set(joined(part.text)) & set(found):
        return True
    for at in range(len(found) - len(wanted) + 1):
        here = found[at : at + len(wanted)]
        if here == wanted or (
            isinstance(part, Prefix) and here[:-1] == wanted[:-1] and here[-1].startswith(wanted[-1])
        ):
            return True
    return False


def _has_stem(text: str, language: str, part: Word | Phrase | Prefix | Fuzzy) -> bool:
    wanted = terms(part.text)
    if not isinstance(part, Word) or len(wanted) != 1 or language not in LANGUAGES:
        return False
    if language not in stemming(wanted[0]):
        return False
    return stem(language, wanted[0]) in {stem(language, term) for term in fold_for_index(text).split()}


def _values(document: Document, name: str) -> list[str]:
    named = {"place": document.places, "person": document.persons, "body": document.bodies}
    if name in named:
        return [form for each in named[name] for form in each.forms]
    if name == "language":
        return list(document.languages)
    if name == "archive":
        return [each for each in (document.repository, document.held_by) if each]
    value = {"fond": document.fond, "kind": document.kind}.get(name, document.marking)
    return [value] if value else []


def _facet_values(document: Document, facet: str) -> list[str]:
    named = {"place": document.places, "person": document.persons, "body": document.bodies}
    if facet in named:
        return [each.shown for each in named[facet]]
    if facet == "year":
        return [str(year) for year in document.years]
    if facet == "language":
        return list(document.languages)
    value = {"kind": document.kind, "repository": document.held_by or document.repository}[facet]
    return [value] if value else []
