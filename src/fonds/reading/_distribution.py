"""Who received which passages of a record, by what channel, in how many copies?

Lists of excerpts ("Excerpts sent to: ...") give scopes, lists of copies give numbers. Each recipient is a `Dispatch`
of its own. Not for: whom a document is addressed to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fonds.model import AnySlot, Dispatch, Record
from fonds.reading._program import PROGRAM
from fonds.reading._recipients import (
    Entry,
    Lead,
    copy_announced,
    counted_entries,
    numbered_copies,
    scoped_entries,
    split_lead,
    split_names,
)
from fonds.reading._scopes import Tree

_COPY_KINDS = frozenset({"distribution", "copies", "production"})


def find_dispatches(record: Record) -> list[Dispatch]:
    """Finds who received what.

    Args:
        record: Slots with kinds and numbers.

    Returns:
        One dispatch for each recipient, in the order of the page.
    """
    found: list[Dispatch] = []
    slots = record.slots
    for start, end in _runs(slots):
        found.extend(_in_run(slots, start, end))
    for slot in slots:
        if slot.kind in _COPY_KINDS and slot.kind != "distribution":
            found.extend(_dispatch(slot, entry, None) for entry in numbered_copies(slot.content))
    return found


def _runs(slots: Sequence[AnySlot]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that make a list of recipients; a line with a lead of its own begins a new one."""
    start: int | None = None
    for index, slot in enumerate(slots):
        if slot.kind != "distribution":
            if start is not None:
                yield start, index
            start = None
        elif start is None:
            start = index
    if start is not None:
        yield start, len(slots)


def _in_run(slots: Sequence[AnySlot], start: int, end: int) -> Iterator[Dispatch]:
    tree: Tree | None = None
    is_of_copies = False
    announced: str | None = None
    for slot in slots[start:end]:
        line = slot.content
        if announced is not None:
            yield from _announced(slot, announced)
            announced = None
            continue
        announced = copy_announced(line)
        numbered = [] if announced else numbered_copies(line)
        if announced or numbered:
            yield from (_dispatch(slot, entry, None) for entry in numbered)
            continue
        lead = split_lead(line)
        is_of_copies = lead.is_of_copies if lead.words else is_of_copies
        tree = tree or Tree(slots, start)
        yield from (_dispatch(slot, entry, tree) for entry in _entries(lead, is_of_copies=is_of_copies))


def _announced(slot: AnySlot, number: str) -> Iterator[Dispatch]:
    for name in split_names(slot.content):
        yield _dispatch(slot, Entry(name, slot.content.strip(), copy_number=number), None)


def _entries(lead: Lead, *, is_of_copies: bool) -> Iterator[Entry]:
    rest = lead.rest.strip()
    if not rest:
        return iter(())
    return counted_entries(rest) if is_of_copies else scoped_entries(rest)


def _dispatch(slot: AnySlot, entry: Entry, tree: Tree | None) -> Dispatch:
    reaches: tuple[str, ...] = ()
    is_open = False
    if entry.scope is not None and tree is not None:
        reaches = tree.resolve(entry.scope)
        is_open = not reaches
    return Dispatch(
        slots=(slot.id,),
        literal=entry.literal,
        said_by=PROGRAM,
        certainty=0.5 if is_open else 0.9,
        recipient=entry.recipient,
        scope_literal=entry.scope,
        reaches=reaches,
        channel=entry.channel,
        copies=entry.copies,
        copy_number=entry.copy_number,
        candidates=tree.candidates(entry.scope, entry.recipient) if is_open and tree and entry.scope else (),
    )
