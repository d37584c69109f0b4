"""In which calendar is a date counted, and which day is it in the other?

Where a line says that it counts in the old style ("25 October 1917, O.S."), or gives a day in both ("23 февраля
(8 марта) 1917 г."), the Julian day is kept as printed and the Gregorian one becomes the value, because EDTF knows no
other calendar. A line that says nothing is taken as it stands.

Not for: guessing the calendar from place and time.
"""

from __future__ import annotations

import re
from datetime import date as Gregorian  # noqa: N812 - beside the Julian one, "date" would say too little
from functools import cache

from fonds.model import day_number
from fonds.reading import _date_words as vocabulary
from fonds.reading._date_forms import Day, FoundDate

_EPOCH = Gregorian(1970, 1, 1).toordinal()
_WIDEST = 13


def with_calendars(content: str, found: list[FoundDate]) -> list[FoundDate]:
    """Joins days that are given in both calendars, and counts days of the old style anew.

    Args:
        content: The line.
        found: Its dates with the name of a month, in order.

    Returns:
        The dates in order; each value is Gregorian.
    """
    if not found:
        return found
    read: list[FoundDate] = []
    for date in found:
        pair = _paired(content, read[-1], date) if read else None
        if pair is not None:
            read[-1] = pair
        else:
            read.append(date)
    return [_counted(content, date) for date in read]


@cache
def _style() -> re.Pattern[str]:
    """A calendar named directly behind a date."""
    old = vocabulary.either(vocabulary.date_words("styles", "old"))
    new = vocabulary.either(vocabulary.date_words("styles", "new"))
    return re.compile(rf"[ \u00a0,]{{0,2}}[(\[]?(?:(?P<old>{old})|(?P<new>{new}))[)\]]?", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    """What stands between two days that are one: a bracket or a stroke, perhaps with a calendar."""
    return re.compile(rf"\.?(?:{_style().pattern})?\s?[(/\[=]\s?".replace("?P<old>", "").replace("?P<new>", ""), re.I)


@cache
def _year_behind() -> re.Pattern[str]:
    """The year that belongs to both days, behind the bracket."""
    return re.compile(rf"[)\]]?,?[ \u00a0]?{vocabulary.YEAR}(?:[ \u00a0]?{vocabulary.year_word()})?", re.IGNORECASE)


def _paired(content: str, first: FoundDate, second: FoundDate) -> FoundDate | None:
    """One day in both calendars; None when the two are days of their own."""
    if not 0 < second.start - first.end <= 2 * _WIDEST or _has_more(first) or _has_more(second):
        return None
    if _opening().fullmatch(content, first.end, second.start) is None:
        return None
    styled = _style().match(content, second.end)
    end = styled.end() if styled else second.end
    shared = _year_behind().match(content, end)
    end = shared.end() if shared else end + (content[end : end + 1] in (")", "]"))
    return _as_one(first, second, _shared_year(second, first, shared), end)


def _shared_year(second: FoundDate, first: FoundDate, shared: re.Match[str] | None) -> int | None:
    """The year of the new style: that of the later words, because only a new year's day lies in two years."""
    digits = shared["year"].strip("[]") if shared else ""
    return second.year or (int(digits) if digits.isdigit() else first.year)


def _as_one(first: FoundDate, second: FoundDate, year: int | None, end: int) -> FoundDate | None:
    """The two days as one, if they lie as far apart as the calendars did."""
    days = sorted(((first.month, first.day or 0), (second.month, second.day or 0)))
    old, new = (days[1], days[0]) if (days[0][0], days[1][0]) == (1, 12) else (days[0], days[1])
    if not _are_one_day(year, old, new):
        return None
    old_year = year - 1 if year is not None and old > new else year
    return FoundDate(first.start, end, year, new[0], new[1], julian=(old_year, *old))


def _has_more(date: FoundDate) -> bool:
    return date.last is not None or date.julian is not None or date.day is None or not 1 <= date.month <= 12


def _are_one_day(year: int | None, old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Whether the days lie as far apart as the calendars did in that year, or in some year when none is given."""
    if year is not None:
        return to_gregorian(year - (old[0] == 12 and new[0] == 1), *old) == (year, *new)
    return any(to_gregorian(some, *old)[1:] == new for some in (1600, 1750, 1850, 1901))


def _counted(content: str, date: FoundDate) -> FoundDate:
    """A day behind which the old style is named, counted anew."""
    if _has_more(date) or date.year is None:
        return date
    styled = _style().match(content, date.end)
    if styled is None or not styled["old"]:
        return date
    year, month, day = to_gregorian(date.year, date.month, date.day or 1)
    return date._replace(year=year, month=month, day=day, julian=(date.year, date.month, date.day))


def to_gregorian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Counts a Julian day in the Gregorian calendar.

    Args:
        year: 1 to 9998, with month and day: a day of the Julian calendar.
        month: 1 to 12.
        day: One that the Gregorian month has too.

    Returns:
        Year, month and day.
    """
    in_march_year = year - (month <= 2)
    apart = in_march_year // 100 - in_march_year // 400 - 2
    found = Gregorian.fromordinal(day_number(year, month, day) + apart + _EPOCH)
    return found.year, found.month, found.day


def julian_text(day: Day) -> str:
    """A Julian day as EDTF writes days: the calendar is not part of it."""
    year, month, number = day
    head = f"{year:04d}" if year is not None else "XXXX"
    return f"{head}-{month:02d}" + (f"-{number:02d}" if number is not None else "")
