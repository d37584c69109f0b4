"""Which hours of the day does a record give, and what happened at them?

"04:06 a.m.", "at 16.30", "23-40 hours", "0820", "18 hours 30 minutes". Lines of handling (dispatch, receipt, stamps)
give hours in every form; in running text the words around the figures must say that they are an hour.

A `ClockTime` is the hour as printed, whatever a clock can show.

Not for: whether a clock can show it, or whether hours follow each other (`fonds.criticism`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import AnySlot, ClockTime, Date, DatedAct, DayHalf, Record
from fonds.reading._date_course import Course
from fonds.reading._date_forms import FoundDate
from fonds.reading._date_roles import role_of
from fonds.reading._lines import find_at_figures
from fonds.reading._program import PROGRAM

_HANDLING = frozenset(
    {"routing", "production", "stamp", "resolution", "dateline", "reference", "handwritten", "field", "copies"}
)
_SILENT = frozenset(
    {"chrome", "funder", "view", "info_heading", "label", "label_value", "source", "citation", "rights", "tail",
     "related", "shelfmark"}
)  # fmt: skip
_NEAR = 16
"""How many characters lie at most between an hour and the day beside it."""


class FoundClock(NamedTuple):
    """An hour of the day in a line.

    Attributes:
        start: First code point.
        end: Code point behind it.
        hour: As printed.
        minute: As printed; 0 when the hour stands alone.
        half: "am", "pm" or None.
    """

    start: int
    end: int
    hour: int
    minute: int
    half: DayHalf | None


class _Day(NamedTuple):
    """A date in a line, with its place."""

    start: int
    end: int
    act: DatedAct


def find_clock_times(record: Record, acts: Sequence[DatedAct]) -> list[ClockTime]:
    """Finds the hours that a record gives.

    Args:
        record: Slots with kinds.
        acts: Its dated acts, in the order of the page.

    Returns:
        Hours in the order of the page.
    """
    course = Course(record.slots)
    by_slot: dict[str, list[DatedAct]] = {}
    for act in acts:
        by_slot.setdefault(act.slots[0], []).append(act)
    found: list[ClockTime] = []
    for index, slot in enumerate(record.slots):
        clocks = _clocks_in(slot)
        if clocks:
            course.enter(index)
            days = _days_in(slot, by_slot.get(slot.id, ()))
            for clock in clocks:
                near = _around(clock, days)
                if not any(day.start < clock.end and clock.start < day.end for day in near):
                    found.append(_clock_time(slot, clock, near, course))
    return found


def _clocks_in(slot: AnySlot) -> list[FoundClock]:
    if slot.kind in _SILENT or not find_at_figures(_MAYBE, slot.content):
        return []
    return list(find_clocks(slot.content, is_handling=slot.kind in _HANDLING or _is_short(slot)))


_MAYBE = re.compile(r"\d{1,2}(?:[:.h-]\d\d(?!\d)|[ \u00a0]?[aphoчAPHO])|\d{3}")
"""What a line with an hour in it has; most lines with figures do not."""


def _is_short(slot: AnySlot) -> bool:
    """A line of a few words with several figures tells of handling, whatever it was taken for."""
    return len(slot.content) <= 80 and sum(map(str.isdigit, slot.content)) >= 6


def _days_in(slot: AnySlot, acts: Sequence[DatedAct]) -> list[_Day]:
    days: list[_Day] = []
    for act in acts:
        start = slot.content.find(act.literal, days[-1].end if days else 0)
        if start >= 0:
            days.append(_Day(start, start + len(act.literal), act))
    return days


def _around(clock: FoundClock, days: Sequence[_Day]) -> Sequence[_Day]:
    """The day before an hour and the day behind it."""
    place = bisect_right(days, clock.start, key=lambda day: day.start)
    return days[max(0, place - 1) : place + 1]


def _clock_time(slot: AnySlot, clock: FoundClock, days: Sequence[_Day], course: Course) -> ClockTime:
    role, certainty = role_of(slot, FoundDate(clock.start, clock.end, None, 1, None), course)
    return ClockTime(
        slots=(slot.id,),
        literal=slot.content[clock.start : clock.end],
        said_by=PROGRAM,
        certainty=certainty,
        hour=clock.hour,
        minute=clock.minute,
        half=clock.half,
        role=role,
        date=_day_beside(clock, days),
    )


def _day_beside(clock: FoundClock, days: Sequence[_Day]) -> Date | None:
    """The nearest day: that before it, else that behind it; its reading with a year, where there is one."""
    before = [day.act for day in days if 0 <= clock.start - day.end <= _NEAR]
    behind = [day.act for day in days if 0 <= day.start - clock.end <= _NEAR]
    act = before[-1] if before else behind[0] if behind else None
    if act is None:
        return None
    return next((date for date in (act.date, *act.alternatives) if date.earliest is not None), act.date)


def find_clocks(content: str, *, is_handling: bool) -> Iterator[FoundClock]:
    """Finds the hours in a line.

    Args:
        content: The line.
        is_handling: Whether it tells how the paper travelled: there bare figures with a separator are an hour.

    Yields:
        Hours in the order of the line.
    """
    low = content.lower()
    if len(low) != len(content):  # a letter that has no small form of one letter
        low = content
    for match in find_at_figures(_clock(), low):
        is_led = _word_before(low, match.start()) in _words("at")
        is_led = is_led or (is_handling and low[: match.start()].rstrip(" \u00a0,;/\u2013\u2014-")[-1:].isdigit())
        if _is_hour(match, is_led=is_led, is_handling=is_handling):
            hour, minute = _figures(match)
            yield FoundClock(match.start(), match.end(), hour, minute, _half(match))


def _is_hour(match: re.Match[str], *, is_led: bool, is_handling: bool) -> bool:
    """Whether the words around the figures, or the kind of line, make them an hour."""
    if match["am"] or match["pm"]:
        return True
    if match["hours"]:
        if match["rest"]:
            return is_led or is_handling
        return bool(match["sep"] or match["four"] or match["morning"] or match["evening"]) or is_led
    if match["sep"] == ": ":
        return is_handling
    if match["sep"] == ":":
        is_scale = match["hour"] == "1" and match["minute"] > "59"  # "drawn at 1:75"
        return is_handling or (is_led and not is_scale)
    return is_led and is_handling and (match["sep"] in (".", "h", "-") or _is_military(match))


def _is_military(match: re.Match[str]) -> bool:
    """Four figures that a clock shows, behind "at": others are years and numbers."""
    word = _word_before(match.string, match.start())
    return (
        match["four"] is not None and word in _words("at_hour") and match["four"] < "2401" and match["four"][2] < "6"
    )


def _half(match: re.Match[str]) -> DayHalf | None:
    if match["am"] or match["morning"]:
        return "am"
    return "pm" if match["pm"] or match["evening"] else None


def _figures(match: re.Match[str]) -> tuple[int, int]:
    if match["four"]:
        return int(match["four"][:-2]), int(match["four"][-2:])
    return int(match["hour"]), int(match["minute"] or match["rest"] or 0)


def _word_before(low: str, start: int) -> str:
    return low[max(0, start - 12) : start].rstrip().rpartition(" ")[2].lstrip("(,")


@cache
def _clock() -> re.Pattern[str]:
    """Figures that may be an hour, with the words behind them; every part is bounded."""

    def either(topic: str) -> str:
        return words.one_of(_words(topic))

    half = rf"(?:(?P<am>{either('am')})|(?P<pm>{either('pm')}))(?!\w)"
    rest = rf"(?:,? (?:and )?(?P<rest>\d{{1,2}}) ?(?:{either('minutes')})(?!\w))?"
    part = rf"(?: (?:(?P<morning>{either('morning')})|(?P<evening>{either('evening')}))(?!\w))?"
    hours = rf"(?P<hours>{either('hours')})(?!\w){rest}{part}"
    return re.compile(
        rf"(?<![\w.,:№$£€-])(?<!\d/)"
        rf"(?:(?P<four>\d{{4}})|(?P<hour>\d{{1,2}})(?:(?P<sep>: ?|[.h-])(?P<minute>\d{{2}}))?)"
        rf"(?![\d/]|[:.,]\d)(?:[ \u00a0]?(?:{half}|{hours}))?"
    )


@cache
def _words(topic: str) -> frozenset[str]:
    return frozenset(word for table in words.tables("hours") for word in table.get(topic, ()))
