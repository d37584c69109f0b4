"""Dates as the messages of findings write them: "12 May 1946".

Not for: dates as the record prints them, which are literals.
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import Date

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)", re.ASCII)
_DAY = re.compile(r"(?P<year>\d{4}|XXXX)-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)


def shown(date: Date) -> str:
    """A day with its month in words; what is no single day as EDTF, which is at least exact."""
    match = _DAY.fullmatch(date.edtf)
    month = _months().get(int(match["month"])) if match else None
    if match is None or month is None:
        return date.edtf
    return f"{int(match['day'])} {month}" + (f" {match['year']}" if match["year"] != "XXXX" else "")


def shown_border(edtf: str) -> str:
    """A border of a period, which is a year, a month or a day, with its month in words."""
    match = _MONTH.fullmatch(edtf)
    month = _months().get(int(match["month"])) if match else None
    return f"{month} {match['year']}" if match and month else shown(Date(edtf=edtf))


def shown_beginning(edtf: str) -> str:
    """The same with the word before it that says when something began: "in October 1952", "on 5 May 1946"."""
    return f"{'on' if _DAY.fullmatch(edtf) else 'in'} {shown_border(edtf)}"


@cache
def _months() -> dict[int, str]:
    """The full name of each month in English, which its table has before the short ones."""
    found: dict[int, str] = {}
    for name, number in words.table("months", "en")["months"].items():
        found.setdefault(number, name.capitalize())
    return found
