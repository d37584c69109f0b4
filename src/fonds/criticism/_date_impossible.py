"""date-impossible: a date that no calendar has: 31 June, 29 February of a common year, a thirteenth month.

Not for: days that do not agree with others (date-conflict), nor hours (clock-form).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, Finding, days_in_month, is_day

CODE = "date-impossible"

EXPLANATION = (
    "A date names a day that its month does not have, or a month that no year has. "
    "It may be harmless: a slip of the writer, the typist or the translator; before 1918 Russian dates may be of the "
    "Julian calendar, which has 29 February 1900. "
    "The neighbours in the file and the number of the paper often tell which day was meant."
)

_WORD_BEFORE = re.compile(r"([^\W\d_]+º?|[№#])\W{0,3}\Z")
_DATING = frozenset(
    {"routing", "production", "dateline", "stamp", "resolution", "decision_date", "handwritten", "field", "page_date"}
)
_FIGURES = re.compile(r"(\d(?<![\w.,:/№#-].)\d?)([./])(\d{1,2})\2(1[89]\d\d|20\d\d)(?![\w/]|[.,]\d)")
_MOST_IN_FRAME = frozenset({"page_date", "page_title", "summary", "citation"})


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each impossible date."""
    del surroundings
    for slot in page.slots:
        if slot.kind in FRAME_KINDS and slot.kind not in _MOST_IN_FRAME:
            continue
        for match in _DAY.finditer(slot.content):
            if not 0 < int(match["day"]) <= _IN_EVERY_MONTH:
                yield from _written(slot, match)
        if slot.kind in _DATING:
            yield from _in_figures(slot)


def _written(slot: AnySlot, match: re.Match[str]) -> Iterator[Finding]:
    """A date with the name of a month behind or before its day: "31 June 1945", "February 30, 1947"."""
    content = slot.content
    word = _behind().match(content, match.end())
    month = _months().get(word["word"].lower(), 0) if word else 0
    if word is not None and month and not _names_something(content[max(0, match.start() - 16) : match.start()]):
        yield from _judge(slot, match.start(), word.end(), int(match["day"]), month, word["year"])
        return
    before = _BEFORE.search(content, max(0, match.start() - 12), match.start())
    month = _months().get(before["word"].lower(), 0) if before else 0
    if before is not None and month and not (word and _months().get(word["word"].lower())):
        year = _YEAR.match(content, match.end())
        end = year.end() if year else match.end()
        yield from _judge(slot, before.start(), end, int(match["day"]), month, year["year"] if year else None)


_DAY = re.compile(r"(?P<day>\d(?<![\w.,:/№#-].)\d?)(?:st|nd|rd|th|-?го|-е)?(?![\w:/%-]|[.,]\d)")
_IN_EVERY_MONTH = 28


@cache
def _behind() -> re.Pattern[str]:
    """A month behind its day: "of" may part them, or, where a year stands behind the month, a stop."""
    of = words.one_of(word for table in words.tables("dates") for word in table["forms"]["of"])
    month, year = r"[^\W\d_]{3,9}", r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
    joint = rf"(?: (?:(?:{of}) )?|\. (?={month}\.? {year}))"
    return re.compile(rf"{joint}(?P<word>{month})(?!\w)\.?(?:,? (?P<year>{year}))?")


_BEFORE = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{3,9})\.? \Z")
_YEAR = re.compile(r",? (?P<year>1[5-9]\d\d|20\d\d)(?!\d)")


def _judge(slot: AnySlot, start: int, end: int, day: int, month: int, printed: str | None) -> Iterator[Finding]:
    """A finding when the month has no such day; without its year, a day above 31 may be a number of something."""
    year = int(printed) if printed else None
    if not is_day(year if year is not None else 2000, month, day) and (day <= 31 or year is not None):
        yield _finding(slot, slot.content[start:end], _readings(day, month, year))


def _names_something(before: str) -> bool:
    """Whether the words before a figure make it a number of something: "No. 31 February 1945"."""
    match = _WORD_BEFORE.search(before)
    return match is not None and match.group(1).lower() in _naming()


def _readings(day: int, month: int, year: int | None) -> tuple[str, ...]:
    """What may have been meant: the last day of the month, the same day without its first or last figure."""
    last = days_in_month(year if year is not None else 2000, month)
    readings = [f"{last}: the last day of that month"] if day <= 31 else []
    for reading in (day // 10, day % 10):
        if reading and day > 9:
            readings.append(f"{reading}: a figure was added")
    return tuple(dict.fromkeys(readings))


def _in_figures(slot: AnySlot) -> Iterator[Finding]:
    for match in _FIGURES.finditer(slot.content):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        if not is_day(year, one, other) and not is_day(year, other, one):
            yield _finding(slot, match.group(), ())


def _finding(slot: AnySlot, literal: str, readings: tuple[str, ...]) -> Finding:
    meant = [reading.partition(": ") for reading in readings]
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(literal,),
        message=f"No calendar has the day {literal}.",
        candidates=(
            *(Candidate(slots=(slot.id,), literal=day, why=why) for day, _, why in meant),
            Candidate(slots=(slot.id,), why="the month is the slip"),
        ),
        severity="warning",
        certainty=0.9,
    )


@cache
def _naming() -> frozenset[str]:
    return frozenset(word for table in words.tables("units") for word in table.get("naming", ()))


@cache
def _months() -> dict[str, int]:
    """Months whose name is not as short as a Roman numeral or an abbreviation of something else."""
    return {name: number for name, number in words.month_names().items() if len(name) > 2}
