"""What the words of a scope in a list of recipients are: numbers of passages, or a word for everything.

Shared by the checks that read such lists. Not for: what a number leads to; a dispatch says what it reaches.
"""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(?<!\w)[IVX]{1,5}(?!\w)")


def has_number(scope: str) -> bool:
    """Tells whether a scope names passages by their number, in figures or in Roman ones."""
    return any(map(str.isdigit, scope)) or _ROMAN.search(scope) is not None
