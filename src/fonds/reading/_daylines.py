"""Does a line hold a date and nothing else, and which?

For the head of the page, the upload date, and lines such as "of 22 June 1945" or "Moscow, 24 July 1948".

Not for: dates inside a sentence (`fonds.reading._dates`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from fonds import words
from fonds.model import Date, FondsError, make_date

_LONGEST = 64
_FIGURE = re.compile(r"[0-9]")


@cache
def _line() -> re.Pattern[str]:
    """A dated line, folded. Lines are short (`_LONGEST`) and each part is bounded, so trying again costs little."""
    month = rf"(?:{words.one_of(words.month_names())})\.?"
    day = r"(?:\[?\d{1,2}\]?(?:st|nd|rd|th)?\.?|\"?_{2,9}\"?|\"\d{1,2}\")"
    year = r"(?:[\d\[\]?]{4,8}|of this year)"
    lead = r"(?:of|from|on|beginning|ending|begun|ended|dated|date:|decisions? of|decisions? from|от)"
    place = r"[^\W\d_][^\d,]{1,30}"
    clock = r"\d{1,2}[:.]\d\d ?(?:a\.m\.|p\.m\.|am|pm|noon|hours|hrs)?"
    written = rf"{day} {month},? ?(?:{year})?|{month} {day},? {year}|{month},? {year}"
    figures = r"\d{1,2}[./ -](?:\d{1,2}|[ivx]{1,4})[./ -]\d{2,4}|\d{4}-\d\d-\d\d"
    slashes = r"on(?:/\d{1,2}){1,2}/[ivx]{1,4}/\d{2,4}"
    return re.compile(
        rf"\(?(?:(?P<lead>{lead}) )?(?:(?P<place>{place}),? )?(?:{clock},? )?"
        rf"(?:(?P<written>{written})|(?P<figures>{figures})|{slashes})(?: ?г\.?| ?года)?\)?[.,:]?"
    )


def match_dated_line(low: str) -> re.Match[str] | None:
    """Tells whether a folded line is a date, perhaps with a place, an hour or "of" before it.

    Args:
        low: A line as `fonds.reading._lines.fold` gives it.

    Returns:
        The match, with the groups ``lead`` and ``place``; None for any other line.
    """
    if len(low) > _LONGEST or not _may_hold_a_date(low):
        return None
    return _line().fullmatch(low)


def names_month(low: str) -> bool:
    """Tells whether one of the words of a folded line is the name of a month."""
    return any(word.strip(".,:;()[]") in words.month_names() for word in low.split())


def _may_hold_a_date(low: str) -> bool:
    return _FIGURE.search(low) is not None


_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?: ?- ?(?:([^\W\d_]+)\.? )?(\d{1,2}))?,? (\d{4})")
_DAY_FIRST = re.compile(r"(?:(\d{1,2}) ?- ?)?(\d{1,2})\.? ([^\W\d_]+)\.?,? (\d{4})")
_MONTH_ONLY = re.compile(r"([^\W\d_]+)\.?,? (\d{4})")
_FIGURES = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(maxsize=64)
def read_day(literal: str) -> Date | None:
    """Reads a date that stands alone.

    Args:
        literal: "June 22, 1945", "22 June 1945", "June 1945", "June 22 - 24, 1945", "2013-02-20", "1945".

    Returns:
        The date, or None when it is no such date or no such day exists.
    """
    low = literal.lower().strip(" .,").replace("–", "-").replace("—", "-")
    if len(low) > _LONGEST:
        return None
    edtf = _read_month_first(low) or _read_day_first(low) or _read_month_only(low) or _read_figures(low)
    try:
        return make_date(edtf) if edtf else None
    except FondsError:
        return None


def is_month_first(low: str) -> bool:
    """Tells whether a folded line is a date written as sites write it at the head of a page: "June 22, 1945"."""
    if len(low) > _LONGEST or not low[-1:].isdigit():
        return False
    match = _MONTH_FIRST.fullmatch(low) or _MONTH_ONLY.fullmatch(low)
    return match is not None and match[1] in words.month_names()


def _read_month_first(low: str) -> str | None:
    match = _MONTH_FIRST.fullmatch(low)
    if match is None or match[1] not in words.month_names():
        return None
    first = _day(match[5], words.month_names()[match[1]], match[2])
    if not match[4]:
        return first
    if match[3] and match[3] not in words.month_names():
        return None
    return f"{first}/{_day(match[5], words.month_names()[match[3] or match[1]], match[4])}"


def _read_day_first(low: str) -> str | None:
    match = _DAY_FIRST.fullmatch(low)
    if match is None or match[3] not in words.month_names():
        return None
    last = _day(match[4], words.month_names()[match[3]], match[2])
    return f"{_day(match[4], words.month_names()[match[3]], match[1])}/{last}" if match[1] else last


def _read_month_only(low: str) -> str | None:
    match = _MONTH_ONLY.fullmatch(low)
    return f"{match[2]}-{words.month_names()[match[1]]:02}" if match and match[1] in words.month_names() else None


def _read_figures(low: str) -> str | None:
    return low if _FIGURES.fullmatch(low) else None


def _day(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}"
