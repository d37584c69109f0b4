"""A record that is split over an open store and two closed ones, in the same states as the guard brings them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from fonds.model import Actor, Decision, Passage, Reading, Record
from fonds.release import (
    OPEN,
    ClearedView,
    Holding,
    Kept,
    Terms,
    cleared_view,
    keep_closed,
    leave_kept,
    leave_open,
    make_packet,
    take_in,
)
from fonds.release.splitting import join

MARKED = Terms(reason=1, extent="lines", review_year=2040)
WITHHELD = Terms(reason=2, extent=None)
BY = Decision(kind="release", record_id="0123456789", labels=("8",), by=("A. Archivist",), on="2026-11-26")


@dataclass
class Archive:
    """An open store and two closed ones, in the same states as the guard brings them."""

    opened: Record | None
    kept: dict[str, Kept | None] = field(default_factory=lambda: {"special": None, "army": None})
    fresh: itertools.count[int] = field(default_factory=itertools.count)

    def close(self, store: str, labels: tuple[str, ...], terms: Terms) -> None:
        """Closes passages as `Crossing.close` does."""
        ids = [f"n{next(self.fresh)}" for _ in range(200)]
        kept = keep_closed(self.opened, self.kept[store], labels, terms, ids)
        words = {one.stand_in: terms.stand_in for one in kept.told if terms.stand_in}
        self.kept[store] = kept
        self.opened = leave_open(self.opened, kept, words) if self.opened else None

    def release(self, store: str, ids: frozenset[str]) -> None:
        """Releases slots as `Crossing.release` does."""
        kept = self.kept[store]
        assert kept is not None
        self.opened = take_in(self.opened, make_packet(self.opened, kept, ids, BY))
        rest = leave_kept(kept, {slot.id for slot in self.opened.slots})
        self.kept[store] = rest if rest.record.slots else None

    def whole(self) -> Record:
        """What a reader sees who may read everything."""
        return join(self.opened, [(kept.record, kept.split) for kept in self.kept.values() if kept])

    def view(self) -> ClearedView:
        """The same, as it is assembled from what the stores hold."""
        held = [(name, kept.record, kept.split) for name, kept in self.kept.items() if kept]
        opened = [(OPEN, self.opened, None)] if self.opened else []
        holdings = [
            Holding(
                reading=Reading(record=record), store=name, version=1, added="", changed="", origin="", split=split
            )
            for name, record, split in (*opened, *held)
        ]
        return cleared_view(holdings, Actor(name="staff"), dict.fromkeys((OPEN, *self.kept), frozenset()))

    def holders(self, slot_id: str) -> int:
        """In how many stores a slot is."""
        records = [self.opened, *(kept.record for kept in self.kept.values() if kept)]
        return sum(slot_id in {slot.id for slot in record.slots} for record in records if record)


def labels_of(record: Record) -> list[str]:
    return [slot.label for slot in record.passages()]


def three_points() -> Record:
    numbers = ((1, "One"), (2, "Two"), (3, "Three"))
    return Record(
        id="0123456789",
        slots=tuple(
            Passage(id=f"s{n}", kind="point", content=words, label=str(n), number=(str(n),)) for n, words in numbers
        ),
    )
