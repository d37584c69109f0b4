"""Dates as the Extended Date/Time Format writes them (ISO 8601-2:2019 annex A), with day bounds.

Supported: years (four digits, a sign, ``Y`` and more digits), months, days, unspecified digits (``194X``,
``XXXX-06-22``), qualifiers (``?``, ``~``, ``%``), intervals with open (``..``) and unknown ends, sets
(``[a,b]`` one of, ``{a,b}`` all of; also ``a..b`` inside them), seasons 21 to 24.

A date is never made more certain than its source. The bounds say between which days it lies.

Not for: finding dates in prose (`fonds.reading`).
"""

from __future__ import annotations

import re
from typing import Literal

from fonds.model.base import Value
from fonds.model.errors import Invalid

DateRole = Literal[
    "header", "title", "document", "decided", "meeting_range", "sent", "received", "arrived", "deciphered",
    "delivered", "typed", "stamped", "handwritten", "executed", "declassified", "entry", "entry_range",
    "file_range", "due", "citation", "related", "mentioned", "read", "published",
]  # fmt: skip

_ATOM = re.compile(r"(?P<year>Y-?\d{5,9}|-?[\dX]{4})(?:-(?P<month>\d\d|XX|\dX))?(?:-(?P<day>\d\d|XX|\dX))?", re.ASCII)
# A qualifier stands behind a component (and all before it), or in front of one; never between digits.
_QUALIFIER = re.compile(r"(?<![\dX])[?~%]|[?~%](?![\dX])", re.ASCII)
_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_FIRST_MONTH_OF_SEASON = {21: 3, 22: 6, 23: 9, 24: 12}

Bounds = tuple[int | None, int | None]


class Date(Value, frozen=True, kw_only=True):
    """A date as EDTF.

    Attributes:
        edtf: The value, as the standard writes it.
        earliest: First day that it can be, counted from 1970-01-01 in the proleptic Gregorian calendar
            (negative before); None when open or not to be known (``XXXX-06-22`` has a day but no year).
        latest: Last day that it can be, included; None likewise.
    """

    edtf: str
    earliest: int | None = None
    latest: int | None = None


def make_date(edtf: str) -> Date:
    """Makes a date from its EDTF form and computes its bounds.

    Raises:
        Invalid: ``edtf``, when the form is not one of those this module names.
    """
    earliest, latest = _bounds(edtf)
    return Date(edtf=edtf, earliest=earliest, latest=latest)


def day_number(year: int, month: int, day: int) -> int:
    """Counts days from 1970-01-01 in the proleptic Gregorian calendar; any year, 0 being 1 BC."""
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - 719468


def days_in_month(year: int, month: int) -> int:
    """Number of days in a month of the proleptic Gregorian calendar."""
    if month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 29
    return _DAYS_BEFORE_MONTH[month] - _DAYS_BEFORE_MONTH[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """Tells whether that day exists in the proleptic Gregorian calendar."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def _bounds(edtf: str) -> Bounds:
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        return _bounds_of_set(edtf)
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _in_order(_end_of_interval(first, edtf)[0], _end_of_interval(last, edtf)[1], edtf)
    return _bounds_of_atom(edtf, edtf)


def _bounds_of_set(edtf: str) -> Bounds:
    """Earliest and latest of the members; an open end (``[..1945]``) stays open."""
    earliest: list[int | None] = []
    latest: list[int | None] = []
    for member in edtf[1:-1].split(","):
        first, dots, last = member.strip().partition("..")
        end = last if dots else first
        if not first and not end:
            raise _not_edtf(edtf)
        start = _bounds_of_atom(first, edtf)[0] if first else None
        stop = _bounds_of_atom(end, edtf)[1] if end else None
        earliest.append(_in_order(start, stop, edtf)[0])
        latest.append(stop)
    return _least(earliest), _greatest(latest)


def _in_order(first: int | None, last: int | None, whole: str) -> Bounds:
    if first is not None and last is not None and first > last:
        raise _not_edtf(whole)
    return first, last


def _least(days: list[int | None]) -> int | None:
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _greatest(days: list[int | None]) -> int | None:
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _end_of_interval(end: str, whole: str) -> Bounds:
    return (None, None) if end in ("", "..") else _bounds_of_atom(end, whole)


def _bounds_of_atom(atom: str, whole: str) -> Bounds:
    """Bounds of a single date, whose qualifiers say how sure it is and move no bound."""
    match = _ATOM.fullmatch(_QUALIFIER.sub("", atom))
    if match is None:
        raise _not_edtf(whole)
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year and (year.lstrip("-").startswith("X") or month is not None):
        return None, None  # no year, or the same days in each of several years
    lowest, highest = sorted((_year(year.replace("X", "0")), _year(year.replace("X", "9"))))
    first_month, last_month = _months(month, whole)
    if day is not None and month is not None and month.isdecimal() and int(month) > 12:
        raise _not_edtf(whole)  # a season has no days
    last_year = highest + (last_month > 12)
    last_month -= 12 * (last_month > 12)
    first_day, last_day = _days(day, lowest, first_month, last_year, last_month, whole)
    return day_number(lowest, first_month, first_day), day_number(last_year, last_month, last_day)


def _year(digits: str) -> int:
    return int(digits.removeprefix("Y"))


def _months(month: str | None, whole: str) -> tuple[int, int]:
    """First and last month; the last is above 12 when a winter reaches into the next year."""
    if month is None or month == "XX":
        return 1, 12
    if month.endswith("X"):
        if month not in ("0X", "1X"):
            raise _not_edtf(whole)
        return (1, 9) if month == "0X" else (10, 12)
    number = int(month)
    if number in _FIRST_MONTH_OF_SEASON:
        first = _FIRST_MONTH_OF_SEASON[number]
        return first, first + 2
    if not 1 <= number <= 12:
        raise _not_edtf(whole)
    return number, number


def _days(
    day: str | None, first_year: int, first_month: int, last_year: int, last_month: int, whole: str
) -> tuple[int, int]:
    length = days_in_month(last_year, last_month)
    if day is None or day == "XX":
        return 1, length
    if day.endswith("X"):
        first, last = max(1, int(day[0]) * 10), min(length, int(day[0]) * 10 + 9)
        if first > length:
            raise _not_edtf(whole)
        return first, last
    if not is_day(first_year, first_month, int(day)):
        raise _not_edtf(whole)
    return int(day), int(day)


def _not_edtf(whole: str) -> Invalid:
    # The value may be text of a document, so the error does not repeat it.
    return Invalid(
        f"not a date in the Extended Date/Time Format ({len(whole)} characters)",
        code="edtf",
        hint="Examples: 1945-06-22, 1945-06, 194X, XXXX-06-22, 1945-06-21/1945-06-23, 1945?",
    )
