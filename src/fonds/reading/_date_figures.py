"""Where in a line do dates in figures stand, and which days can they mean?

"11/15/49", "14.11.49", "21.I.1947", "25/26/XII/64", the date-time group of a telegram ("091430Z MAY 45"); in lines
that date, also "02.19". Where figures allow both orders of day and month, both readings are kept.

Not for: dates with the name of a month (`_date_forms`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fonds.model import is_day
from fonds.reading._date_forms import FoundDate, full_year, is_day_of_records
from fonds.reading._date_spans import ROMAN, find_spans
from fonds.reading._date_words import date_words
from fonds.reading._lines import find_at_figures, fold

_FIGURES = re.compile(
    r"(?<![\w.,:/№#-])(?P<a>\d{1,4})(?P<sep>[./-])(?P<b>\d{1,2}|[IVX]{1,4})(?:(?P=sep)(?P<c>[IVX]{1,4}|\d{4}|\d{1,2}))?"
    r"(?:(?P=sep)(?P<d>\d{4}|\d{2}))?(?P<stop>\.)?(?![\w:]|[.,]\d|/(?!\d\d:\d\d))"
)
_SLASHED = re.compile(r"(?<=[A-Z]/)(?P<a>\d{1,2})(?:/(?P<b>\d{1,2}))?/(?P<c>[IVX]{1,4})/(?P<d>\d{2,4})(?!\w)")
_SPACED = re.compile(r"(?<!\w)(\d{1,2}) (\d{1,2}) (19\d\d|20\d\d)(?!\w)")
_DOTTED = re.compile(r"(?<![\w.])(\d{1,2})\. (\d{1,2})\. (1[5-9]\d\d|20\d\d)(?!\w)")
_STROKES = re.compile(r"(?<![\w.,:/])(\d{1,2}) ?/ (\d{1,2}) ?/ ?(\d{4}|\d\d)(?!\w)")
Prefer = Callable[[int, int, int], int]
"""Says how far a day (year, month, day) lies from where the record is known to lie; the nearer reading wins."""


_BESIDE = re.compile(r"(?<=[IVX][/.-])\d|\d+[ \u00a0./–-]{1,4}[\dIVX]")
"""A figure with another beside it, or a letter of a Roman month: every date in figures has one."""


def may_hold_figures(content: str) -> bool:
    """Whether a line can hold a date in figures: a quick look."""
    return bool(find_at_figures(_BESIDE, content))


def find_figures(content: str, prefer: Prefer, *, is_dating: bool) -> list[FoundDate]:
    """Finds dates in figures: "11/15/49", "14.11.49", "21.I.1947", "25/26/XII/64"; in lines that date, also "02.19".

    Args:
        content: The line.
        prefer: Decides the order of day and month where the figures allow both.
        is_dating: Whether the line is one that gives the dates of the paper: then the year may be missing.
    """
    if not may_hold_figures(content):
        return []
    found = [_slashed(match) for match in _SLASHED.finditer(content)] if "/" in content else []
    for pattern, mark in ((_DOTTED, ". "), (_STROKES, "/ ")):
        if mark in content:
            found += [_three(match.span(), match.groups(), prefer) for match in find_at_figures(pattern, content)]
    if not found:
        found = [*find_spans(content, is_dating=is_dating)]
        usual = (_figures(match, prefer, is_dating=is_dating) for match in find_at_figures(_FIGURES, content))
        found += [date for date in usual if date is not None and not _overlaps(date, found)]
    if is_dating and not any(found):
        found = [_three(match.span(), match.groups(), prefer) for match in find_at_figures(_SPACED, content)]
    return sorted(date for date in found if date is not None and not _is_numbered(content, date))


_LONGEST_NAME = 16
_OF_REGISTER = re.compile(r"(?<!\w)[A-Z] \Z")


def _is_numbered(content: str, date: FoundDate) -> bool:
    """Whether the figures are a number of a register: "No. 12/4/50", "Prot. 5/11/12", "C 5/11/38"."""
    before = content[max(0, date.start - _LONGEST_NAME) : date.start]
    if "/" in content[date.start : date.end] and _OF_REGISTER.search(before):
        return True
    named = fold(before).split()
    return bool(named) and named[-1].strip("(.:") in date_words("forms", "registers")


def _overlaps(date: FoundDate, found: list[FoundDate | None]) -> bool:
    return any(known is not None and known.start < date.end and date.start < known.end for known in found)


def _figures(match: re.Match[str], prefer: Prefer, *, is_dating: bool) -> FoundDate | None:
    a, b, c, d = match["a"], match["b"], match["c"], match["d"]
    if d is not None:
        return _two_days(match) if c in ROMAN else None
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
    month, year = ROMAN.get(match["c"], 0), full_year(match["d"])
    date = _numbered(match.span(), year, month, int(match["a"]))
    return date and date._replace(others=((year, month, int(match["b"])),))


def _slashed(match: re.Match[str]) -> FoundDate | None:
    if match["c"] not in ROMAN:
        return None
    if match["b"] is not None:
        return _two_days(match)
    return _numbered(match.span(), full_year(match["d"]), ROMAN[match["c"]], int(match["a"]))


def _three(span: tuple[int, int], parts: tuple[str | None, ...], prefer: Prefer) -> FoundDate | None:
    """Day, month and year in figures, the first two in either order."""
    a, b, c = (part or "" for part in parts)
    year = full_year(c)
    if b in ROMAN:
        return _numbered(span, year, ROMAN[b], int(a))
    if not b.isdigit():
        return None
    readings = [
        (m, d) for m, d in dict.fromkeys(((int(b), int(a)), (int(a), int(b)))) if is_day_of_records(year, m, d)
    ]
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
    return FoundDate(*span, year, month, day) if is_day_of_records(year, month, day) else None
