"""Where in a line do dates with the name of a month stand, and which days can they mean?

The scanner looks at a bounded stretch around each name of a month, so a line is read in linear time. Days of a month
that is only told ("the 3rd inst.") are found here too.

Not for: dates in figures (`_date_figures`), calendars (`_date_calendars`), what happened on the date (`_date_roles`),
nor the year that the line leaves out (`_dates`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fonds.model import is_day
from fonds.reading import _date_words as vocabulary
from fonds.reading._date_words import month_names
from fonds.reading._lines import figures_of, find_at_figures, has_digit
from fonds.words import words_of

__all__ = ["Day", "FoundDate", "find_told", "find_written", "full_year", "is_day_of_records", "month_names"]

Day = tuple[int | None, int, int | None]
"""Year, month and day; None for what the words leave out."""


class FoundDate(NamedTuple):
    """A date in a line.

    Attributes:
        start: First code point.
        end: Code point behind it.
        year: None when the line leaves it out.
        month: 1 to 12; 0 for the month of the paper, -1 for the one before it, 1 + 12 for the one after it.
        day: None when the line gives the month alone, or a day that the month does not have.
        last: The last day of a range, as year, month and day; None for a single day or month.
        others: Other days that the same figures can mean, as year, month and day.
        is_year_supplied: Whether an editor put the year into brackets.
        julian: The day in the old style, where the line says that it counts so; the others are Gregorian.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    last: Day | None = None
    others: tuple[tuple[int | None, int, int], ...] = ()
    is_year_supplied: bool = False
    julian: Day | None = None


THIS_MONTH, LAST_MONTH, NEXT_MONTH = 0, -1, 13
"""Months that are told from the date of the paper."""

_BEFORE = _BEHIND = 44
_BLANK_BEFORE = re.compile(r"(?:[“\"«]?_{2,9}[”\"»]?|\[[^\[\]]{3,14}\])[ \u00a0]\Z")


def find_written(content: str) -> list[FoundDate]:
    """Finds dates with the name of a month: "22 June 1945", "May 5th - 9th", "6 [November]", "5 марта 1951 г."."""
    if not figures_of(content) or vocabulary.month_words().isdisjoint(words_of(content)):
        return []
    found: list[FoundDate] = []
    for word in vocabulary.month_word().finditer(content):
        month = vocabulary.months().get(word[0].lower())
        if month is None:
            continue
        is_sure = not month.is_capital or word[0][0].isupper()
        if is_sure or has_digit(content[max(0, word.start() - _BEFORE) : word.end() + _BEHIND]):
            dates = _around_month(content, word.start(), word.end(), month.number)
            found.extend(date for date in dates if is_sure or _is_whole(date))
    return [_within_brackets(content, date) for date in _joined(content, found)]


def _is_whole(date: FoundDate) -> bool:
    """Whether day and year stand around the month, so that "may" in small letters is one."""
    return date.day is not None and date.year is not None


def find_told(content: str) -> list[FoundDate]:
    """Finds days of a month that is told from the paper: "the 3rd inst.", "3. d. M.". It is none of the twelve."""
    if words_of(content).isdisjoint(vocabulary.told_words()):
        return []
    told = find_at_figures(vocabulary.told_month(), content)
    return [_in_told_month(match) for match in told if 1 <= int(match["day"]) <= 31]


def _in_told_month(match: re.Match[str]) -> FoundDate:
    month = THIS_MONTH if match["this"] else LAST_MONTH if match["last"] else NEXT_MONTH
    return FoundDate(match.start(), match.end(), None, month, int(match["day"]))


def _within_brackets(content: str, date: FoundDate) -> FoundDate:
    """Leaves out a closing bracket that was opened before the date."""
    literal = content[date.start : date.end]
    return date._replace(end=date.end - 1) if literal[-1] == "]" and literal.count("[") < literal.count("]") else date


def _around_month(content: str, start: int, end: int, month: int) -> Iterator[FoundDate]:
    """The dates of which this month is a part: none, one, or the two of "3 and 6 June"."""
    head = max(0, start - _BEFORE)
    group = _in_date_group(content, start, end, month)
    if group is not None:
        yield group
        return
    stretch = content[head:start]
    before = vocabulary.day_before().search(stretch) if has_digit(stretch) else None
    if before is not None and 1 <= int(before["day"]) <= 31:
        yield from _day_first(content, (head, start, end), before, month)
        return
    named = vocabulary.day_word().search(stretch)
    if named is not None:
        yield _day_in_words(content, (head, end), named, month)
        return
    after = vocabulary.day_after().match(content, end)
    if after is not None and 1 <= int(after["day"]) <= 31:
        yield from _year_first(content, head, start, list(_month_first(start, after, month)))
        return
    year_match = vocabulary.year_after().match(content, end)
    if year_match is not None and year_match["year"]:
        blank = _BLANK_BEFORE.search(stretch)
        year, supplied = _year(year_match)
        first = head + blank.start() if blank else start
        yield FoundDate(first, year_match.end(), year, month, None, is_year_supplied=supplied)


_DAY_OF_GROUP = re.compile(r"(?<!\w)(?P<day>\d\d)[0-2]\d[0-5]\d ?[A-Z] \Z")
_YEAR_OF_GROUP = re.compile(r" (\d{4}|\d\d)(?!\w)")


def _in_date_group(content: str, start: int, end: int, month: int) -> FoundDate | None:
    """Reads the date-time group of a telegram, "302100Z MAY 74": day, hour and zone before the month."""
    behind = _YEAR_OF_GROUP.match(content, end)
    before = _DAY_OF_GROUP.search(content[max(0, start - 10) : start]) if behind else None
    if before is None or behind is None or not 1 <= int(before["day"]) <= 31:
        return None
    year = full_year(behind[1])
    first = max(0, start - 10) + before.start()
    return FoundDate(first, behind.end(), year, month, _existing(year, month, int(before["day"])))


def _year_first(content: str, head: int, start: int, dates: list[FoundDate]) -> Iterator[FoundDate]:
    """Gives "1944 September 7" the year that stands before its month."""
    found = vocabulary.YEAR_BEFORE.search(content[head:start]) if dates[-1].year is None else None
    for date in dates:
        if found is None:
            yield date
            continue
        year = int(found[1])
        first = head + found.start() if date.start == start else date.start
        last = date.last and (year, *date.last[1:])
        yield date._replace(start=first, year=year, last=last)


def _day_in_words(content: str, places: tuple[int, int], named: re.Match[str], month: int) -> FoundDate:
    """Reads "the first of May 1946"; `places` are where the search began, and the end of the month."""
    head, end = places
    after = vocabulary.year_after().match(content, end)
    year, supplied = _year(after)
    day = vocabulary.day_numbers()[named["word"].lower()]
    end = after.end() if after else end
    return FoundDate(head + named.start(), end, year, month, _existing(year, month, day), is_year_supplied=supplied)


def _month_first(start: int, after: re.Match[str], month: int) -> Iterator[FoundDate]:
    """Reads "March 5, 1948", "March 5 - 9", "March 5 and 9, 1948": a day, a range, or two days."""
    year, supplied = _year(after)
    day = _existing(year, month, int(after["day"]))
    last = _existing(year, month, int(after["last"])) if after["last"] else None
    if last is not None and after["join"] == "/" and day is not None:
        others = ((year, month, last),)
        yield FoundDate(start, after.end(), year, month, day, others=others, is_year_supplied=supplied)
        return
    if last is not None and after["join"] not in "-–—" and not _is_joiner(after["join"]):
        yield FoundDate(start, after.end("day"), year, month, day, is_year_supplied=supplied)
        yield FoundDate(after.start("last"), after.end(), year, month, last, is_year_supplied=supplied)
        return
    range_end = (year, month, last) if after["last"] else None
    yield FoundDate(start, after.end(), year, month, day, range_end, is_year_supplied=supplied)


def _day_first(content: str, places: tuple[int, int, int], before: re.Match[str], month: int) -> Iterator[FoundDate]:
    """Dates whose day stands before the month; `places` are where the search began, and the ends of the month."""
    head, _, end = places
    start = head + before.start()
    after = vocabulary.year_after().match(content, end)
    year, supplied = _year(after)
    end = after.end() if after else end + (content[end : end + 1] == "]" and "[" in before[0])
    day = _existing(year, month, int(before["day"]))
    if before["first"] is None:
        date = FoundDate(start, end, year, month, day, is_year_supplied=supplied)
        yield _with_year_before(content, date)
        return
    yield from _two_days(content, before, FoundDate(start, end, year, month, day, is_year_supplied=supplied))


def _with_year_before(content: str, date: FoundDate) -> FoundDate:
    """Gives "1946, 5 June" the year that stands before its day."""
    head = max(0, date.start - 8)
    found = vocabulary.YEAR_BEFORE.search(content[head : date.start]) if date.year is None else None
    return date if found is None else date._replace(start=head + found.start(), year=int(found[1]))


def _two_days(content: str, before: re.Match[str], second: FoundDate) -> Iterator[FoundDate]:
    """Two days of one month: a range, two days, or one day in two calendars ("10/23 June 1908")."""
    at_day = second.start + before.start("day") - before.start()
    first = _existing(second.year, second.month, int(before["first"]))
    join = before["join"]
    if join in "/(":
        yield from _in_two_styles(second, first, join, at_day)
    elif join in "-–—" or _is_joiner(join) or _opens_range(content, second.start):
        yield second._replace(day=first, last=(second.year, second.month, second.day))
    else:
        yield second._replace(day=first)
        yield second._replace(start=at_day)


def _in_two_styles(second: FoundDate, first: int | None, join: str, at_day: int) -> Iterator[FoundDate]:
    """The old style before the new, when they lie as far apart as the calendars did; else one night, or one day."""
    if first is not None and second.day is not None and 10 <= second.day - first <= 13:
        yield second._replace(julian=(second.year, second.month, first))
    elif join == "/" and first is not None and second.day == first + 1:
        yield second._replace(day=first, others=((second.year, second.month, second.day),))
    elif join == "/" and first is not None and second.day is not None and first < second.day:
        yield second._replace(day=first, last=(second.year, second.month, second.day))
    else:
        yield second._replace(start=at_day)


def _is_joiner(join: str) -> bool:
    return join.lower() in vocabulary.date_words("ranges", "joiners")


def _existing(year: int | None, month: int, day: int) -> int | None:
    """The day, if the month has it; a year that is not known may be a leap year."""
    return day if is_day(year if year is not None else 2000, month, day) else None


def _year(match: re.Match[str] | None) -> tuple[int | None, bool]:
    """The year, and whether an editor supplied the whole of it."""
    if match is None:
        return None, False
    groups = match.groupdict()
    short = groups.get("short") or groups.get("hyphened") or groups.get("tail")
    if short:
        return full_year(short), False
    literal = groups["year"]
    if literal is None:
        return None, False
    return int(literal.replace("[", "").replace("]", "")), literal[0] == "["


def full_year(digits: str) -> int:
    """Two figures are years of the twentieth century: the records that write so are of that time."""
    return int(digits) if len(digits) == 4 else 1900 + int(digits)


_EARLIEST, _LATEST = 1500, 2099
"""Years that records give; other figures of four are numbers of something."""


def is_day_of_records(year: int, month: int, day: int) -> bool:
    """Whether the calendar has the day, and records can be of that year."""
    return _EARLIEST <= year <= _LATEST and is_day(year, month, day)


def _joined(content: str, found: list[FoundDate]) -> list[FoundDate]:
    """Joins "7 May - 5 July 1936" and "between 1 July and 11 August 1939" to ranges."""
    joined: list[FoundDate] = []
    for date in found:
        if joined and _is_range(content, joined[-1], date):
            joined[-1] = _as_range(joined[-1], date)
        else:
            joined.append(date)
    return joined


def _is_range(content: str, first: FoundDate, second: FoundDate) -> bool:
    if first.last is not None or not 0 <= second.start - first.end <= 9:
        return False
    between = content[first.end : second.start]
    if vocabulary.range_between().fullmatch(between.removeprefix(".")):
        return not between.startswith(".") or not between.lstrip(". ")[:1].isupper()  # else the stop ends a sentence
    return vocabulary.and_between().fullmatch(between) is not None and _opens_range(content, first.start)


def _opens_range(content: str, start: int) -> bool:
    low = content[max(0, start - 14) : start].rstrip().lower()
    return low.endswith(vocabulary.date_words("ranges", "openings"))


def _as_range(first: FoundDate, second: FoundDate) -> FoundDate:
    last = second.last or (second.year, second.month, second.day)
    year = first.year
    if year is None and last[0] is not None:
        year = last[0] - (first.month > last[1])
    return first._replace(end=second.end, year=year, last=last)
