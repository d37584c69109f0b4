"""Over the lines of lists of recipients: each recipient is a `Dispatch` of its own.

Lists of excerpts ("Excerpts sent to: ...") give scopes, lists of copies give numbers. Not for: whom a document is
addressed to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, takewhile

from msgspec.structs import replace

from fonds.model import AnySlot, Dispatch, Record
from fonds.reading._program import PROGRAM
from fonds.reading.amounts import find_numbers
from fonds.reading.distribution._codes import coded_entries
from fonds.reading.distribution._copies import (
    copy_announced,
    counted_entries,
    listed_entries,
    numbered_copies,
    ordinal_entries,
)
from fonds.reading.distribution._entries import Entry
from fonds.reading.distribution._figures import counts, name_passages
from fonds.reading.distribution._leads import Lead, split_lead
from fonds.reading.distribution._names import bare_name, in_one_line, read_recipient, split_names
from fonds.reading.distribution._scoped import has_scope, scoped_entries
from fonds.reading.distribution._scopes import Tree

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
    for is_list, group in groupby(record.slots, key=lambda slot: slot.kind == "distribution"):
        slots = tuple(group)
        found.extend(course.read_list(slots) if is_list else course.read_others(slots))
    return found


class _Course:
    """Where the reader of a list stands: what its lead said, and whether a copy was announced."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.lead = Lead("", "")
        self.announced: str | None = None

    def read_others(self, slots: Iterable[AnySlot]) -> Iterator[Dispatch]:
        """Reads lines between lists, which can say to whom a copy goes."""
        for slot in slots:
            if slot.kind in _COPY_KINDS:
                yield from (_dispatch(slot, entry, None) for entry in numbered_copies(in_one_line(slot.content)))
            self.tree.take(slot)

    def read_list(self, slots: Sequence[AnySlot]) -> Iterator[Dispatch]:
        """Reads lines of lists that follow one another."""
        self.lead, self.announced = Lead("", ""), None
        for at, slot in enumerate(slots):
            yield from self.read(slot, islice(slots, at + 1, None))
            self.tree.take(slot)

    def read(self, slot: AnySlot, following: Iterable[AnySlot]) -> Iterator[Dispatch]:
        """Reads one line of a list; those that follow tell what its figures are."""
        line = in_one_line(slot.content)
        if self.announced is not None:
            yield from _announced(slot, self.announced)
            self.announced = None
            return
        if coded := coded_entries(line):
            yield from (_dispatch(slot, entry, None) for entry in coded)
            return
        self.announced = copy_announced(line)
        numbered = [] if self.announced else listed_entries(line) or ordinal_entries(line) or numbered_copies(line)
        if self.announced or numbered:
            for entry in numbered:
                yield from self._numbered(slot, entry)
            return
        line, each = _without_each(_TOTAL.sub("", line) if "(" in line else line)
        lead = split_lead(line)
        self.lead = self._with_passages(lead, following) if lead.words else replace(self.lead, rest=line)
        self.lead = replace(self.lead, each=each or self.lead.each)
        for entry in _entries(self.lead):
            yield _dispatch(slot, _as_led(entry, self.lead), self.tree)

    def _with_passages(self, lead: Lead, following: Iterable[AnySlot]) -> Lead:
        """A lead of copies as one of excerpts, where the list behind it names passages."""
        if not lead.is_of_copies:
            return lead
        lines = takewhile(lambda line: not split_lead(line).words, (in_one_line(slot.content) for slot in following))
        is_of_excerpts = name_passages("\n".join((lead.rest, *lines)), self.tree)
        return replace(lead, is_of_copies=False, is_of_excerpts=True, each=None) if is_of_excerpts else lead

    def _numbered(self, slot: AnySlot, entry: Entry) -> Iterator[Dispatch]:
        """A recipient that a number counts: of a copy, or, where a scope stands behind the name, of the list."""
        if not (has_scope(entry.recipient) or (self.lead.is_of_excerpts and entry.copy_number)):
            yield _dispatch(slot, entry, None)
            return
        for scoped in scoped_entries(entry.recipient, is_of_excerpts=self.lead.is_of_excerpts):
            yield _dispatch(slot, _as_led(scoped, self.lead), self.tree)


def _as_led(entry: Entry, lead: Lead) -> Entry:
    """An entry with what its lead says of all."""
    return replace(
        entry,
        scope=entry.scope or ("everything" if lead.is_whole else None),
        channel=entry.channel or lead.channel,
        copies=entry.copies or lead.each,
    )


def _announced(slot: AnySlot, number: str) -> Iterator[Dispatch]:
    for name in split_names(in_one_line(slot.content)):
        yield _dispatch(slot, Entry(name, in_one_line(slot.content).strip(), copy_number=number), None)


_TOTAL = re.compile(r" ?\((?:a |in )?(?:total|all)[^()]{0,40}\)\.?\Z", re.IGNORECASE)
"""How many copies were made in all, behind the list."""

_EACH_BEHIND = re.compile(r",? (?P<number>[^\W_]{1,8})(?: (?:copies|copy))? each\.?\Z")


def _without_each(line: str) -> tuple[str, int | None]:
    """Parts "A and B, two copies each" from the number of copies of each of them."""
    match = _EACH_BEHIND.search(line, max(0, len(line) - 40))
    number = next(iter(find_numbers(match["number"], 1)), None) if match else None
    return (line[: match.start()], int(number.value)) if match and number else (line, None)


_CABLE_NUMBER = re.compile(r"(?<=[^\W\d_]) \d{1,5}\Z")


def _entries(lead: Lead) -> Iterator[Entry]:
    rest = lead.rest.strip()
    if not rest:
        return iter(())
    if lead.is_of_copies and (numbered := numbered_copies(rest)):
        return iter(numbered)
    if lead.is_direct:
        found = counted_entries(rest)
        return (replace(entry, recipient=_CABLE_NUMBER.sub("", entry.recipient)) for entry in found)
    if _ROW.fullmatch(rest):
        return _row(rest)
    is_counting = lead.is_of_copies or (counts(rest) and not lead.is_of_excerpts)
    return counted_entries(rest) if is_counting else scoped_entries(rest, is_of_excerpts=lead.is_of_excerpts)


_ROW = re.compile(
    r"[^\W\d_][^\W\d]{1,20}(?: [^\W\d]+){0,3} \d{1,2}(?:, [^\W\d_][^\W\d]{1,20}(?: [^\W\d]+){0,3} \d{1,2}){1,9}\.?"
)
"""Nothing but recipients with their numbers of copies: "Centre 3, Legation 1"."""


def _row(rest: str) -> Iterator[Entry]:
    for part in rest.rstrip(".").split(", "):
        name, _, count = part.rpartition(" ")
        yield Entry(bare_name(name), part, copies=int(count))


def _dispatch(slot: AnySlot, entry: Entry, tree: Tree | None) -> Dispatch:
    reaches: tuple[str, ...] = ()
    is_open = False
    if entry.scope is not None and tree is not None:
        reaches = tree.resolve(entry.scope)
        is_open = not reaches
    recipient = read_recipient(entry.recipient, entry.literal)
    return Dispatch(
        slots=(slot.id,),
        literal=entry.literal,
        said_by=PROGRAM,
        certainty=0.5 if is_open else 0.9,
        recipient=recipient.name,
        office=recipient.office,
        sort=recipient.sort,
        scope_literal=entry.scope,
        reaches=reaches,
        channel=entry.channel,
        copies=entry.copies,
        copy_number=entry.copy_number,
        candidates=tree.candidates(entry.scope, recipient.name) if is_open and tree and entry.scope else (),
    )
