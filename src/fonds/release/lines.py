"""The lines of a record as people see them: slots, and gaps where something is kept elsewhere.

Not for: which gaps there are (`fonds.release.closing`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fonds.model import AnySlot, Gap, Record


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
