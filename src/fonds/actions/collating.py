"""The states of a record side by side: what was open, closed or a gap at each date, passage by passage.

What the open store held before a closing is withdrawn, and stays so. A reader of the closed store sees what was open
then from what that store knows; others are told that it is not known.

Not for: who decided and why (`fonds.actions.history`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from fonds.actions.access import Access
from fonds.actions.archive import Archive
from fonds.actions.holding import Shelf
from fonds.model import Actor, Gap, NotFound, Passage, Record, parse_reference
from fonds.model.base import Value
from fonds.release import OPEN, EntryType, Seen, Split, label_of, outline_of, weave

State = Literal["absent", "open", "opened", "closed", "gap", "unknown"]
"""Not there; open; open, and not so at the date before; closed; closed, with a gap in its place; withdrawn since."""


class Stage(Value, frozen=True, kw_only=True):
    """A time at which something changed.

    Attributes:
        at: ISO 8601 in UTC.
        deed: What was done.
    """

    at: str
    deed: EntryType


class Cell(Value, frozen=True, kw_only=True):
    """A passage at one time.

    Attributes:
        state: What it was.
        reason: Of a gap, its number in the archive's list of reasons.
    """

    state: State
    reason: int | None = None


class Collated(Value, frozen=True, kw_only=True):
    """A passage at all times.

    Attributes:
        label: As it is called now, or was last.
        cells: One for each stage.
    """

    label: str
    cells: tuple[Cell, ...]


class Collation(Value, frozen=True, kw_only=True):
    """A record, passage by passage.

    Attributes:
        record_id: The record.
        stages: In the order of time.
        rows: In the order of the page.
    """

    record_id: str
    stages: tuple[Stage, ...]
    rows: tuple[Collated, ...]


class _Piece(NamedTuple):
    """What one store held from some time on; without a record, what is withdrawn."""

    at: str
    type: EntryType
    record: Record | None
    version: int = 0

    def has(self, slot: str) -> bool:
        """Whether a slot was there."""
        return self.record is not None and any(each.id == slot for each in self.record.slots)


class _Held(NamedTuple):
    """All that one store held of a record, the first first, and what it knows of it now."""

    pieces: list[_Piece]
    split: Split | None

    def at(self, time: str) -> _Piece | None:
        """What it held at a time."""
        return next((piece for piece in reversed(self.pieces) if piece.at <= time), None)


class _Moment(NamedTuple):
    """What the stores held at one time, and the slots of which closed ones know that they were open before."""

    stage: Stage
    opened: _Piece | None
    kept: tuple[_Piece, ...]
    came_from_open: frozenset[str]

    def cell(self, slot: str) -> Cell:
        """What a passage was, but for its gap."""
        if self.opened and self.opened.has(slot):
            return Cell(state="open")
        if any(piece.has(slot) for piece in self.kept):
            return Cell(state="closed")
        if self.opened is None or self.opened.record is not None:
            return Cell(state="absent")
        return Cell(state="open" if slot in self.came_from_open else "unknown")

    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that the public saw."""
        return self.opened.record.gaps if self.opened and self.opened.record else ()


def collate(archive: Archive, reference: str, *, actor: Actor, stores: Sequence[str]) -> Collation:
    """Puts the states of a record side by side.

    Args:
        archive: The archive.
        reference: ``ID`` of the record; a label is passed over.
        actor: Who asks.
        stores: Names of stores, the open one among them.

    Raises:
        NotFound: ``no-store``, ``record``. Unavailable: ``log-unwritable`` and others of `fonds.actions.access`.
    """
    record_id, _ = parse_reference(reference)
    accesses = {name: Access(archive, name, actor=actor, deed="decisions") for name in stores}
    read = partial(_held, record_id), partial(_seen, record_id)
    held = {name: access.read(*read) for name, access in accesses.items()}
    if not any(each.pieces for each in held.values()):
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    moments = list(_moments(held))
    table = _table(moments, list(held.values()))
    changing = [at for at in range(len(moments)) if at == 0 or any(row.changes(at) for row in table)]
    return Collation(
        record_id=record_id,
        stages=tuple(moments[at].stage for at in changing),
        rows=tuple(Collated(label=row.label, cells=_marked([row.cells[at] for at in changing])) for row in table),
    )


def _held(record_id: str, shelf: Shelf) -> _Held:
    facts, now = shelf.store.versions(record_id), shelf.store.find(record_id)
    pieces = [_Piece(one.at, one.type, _record_of(shelf, record_id, one.number), one.number) for one in facts]
    if now and facts and facts[0].number > 1:
        pieces.insert(0, _Piece(now.added, "accession", None))
    return _Held(pieces, now.split if now else None)


def _record_of(shelf: Shelf, record_id: str, version: int) -> Record | None:
    found = shelf.store.find_version(record_id, version)
    return found.record if found else None


def _seen(record_id: str, held: _Held) -> Iterator[Seen]:
    return (Seen(record=record_id, version=piece.version) for piece in held.pieces if piece.version)


def _moments(held: Mapping[str, _Held]) -> Iterator[_Moment]:
    """What the stores held at each time at which one of them changed; what was said of pointers changes nothing."""
    deeds = {piece.at: piece.type for each in held.values() for piece in each.pieces if piece.type != "resolution"}
    closed = [each for name, each in held.items() if name != OPEN and each.pieces]
    for at in sorted(deeds):
        now = [(each, each.at(at)) for each in closed]
        known = (each for each, piece in now if piece or each.pieces[0].type == "closing")
        yield _Moment(
            Stage(at=at, deed=deeds[at]),
            held[OPEN].at(at) if OPEN in held else None,
            tuple(piece for _, piece in now if piece),
            frozenset(position.slot for each in known if each.split for position in each.split.outline),
        )


class _Row(NamedTuple):
    """A line of the page, or a gap of which nobody who reads knows what is in it, at all times."""

    id: str
    labels: tuple[str, ...]
    is_citable: bool
    cells: list[Cell]

    @property
    def label(self) -> str:
        """The one that it had last."""
        return self.labels[-1]

    def changes(self, at: int) -> bool:
        """Whether it is not what it was at the time before."""
        return self.cells[at] != self.cells[at - 1]


def _table(moments: Sequence[_Moment], held: Sequence[_Held]) -> list[_Row]:
    """Passages, gaps, and lines that were not always what they are."""
    records = [each.record for one in held for each in one.pieces if each.record]
    # What the public called a passage last is the label to show.
    records += [moment.opened.record for moment in moments if moment.opened and moment.opened.record]
    slots = {slot.id: slot for record in records for slot in record.slots}
    labels: dict[str, tuple[str, ...]] = {}
    for slot in (slot for record in records for slot in record.slots):
        aliases = slot.aliases if isinstance(slot, Passage) else ()
        labels[slot.id] = (*labels.get(slot.id, ()), *aliases, label_of(slot))
    order: list[str] = []
    outlines = [one.split.outline for one in held if one.split]
    for outline in (*outlines, *(outline_of(record) for record in reversed(records))):
        order = weave(order, [position.slot for position in outline if position.slot in slots])
    rows = [_Row(at, labels[at], isinstance(slots[at], Passage), [each.cell(at) for each in moments]) for at in order]
    told = {one.gap.id: one.slot for each in held if each.split for one in each.split.closings if one.gap}
    for at, moment in enumerate(moments):
        for gap in moment.gaps():
            _row_of(gap, told, at, rows, moments).cells[at] = Cell(state="gap", reason=gap.reason)
    return [row for row in rows if row.is_citable or len({cell.state for cell in row.cells} - {"unknown"}) > 1]


def _row_of(gap: Gap, told: Mapping[str, str], at: int, rows: list[_Row], moments: Sequence[_Moment]) -> _Row:
    """The row of a gap: that of what is in it, as far as that is known or was called so; else one of its own."""
    known = next((row for row in rows if row.id in (gap.id, told.get(gap.id))), None)
    called = (row for row in rows if gap.label in row.labels and row.cells[at].state in ("absent", "closed"))
    found = known or next(called, None)
    if found is None:
        place = next((number for number, row in enumerate(rows, start=1) if row.id == gap.after), 0)
        found = _Row(gap.id, (gap.label,), True, [moment.cell("") for moment in moments])
        rows.insert(place, found)
    return found


def _marked(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, of which those say so that are newly open."""
    before = (None, *cells)
    return tuple(
        Cell(state="opened") if cell.state == "open" and old and old.state not in ("open", "unknown") else cell
        for old, cell in zip(before, cells, strict=False)
    )
