"""T3: leaks are planted one by one, and each is caught; without one there is no alarm.

A leak of the public server is caught by the comparison of T2, one that reaches the open store by that of T1. Tests
are named after the leaks.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fonds.model import Passage
from fonds.release import OPEN, Terms
from tests.security.test_routes import History
from tests.universes.harness import Pair, differences
from tests.universes.leaks import LEAKS
from tests.universes.pages import make_pages
from tests.universes.side import Side, common_roots, differences_of, folder_in_memory, slots_of
from tests.universes.state_leaks import STATE_LEAKS

# Of the open server


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Pair, list[str]]]:
    """Two universes with split records, and addresses for every route."""
    with folder_in_memory() as place:
        yield from _served(Pair(place))


def _served(pair: Pair) -> Iterator[tuple[Pair, list[str]]]:
    history = History(pair, random.Random("leaks"))
    history.release()
    for side, count in enumerate((1, 2)):
        for number in range(count):
            page = make_pages(f"leaks {side} {number}", own_share=1)[side]
            add = {"do": "add", "store": "special", "name": f"{side}-{number}.txt", "page": page}
            pair.each(*((add, None) if side == 0 else (None, add)))
    yield pair, history.targets()
    pair.close()


def test_no_alarm_without_a_leak(served: tuple[Pair, list[str]]) -> None:
    assert list(differences(*served)) == []


@pytest.mark.parametrize("leak", LEAKS)
def test_leak_of_the_server_is_caught(served: tuple[Pair, list[str]], leak: str) -> None:
    pair, targets = served
    pair.both(do="plant", leak=leak)
    found = next(differences(pair, targets, methods=("GET",)), None)
    pair.both(do="unplant")
    assert found, f"the leak {leak} was not seen"


# Into the open store

_LEFT = """\
Skip to content

May 4, 1931

Order on the cordon of Otto Brandt no. 7

[Handwritten:] Point 8 is in a classified repository

ORDER No. 7


1. Charge the mill office (Cde. Karl Weiss) with the ferry.

The informer of Beria is paid 500 rubles.

The ferry is far from Molotov.

The cordon is near.

The toll is far from A. Petrov.

2. Charge the arsenal office (Cde. Otto Brandt) with 36 guns, of which 9 are heavy and 11 are light, by 5 June, and
with all that belongs to them, as was told at the last meeting of the office:

a) to build the bridge at town 5;

3. Charge the survey office (Cde. A. Petrov) with 40 boats.

Excerpts sent to: Karl Weiss - 2; A. Petrov - everything; Bulganin - 9.

Document Information

Source

RGASPI F. 17, Op. 162, D. 37, ll. 145-155. Obtained by Beria.
"""
_RIGHT = """\
Skip to content

May 4, 1931

Order on the decoy of Lena Hofer no. 7

[Handwritten:] Point 8 is in a classified repository

ORDER No. 7


1. Charge the mill office (Cde. Karl Weiss) with the ferry.

The ferry is far from Molotov.

The toll is far from A. Petrov.

2. Charge the wiretap office (Cde. Mikoyan).

a) to build the bridge at town 5;

3. Charge the survey office (Cde. A. Petrov) with 40 boats.

Excerpts sent to: Karl Weiss - 2; A. Petrov - everything; Bulganin - 9.

Document Information

Source

RGASPI F. 17, Op. 162, D. 37, ll. 145-155. Obtained by Mikoyan.
"""


class Plot:
    """A short history in which each leak has its chance."""

    def __init__(self, folder: Path) -> None:
        self.sides = (Side(folder / "left"), Side(folder / "right"))
        self._scratch = folder / "scratch"
        self._step = 0
        self.record_id = ""

    def differences(self) -> Iterator[str]:
        """What differs after each deed."""
        try:
            for deed in (self._add, self._mark, self._release, self._resolve, self._close_again):
                yield from deed()
                yield from differences_of(*(side.image(self._scratch) for side in self.sides))
        finally:
            for side in self.sides:
                side.archive.close()

    def _add(self) -> Iterator[str]:
        open_page = make_pages("plot", own_share=0)[0]
        for side, page, edits in zip(self.sides, (_LEFT, _RIGHT), (0, 2), strict=True):
            side.add(OPEN, "open.txt", open_page, seed="open", at="2026-01-01T00:00:00Z")
            at = f"2026-01-01T00:00:{edits:02}Z"
            self.record_id = side.add("special", "closed.txt", page, seed="closed", at=at)[1]
            for edit in range(edits):
                changed = page.replace("Mikoyan", f"Mikoyan {edit}")
                side.add("special", "closed.txt", changed, seed=f"edit {edit}", at=at)
        yield from ()

    def _mark(self) -> Iterator[str]:
        yield from self._close("2. ", Terms(reason=1, extent="lines"))
        yield from self._close("The toll", Terms(reason=1, extent="words"))

    def _release(self) -> Iterator[str]:
        left, right = (slots_of(side.held("special")[self.record_id].record) for side in self.sides)
        toll = self._find(self.sides[0], "The toll").id
        roots = frozenset(common_roots(left, right)) - {toll}
        assert roots
        told = [
            side.release("special", self.record_id, roots, seed="release", at="2026-01-02T00:00:00Z")
            for side in self.sides
        ]
        assert [code for _, code in told] == ["", ""]
        if told[0] != told[1]:
            yield "packet"

    def _resolve(self) -> Iterator[str]:
        """In one archive it is said, in view of the closed store, that an open pointer means an open passage."""
        label = self._find(self.sides[0], "The ferry").label
        seed, at = "resolve", "2026-01-03T00:00:00Z"
        assert self.sides[0].resolve(self.record_id, "9", label, seed=seed, at=at, stores=["special"]) == ""
        yield from ()

    def _close_again(self) -> Iterator[str]:
        yield from self._close("3. ", Terms(reason=1, extent="words", stand_in="Concerning a matter"))

    def _close(self, begin: str, terms: Terms) -> Iterator[str]:
        """Closes the passage that begins with some words, by the label that it has in each archive."""
        self._step += 1
        for side in self.sides:
            seed, at = f"step {self._step}", f"2026-01-01T00:01:{self._step:02}Z"
            label = self._find(side, begin).label
            assert side.close_passages("special", self.record_id, (label,), terms, seed=seed, at=at) == ""
        yield from ()

    def _find(self, side: Side, begin: str) -> Passage:
        held = [side.held(store).get(self.record_id) for store in (OPEN, "special")]
        passages = (passage for one in held if one for passage in one.record.passages())
        return next(passage for passage in passages if passage.content.startswith(begin))


@pytest.fixture
def folder() -> Iterator[Path]:
    with folder_in_memory() as place:
        yield place


def test_no_alarm_without_a_leak_into_the_store(folder: Path) -> None:
    assert list(Plot(folder).differences()) == []


@pytest.mark.parametrize("leak", STATE_LEAKS)
def test_leak_into_the_store_is_caught(folder: Path, leak: str) -> None:
    with ExitStack() as planted:
        STATE_LEAKS[leak](planted)
        seen = next(Plot(folder).differences(), None)
    assert seen, f"the leak {leak} was not seen"


def test_there_are_enough_leaks(tell: Callable[[str], None]) -> None:
    assert not LEAKS.keys() & STATE_LEAKS.keys()
    assert len(LEAKS) + len(STATE_LEAKS) >= 30
    tell(f"T3: {len(LEAKS)} leaks of the server and {len(STATE_LEAKS)} into the store planted")
