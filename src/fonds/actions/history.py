"""What was decided about records: the history of one, and what is due to be looked at again.

Not for: deciding (`fonds.actions.closing`, `fonds.actions.releasing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fonds.actions.archive import Archive, find_store_name
from fonds.actions.versions import Change, changes_between
from fonds.model import Actor, Closing, Decision, NotFound, parse_reference
from fonds.model.base import Value
from fonds.release import OPEN, EntryType


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
        NotFound: ``no-store``, ``record``.
    """
    record_id, _ = parse_reference(reference)
    found = [event for name in stores for event in _events(archive, find_store_name(archive, name, actor), record_id)]
    if not found:
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    return tuple(sorted(found, key=lambda event: (event.at, event.store != OPEN, event.version)))


def due_for_review(archive: Archive, year: int, *, actor: Actor) -> Iterator[Due]:
    """Passages whose review year has come, in all stores that the actor may read, by store, in the order of entry."""
    for name in archive.stores_of(actor):
        if name == OPEN:
            continue
        for _, holding in archive.shelf(name).store.changes(0):
            for closing in holding.split.closings if holding.split else ():
                if closing.review_year is not None and closing.review_year <= year:
                    yield Due(store=name, record_id=holding.record.id, closing=closing)


def _events(archive: Archive, store: str, record_id: str) -> Iterator[Event]:
    kept = archive.shelf(store).store
    before = None
    for facts in kept.versions(record_id):
        now = kept.find_version(record_id, facts.number)
        changes = changes_between(before.record, now.record) if before and now else ()
        yield Event(
            store=store,
            version=facts.number,
            at=facts.at,
            by=facts.by,
            type=facts.type,
            decision=facts.decision,
            changes=changes,
        )
        before = now
