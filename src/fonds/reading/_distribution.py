"""Who received which passages of a record, by what channel, in how many copies?

Lists of excerpts ("Excerpts sent to: ...") give scopes, lists of copies give numbers. Each recipient is a `Dispatch`
of its own. Not for: whom a document is addressed to.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    if not any(slot.kind in _COPY_KINDS for slot in record.slots):
        return []
    course = _Course()
    found: list[Dispatch] = []
    for slot in record.slots:
        if slot.kind == "distribution":
            found.extend(course.read(slot))
        else:
            course.leave_list()
            if slot.kind in _COPY_KINDS:
                found.extend(_dispatch(slot, entry, None) for entry in numbered_copies(slot.content))
        course.tree.take(slot)
    return found


class _Course:
    """Where the reader of a list stands: what its lead said, and whether a copy was announced."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.is_of_copies = False
        self.announced: str | None = None

    def leave_list(self) -> None:
        """Another line than one of a list ends it."""
        self.is_of_copies, self.announced = False, None

    def read(self, slot: AnySlot) -> Iterator[Dispatch]:
        """Reads one line of a list."""
        line = slot.content
        if self.announced is not None:
            yield from _announced(slot, self.announced)
            self.announced = None
            return
        self.announced = copy_announced(line)
        numbered = [] if self.announced else numbered_copies(line)
        if self.announced or numbered:
            yield from (_dispatch(slot, entry, None) for entry in numbered)
            return
        lead = split_lead(line)
        self.is_of_copies = lead.is_of_copies if lead.words else self.is_of_copies
        entries = _entries(lead, is_of_copies=self.is_of_copies)
        yield from (_dispatch(slot, entry, self.tree) for entry in entries)


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
