"""The lines of a record as people see them: slots, what they are called, and gaps where something is kept elsewhere.

Not for: which gaps there are (`fonds.release.closing`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fonds.model import AnySlot, Gap, Passage, Record


def lines_of(record: Record) -> Iterator[AnySlot | Gap]:
    """Slots and gaps, in the order of the page; a gap behind a slot that is not here stands at the top."""
    behind: dict[str, list[Gap]] = {}
    here = {slot.id for slot in record.slots}
    for gap in record.gaps:
        behind.setdefault(gap.after if gap.after in here else "", []).append(gap)
    yield from behind.get("", ())
    for slot in record.slots:
        yield slot
        yield from behind.get(slot.id, ())


def label_of(slot: AnySlot) -> str:
    """The label of a passage, or the kind of another line."""
    return slot.label if isinstance(slot, Passage) else slot.kind
