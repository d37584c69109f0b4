"""Who knew what: the passages that somebody was sent, after the lists of all records of the open store and others.

A record that is split is read as a whole: an open list may send closed passages.

Not for: what is in these passages, which `fonds.actions.excerpting` gives out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from fonds.actions.access import accesses_to, read_joined, seen_part
from fonds.actions.archive import Archive
from fonds.actions.excerpting import Question, is_in_question, question_of, sent_part
from fonds.actions.holding import Progress, Shelf, no_progress
from fonds.actions.recipients import dispatches_of, find_recipients
from fonds.actions.viewing import derive_view, join_holdings
from fonds.model import Actor, AnySlot, Dispatch, Reading
from fonds.model.base import Value
from fonds.release import ClearedView, Holding, Seen
from fonds.store import Store


class Sent(Value, frozen=True, kw_only=True, omit_defaults=False):
    """A passage that somebody was sent.

    Attributes:
        label: Of the passage; empty for a line that can not be cited.
        content: As captured.
        store: Name of the store that holds it.
    """

    label: str
    content: str
    store: str


class Told(Value, frozen=True, kw_only=True, omit_defaults=False):
    """One entry of a record's list.

    Attributes:
        record: Id of the record.
        title: Of the record, or None.
        date: EDTF, or None.
        recipient: As the list names them.
        channel: By which it was sent, or None.
        scope: What of the record, as printed; None where the list does not say.
        passages: Those that it leads to, each with what is below it, in the order of the page.
        question: What the entry leaves open; None when it leads to passages, or points to none.
    """

    record: str
    title: str | None
    date: str | None
    recipient: str
    channel: str | None
    scope: str | None
    passages: tuple[Sent, ...]
    question: Question | None


class _Found(NamedTuple):
    """An entry, and what of each store it shows."""

    day: tuple[bool, int]
    told: Told
    seen: dict[str, Seen]


def who_knew(
    archive: Archive,
    name: str,
    *,
    actor: Actor,
    stores: Iterable[str] = (),
    progress: Progress = no_progress,
) -> tuple[Told, ...]:
    """All that somebody was sent.

    The index does not know recipients, so every record is looked into.

    Args:
        archive: The archive.
        name: A person or body; see `fonds.actions.recipients.find_recipients`.
        actor: Who asks.
        stores: Names of closed stores to read together with the open one.
        progress: Called with how much is done and how much there is.

    Returns:
        Entries by date, those of records without one last, then by channel and record.

    Raises:
        NotFound: ``no-store``. Unavailable: ``log-unwritable`` and others of `fonds.actions.access`.
    """
    accesses = accesses_to(archive, stores, actor=actor, deed="knew")
    find = partial(_find_told, archive, name, actor, progress)
    return tuple(one.told for one in read_joined(accesses, find, _seen_in, query=name))


def _seen_in(found: Iterable[_Found], store: str) -> Iterator[Seen]:
    return (one.seen[store] for one in found if store in one.seen)


def _find_told(
    archive: Archive, name: str, actor: Actor, progress: Progress, shelves: Mapping[str, Shelf]
) -> list[_Found]:
    stores = [shelf.store for shelf in shelves.values()]
    total, done, found = sum(store.count() for store in stores), 0, list[_Found]()
    for held in _by_record(*stores):
        if any(find_recipients(dispatches_of(one.reading), name) for one in held):
            view = join_holdings(archive, held, actor)
            found += _told(view, derive_view(view), name)
        done += len(held)
        progress(done, total)
    return sorted(found, key=lambda one: (one.day, one.told.channel or "", one.told.record))


def _by_record(opened: Store, *closed: Store) -> Iterator[list[Holding]]:
    """What stores hold of each record, those first of which the open one holds anything."""
    kept = [frozenset(store.ids()) for store in closed]
    for _, holding in opened.changes(0):
        if holding.record.holds_any:
            record_id = holding.record.id
            yield [
                holding,
                *(store.get(record_id) for store, ids in zip(closed, kept, strict=True) if record_id in ids),
            ]
    for record_id in sorted(frozenset[str]().union(*kept)):
        if opened.find(record_id) is None:
            yield [store.get(record_id) for store, ids in zip(closed, kept, strict=True) if record_id in ids]


def _told(view: ClearedView, reading: Reading, name: str) -> Iterator[_Found]:
    date = reading.description.date
    day = date.earliest if date else None
    for sent in find_recipients(dispatches_of(reading), name).values():
        for dispatch in sent:
            shown = sent_part(reading.record, dispatch.reaches).slots
            seen = {
                held.store: _seen_of(held, {*dispatch.slots, *(slot.id for slot in shown)}) for held in view.holdings
            }
            yield _Found((day is None, day or 0), _entry(reading, dispatch, shown, view.store_of()), seen)


def _seen_of(held: Holding, slots: Collection[str]) -> Seen:
    """The passages that were shown of what a store holds; where there are none, its title and the like."""
    return next(iter(seen_part(held, slots)), Seen(record=held.record.id))


def _entry(reading: Reading, dispatch: Dispatch, shown: Iterable[AnySlot], holder: Mapping[str, str]) -> Told:
    said, record = reading.description, reading.record
    return Told(
        record=record.id,
        title=said.title,
        date=said.date.edtf if said.date else None,
        recipient=dispatch.recipient,
        channel=dispatch.channel,
        scope=dispatch.scope_literal,
        passages=tuple(
            Sent(label=getattr(slot, "label", ""), content=slot.content, store=holder[slot.id]) for slot in shown
        ),
        question=question_of(record, dispatch) if is_in_question(dispatch) else None,
    )
