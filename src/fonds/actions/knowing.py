"""Who knew what: the passages that somebody was sent, after the lists of all records of a store.

Not for: what is in these passages, which `fonds.actions.excerpting` gives out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from fonds.actions.access import Access
from fonds.actions.archive import Archive
from fonds.actions.excerpting import Question, is_in_question, question_of, sent_part
from fonds.actions.holding import Progress, Shelf, no_progress
from fonds.actions.recipients import dispatches_of, find_recipients
from fonds.model import Actor, Dispatch
from fonds.model.base import Value
from fonds.release import OPEN, Holding, Seen


class Sent(Value, frozen=True, kw_only=True, omit_defaults=False):
    """A passage that somebody was sent.

    Attributes:
        label: Of the passage; empty for a line that can not be cited.
        content: As captured.
    """

    label: str
    content: str


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


def who_knew(
    archive: Archive, name: str, *, actor: Actor, store: str = OPEN, progress: Progress = no_progress
) -> tuple[Told, ...]:
    """All that somebody was sent.

    The index does not know recipients, so every record is looked into.

    Args:
        archive: The archive.
        name: A person or body; see `fonds.actions.recipients.find_recipients`.
        actor: Who asks.
        store: Name of the store to read.
        progress: Called with how many records are done and how many there are.

    Returns:
        Entries by date, those of records without one last, then by channel and record.

    Raises:
        NotFound: ``no-store``. Unavailable: ``log-unwritable`` and others of `fonds.actions.access`.
    """
    access = Access(archive, store, actor=actor, deed="knew")
    return access.read(partial(_find_told, name, progress), _seen_in, query=name)


def _seen_in(told: tuple[Told, ...]) -> Iterator[Seen]:
    return (Seen(record=one.record, labels=tuple(sent.label for sent in one.passages if sent.label)) for one in told)


def _find_told(name: str, progress: Progress, shelf: Shelf) -> tuple[Told, ...]:
    total, found = shelf.store.count(), []
    for done, (_, holding) in enumerate(shelf.store.changes(0), start=1):
        found += [(_day(holding), told) for told in _told(holding, name)]
        progress(done, total)
    found.sort(key=lambda one: (one[0], one[1].channel or "", one[1].record))
    return tuple(told for _, told in found)


def _day(holding: Holding) -> tuple[bool, int]:
    date = holding.reading.description.date
    day = date.earliest if date else None
    return day is None, day or 0


def _told(holding: Holding, name: str) -> Iterator[Told]:
    dispatches = dispatches_of(holding.reading)
    if not dispatches:
        return
    for sent in find_recipients(dispatches, name).values():
        for dispatch in sent:
            yield _entry(holding, dispatch)


def _entry(holding: Holding, dispatch: Dispatch) -> Told:
    said, record = holding.reading.description, holding.record
    slots = sent_part(record, dispatch.reaches).slots
    return Told(
        record=record.id,
        title=said.title,
        date=said.date.edtf if said.date else None,
        recipient=dispatch.recipient,
        channel=dispatch.channel,
        scope=dispatch.scope_literal,
        passages=tuple(Sent(label=getattr(slot, "label", ""), content=slot.content) for slot in slots),
        question=question_of(record, dispatch) if is_in_question(dispatch) else None,
    )
