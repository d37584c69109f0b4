"""What a query looks for in text: the positive parts, for choosing passages and marking matches.

Not for: which records answer the query; an engine says that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from fonds.search._analysis import LANGUAGES, joined, stem, stemming, terms
from fonds.search.syntax import And, DateRange, Field, Fuzzy, Node, Or, Phrase, Prefix, Word

TEXT_FIELDS = frozenset({"title", "place", "person", "body"})
"""Fields whose values stand in the text."""

Wanted = Word | Phrase | Prefix | Fuzzy


def wanted(node: Node) -> Iterator[Wanted]:
    """The parts of a query that can stand in the text of a passage, in order."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted(part)
    elif isinstance(node, Field):
        if node.name in TEXT_FIELDS and not isinstance(node.value, DateRange):
            yield node.value
    elif isinstance(node, Word | Phrase | Prefix | Fuzzy):
        yield node


def wanted_labels(node: Node) -> Iterator[str]:
    """The labels that a query asks for, in order."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted_labels(part)
    elif isinstance(node, Field) and node.name == "label" and not isinstance(node.value, DateRange):
        yield node.value.text.lower()


@dataclass(slots=True)
class LookedFor:
    """Tells which terms of a text are matches.

    Attributes:
        exact: Terms in this form.
        stems: Stems, by language.
        prefixes: Beginnings of terms.
        fuzzy: Terms, and by how many letters another may differ.
        phrases: Terms side by side; the last may be a beginning.
    """

    exact: set[str] = field(default_factory=set)
    stems: dict[str, set[str]] = field(default_factory=lambda: {language: set() for language in LANGUAGES})
    prefixes: list[str] = field(default_factory=list)
    fuzzy: list[tuple[str, int]] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    _known: dict[tuple[str, str], bool] = field(default_factory=dict)
    _heads: tuple[str, ...] = ()

    def add(self, part: Wanted) -> None:
        """Adds a part of a query."""
        found = terms(part.text)
        if isinstance(part, Fuzzy):
            self.fuzzy.extend((term, part.distance) for term in found)
        elif len(found) > 1:
            self.phrases.append((tuple(found), isinstance(part, Prefix)))
            self.exact.update(joined(part.text) if isinstance(part, Word) else ())
        elif isinstance(part, Prefix):
            self.prefixes.extend(found)
        else:
            self.exact.update(found)
            if isinstance(part, Word):
                self._add_stems(found)

    def heads(self) -> tuple[str, ...]:
        """Beginnings of which each term that is looked for has one: a quick test that most terms fail."""
        if not self._heads:
            stems = {_head(stem) for of_language in self.stems.values() for stem in of_language}
            self._heads = ("",) if self.fuzzy else (*self.exact, *self.prefixes, *stems)
        return self._heads

    def is_match(self, term: str, language: str) -> bool:
        """Whether a term of a text in that language is looked for by itself."""
        key = (term, language)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._is_match(term, language)
        return known

    def _add_stems(self, found: list[str]) -> None:
        for term in found:
            for language in stemming(term):
                self.stems[language].add(stem(language, term))

    def _is_match(self, term: str, language: str) -> bool:
        if term in self.exact or term.startswith(tuple(self.prefixes)):
            return True
        stems = self.stems.get(language)
        if stems and stem(language, term) in stems:
            return True
        return any(OSA.distance(term, other, score_cutoff=most) <= most for other, most in self.fuzzy)


def _head(stem: str) -> str:
    """What every term of a stem begins with: stemmers change the end ("dying" has the stem "die")."""
    return stem[:3] if len(stem) > 3 else stem[:1]


def looked_for(root: Node) -> LookedFor:
    """What a query looks for in text."""
    all_of_it = LookedFor()
    for part in wanted(root):
        all_of_it.add(part)
    return all_of_it
