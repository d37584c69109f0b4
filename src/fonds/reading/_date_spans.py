"""Dates in figures of less usual make: months in Roman figures in any order, and ranges of days.

"12/VI-46", "20 – V – 1946", "VI/12/46", "1951-VI-05", "12.VI."; "5-7.06.1946", "5.6.-7.6.1946".

Not for: day, month and year with one mark between them (`_date_figures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.model import is_day
from fonds.reading._date_forms import FoundDate, full_year, is_day_of_records
from fonds.reading._lines import find_at_figures

ROMAN = {
    name: number
    for number, name in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), start=1)
}
"""Months in Roman figures."""

_ROMAN_LETTER = re.compile("[IVX]")
_FREE = r"(?<![\w.,:/№#-])"
_MARK = r"[ \u00a0]?[./–-][ \u00a0]?"
_YEAR = r"(?P<year>\d{4}|\d\d)(?![\w/]|[.,]\d)"
_DAY_FIRST = re.compile(
    rf"{_FREE}(?P<day>\d{{1,2}})(?:{_MARK}|(?P<blank>[ \u00a0]))(?P<month>[IVX]{{1,4}})"
    rf"(?:(?:{_MARK}|[ \u00a0]){_YEAR}|\.?(?!\w|[.,/-]\d))"
)
_MONTH_FIRST = re.compile(
    rf"{_FREE}(?P<month>[IVX]{{1,4}})(?:/(?P<day>\d{{1,2}})/|[.-](?P<day2>\d{{1,2}})[.-](?=\d{{4}})){_YEAR}"
)
_OPENED_BY_MONTH = re.compile(r"[IVX][/.-]\d")
"""A quick look for the form before."""

_YEAR_FIRST = re.compile(
    rf"{_FREE}(?P<year>1[5-9]\d\d|20\d\d)[./-](?P<month>[IVX]{{1,4}})[./-](?P<day>\d{{1,2}})(?!\w)"
)
_DAYS = re.compile(
    rf"{_FREE}(?P<first>\d{{1,2}})\.? ?[-–] ?(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}}|[IVX]{{1,4}})\.{_YEAR}"
)
_TWO_MONTHS = re.compile(
    rf"{_FREE}(?P<first>\d{{1,2}})\.(?P<month>\d{{1,2}})\.?(?P<year1>\d{{4}}|\d\d)?[ ]?[-–][ ]?"
    rf"(?P<day>\d{{1,2}})\.(?P<month2>\d{{1,2}})\.{_YEAR}"
)


def find_spans(content: str, *, is_dating: bool) -> list[FoundDate]:
    """Finds dates with a Roman month, and ranges in figures.

    Args:
        content: A line.
        is_dating: Whether the year may be missing.

    Returns:
        Dates in the order of their forms, without two that overlap.
    """
    found: list[FoundDate] = []
    romans = _romans(content, is_dating=is_dating) if _ROMAN_LETTER.search(content) else ()
    ranges = _ranges(content) if "." in content and ("-" in content or "–" in content) else ()
    for date in (*ranges, *romans):
        if all(date.end <= known.start or known.end <= date.start for known in found):
            found.append(date)
    return found


def _month(figures: str) -> int:
    return ROMAN.get(figures, 0) if figures[0] in "IVX" else int(figures)


def _romans(content: str, *, is_dating: bool) -> Iterator[FoundDate]:
    for matches in (
        find_at_figures(_YEAR_FIRST, content),
        _MONTH_FIRST.finditer(content) if _OPENED_BY_MONTH.search(content) else (),
        find_at_figures(_DAY_FIRST, content),
    ):
        for match in matches:
            parts = match.groupdict()
            month, day = ROMAN.get(parts["month"], 0), int(parts["day"] or parts["day2"])
            year = full_year(parts["year"]) if parts["year"] else None
            is_loose = parts.get("blank") is not None and (parts["year"] is None or len(parts["year"]) < 4)
            if not is_day_of_records(year or 2000, month, day) or is_loose or (year is None and not is_dating):
                continue
            yield FoundDate(*match.span(), year, month, day)


def _ranges(content: str) -> Iterator[FoundDate]:
    for match in find_at_figures(_DAYS, content):
        year, month = full_year(match["year"]), _month(match["month"])
        first, last = int(match["first"]), int(match["day"])
        if first < last and is_day_of_records(year, month, first) and is_day(year, month, last):
            yield FoundDate(*match.span(), year, month, first, (year, month, last))
    for match in find_at_figures(_TWO_MONTHS, content):
        month, month2, year = int(match["month"]), int(match["month2"]), full_year(match["year"])
        before = full_year(match["year1"]) if match["year1"] else year - (month > month2)
        first, last = int(match["first"]), int(match["day"])
        is_forward = (before, month, first) < (year, month2, last)
        if is_forward and is_day_of_records(before, month, first) and is_day(year, month2, last):
            yield FoundDate(match.start(), match.end(), before, month, first, (year, month2, last))
