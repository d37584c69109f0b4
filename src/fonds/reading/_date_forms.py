"""Where in a line do dates stand, and which days can they mean?

Three scanners: dates with the name of a month, dates in figures, and the joining of two dates to a range. Each looks
at a bounded stretch around a place that it has found by the first character, so a line is read in linear time.

Not for: what happened on the date, nor the year that the line leaves out (`_dates`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import is_day


class FoundDate(NamedTuple):
    """A date in a line.

    Attributes:
        start: First code point.
        end: Code point behind it.
        year: None when the line leaves it out.
        month: 1 to 12.
        day: None when the line gives the month alone, or a day that the month does not have.
        last: The last day of a range, as year, month and day; None for a single day or month.
        others: Other days that the same figures can mean, as year, month and day.
        is_year_supplied: Whether an editor put the year into brackets.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    last: tuple[int | None, int, int | None] | None = None
    others: tuple[tuple[int | None, int, int], ...] = ()
    is_year_supplied: bool = False


@cache
def month_names() -> dict[str, int]:
    """Names of months in all languages, in lower case, with their numbers."""
    found: dict[str, int] = {}
    for table in words.tables("months"):
        for name, number in table["months"].items():
            found.setdefault(name, number)
    return found


_ENDING = r"(?:st|nd|rd|th|-?го)?"
_WORD = re.compile(r"\b[JFMASONDjfmasond][^\W\d_]{2,8}|\b[а-я][а-я]{2,8}")
_LATIN = re.compile(r"\b[JFMASOND][^\W\d_]{2,8}")
_DAY_BEFORE = re.compile(
    rf"(?<![\d.,:/])(?:(?P<first>\d{{1,2}}){_ENDING}\s?(?P<join>-|–|—|and|to|through|,|и)\s?(?:the )?)?"
    rf"[\[“\"«]?(?P<day>\d{{1,2}}){_ENDING}[\]”\"»]?\.?[ \u00a0]{{0,2}}(?:of )?(?:the month of )?\[?\Z"
)
_BLANK_BEFORE = re.compile(r"(?:[“\"«]?_{2,9}[”\"»]?|\[[^\[\]]{3,14}\])[ \u00a0]\Z")
_YEAR = r"(?P<year>\[?(?:1\[?\d|2\[?0)\]?\[?\d\]?\[?\d\]?)(?![\d%]|[.,]\d)"
_THIS_YEAR = r"(?:of )?(?:this|the current) year"
_YEAR_AFTER = re.compile(
    rf"\]?\.?,?[ \u00a0]?(?:of )?{_YEAR}(?:[ \u00a0]?(?:года|год|г\.?)(?!\w))?|\]? (?P<this>{_THIS_YEAR})"
)
_DAY_AFTER = re.compile(
    rf"\.?[ \u00a0](?P<day>\d{{1,2}}){_ENDING}(?![\d:]|[.,]\d)(?: \[\d{{1,2}}\??\])?"
    rf"(?:\s?[-–—]\s?(?P<last>\d{{1,2}}){_ENDING}(?!\d))?"
    rf"(?:,?[ \u00a0]?{_YEAR}| (?P<this>{_THIS_YEAR}))?"
)


def find_written(content: str) -> list[FoundDate]:
    """Finds dates with the name of a month: "22 June 1945", "May 5th - 9th", "6 [November]", "5 марта 1951 г."."""
    if not any(map(str.isdigit, content)):
        return []
    found: list[FoundDate] = []
    finder = _LATIN if content.isascii() or not _has_cyrillic(content) else _WORD
    for word in finder.finditer(content):
        month = month_names().get(word[0].lower())
        if month is not None:
            found.extend(_around_month(content, word.start(), word.end(), month))
    return [_within_brackets(content, date) for date in _joined(content, found)]


def _within_brackets(content: str, date: FoundDate) -> FoundDate:
    """Leaves out a closing bracket that was opened before the date."""
    literal = content[date.start : date.end]
    return date._replace(end=date.end - 1) if literal[-1] == "]" and literal.count("[") < literal.count("]") else date


def _has_cyrillic(content: str) -> bool:
    return any("а" <= character <= "я" for character in content)


def _around_month(content: str, start: int, end: int, month: int) -> Iterator[FoundDate]:
    """The dates of which this month is a part: none, one, or the two of "3 and 6 June"."""
    head = max(0, start - 32)
    before = _DAY_BEFORE.search(content[head:start])
    if before is not None and 1 <= int(before["day"]) <= 31:
        yield from _day_first(content, (head + before.start(), end), before, month)
        return
    after = _DAY_AFTER.match(content, end)
    if after is not None and 1 <= int(after["day"]) <= 31:
        year, supplied = _year(after["year"])
        day = _existing(year, month, int(after["day"]))
        last = (year, month, _existing(year, month, int(after["last"]))) if after["last"] else None
        yield FoundDate(start, after.end(), year, month, day, last, is_year_supplied=supplied)
        return
    year_match = _YEAR_AFTER.match(content, end)
    if year_match is not None and year_match["year"]:
        blank = _BLANK_BEFORE.search(content[head:start])
        year, supplied = _year(year_match["year"])
        first = head + blank.start() if blank else start
        yield FoundDate(first, year_match.end(), year, month, None, is_year_supplied=supplied)


def _day_first(content: str, span: tuple[int, int], before: re.Match[str], month: int) -> Iterator[FoundDate]:
    start, end = span
    after = _YEAR_AFTER.match(content, end)
    year, supplied = _year(after["year"] if after else None)
    end = after.end() if after else end + (content[end : end + 1] == "]" and "[" in before[0])
    day = _existing(year, month, int(before["day"]))
    if before["first"] is None:
        yield FoundDate(start, end, year, month, day, is_year_supplied=supplied)
        return
    first = _existing(year, month, int(before["first"]))
    if before["join"] in "-–—" or before["join"] in ("to", "through") or _opens_range(content, start):
        yield FoundDate(start, end, year, month, first, (year, month, day), is_year_supplied=supplied)
        return
    at_day = start + before.start("day") - before.start()
    yield FoundDate(start, end, year, month, first, is_year_supplied=supplied)
    yield FoundDate(at_day, end, year, month, day, is_year_supplied=supplied)


def _existing(year: int | None, month: int, day: int) -> int | None:
    """The day, if the month has it; a year that is not known may be a leap year."""
    return day if is_day(year if year is not None else 2000, month, day) else None


def _year(literal: str | None) -> tuple[int | None, bool]:
    """The year, and whether an editor supplied the whole of it."""
    if literal is None:
        return None, False
    digits = literal.replace("[", "").replace("]", "")
    return int(digits), literal[0] == "["


_RANGE_BETWEEN = re.compile(r"\s{0,2}(?:-|–|—|to|through|until|till|по|до)\s{0,2}")
_AND_BETWEEN = re.compile(r"\s(?:and|и)\s")


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
    if _RANGE_BETWEEN.fullmatch(between):
        return True
    return _AND_BETWEEN.fullmatch(between) is not None and _opens_range(content, first.start)


def _opens_range(content: str, start: int) -> bool:
    low = content[max(0, start - 14) : start].rstrip().lower()
    return low.endswith(("between", "между"))


def _as_range(first: FoundDate, second: FoundDate) -> FoundDate:
    last = second.last or (second.year, second.month, second.day)
    year = first.year
    if year is None and last[0] is not None:
        year = last[0] - (first.month > last[1])
    return first._replace(end=second.end, year=year, last=last)


_FIGURES = re.compile(
    r"(?<![\w.,:/№#-])(?P<a>\d{1,4})(?P<sep>[./-])(?P<b>\d{1,2}|[IVX]{1,4})(?:(?P=sep)(?P<c>[IVX]{1,4}|\d{4}|\d{1,2}))?"
    r"(?:(?P=sep)(?P<d>\d{4}|\d{2}))?(?P<stop>\.)?(?![\w:]|[.,]\d|/(?!\d\d:\d\d))"
)
_SLASHED = re.compile(r"(?<=[A-Z]/)(?P<a>\d{1,2})(?:/(?P<b>\d{1,2}))?/(?P<c>[IVX]{1,4})/(?P<d>\d{2,4})(?!\w)")
_SPACED = re.compile(r"(?<!\w)(\d{1,2}) (\d{1,2}) (19\d\d|20\d\d)(?!\w)")
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}

Prefer = Callable[[int, int, int], int]
"""Says how far a day (year, month, day) lies from where the record is known to lie; the nearer reading wins."""


def find_figures(content: str, prefer: Prefer, *, is_dating: bool) -> list[FoundDate]:
    """Finds dates in figures: "11/15/49", "14.11.49", "21.I.1947", "25/26/XII/64"; in lines that date, also "02.19".

    Args:
        content: The line.
        prefer: Decides the order of day and month where the figures allow both.
        is_dating: Whether the line is one that gives the dates of the paper: then the year may be missing.
    """
    if not any(map(str.isdigit, content)):
        return []
    found = [_slashed(match) for match in _SLASHED.finditer(content)]
    if not found:
        found = [_figures(match, prefer, is_dating=is_dating) for match in _FIGURES.finditer(content)]
    if is_dating and not any(found):
        found = [_three(match.span(), match.groups(), prefer) for match in _SPACED.finditer(content)]
    return [date for date in found if date is not None]


def _figures(match: re.Match[str], prefer: Prefer, *, is_dating: bool) -> FoundDate | None:
    a, b, c, d = match["a"], match["b"], match["c"], match["d"]
    if d is not None:
        return _two_days(match) if c in _ROMAN else None
    if len(a) > 2:
        is_iso = len(a) == 4 and c is not None and c.isdigit() and len(c) <= 2 and b.isdigit()
        return _numbered(match.span(), int(a), int(b), int(c)) if is_iso else None
    end = match.end() - (match["stop"] is not None)
    if c is None:
        return _without_year(match, prefer) if is_dating and b.isdigit() and match["sep"] != "-" else None
    if c.isdigit() and len(c) in (2, 4):
        return _three((match.start(), end), (a, b, c), prefer)
    return None


def _two_days(match: re.Match[str]) -> FoundDate | None:
    """Reads "25/26/XII/64": one day, or the night between two."""
    if not match["b"].isdigit():
        return None
    month, year = _ROMAN.get(match["c"], 0), _full_year(match["d"])
    date = _numbered(match.span(), year, month, int(match["a"]))
    return date and date._replace(others=((year, month, int(match["b"])),))


def _slashed(match: re.Match[str]) -> FoundDate | None:
    if match["c"] not in _ROMAN:
        return None
    if match["b"] is not None:
        return _two_days(match)
    return _numbered(match.span(), _full_year(match["d"]), _ROMAN[match["c"]], int(match["a"]))


def _three(span: tuple[int, int], parts: tuple[str | None, ...], prefer: Prefer) -> FoundDate | None:
    """Day, month and year in figures, the first two in either order."""
    a, b, c = (part or "" for part in parts)
    year = _full_year(c)
    if b in _ROMAN:
        return _numbered(span, year, _ROMAN[b], int(a))
    if not b.isdigit():
        return None
    readings = [(m, d) for m, d in dict.fromkeys(((int(b), int(a)), (int(a), int(b)))) if is_day(year, m, d)]
    readings.sort(key=lambda reading: prefer(year, *reading))
    if not readings:
        return None
    (month, day), *rest = readings
    return FoundDate(*span, year, month, day, others=tuple((year, m, d) for m, d in rest))


def _without_year(match: re.Match[str], prefer: Prefer) -> FoundDate | None:
    a, b = int(match["a"]), int(match["b"])
    readings = [(m, d) for m, d in dict.fromkeys(((b, a), (a, b))) if is_day(2000, m, d)]
    readings.sort(key=lambda reading: prefer(0, *reading))
    if not readings:
        return None
    (month, day), *rest = readings
    return FoundDate(*match.span(), None, month, day, others=tuple((None, m, d) for m, d in rest))


def _numbered(span: tuple[int, int], year: int, month: int, day: int) -> FoundDate | None:
    return FoundDate(*span, year, month, day) if is_day(year, month, day) else None


def _full_year(digits: str) -> int:
    """Two figures are years of the twentieth century: the records that write so are of that time."""
    return int(digits) if len(digits) == 4 else 1900 + int(digits)
