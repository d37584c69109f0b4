"""Dates in the attributes of HTML.

Not for: dates as people read them (`fonds.reading.show_date`).
"""

from __future__ import annotations

import re

_MACHINE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def machine_date(edtf: str) -> str:
    """The date for ``<time datetime>``, or empty when HTML has no form for it."""
    return edtf if _MACHINE.fullmatch(edtf) else ""
