"""What was decided about records: the history of one, and what is due to be looked at again.

Not for: deciding (`fonds.actions.closing`, `fonds.actions.releasing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from fonds.actions.access import Access
from fonds.actions.archive import Archive
from fonds.actions.holding import Shelf
from fonds.actions.versions import Change, changes_between
from fonds.model import Actor, Closing, Decision, NotFound, parse_reference
from fonds.model.base import Value
from fonds.release import OPEN, EntryType, Holding, Seen, label_of


class Event(Value, frozen=True, kw_only=True):
    """One thing that was done to a record in one store.

    Attributes:
        store: Name of the store.
        version: Number of the version that came of it.
        at: When, ISO 8601 in UTC.
        by: Who did it.
        type: What was done.
        decision: By which decision, as far as this store knows it.
        changes: What came and went, against the version before, where the store still has that.
    """

    store: str
    version: int
    at: str
    by: str
    type: EntryType
    decision: Decision | None = None
    changes: tuple[Change, ...] = ()


class Due(Value, frozen=True, kw_only=True):
    """A closing whose review year has come.

    Attributes:
        store: Name of the closed store.
        record_id: The record.
        closing: What was closed.
    """

    store: str
    record_id: str
    closing: Closing


def events_of(archive: Archive, reference: str, *, actor: Actor, stores: Sequence[str]) -> tuple[Event, ...]:
    """What was done to a record in some stores, in the order of time.

    Args:
        archive: The archive.
        reference: ``ID`` of the record; a label is passed over.
        actor: Who asks.
        stores: Names of stores.

    Raises:
        NotFound: ``no-store``, ``record``. Unavailable: ``log-unwritable`` and others of `fonds.actions.access`.
    """
    record_id, _ = parse_reference(reference)
    accesses = {name: Access(archive, name, actor=actor, deed="decisions") for name in stores}
    found = [
        event
        for name, access in accesses.items()
        for event in access.read(partial(_events, name, record_id), partial(_seen_in, record_id))
    ]
    if not found:
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    return tuple(sorted(found, key=lambda event: (event.at, event.store != OPEN, event.version)))


def due_for_review(archive: Archive, year: int, *, actor: Actor) -> Iterator[Due]:
    """Passages whose review year has come, in all stores that the actor may read, by store, in the order of entry."""
    for name in archive.stores_of(actor):
        if name == OPEN:
            continue
        access = Access(archive, name, actor=actor, deed="review")
        yield from access.read(partial(_due, name, year), _seen_due)


def _due(store: str, year: int, shelf: Shelf) -> list[Due]:
    return [
        Due(store=store, record_id=holding.record.id, closing=_as_labelled(closing, holding))
        for _, holding in shelf.store.changes(0)
        for closing in (holding.split.closings if holding.split else ())
        if closing.review_year is not None and closing.review_year <= year
    ]


def _as_labelled(closing: Closing, holding: Holding) -> Closing:
    """A closing under the label that its passage has now; where parts of it alone are left, as it was."""
    labels = {slot.id: label_of(slot) for slot in holding.record.slots}
    return msgspec.structs.replace(closing, label=labels.get(closing.slot, closing.label))


def _seen_due(found: Sequence[Due]) -> Iterator[Seen]:
    return (Seen(record=due.record_id, labels=(due.closing.label,)) for due in found)


def _seen_in(record_id: str, events: Sequence[Event]) -> Iterator[Seen]:
    return (Seen(record=record_id, version=event.version) for event in events)


def _events(store: str, record_id: str, shelf: Shelf) -> list[Event]:
    found, before = [], None
    for facts in shelf.store.versions(record_id):
        now = shelf.store.find_version(record_id, facts.number)
        changes = changes_between(before.record, now.record) if before and now else ()
        event = Event(
            store=store,
            version=facts.number,
            at=facts.at,
            by=facts.by,
            type=facts.type,
            decision=facts.decision,
            changes=changes,
        )
        found.append(event)
        before = now
    return found
