"""Known names in a record: one automaton over all forms of all names.

Longest form wins, words are whole, offsets are those of the original. An acronym keeps its case; a
form that is written with capitals is met with capitals.

Not for: names that nobody has described yet; those are proposed in `fonds.names._proposals`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import ahocorasick
import msgspec

from fonds import words
from fonds.model import Form, Mention, Name, NameKind
from fonds.names._folding import fold, keeps_words, places_of

_INITIALS_BEFORE = re.compile(r"(?<![\w.])([A-Z])[a-z]?\.[ \u00a0]?(?:[A-Z][a-z]?\.[ \u00a0]?){0,2}\Z")

_SHORT = 3
"""In a line of capitals a name of up to so many letters can not be told from a word."""


class Known(NamedTuple):
    """A form of a name, as the automaton gives it back, and whether its capitals are part of the spelling."""

    form: Form
    name_id: str
    kind: NameKind
    is_exact: bool


class _Span(msgspec.Struct, frozen=True):
    start: int
    end: int
    known: tuple[Known, ...]


class Recogniser:
    """Finds the forms of a fixed set of names; built once, used for many records.

    Args:
        names: The names; two names may share a form, and stay two.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self._automaton = ahocorasick.Automaton()
        self._ordinary = frozenset(words.table("ordinary", "en")["words"])
        forms = _group_forms(names)
        self._words = words.telling_words(forms)
        self._has_wordless = not all(any(map(str.isalpha, folded)) for folded in forms)
        for folded, known in sorted(forms.items()):  # letters that it met first it finds soonest
            self._automaton.add_word(folded, (len(folded), tuple(known)))
        self._given = {name.id: _given_initials(name) for name in names if name.kind == "person"}
        self._is_empty = not len(self._automaton)
        if not self._is_empty:
            self._automaton.make_automaton()

    def find(self, slot_id: str, content: str) -> list[Mention]:
        """Known names in one slot.

        Args:
            slot_id: Id of the slot, for the mentions.
            content: The slot's content.

        Returns:
            Mentions by start; spans do not overlap. Where several names share the form, one mention for each.
        """
        if not self._may_stand_in(content):
            return []
        spans = _longest(self._find_spans(content))
        return [mention for span in spans for mention in _make_mentions(slot_id, content, span)]

    def _may_stand_in(self, content: str) -> bool:
        """Whether a line can hold a name: a quick look at its words, which folding changes in few lines."""
        if self._is_empty:
            return False
        return not self._words.isdisjoint(words.words_of(content)) or self._has_wordless or not keeps_words(content)

    def _find_spans(self, content: str) -> list[_Span]:
        folded = fold(content)
        hits = list(self._automaton.iter(folded))
        if not hits:
            return []
        places = places_of(content, folded)
        all_capitals = content.upper() == content
        spans = []
        for last, (length, known) in hits:
            bounds = _bounds(content, places, last - length + 1, last)
            if bounds is not None:
                fitting = tuple(self._fitting(content, *bounds, known, all_capitals=all_capitals))
                spans += [_Span(*bounds, fitting)] if fitting else []
        return spans

    def _fitting(
        self, content: str, start: int, end: int, known: tuple[Known, ...], *, all_capitals: bool
    ) -> Iterator[Known]:
        literal = content[start:end]
        if self._may_be_a_word(content, start, literal, all_capitals=all_capitals):
            return
        initial = _initial_before(content, start)
        for one in known:
            if initial and self._given.get(one.name_id) and initial not in self._given[one.name_id]:
                continue  # "S. Bulganin" is not the Bulganin whose given name begins with N
            if one.is_exact:
                if literal == one.form.text:
                    yield one
            elif _capitals_fit(literal, one.form.text):
                yield one

    def _may_be_a_word(self, content: str, start: int, literal: str, *, all_capitals: bool) -> bool:
        """Guards names that are also ordinary words, and very short names among capitals."""
        if all_capitals and literal != content and len(literal) <= _SHORT and literal.isascii():
            return True
        return literal.casefold() in self._ordinary and (all_capitals or _begins_sentence(content, start))


def _group_forms(names: Sequence[Name]) -> dict[str, list[Known]]:
    grouped: dict[str, list[Known]] = {}
    for name in names:
        for form in name.forms:
            folded = fold(form.text).strip()
            if folded:
                is_exact = form.kind == "acronym" or _has_inner_capitals(form.text)
                grouped.setdefault(folded, []).append(Known(form, name.id, name.kind, is_exact))
    return grouped


def _given_initials(name: Name) -> str:
    """First letters of given names, from forms such as "Surname, Given" and "G. Surname"."""
    given = (form.text.partition(", ")[2] or form.text for form in name.forms if re.search(r", \w|^\w\. ", form.text))
    return "".join(sorted({text[0] for text in given}))


def _initial_before(content: str, start: int) -> str:
    """The first of the initials before a name; empty when there are none, or when they are not Latin."""
    if "." not in content[max(0, start - 2) : start]:
        return ""
    match = _INITIALS_BEFORE.search(content, max(0, start - 12), start)
    return match.group(1) if match else ""


def _bounds(content: str, places: Sequence[int], first: int, last: int) -> tuple[int, int] | None:
    """The span in the original of folded letters first to last, or None when it cuts a word."""
    start, end = places[first], places[last] + 1
    if (first and places[first - 1] == start) or places[last + 1] == places[last]:
        return None
    while end < len(content) and unicodedata.combining(content[end]):
        end += 1
    return (start, end) if _is_edge(content, start) and _is_edge(content, end) else None


def _is_edge(content: str, index: int) -> bool:
    """Tells whether a word may begin or end before `content[index]`; Han text has no spaces."""
    if index in (0, len(content)):
        return True
    before, after = content[index - 1], content[index]
    return not (before.isalnum() and after.isalnum()) or _is_han(before) or _is_han(after)


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\U00020000" <= letter <= "\U0003ffff"


def _has_inner_capitals(text: str) -> bool:
    """Abbreviations such as NKZdrav: their capitals are part of the spelling."""
    return " " not in text and any(letter.isupper() for letter in text[1:]) and "-" not in text


def _capitals_fit(literal: str, form: str) -> bool:
    """A word that the form writes with a capital must have one, or the whole literal is in capitals."""
    if literal.isupper():
        return True
    written, met = form.split(), literal.split()
    if len(written) != len(met):
        return _starts_high(literal) or not _starts_high(form)
    return all(_starts_high(one) or not _starts_high(other) for one, other in zip(met, written, strict=True))


def _starts_high(word: str) -> bool:
    first = word[:1]
    return first.isupper() or first.lower() == first.upper()


def _begins_sentence(content: str, start: int) -> bool:
    before = content[max(0, start - 12) : start].rstrip(" \u00a0\n\t\"'(\u201c\u2018[")
    return not before or before[-1] in ".!?:;"


def _longest(spans: list[_Span]) -> list[_Span]:
    """Of spans that overlap keeps the longest, the first of equals."""
    if len(spans) < 2:
        return spans
    spans.sort(key=lambda span: (span.start, span.end))
    kept: list[_Span] = []
    cluster: list[_Span] = []
    end = -1
    for span in spans:
        if cluster and span.start >= end:
            kept += _longest_of_cluster(cluster)
            cluster = []
        cluster.append(span)
        end = max(end, span.end)
    return kept + _longest_of_cluster(cluster)


def _longest_of_cluster(cluster: list[_Span]) -> list[_Span]:
    """The same for spans that hang together: a handful."""
    if len(cluster) == 1:
        return cluster
    kept: list[_Span] = []
    for span in sorted(cluster, key=lambda span: (span.start - span.end, span.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _make_mentions(slot_id: str, content: str, span: _Span) -> Iterator[Mention]:
    seen = {known.name_id: known for known in reversed(span.known)}
    share = 1.0 if len(seen) == 1 else round(1 / len(seen), 2)
    for known in reversed(seen.values()):
        yield Mention(
            slot=slot_id, start=span.start, end=span.end, literal=content[span.start : span.end], kind=known.kind,
            name=known.name_id, certainty=share, reason=_reason(known.form, len(seen)),
        )  # fmt: skip


def _reason(form: Form, names: int) -> str:
    known = {"acronym": "known acronym", "former": "known former form"}.get(form.kind, "known form")
    return known if names == 1 else f"{known} of {names} names"
