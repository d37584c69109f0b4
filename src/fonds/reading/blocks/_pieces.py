"""A line, or a part of one, with what it was named and by which rule.

Not for: slots and labels, which are made from pieces (`fonds.reading._labels`).
"""

from __future__ import annotations

import msgspec

from fonds.model import SlotKind
from fonds.reading._lines import Line


class Piece(msgspec.Struct, frozen=True):
    """A named line.

    Attributes:
        line: The line.
        kind: What it is.
        rule: Which rule named it.
        certainty: 0 to 1.
        number: Path of numbers, for numbered kinds.
    """

    line: Line
    kind: SlotKind
    rule: str
    certainty: float = 0.9
    number: tuple[str, ...] = ()
