"""Dates as the messages of findings write them: "12 May 1946", "in October 1952".

Not for: dates as the record prints them, which are literals.
"""

from __future__ import annotations

import re

from fonds.model import Date
from fonds.words import show_date

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d", re.ASCII)


def shown(date: Date) -> str:
    """A day with its month in words; what is no single day as EDTF, which is at least exact."""
    return show_date(date.edtf) if _DAY.fullmatch(date.edtf) else date.edtf


def shown_beginning(edtf: str) -> str:
    """When a period began, with the word before it: "in October 1952", "on 5 May 1946"."""
    return f"{'on' if _DAY.fullmatch(edtf) else 'in'} {show_date(edtf)}"
