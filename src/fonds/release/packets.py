"""Packets: the canonical bytes of exactly the slots that are released, and of all that the public will see change.

A packet holds nothing that stays closed, and no number that tells of it. Persons sign its hash; the open store takes
it in, once, and only while the record is as it was when the packet was made: one of a passage that was released, and
closed again since, opens nothing.

Not for: who may sign (`fonds.actions.releasing`), nor for writing (`fonds.actions.guard`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from fonds.model import AnySlot, Conflict, Decision, Gap, Passage, Record, Text, digest, to_bytes
from fonds.model.base import Value
from fonds.release.closing import Kept, leave_kept, with_gaps
from fonds.release.splitting import free_label, parents_of, texts_of, weave, with_parents

NOTHING_OPEN = ""


class Packet(Value, frozen=True, kw_only=True):
    """What the open store is to take in.

    Attributes:
        record_id: The record.
        base: Hash of what the open store held of it when the packet was made; empty for nothing.
        slots: What is released, as the open store will hold it, in the order of the page.
        order: Ids of all slots that are open afterwards.
        parents: For passages that are open already, the parent that they get.
        texts: All texts to which open slots belong afterwards.
        gaps: All gaps afterwards.
        decision: Who proposed it, when, and why.
    """

    record_id: str
    base: str
    slots: tuple[AnySlot, ...]
    order: tuple[str, ...]
    parents: tuple[tuple[str, str], ...] = ()
    texts: tuple[Text, ...] = ()
    gaps: tuple[Gap, ...] = ()
    decision: Decision

    @property
    def hash(self) -> str:
        """SHA-256 of its canonical bytes: what is signed."""
        return digest(to_bytes(self))


def make_packet(
    opened: Record | None, kept: Kept, released: Collection[str], decision: Decision, *, version: int = 0
) -> Packet:
    """Makes the packet for some slots of a closed store.

    Args:
        opened: What the open store holds of the record, or None.
        kept: What the closed store holds.
        released: Ids of the slots to release.
        decision: As proposed.
        version: Number of the record's last version in the open store; 0 when it never had any.
    """
    before = opened or Record(id=kept.record.id)
    lifted = {one.stand_in for one in kept.split.closings if one.slot in released}
    stays = [slot for slot in before.slots if slot.id not in lifted]
    taken = {slot.label for slot in stays if isinstance(slot, Passage)} | {gap.label for gap in before.gaps}
    chosen = [slot for slot in kept.record.slots if slot.id in released]
    new = {slot.id: slot for slot in _as_public(chosen, taken, _labels_of_gaps(before, kept))}
    after = _after(before, {slot.id: slot for slot in stays}, new, kept)
    return Packet(
        record_id=after.id,
        base=base_of(opened, version),
        slots=tuple(slot for slot in after.slots if slot.id in new),
        order=tuple(slot.id for slot in after.slots),
        parents=_changed_parents(before, after),
        texts=after.texts,
        gaps=after.gaps,
        decision=decision,
    )


def _after(before: Record, stays: dict[str, AnySlot], new: dict[str, AnySlot], kept: Kept) -> Record:
    """The open record with the new slots in their places, and the gaps that are left."""
    everything = stays | new
    outline = [position for position in kept.split.outline if position.slot in everything]
    order = weave(list(stays), [position.slot for position in outline])
    rest = leave_kept(kept, new)
    left = {one.gap.id for one in rest.split.closings if one.gap}
    lifted = {one.gap.id for one in kept.split.closings if one.gap} - left
    record = Record(
        id=kept.record.id,
        texts=_public_texts(before, kept, [everything[each] for each in order]),
        slots=tuple(everything[each] for each in order),
        gaps=tuple(gap for gap in before.gaps if gap.id not in lifted),
    )
    parents = {position.slot: position.parent for position in kept.split.outline}
    return with_gaps(with_parents(record, parents_of(before) | parents), rest.split)


def take_in(opened: Record | None, packet: Packet, *, version: int = 0) -> Record:
    """What the open store holds when it has taken a packet in; marks are for the reader to find anew.

    Args:
        opened: What it holds, or None.
        packet: The packet.
        version: Number of the record's last version in the open store; 0 when it never had any.

    Raises:
        Conflict: ``packet-stale``, when the record is no longer what it was.
    """
    if base_of(opened, version) != packet.base:
        hint = "Propose the release again, look at it, and have it signed."
        raise Conflict(
            "the record has changed since the packet was made", code="packet-stale", ref=packet.record_id, hint=hint
        )
    slots = {slot.id: slot for slot in (*(opened.slots if opened else ()), *packet.slots)}
    parents = dict(packet.parents)
    ordered = (slots[each] for each in packet.order)
    return Record(
        id=packet.record_id,
        texts=packet.texts,
        slots=tuple(_with_parent(slot, parents) for slot in ordered),
        gaps=packet.gaps,
    )


def base_of(opened: Record | None, version: int = 0) -> str:
    """Hash of what the open store holds of a record, by which a packet knows whether it still fits.

    The number of the version makes each state one that does not come again.
    """
    return digest(to_bytes((version, opened))) if opened is not None or version else NOTHING_OPEN


def _labels_of_gaps(before: Record, kept: Kept) -> dict[str, str]:
    """How the public knows closed passages, by their ids: as their gaps are labelled."""
    shown = {gap.id for gap in before.gaps}
    return {one.slot: one.gap.label for one in kept.split.closings if one.gap and one.gap.id in shown}


def _as_public(slots: Sequence[AnySlot], taken: set[str], known_as: Mapping[str, str]) -> list[AnySlot]:
    """Slots as the public may see them: labels of their gaps or of their own, no labels that they had, no marks."""
    public: list[AnySlot] = []
    for slot in slots:
        if not isinstance(slot, Passage):
            public.append(msgspec.structs.replace(slot, marks=()))
            continue
        label = known_as.get(slot.id) or free_label(slot, taken)
        taken.add(label)
        public.append(msgspec.structs.replace(slot, label=label, aliases=(), marks=()))
    return public


def _public_texts(before: Record, kept: Kept, slots: Sequence[AnySlot]) -> tuple[Text, ...]:
    """The texts of open slots. One alone is a transcription: of what it would be a translation is not open."""
    texts = texts_of((*before.texts, *kept.split.texts, *kept.record.texts), slots)
    if len(texts) > 1:
        return texts
    return tuple(msgspec.structs.replace(text, role="transcription", certainty=1.0) for text in texts)


def _changed_parents(before: Record, after: Record) -> tuple[tuple[str, str], ...]:
    old, now = parents_of(before), parents_of(after)
    return tuple((each, parent) for each, parent in now.items() if each in old and old[each] != parent)


def _with_parent(slot: AnySlot, parents: dict[str, str]) -> AnySlot:
    if isinstance(slot, Passage) and slot.id in parents:
        return msgspec.structs.replace(slot, parent=parents[slot.id])
    return slot
