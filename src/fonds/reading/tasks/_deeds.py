"""What is to be done: the words of a deed taken apart where the sentence says anew that something is to be done.

Not for: who is to do it (`_parties`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fonds.model import Date, TaskForce, make_date
from fonds.reading._date_forms import FoundDate, find_written
from fonds.reading._date_handling import is_due
from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._parties import read_parties, split_parts, tells_of_body, tells_of_person
from fonds.reading.tasks._words import listed
from fonds.words import one_of, telling_words, words_of

MARK = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[a-zа-я]|[ivxIVX]{1,5})(?:[.)]|\. ?[-–—]| [-–—])[ \u00a0]*){1,2}|\s*[-–—•*][ \u00a0]+"
)
"""The number, letter or sign before the words of a passage."""

_INLINE = re.compile(r"(?:^|[;,:] (?:and )?)(?=[a-zа-я]\) )")


class Deed(NamedTuple):
    """One thing to be done, in the words of the passage."""

    words: str
    force: TaskForce
    jointly: tuple[str, ...]
    through: tuple[str, ...]
    due: Date | None
    term: str | None


def split_deeds(charge: Charge) -> Iterator[Deed]:
    """The deeds of a charge, in their order."""
    lettered = _lettered(charge.deed)
    for part in lettered or [charge.deed]:
        for words, is_negated in [(part, False)] if lettered else _said_anew(part):
            yield make_deed(charge, words, "forbid" if is_negated else charge.force)


def make_deed(charge: Charge, words: str, force: TaskForce | None = None) -> Deed:
    """A deed with those with whom it is to be done and its day; a joining phrase behind a comma is no part of it."""
    deed, through, jointly = _with_whom(without_mark(words))
    due = find_due(deed) or find_due(charge.between)
    term = None if due else find_term(deed) or find_term(charge.between)
    return Deed(deed, force or charge.force, charge.jointly + jointly, charge.through + through, due, term)


def _lettered(deed: str) -> list[str]:
    """Takes a list inside the sentence apart: "the following: a) to transfer ...; b) to supply ..."."""
    parts = _INLINE.split(deed)
    return [part for part in parts if MARK.match(part)] if len(parts) > 2 else []


@cache
def _again() -> re.Pattern[str]:
    verb = rf"(?=[a-z])(?!(?:{one_of(listed('small', 'no_verb', 'en') | {'be', 'have'})})\b)"
    return re.compile(
        rf"[,;]? (?:and|or) (?:also |then )?(?:to |(?:with|from) (?=[a-z]{{2,}}ing )|that (?:it|they) ){verb}"
        rf"|; (?:and )?to {verb}"
        rf"|, to {verb}(?=[^,;]{{3,200}},? and (?:also )?to [a-z])"
        rf"|,? but (?P<negated>not )?to {verb}"
    )


def _said_anew(deed: str) -> Iterator[tuple[str, bool]]:
    """Parts a deed where "to" is said again, each with whether it is denied."""
    start, is_negated = 0, False
    for match in _again().finditer(deed):
        yield deed[start : match.start()], is_negated
        start, is_negated = match.end(), match["negated"] is not None
    yield deed[start:], is_negated


def without_mark(text: str) -> str:
    """The words of a passage without its mark and the sign at its end."""
    mark = MARK.match(text)
    plain = text[mark.end() if mark else 0 :].strip(" \u00a0;.,:")
    return plain.removesuffix("]") if "[" not in plain else plain


@cache
def _trailing() -> re.Pattern[str]:
    phrases = one_of(listed("parts", "through") | listed("parts", "jointly"))
    return re.compile(rf"(?P<comma>,)? (?:{phrases}) (?P<who>[^,;:]{{2,160}})\Z", re.IGNORECASE)


def _with_whom(deed: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Those with whom a deed is to be done, where its end names them."""
    start = max(0, len(deed) - 220)
    match = _trailing().search(deed, start)
    if match is None or not read_parties(match["who"]).actors or _is_place(match):
        return deed, (), ()
    _, through, jointly = split_parts(match[0].removeprefix(","))
    return (deed[: match.start()] if match["comma"] else deed), through, jointly


def _is_place(match: re.Match[str]) -> bool:
    """Whether "through Chardakul" names a way, not somebody: it has no word for an office or body, and no title."""
    phrase = match[0].removeprefix(",").lower().split()[0]
    if phrase not in {word.split()[0] for word in listed("parts", "through")}:
        return False
    return not any(map(_tells, match["who"].split()))


def _tells(word: str) -> bool:
    return tells_of_body(word) or tells_of_person(word)


def find_due(text: str) -> Date | None:
    """The day or month by which something is to be done, with its year only where the words give it."""
    for found in find_written(text):
        before = text[max(0, found.start - 40) : found.start].lower()
        if before.rstrip().endswith(_LASTING):
            continue
        if is_due(before) and (found.day is not None or found.year is not None):
            return make_date(_edtf(found))
    return None


_LASTING = ("until", "till")
"""Words before a date up to which a state is to last; nothing is due then."""


def _edtf(found: FoundDate) -> str:
    year = f"{found.year:04d}" if found.year is not None else "XXXX"
    return f"{year}-{found.month:02d}" + (f"-{found.day:02d}" if found.day is not None else "")


@cache
def _terms() -> re.Pattern[str]:
    units, phrases = one_of(listed("terms", "units")), one_of(listed("terms", "phrases"))
    return re.compile(
        rf"(?<!\w)(?:(?:within|in no later than|not later than|innerhalb(?: von)?|in|в течение|в|не позднее)"
        rf"(?: (?!the course)[\w-]+){{0,3}} (?:{units})|{phrases})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _words_of_terms() -> frozenset[str]:
    """Words without which no term stands in a text: a quick look."""
    return telling_words(listed("terms", "units") | listed("terms", "phrases"))


def find_term(text: str) -> str | None:
    """A span of time within which something is to be done, as printed: "within ten days", "в недельный срок"."""
    if _words_of_terms().isdisjoint(words_of(text)):
        return None
    found = (match[0] for match in _terms().finditer(text[-_TERM_WITHIN:]))
    return next((literal for literal in found if _is_term(literal)), None)


_TERM_WITHIN = 400
_WITHIN = ("within", "innerhalb", "в течение", "not later", "no later", "не позднее")


def _is_term(literal: str) -> bool:
    """Whether words give a term: "in" and "в" do so before "срок" ("в недельный срок") only."""
    low = literal.lower()
    return low.startswith(_WITHIN) or low in listed("terms", "phrases") or low.endswith("срок")
