"""A page that is captured again: which slots are the same, and what changed.

A passage keeps its id for life. So a slot of the new capture takes the id of the old slot that it continues: the
one with the same content in the same place of the sequence, or else the one with the same label.
"""

from __future__ import annotations

from difflib import SequenceMatcher

import msgspec

from fonds.model import AnySlot, Passage, Record, new_slot_ids, with_ids
from fonds.model.base import Value
from fonds.release import label_of, with_counts


class Change(Value, frozen=True, kw_only=True):
    """One difference between two versions.

    Attributes:
        place: Label of the passage, or kind of the line.
        old: Content before; None for a slot that is new.
        new: Content now; None for a slot that is gone.
    """

    place: str
    old: str | None = None
    new: str | None = None


def as_next_version(old: Record, new: Record) -> Record:
    """Gives a new capture the ids of the record that it continues.

    Args:
        old: The version that the archive has.
        new: The new capture, under any ids.

    Returns:
        The new record under the old record's id. Continued passages whose label changed keep the old one as an alias.
    """
    continued = _continued(old, new.slots)
    taken = {slot.id for slot in old.slots}
    fresh = (slot_id for slot_id in new_slot_ids(len(new.slots) + len(taken)) if slot_id not in taken)
    ids = tuple(continued[slot.id].id if slot.id in continued else next(fresh) for slot in new.slots)
    renamed = with_ids(new, old.id, ids)
    slots = tuple(
        _with_aliases(slot, continued.get(before.id)) for slot, before in zip(renamed.slots, new.slots, strict=True)
    )
    return msgspec.structs.replace(renamed, slots=slots)


def changes_between(old: Record, new: Record) -> tuple[Change, ...]:
    """Lists what changed from one version to the next, in the order of the new one; what is gone comes last."""
    before = {slot.id: slot for slot in old.slots}
    now = {slot.id for slot in new.slots}
    changed = tuple(
        Change(place=label_of(slot), old=before[slot.id].content if slot.id in before else None, new=slot.content)
        for slot in new.slots
        if slot.id not in before or before[slot.id].content != slot.content
    )
    gone = tuple(Change(place=label_of(slot), old=slot.content) for slot in old.slots if slot.id not in now)
    return changed + gone


def _continued(record: Record, new: tuple[AnySlot, ...]) -> dict[str, AnySlot]:
    """For ids of new slots, the old slot that each continues."""
    old, labels = record.slots, with_counts(record)
    matcher = SequenceMatcher(None, [slot.content for slot in old], [slot.content for slot in new], autojunk=False)
    pairs = {
        new[block.b + step].id: old[block.a + step]
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    kept = {each.id for each in pairs.values()}
    left = {labels.get(slot.id) or label_of(slot): slot for slot in old if slot.id not in kept}
    for slot in new:
        if slot.id not in pairs and label_of(slot) in left:
            pairs[slot.id] = left.pop(label_of(slot))
    return pairs


def _with_aliases(slot: AnySlot, old: AnySlot | None) -> AnySlot:
    if not isinstance(slot, Passage) or not isinstance(old, Passage):
        return slot
    aliases = dict.fromkeys((*old.aliases, old.label))
    aliases.pop(slot.label, None)
    return msgspec.structs.replace(slot, aliases=tuple(aliases))
