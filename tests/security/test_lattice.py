"""T5: whoever is cleared for more sees the public's list first, exactly, and what they may read beside it.

Four compartments make fifteen closed stores, one for each combination. Records are split over them. For each of the
sixteen clearances and for 200 queries (2,000 with FONDS_FULL=1) the open list is the public's list in its order, and
no other store's list depends on who asks. For each clearance and each record the open part of the view is what the
public sees, and a further clearance never shows less.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

import pytest

from fonds.actions.consulting import get_holding
from fonds.actions.room import Room, open_room, open_store_folder
from fonds.actions.searching import search_archive
from fonds.actions.viewing import get_view
from fonds.model import Actor, NotFound, Refused
from fonds.release import OPEN, ClearedView, Holding, PublicRecord, Terms, cleared_view, part_of
from tests.security.conftest import FULL
from tests.universes.pages import CLOSED_NAMES, CLOSED_WORDS, OPEN_NAMES, OPEN_WORDS, make_pages
from tests.universes.side import Side, folder_in_memory

_QUERIES = 2000 if FULL else 200

_COMPARTMENTS = ("army", "finance", "police", "special")
_SETS = [frozenset(some) for size in range(5) for some in itertools.combinations(_COMPARTMENTS, size)]
_STORES = {"-".join(sorted(each)): tuple(sorted(each)) for each in _SETS if each}
_RECORDS = 24
_CLOSINGS = 40


class Lattice:
    """An archive of sixteen stores with split records, and its public room."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.chance = random.Random("lattice")
        self._fill()
        self.room: Room = open_room(open_store_folder(side.folder))
        self.compartments = {name: side.archive.compartments_of(name) for name in side.archive.store_names}
        self.held = {name: side.held(name) for name in side.archive.store_names}
        self.record_ids = sorted({record_id for held in self.held.values() for record_id in held})

    def _fill(self) -> None:
        for number in range(_RECORDS):
            self._add(OPEN, f"open {number}", 0)
        for number, store in enumerate(_STORES):
            self._add(store, f"closed {number}", 1)
        for number in range(_CLOSINGS):
            held = self.side.held(OPEN)
            record = held[self.chance.choice(sorted(held))].record
            labels = [slot.label for slot in record.passages()]
            if labels:
                self._close(number, record.id, self.chance.sample(labels, k=min(2, len(labels))))

    def _add(self, store: str, name: str, own_share: float) -> None:
        page = make_pages(name, own_share=own_share)[0]
        self.side.add(store, f"{name}.txt", page, seed=name, at="2026-01-01T00:00:00Z")

    def _close(self, number: int, record_id: str, labels: list[str]) -> None:
        terms = Terms(
            reason=1, extent=self.chance.choice((None, "lines")), stand_in=self.chance.choice(("", "A matter"))
        )
        store, at = self.chance.choice(sorted(_STORES)), f"2026-01-02T00:00:{number:02}Z"
        told = self.side.close_passages(store, record_id, tuple(labels), terms, seed=f"close {number}", at=at)
        assert told == ""

    def queries(self) -> list[str]:
        """Words, names, phrases and fields of what is open and of what is not, and combinations of them."""
        words = (*OPEN_WORDS, *CLOSED_WORDS["left"], "boats", "office", "matter", "rubles")
        names = (*OPEN_NAMES, *CLOSED_NAMES["left"])
        forms = ("{a}", "{a} {b}", "{a} OR {b}", "{a} NOT {b}", '"{a} office"', "{a}*", "{a}~1", 'person:"{n}"',
                 '"{n}"', "{a} OR {n}", "title:{a}", "body:{a}", "place:{n}", "date:1931 {a}", "({a} OR {b}) NOT {n}",
                 "{n} {a}")  # fmt: skip
        drawn: dict[str, None] = {}
        while len(drawn) < _QUERIES:
            a, b, n = self.chance.choice(words), self.chance.choice(words), self.chance.choice(names)
            form = self.chance.choice(forms)
            drawn[form.format(a=a, b=b, n=n if '"' in form else n.split()[-1])] = None
        return list(drawn)

    def holdings(self, actor: Actor, record_id: str) -> list[Holding]:
        """What the stores that an actor may read hold of a record."""
        stores = self.side.archive.stores_of(actor)
        return [self.held[name][record_id] for name in stores if record_id in self.held[name]]

    def view(self, actor: Actor, record_id: str) -> ClearedView | None:
        """What an actor sees of a record in all stores that they may read."""
        archive = self.side.archive
        try:
            return get_view(archive, record_id, actor=actor, stores=archive.stores_of(actor))
        except NotFound:
            return None

    def public(self, record_id: str) -> PublicRecord | None:
        """What everybody sees of a record."""
        try:
            return self.room.record(record_id)
        except NotFound:
            return None


@pytest.fixture(scope="module")
def lattice() -> Iterator[Lattice]:
    with folder_in_memory() as folder:
        made = Lattice(Side(folder / "archive", _STORES))
        yield made
        made.room.close()
        made.side.archive.close()


def _actor(cleared: frozenset[str]) -> Actor:
    return Actor(name="reader", clearances=cleared)


def test_the_open_list_is_the_public_list_for_every_clearance(lattice: Lattice, tell: Callable[[str], None]) -> None:
    archive, compared, found = lattice.side.archive, 0, 0
    lists: dict[tuple[str, str], object] = {}
    for query in lattice.queries():
        public = lattice.room.search(query)
        found += public.total > 0
        for cleared in _SETS:
            actor = _actor(cleared)
            assert search_archive(archive, query, actor=actor) == public
            for store in archive.stores_of(actor):
                page = search_archive(archive, query, actor=actor, store=store)
                assert lists.setdefault((query, store), page) == page
            compared += 1
    tell(f"T5: {compared} open lists compared ({found} of {_QUERIES} queries find something), 0 differ")


def test_a_store_is_read_with_all_of_its_compartments_and_no_other(lattice: Lattice) -> None:
    archive = lattice.side.archive
    for cleared in _SETS:
        actor = _actor(cleared)
        expected = {name for name, compartments in lattice.compartments.items() if compartments <= cleared}
        assert set(archive.stores_of(actor)) == expected
        for store in lattice.compartments.keys() - expected:
            with pytest.raises(NotFound) as refused:
                search_archive(archive, "boats", actor=actor, store=store)
            assert refused.value.code == "no-store"
            with pytest.raises(NotFound) as refused:
                get_holding(archive, lattice.record_ids[0], actor=actor, store=store)
            assert refused.value.code == "no-store"


def test_the_open_part_of_a_view_is_what_the_public_sees(lattice: Lattice, tell: Callable[[str], None]) -> None:
    views = split = 0
    for record_id in lattice.record_ids:
        public = lattice.public(record_id)
        for cleared in _SETS:
            view = lattice.view(_actor(cleared), record_id)
            assert (view is None) <= (public is None)
            if view is None:
                continue
            views += 1
            split += len(view.holdings) > 1
            _check_open_part(view, public)
    assert split
    tell(f"T5: the open part of {views} views ({split} of several stores) is the public's")


def _check_open_part(view: ClearedView, public: PublicRecord | None) -> None:
    opened = {slot_id for slot_id, store in view.store_of().items() if store == OPEN}
    if public is None:
        assert not opened
        return
    record = public.reading.record
    assert opened == {slot.id for slot in record.slots}
    assert view.holdings[0].reading == public.reading
    assert part_of(view.record, opened) == part_of(record, opened)
    assert set(view.record.gaps) <= set(record.gaps)
    assert len({slot.id for slot in view.record.slots}) == len(view.record.slots)


def test_a_further_clearance_never_shows_less(lattice: Lattice) -> None:
    for record_id in lattice.record_ids:
        seen = {cleared: _seen(lattice.view(_actor(cleared), record_id)) for cleared in _SETS}
        for less, more in itertools.permutations(_SETS, 2):
            if less < more:
                assert seen[less] <= seen[more]


def _seen(view: ClearedView | None) -> set[tuple[str, str]]:
    return {(slot.id, slot.content) for slot in view.record.slots} if view else set()


def test_a_view_of_stores_for_which_nobody_is_cleared_is_refused(lattice: Lattice) -> None:
    everything = _actor(_SETS[-1])
    for record_id in lattice.record_ids:
        for cleared in _SETS:
            allowed = {held.store for held in lattice.holdings(_actor(cleared), record_id)}
            for held in lattice.holdings(everything, record_id):
                if held.store not in allowed:
                    with pytest.raises(Refused, match="not cleared"):
                        cleared_view([held], _actor(cleared), lattice.compartments)
