"""T1: what is closed leaves no trace in the open store, at any step of a random history.

Two archives are driven side by side. What is open is done in both alike. What is closed differs from the beginning:
in text, length, number, titles and names, in how often and when it was edited, in how many other records there are.
Then passages that both hold are closed, released, closed again, with gaps and without, with words that stand in, over
two closed stores. After each step the dump of the open database, the files of the open index made anew by one thread
(names apart), what the index in use finds, the open part of a backup and the files that describe the open store are
the same in both; so are the packets that are signed, and what the staff is told of deeds on what is open.

In CI this is 100 histories of 20 steps, the same each time; FONDS_FULL=1 makes it 500 of 30. They come in parts, so
that several processes can share them. What one archive may not do without the other is to change what is open.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fonds.model import Passage, Record
from fonds.release import OPEN, Terms
from fonds.release.splitting import join
from tests.security.conftest import FULL
from tests.universes.pages import make_pages
from tests.universes.side import CLOSED, Side, common_roots, differences_of, folder_in_memory, slots_of

_RUNS, _STEPS = (500, 30) if FULL else (100, 20)
_PARTS = 4

_seeds = st.integers(0, 2**16).map(str)
_stores = st.sampled_from(CLOSED)
_terms = st.builds(
    Terms,
    reason=st.integers(1, 9),
    extent=st.sampled_from((None, "words", "lines", "pages")),
    review_year=st.sampled_from((None, 2040)),
    stand_in=st.sampled_from(("", "", "Concerning a matter")),
)


class Lockstep(RuleBasedStateMachine):
    """Two archives that differ in what is closed."""

    steps = 0
    deeds: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self._kept_open = ExitStack()
        self.folder = self._kept_open.enter_context(folder_in_memory())
        self.sides = (Side(self.folder / "left"), Side(self.folder / "right"))
        self.number = 0
        self.opened: list[str] = []
        self.kept: list[tuple[str, str]] = []

    def teardown(self) -> None:
        for side in self.sides:
            side.archive.close()
        self._kept_open.close()

    # What is done

    @initialize(seed=_seeds)
    def begin(self, seed: str) -> None:
        self._add(OPEN, "open.txt", self._page(seed, 0))
        self.opened.append("open.txt")
        self.add_closed(seed, "special")

    @rule(seed=_seeds)
    def add_open(self, seed: str) -> None:
        self.opened.append(f"open-{self.number}.txt")
        self._add(OPEN, self.opened[-1], self._page(seed, 0))

    @rule(seed=_seeds, data=st.data())
    def add_open_again(self, seed: str, data: st.DataObject) -> None:
        """A changed capture of an open page, which is refused when a person has decided about the record."""
        self._add(OPEN, data.draw(st.sampled_from(self.opened)), self._page(seed, 0))

    @rule(seed=_seeds, store=_stores)
    def add_closed(self, seed: str, store: str) -> None:
        """A record of which both hold a part that is the same."""
        name = f"closed-{self.number}.txt"
        self.kept.append((store, name))
        for side, page, at in zip(self.sides, self._page(seed), self._closed_times(), strict=True):
            side.add(store, name, page, seed=f"both {self.number}", at=at)
        self._count("add closed")

    @rule(seed=_seeds, times=st.tuples(st.integers(0, 2), st.integers(0, 2)), data=st.data())
    def edit_closed(self, seed: str, times: tuple[int, int], data: st.DataObject) -> None:
        """Changed captures of a closed page, not equally many in both."""
        store, name = data.draw(st.sampled_from(self.kept))
        for number, side in enumerate(self.sides):
            for edit in range(times[number]):
                page = self._page(f"{seed} {edit}")[number]
                side.add(
                    store, name, page, seed=f"edit {number} {self.number} {edit}", at=self._closed_times()[number]
                )
        self._count("edit closed")

    @rule(seed=_seeds, store=_stores, which=st.sampled_from((0, 1)))
    def add_closed_in_one(self, seed: str, store: str, which: int) -> None:
        page, at = self._page(seed, 1)[which], self._closed_times()[which]
        self.sides[which].add(store, f"own-{self.number}.txt", page, seed=f"own {self.number}", at=at)
        self._count("add closed in one")

    @rule(store=_stores, terms=_terms, data=st.data())
    def close_open(self, store: str, terms: Terms, data: st.DataObject) -> None:
        """Passages that are open are closed, or closed again."""
        held = self.sides[0].held(OPEN)
        if held:
            record = held[data.draw(st.sampled_from(sorted(held)))].record
            labels = data.draw(st.lists(st.sampled_from(_labels_of(record)), min_size=1, max_size=2, unique=True))
            self._close(store, record.id, (tuple(labels), tuple(labels)), terms)

    @rule(terms=_terms, data=st.data())
    def close_closed(self, terms: Terms, data: st.DataObject) -> None:
        """What is closed gets other terms, or terms at all: passages that differ, in one place of the page."""
        store = data.draw(_stores)
        wholes = [_wholes(side, store) for side in self.sides]
        both = sorted(wholes[0].keys() & wholes[1].keys())
        if both:
            record_id = data.draw(st.sampled_from(both))
            pairs = sorted(_pairs(*(whole[record_id] for whole in wholes)))
            if pairs:
                left, right = data.draw(st.sampled_from(pairs))
                self._close(store, record_id, ((left,), (right,)), terms)

    @rule(data=st.data(), count=st.integers(1, 4))
    def release(self, data: st.DataObject, count: int) -> None:
        """What both archives hold is released in both; the packets are the same."""
        known = {(store, each): roots for store in CLOSED for each, roots in self._releasable(store).items() if roots}
        if not known:
            return
        store, record_id = data.draw(st.sampled_from(sorted(known)))
        chosen = data.draw(st.lists(st.sampled_from(known[store, record_id]), min_size=1, max_size=count))
        roots = frozenset(chosen)
        told = [side.release(store, record_id, roots, seed=self._seed(), at=self._time()) for side in self.sides]
        assert told[0] == told[1], _told_apart(*told)
        assert told[0][1] == ""
        self._count("release")

    @rule(pointer=st.sampled_from(("9", "9", "3")), data=st.data())
    def resolve_open(self, pointer: str, data: st.DataObject) -> None:
        """A person says what a pointer of an open list means; what it means may be closed later."""
        held = self.sides[0].held(OPEN)
        if not held:
            return
        record_id = data.draw(st.sampled_from(sorted(held)))
        label = data.draw(st.sampled_from([slot.label for slot in held[record_id].record.passages()] or ["1"]))
        told = [side.resolve(record_id, pointer, label, seed=self._seed(), at=self._time()) for side in self.sides]
        assert told[0] == told[1]
        self._count(f"resolve {told[0]}")

    @rule(
        stores=st.sampled_from((CLOSED[:1], CLOSED[1:], CLOSED)),
        which=st.sampled_from(((0,), (1,), (0, 1), (0, 0, 1, 1))),
        data=st.data(),
    )
    def resolve_closed(self, stores: tuple[str, ...], which: tuple[int, ...], data: st.DataObject) -> None:
        """In one archive or both it is said, in view of closed stores, what pointers of open or closed lists mean."""
        for number in which:
            joined = self.sides[number].joined(stores)
            if joined:
                record_id = data.draw(st.sampled_from(sorted(joined)))
                label = data.draw(st.sampled_from([slot.label for slot in joined[record_id].passages()] or ["1"]))
                told = self.sides[number].resolve(
                    record_id, "9", label, seed=self._seed(), at=self._closed_times()[number], stores=stores
                )
                self._count(f"resolve closed {told}")

    @rule(stores=st.sampled_from((CLOSED[:1], CLOSED[1:])), data=st.data())
    def resolve_more(self, stores: tuple[str, ...], data: st.DataObject) -> None:
        self.resolve_open("9", data)
        self.resolve_closed(stores, (0, 0, 1), data)

    @rule(store=st.sampled_from((OPEN, *CLOSED)), which=st.sampled_from((0, 1, 2)))
    def make_anew(self, store: str, which: int) -> None:
        """One of them, or both, is rebuilt or opened by another process."""
        for number, side in enumerate(self.sides):
            if which != number:
                side.rebuild(store)
                side.reopen()
        self._count("rebuild")

    @rule(data=st.data(), count=st.integers(1, 4))
    def release_more(self, data: st.DataObject, count: int) -> None:
        """The same again: half of all deeds are decisions."""
        self.release(data, count)

    @rule(store=_stores, terms=_terms, data=st.data())
    def close_more(self, store: str, terms: Terms, data: st.DataObject) -> None:
        self.close_open(store, terms, data)

    # What must hold

    @invariant()
    def nothing_open_differs(self) -> None:
        self.number += 1
        type(self).steps += 1
        images = [side.image(self.folder / "scratch") for side in self.sides]
        found = differences_of(*images)
        assert found == [], "\n".join(found)

    def _add(self, store: str, name: str, pages: tuple[str, str]) -> None:
        assert pages[0] == pages[1]
        told = [side.add(store, name, pages[0], seed=self._seed(), at=self._time()) for side in self.sides]
        assert told[0] == told[1]
        self._count(f"add open {told[0][0]} {told[0][2]}")

    def _close(
        self, store: str, record_id: str, labels: tuple[tuple[str, ...], tuple[str, ...]], terms: Terms
    ) -> None:
        told = [
            side.close_passages(store, record_id, named, terms, seed=self._seed(), at=self._time())
            for side, named in zip(self.sides, labels, strict=True)
        ]
        assert told[0] == told[1]
        self._count(f"close {told[0]}")

    def _releasable(self, store: str) -> dict[str, list[str]]:
        left, right = (side.held(store) for side in self.sides)
        both = left.keys() & right.keys()
        return {each: common_roots(*(slots_of(one[each].record) for one in (left, right))) for each in both}

    def _page(self, seed: str, own_share: float = 0.5) -> tuple[str, str]:
        return make_pages(f"{seed} {self.number}", own_share=own_share)

    def _seed(self) -> str:
        return f"step {self.number}"

    def _time(self) -> str:
        return f"2026-01-01T{self.number // 60:02}:{self.number % 60:02}:00Z"

    def _closed_times(self) -> tuple[str, str]:
        return f"2025-01-01T00:00:{self.number % 60:02}Z", f"2025-06-07T08:{self.number % 60:02}:09Z"

    def _count(self, deed: str) -> None:
        self.deeds[deed.strip()] = self.deeds.get(deed.strip(), 0) + 1


def _labels_of(record: Record) -> list[str]:
    """All that a person can name: passages, runs of two, kinds of lines in the frame, and the whole."""
    passages = [slot for slot in record.passages() if slot.label]
    runs = [f"{one.label}..{two.label}" for one in passages for two in passages if one.parent == two.parent != one.id]
    return ["", *(slot.label for slot in passages), *runs[:8], *{slot.kind: "" for slot in record.slots}]


def _wholes(side: Side, store: str) -> dict[str, Record]:
    """What somebody sees who reads the open store and one other, of the records that the other has."""
    opened = side.held(OPEN)
    return {
        record_id: join(opened[record_id].record if record_id in opened else None, [(held.record, held.split)])
        for record_id, held in side.held(store).items()
        if held.split is not None
    }


def _pairs(left: Record, right: Record) -> set[tuple[str, str]]:
    """Labels, in each record, of passages that are the same, or are printed with one number in one place."""
    mine, theirs = slots_of(left), slots_of(right)
    both = {slot_id for slot_id in mine.keys() & theirs if mine[slot_id][0] == theirs[slot_id][0]}
    places = [_places(record, both) for record in (left, right)]
    return {(label, places[1][place]) for place, label in places[0].items() if place in places[1]}


def _places(record: Record, both: set[str]) -> dict[tuple[object, ...], str]:
    """Labels of passages by where they stand among those that both records have."""
    places: dict[tuple[object, ...], str] = {}
    before = 0
    for slot in record.slots:
        if isinstance(slot, Passage) and (slot.id in both or slot.label == ".".join(slot.number)):
            places[before, slot.id if slot.id in both else slot.label] = slot.label
        before += slot.id in both
    return places


def _told_apart(left: tuple[str, str], right: tuple[str, str]) -> str:
    """Where two packets differ, for people."""
    at = next((at for at, (one, other) in enumerate(zip(left[0], right[0], strict=False)) if one != other), 0)
    mine, theirs = (packet[max(0, at - 200) : at + 200] for packet, _ in (left, right))
    return f"{left[1]} {right[1]} {mine!r} is not {theirs!r}"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
def test_nothing_open_depends_on_what_is_closed(part: int, tell: Callable[[str], None]) -> None:
    histories = seed(part)(type(f"Lockstep{part}", (Lockstep,), {"steps": 0, "deeds": {}}))
    run_state_machine_as_test(
        histories,
        settings=settings(
            max_examples=_RUNS // _PARTS,
            stateful_step_count=_STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        ),
    )
    assert histories.deeds["release"]
    assert histories.deeds["close"]
    tell(
        f"T1, part {part + 1} of {_PARTS}: {_RUNS // _PARTS} histories, {histories.steps} steps compared, "
        f"0 differences: {histories.deeds}"
    )


def test_a_difference_is_seen(tmp_path: Path) -> None:
    """The comparison can tell: what is open in one archive alone shows in each part of the image."""
    sides = [Side(tmp_path / name) for name in ("left", "right")]
    for side, page in zip(sides, make_pages("seen", own_share=1), strict=True):
        side.add(OPEN, "open.txt", page, seed="seen", at="2026-01-01T00:00:00Z")
    images: list[dict[str, Any]] = [side.image(tmp_path / "scratch") for side in sides]
    assert {line.partition(":")[0] for line in differences_of(*images)} == {"database", "index", "backup", "answers"}
    for side in sides:
        side.archive.close()


def test_pages_of_a_pair_differ_in_their_own_lines_alone() -> None:
    assert len({make_pages(str(number), own_share=0)[0] for number in range(20)}) == 20
    chance = random.Random(1)
    for number in chance.sample(range(1000), 50):
        left, right = make_pages(str(number))
        assert left != right
        assert set(left.split("\n\n")) & set(right.split("\n\n"))
