"""Whether the stores of an archive agree with each other: one that was restored from an older day may not.

What is found is told, and nothing is mended: which store is right is for a person to say, and opening what another
store lacks would be a release that nobody signed.

Not for: whether a store is as its own journal says (`fonds.actions.upkeep`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fonds.actions.archive import Archive
from fonds.model import Actor
from fonds.model.base import Value
from fonds.release import OPEN, Holding

HINT = (
    "Stores were restored from different days, or one was changed past fonds. Put back all of one backup "
    "(fonds restore), or look with fonds decisions ID --store NAME at what was decided since; until then let nobody "
    "read the open store."
)


class Disagreement(Value, frozen=True, kw_only=True):
    """A record of which two stores do not say the same.

    Attributes:
        record_id: The record.
        stores: Which stores.
        what: What is wrong, for people; never text of the record.
    """

    record_id: str
    stores: tuple[str, ...]
    what: str


def find_disagreements(archive: Archive, *, actor: Actor) -> Iterator[Disagreement]:
    """Compares the stores that the actor may read; nothing of them is handed out but ids.

    A gap of which no store knows is told only to who may read all stores.

    Args:
        archive: The archive, no deed of which is unfinished.
        actor: Who asks.
    """
    names = archive.stores_of(actor)
    stores = {name: archive.shelf(name).store for name in names}
    closed = [name for name in names if name != OPEN]
    ids = dict.fromkeys(record_id for name in closed for record_id in stores[name].ids())
    sees_all = set(names) == set(archive.store_names)
    if sees_all:
        ids |= dict.fromkeys(stores[OPEN].ids())
    for record_id in ids:
        found = {name: store.find(record_id) for name, store in stores.items()}
        yield from _in_two(record_id, {name: held for name, held in found.items() if held})
        yield from _gaps(record_id, found, sees_all=sees_all)


def _in_two(record_id: str, held: Mapping[str, Holding]) -> Iterator[Disagreement]:
    """Passages that two stores hold."""
    holders: dict[str, str] = {}
    pairs: dict[tuple[str, str], int] = {}
    for name, holding in held.items():
        for slot in holding.record.slots:
            other = holders.setdefault(slot.id, name)
            if other != name:
                pairs[other, name] = pairs.get((other, name), 0) + 1
    for stores, count in pairs.items():
        what = f"{' and '.join(stores)} both hold {count} of its lines"
        yield Disagreement(record_id=record_id, stores=stores, what=what)


def _gaps(record_id: str, found: Mapping[str, Holding | None], *, sees_all: bool) -> Iterator[Disagreement]:
    """Gaps that a closed store says are public and are not, and the reverse."""
    opened = found.get(OPEN)
    public = {gap.id for gap in opened.record.gaps} if opened else set()
    told: set[str] = set()
    for name, held in found.items():
        closings = held.split.closings if held and held.split else ()
        gaps = {one.gap.id for one in closings if one.gap}
        told |= gaps
        if gaps - public:
            what = f"{name} knows of a gap that the open store does not show"
            yield Disagreement(record_id=record_id, stores=(OPEN, name), what=what)
    if sees_all and opened and opened.decided and public - told:
        what = "the open store shows a gap of which no closed store knows"
        yield Disagreement(record_id=record_id, stores=(OPEN,), what=what)
