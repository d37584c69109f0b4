"""office-anachronism: an office is given to a person who did not hold it at the date of the record.

Only pairs of office and person that stand side by side and that the table of offices knows. A deputy, a former or an
acting one is another office. What prose says of a later year than the term may be told of the past: a passage that
names a year of the term is left alone, and titles that stay by courtesy are held only against earlier papers.

Not for: persons and offices that the table does not know; nothing is concluded from silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._periods import own_days
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding, day_number

CODE = "office-anachronism"

EXPLANATION = (
    "A person stands with an office that somebody else held at the date of the record. "
    "It may be harmless: titles are kept by courtesy, and writers give persons of the past the office they had then. "
    "Look at the date and at the original: a wrong year shows itself in this way."
)

_ROOM = 60
"""Days on either side of a term: news of it, and papers prepared before it."""

_REACH = 90
_GAP = re.compile(
    r"(?: (?:of the (?:USSR|Soviet Union|PRC|United States)|СССР|КНР))?,?"
    rf"(?: {words.person_title()})?(?: ?[^\W\d_]\.){{0,2}}(?: [^\W\d_]{{3,14}}){{0,2}} ?"
)
_TITLE = re.compile(words.person_title())
_BEHIND = re.compile(r"\s?(?:[.,;:)\]]|$|of the (?:USSR|Soviet Union|PRC|United States)\b|(?:СССР|КНР)\b)")
_FORE = re.compile(r",? (?:the )?(?:(?:Soviet|Chinese|British|American|U\.S\.|US|USSR|PRC) )?")
_CAPITAL = re.compile(r"\b[A-ZА-Я][^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)1[89]\d\d(?!\d)")


class _Term(NamedTuple):
    """One term of a person in an office, in days counted from 1970-01-01."""

    holder: tuple[str, ...]
    first: int
    last: int


class _Office(NamedTuple):
    titles: tuple[str, ...]
    terms: tuple[_Term, ...]
    is_kept: bool


class _Pair(NamedTuple):
    """An office and a person, as they stand side by side."""

    slot: AnySlot
    literal: str
    name: str
    offices: tuple[_Office, ...]


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each person with an office, at the first place."""
    del surroundings
    heads = [word for word in _heads() if word in page.text]
    slots = [slot for slot in page.text_slots if _may_name_office(slot.content, heads)] if heads else []
    days = own_days(page) if slots else None
    if days is None:
        return
    seen: set[str] = set()
    for slot in slots:
        for pair in _pairs(slot):
            if pair.name not in seen and _is_out_of_time(pair, days):
                seen.add(pair.name)
                yield _finding(page, pair, days)


def _may_name_office(content: str, heads: Sequence[str]) -> bool:
    return any(word in content for word in heads) and not _first_words().isdisjoint(_CAPITAL.findall(content))


def _pairs(slot: AnySlot) -> Iterator[_Pair]:
    content, low = slot.content, slot.content.casefold()
    if len(low) != len(content):
        return
    for name, offices in _by_surname().items():
        at = content.find(name)
        end = at + len(name)
        if at < 0 or (at and content[at - 1].isalnum()) or content[end : end + 1].isalnum():
            continue
        found = _before(content, low, at, offices) or _after(content, low, end, offices)
        if found is not None:
            title, start, stop = found
            held = tuple(office for office in offices if title in office.titles)
            yield _Pair(slot, content[min(start, at) : max(stop, end)], name, held)


_Place = tuple[str, int, int]


def _before(content: str, low: str, at: int, offices: tuple[_Office, ...]) -> _Place | None:
    """The title that stands right before a name."""
    for title in _titles(offices):
        start = low.rfind(title, max(0, at - _REACH), at)
        stop = start + len(title)
        gap = content[stop:at]
        if start >= 0 and len(gap) <= 40 and _GAP.fullmatch(gap) and _is_name(gap) and _is_whole(low, start):
            return title, start, stop
    return None


def _is_name(gap: str) -> bool:
    """Words between office and surname are given names and forms of address."""
    return all(
        word[0].isupper() or word in ("of", "the") or _TITLE.fullmatch(word) for word in gap.strip(", ").split()
    )


def _after(content: str, low: str, end: int, offices: tuple[_Office, ...]) -> _Place | None:
    """The title that stands right behind a name and a comma."""
    fore = _FORE.match(content, end)
    if fore is None or "," not in fore.group():
        return None
    for title in _titles(offices):
        stop = fore.end() + len(title)
        if low.startswith(title, fore.end()) and _BEHIND.match(content, stop):
            return title, fore.end(), stop
    return None


def _is_whole(low: str, start: int) -> bool:
    """The title begins there and no word before it makes another office of it."""
    if start and low[start - 1].isalnum():
        return False
    before = re.findall(r"[^\W\d_]+", low[max(0, start - 40) : start].rpartition(". ")[2])[-3:]
    return words.listed("former", "former").isdisjoint(before)


def _titles(offices: tuple[_Office, ...]) -> list[str]:
    return sorted({title for office in offices for title in office.titles}, key=lambda title: (-len(title), title))


def _is_out_of_time(pair: _Pair, days: tuple[int, int]) -> bool:
    terms = _terms(pair)
    if any(term.first - _ROOM <= days[1] and days[0] <= term.last + _ROOM for term in terms):
        return False
    if not _is_late(pair, days):
        return True
    if any(office.is_kept for office in pair.offices):
        return False
    years = {int(year) for year in _YEAR.findall(pair.slot.content)}
    return not any(_year(term.first) <= year <= _year(term.last) for term in terms for year in years)


def _terms(pair: _Pair) -> list[_Term]:
    return [term for office in pair.offices for term in office.terms if pair.name in term.holder]


def _is_late(pair: _Pair, days: tuple[int, int]) -> bool:
    return any(term.last < days[0] for term in _terms(pair))


def _year(day: int) -> int:
    return date.fromordinal(day + date(1970, 1, 1).toordinal()).year


@cache
def _offices() -> tuple[_Office, ...]:
    return tuple(
        _Office(
            tuple(title.casefold() for title in entry["titles"]),
            tuple(_Term(tuple(names), _day(first), _day(last)) for names, first, last in entry["holders"]),
            bool(entry.get("after")),
        )
        for entry in words.table("offices")["office"]
    )


def _day(iso: str) -> int:
    return day_number(int(iso[:4]), int(iso[5:7]), int(iso[8:]))


@cache
def _by_surname() -> dict[str, tuple[_Office, ...]]:
    found: dict[str, list[_Office]] = {}
    for office in _offices():
        for name in {name for term in office.terms for name in term.holder}:
            found.setdefault(name, []).append(office)
    return {name: tuple(offices) for name, offices in sorted(found.items())}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word for name in _by_surname() for word in _CAPITAL.findall(name)[:1])


@cache
def _heads() -> tuple[str, ...]:
    """Words of which each title has one."""
    return tuple(words.table("offices")["heads"])


def _finding(page: Page, pair: _Pair, days: tuple[int, int]) -> Finding:
    holders = [
        next((name for name in term.holder if name.isascii() == pair.name.isascii()), term.holder[0])
        for office in pair.offices
        for term in office.terms
        if term.first <= days[1] and days[0] <= term.last
    ]
    held = tuple(
        Candidate(slots=(pair.slot.id,), literal=name, why=f"{name} held the office at the date of the record")
        for name in dict.fromkeys(holders)
    )
    why = "the person had the office at another time: the date is wrong, or the title is given by courtesy"
    return Finding(
        code=CODE,
        slots=(pair.slot.id,),
        literals=(pair.literal,),
        message=f"“{pair.literal}” in {page.name_of(pair.slot.id)}: {pair.name} did not hold that office "
        "at the date of the record.",
        candidates=(*held, Candidate(slots=(pair.slot.id,), why=why)),
        severity="note",
        certainty=0.5 if _is_late(pair, days) else 0.7,
    )
