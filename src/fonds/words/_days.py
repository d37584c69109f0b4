"""Dates as a reader of English writes them: "22 June 1945" for ``1945-06-22``.

What has no plain English form (sets, partly unspecified days) is shown as EDTF, which is at least exact.

Not for: reading dates (`fonds.reading._dates`).
"""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_PLAIN = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<qualifier>[?~%]?)", re.ASCII)
_DECADE = re.compile(r"(?P<decade>\d{3})X", re.ASCII)
_QUALIFIERS = {"": "", "?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}


def show_date(edtf: str) -> str:
    """Writes an EDTF date for people; gives back the EDTF where there is no plain form."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _show_one(edtf)
    return f"{_show_end(first)} to {_show_end(last)}"


def _show_end(end: str) -> str:
    return {"": "unknown", "..": "open"}.get(end) or _show_one(end)


def _show_one(edtf: str) -> str:
    decade = _DECADE.fullmatch(edtf)
    if decade:
        return f"{decade['decade']}0s"
    match = _PLAIN.fullmatch(edtf)
    if match is None or not _has_month_name(match["month"]):
        return edtf
    year = "" if match["year"] == "XXXX" else match["year"]
    parts = (match["day"] and str(int(match["day"])), match["month"] and MONTHS[int(match["month"]) - 1], year)
    shown = " ".join(part for part in parts if part)
    return shown + _QUALIFIERS[match["qualifier"]] if shown else edtf


def _has_month_name(month: str | None) -> bool:
    return month is None or 1 <= int(month) <= 12
