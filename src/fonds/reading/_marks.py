"""Which spans inside a slot are apparatus: fills `Slot.marks` from the slots alone.

Not for: the frame of the page, where brackets are part of the capture, nor for resolving what a mark says.
"""

from __future__ import annotations

from fonds.model import Record


def find_marks(record: Record) -> Record:
    """Fills the marks of each slot of the record.

    Args:
        record: Slots with kinds and contents; marks that they already have are replaced.

    Returns:
        The same record; the marks of each slot stand in order of their start.
    """
    return record
