"""What two stores hold of a record, and from where it came: what deeds over both have to know first.

Not for: deeds (`fonds.actions.guard`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from fonds.actions.deriving import derive
from fonds.model import Decision, Reading, Record, Refused, new_slot_ids, with_text_ids
from fonds.release import (
    Deposit,
    Holding,
    Kept,
    Packet,
    Resolution,
    Split,
    last_said,
    left_beside,
    outline_of,
    resolutions_of,
    without_count,
)
from fonds.store import Store


def is_taken_in(store: Store, packet: Packet) -> bool:
    """Whether a packet is in the open store already."""
    facts = store.versions(packet.record_id)
    return any(one.decision is not None and one.decision.packet == packet.hash for one in facts)


def last_version(store: Store, record_id: str) -> int:
    """Number of the last version that a store had of a record, be anything left of it or not; 0 for none."""
    facts = store.versions(record_id)
    return facts[-1].number if facts else 0


def has_all(kept: Kept | None, packet: Packet) -> bool:
    """Whether a closed store keeps every slot of a packet, in these words."""
    words = words_of(kept.record) if kept else set()
    return all((slot.id, slot.content) in words for slot in packet.slots)


def find_kept(store: Store, record_id: str) -> Kept | None:
    """What a closed store holds of a record, or None."""
    held = store.find(record_id)
    if held is None:
        return None
    return Kept(
        record=held.record, split=held.split or Split(outline=outline_of(held.record), texts=held.record.texts)
    )


def records_of(opened: Holding | None, kept: Kept | None) -> Iterator[Record]:
    """What there is of a record in the open and in a closed store."""
    if opened is not None:
        yield opened.record
    if kept is not None:
        yield kept.record


def ids_of(record: Record) -> set[str]:
    """Ids of its slots."""
    return {slot.id for slot in record.slots}


def words_of(record: Record) -> set[tuple[str, str]]:
    """Its slots by their ids, each with what it says."""
    return {(slot.id, slot.content) for slot in record.slots}


def whence(store: Store, record_id: str) -> Deposit:
    """A deposit that says from where a record came, as far as the store knows; the rest is for the caller."""
    facts = store.versions(record_id)
    deposit = Deposit(reading=Reading(record=Record(id=record_id)))
    if not facts:
        return deposit
    last = facts[-1]
    return msgspec.structs.replace(
        deposit, origin=last.origin, origin_key=last.origin_key, source_sha256=last.source_sha256
    )


def sources_of(store: Store, record_id: str) -> tuple[bytes, tuple[tuple[int, bytes], ...]]:
    """The last source that a store has of a record, and those before by the numbers of their versions."""
    found = [(one.number, store.find_source(record_id, one.number)) for one in store.versions(record_id)]
    sources = [(number, source) for number, source in found if source is not None]
    return (sources[-1][1], tuple(sources[:-1])) if sources else (b"", ())


def with_kept(deposit: Deposit, kept: Kept, said: Iterable[Resolution]) -> Deposit:
    """A deposit of what a closed store is to hold, read anew.

    Args:
        deposit: From where the record came.
        kept: Its slots, and what the store knows beside.
        said: What persons said of pointers; of each the last counts.
    """
    known = last_said(said)
    reading = derive(kept.record, known)
    split = msgspec.structs.replace(kept.split, resolutions=left_beside(known, reading))
    return msgspec.structs.replace(deposit, reading=reading, split=split)


def resolving_decisions(store: Store, record_id: str, *, unknown_to: Store) -> tuple[Decision, ...]:
    """By which decisions a store holds what persons said of pointers: one for each, but what another store has."""
    scopes = {one.scope for one in resolutions_of(store.find(record_id))}
    last = {one.pointer: one for one in _decisions(store, record_id) if one.pointer in scopes}
    known = [*_decisions(unknown_to, record_id)]
    return tuple(one for one in last.values() if one not in known)


def _decisions(store: Store, record_id: str) -> Iterator[Decision]:
    return (facts.decision for facts in store.versions(record_id) if facts.decision)


def uncounted(deposit: Deposit) -> Deposit:
    """The same with ids of texts and labels of passages that do not say how many there are: some may be released."""
    record = deposit.reading.record
    renamed = with_text_ids(record, new_slot_ids(len(record.texts)))
    renamed = msgspec.structs.replace(renamed, slots=tuple(without_count(slot) for slot in renamed.slots))
    return msgspec.structs.replace(deposit, reading=msgspec.structs.replace(deposit.reading, record=renamed))


def refuse_decided(holding: Holding) -> Holding:
    """Refuses a new capture of a record about which somebody decided: boundaries under a decision do not move.

    Returns:
        The holding, if nobody did.

    Raises:
        Refused: ``decided``.
    """
    if holding.decided:
        hint = "Look at the capture with `fonds read`, and add it under another name if it is another document."
        raise Refused("passages of this record are under a decision", code="decided", hint=hint)
    return holding
