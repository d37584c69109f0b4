"""Records made by hand from lines, for tests of what is read from slots alone.

Not for: pages. Those are segmented by `fonds.reading.segment`.
"""

from __future__ import annotations

from collections import Counter

from fonds.model import FRAME_KINDS, AnySlot, Passage, Record, Slot, SlotKind, Text

Line = tuple[SlotKind, str] | tuple[SlotKind, str, str]
"""Kind, content, and the path of a numbered passage with dots ("8.3.b")."""


def record_of(*lines: Line) -> Record:
    """A record with a slot for each line, in order, with ids "s1", "s2" and labels as `fonds.reading` gives them."""
    slots: list[AnySlot] = []
    ids: dict[tuple[str, ...], str] = {}
    seen: Counter[str] = Counter()
    for count, (kind, content, *path) in enumerate(lines, start=1):
        if kind in FRAME_KINDS and kind not in ("page_title", "summary"):
            slots.append(Slot(id=f"s{count}", kind=kind, content=content))
            continue
        number = tuple(path[0].split(".")) if path else ()
        label = ".".join(number) or kind
        seen[label] += 1
        label += f"~{seen[label]}" if seen[label] > 1 else ""
        ids[number] = f"s{count}"
        parent = ids.get(number[:-1], "") if len(number) > 1 else ""
        slots.append(
            Passage(id=f"s{count}", kind=kind, content=content, text="t1", label=label, number=number, parent=parent)
        )
    return Record(texts=(Text(id="t1", language="en", script="Latn"),), slots=tuple(slots))
