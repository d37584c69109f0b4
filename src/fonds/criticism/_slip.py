"""A slip of the pen in its place.

Not for: finding one (`_slips`, `_glued`, `_grammar_slips`).
"""

from __future__ import annotations

from typing import NamedTuple


class Slip(NamedTuple):
    """A slip in its place.

    Attributes:
        literal: As printed.
        start: First code point in the slot.
        readings: What may be meant, likeliest first, each with the reason.
        certainty: 0 to 1.
    """

    literal: str
    start: int
    readings: tuple[tuple[str, str], ...]
    certainty: float
