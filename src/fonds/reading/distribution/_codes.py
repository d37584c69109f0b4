"""Offices with their copies in the codes of a telegram: "ACTION ARA-20", "INFO OCT-01 ISO-00 /151 W".

Not for: lists in words (`_copies`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.reading.distribution._entries import Entry

_CODED = re.compile(r"([A-Z]{1,6}(?:/[A-Z]{1,6})?)-(\d{2})")
_REST = re.compile(r"/\d{1,3}|[A-Z]|\(\d{2,3}\)")


def coded_entries(line: str) -> list[Entry]:
    """Reads one line of a distribution.

    Args:
        line: The line.

    Returns:
        Entries in their order; empty when the line has anything else.
    """
    tokens = line.split()
    if tokens and tokens[0].lower() in _leads():
        tokens = tokens[1:]
    coded = [match for token in tokens if (match := _CODED.fullmatch(token)) is not None]
    if not coded or not all(_CODED.fullmatch(token) or _REST.fullmatch(token) for token in tokens):
        return []
    return [Entry(match[1], match[0], copies=int(match[2])) for match in coded]


@cache
def _leads() -> frozenset[str]:
    return frozenset(word for table in words.tables("cables") for word in (*table["action"], *table["info"]))
