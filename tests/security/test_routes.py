"""T2: the public server says nothing of what is closed: on no route, by no method, in no header, at no step.

Two universes run side by side, each in a process of its own. What is open is done in both alike; what is closed
differs in text, length, number and names, and passages of both are closed, released and closed again, shown
as gaps or withheld. Queries are drawn from open words and from the closed words of both. Status, all headers but
Date, body, order and what the server logs are equal.

In CI: 3 histories of 8 steps; FONDS_FULL=1: 8 of 12. At each step every route meets every method and one of the other
headers, at the last step all of them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.security.conftest import FULL
from tests.universes.harness import Pair, differences, targets_of
from tests.universes.pages import CLOSED_NAMES, CLOSED_WORDS, OPEN_NAMES, OPEN_WORDS, SIDES, make_pages
from tests.universes.side import CLOSED, common_roots, folder_in_memory

_HISTORIES, _STEPS = (8, 12) if FULL else (3, 8)

_EXTENTS = (None, "words", "lines", "paragraph", "pages")
_STAND_INS = ("", "", "Concerning a matter")
_CLOSED_WORDS = [word for side in SIDES for word in CLOSED_WORDS[side]]
_CLOSED_NAMES = [name for side in SIDES for name in CLOSED_NAMES[side]]


class History:
    """Deeds in both universes, drawn at random."""

    def __init__(self, pair: Pair, chance: random.Random) -> None:
        self.pair = pair
        self.chance = chance
        self.opened: list[str] = []
        self.done: list[str] = []
        self._number = 0
        for _ in range(2):
            self.add_open()
        self.add_closed()
        for extent, stand_in in (("lines", ""), (None, ""), ("words", "Concerning a matter")):
            self.close(extent, stand_in)
        for _ in range(3):
            self.release()

    def step(self) -> None:
        """One deed."""
        kept = (self.add_closed, self.add_in_one, self.rebuild)
        decided = (self.close_any, self.close_any, self.release, self.release, self.release)
        self.chance.choice((self.add_open, self.add_again, *kept, *decided))()

    def add_open(self) -> None:
        self._open(f"open-{len(self.opened)}.txt")

    def add_again(self) -> None:
        self._open("open-0.txt")

    def add_closed(self) -> None:
        """A record of which both hold a part that is the same."""
        name, store = self._name("both"), self.chance.choice(CLOSED)
        pages = make_pages(self._seed())
        self.pair.each(*({"do": "add", "store": store, "name": name, "page": page} for page in pages))

    def add_in_one(self) -> None:
        """Records that only one of them has, and more of them in one than in the other."""
        for number in range(2):
            page, only = make_pages(f"{self._seed()} {number}", own_share=1), self.chance.randrange(2)
            add = {"do": "add", "store": self.chance.choice(CLOSED), "name": self._name("own"), "page": page[only]}
            self.pair.each(*((add, None) if only == 0 else (None, add)))

    def close_any(self) -> None:
        """Passages that are open are closed, shown as gaps or not, with words in their place or without."""
        self.close(self.chance.choice(_EXTENTS), self.chance.choice(_STAND_INS))

    def close(self, extent: str | None, stand_in: str) -> None:
        """Passages that are open are closed, or closed again."""
        known = self.pair.alike(do="open_labels")
        record_id = self.chance.choice(sorted(known))
        labels = self.chance.sample(known[record_id], k=min(len(known[record_id]), self.chance.randint(1, 3)))
        terms = {
            "reason": self.chance.randint(1, 9),
            "extent": extent,
            "review_year": self.chance.choice((None, 2040)),
            "stand_in": stand_in,
        }
        asked = labels if labels and self.chance.random() < 0.8 else [""]
        store = self.chance.choice(CLOSED)
        self._told("close", self.pair.alike(do="close", store=store, record_id=record_id, labels=asked, terms=terms))

    def release(self) -> None:
        """What both hold is released in both."""
        left, right = self.pair.both(do="closed_slots")
        known = {
            (store, record_id): common_roots(left[store][record_id], right[store][record_id])
            for store in CLOSED
            for record_id in left[store].keys() & right[store].keys()
        }
        choice = sorted(where for where, roots in known.items() if roots)
        if choice:
            store, record_id = self.chance.choice(choice)
            roots = self.chance.choices(known[store, record_id], k=self.chance.randint(1, 6))
            self._told("release", self.pair.alike(do="release", store=store, record_id=record_id, roots=roots)[1])

    def rebuild(self) -> None:
        """A store of one of them, or of both, is made anew."""
        command = {"do": "rebuild", "store": self.chance.choice(("open", *CLOSED))}
        self.pair.each(*self.chance.choice(((command, command), (command, None), (None, command))))

    def targets(self) -> list[str]:
        """Addresses for every route."""
        routes = self.pair.alike(do="routes")
        ids, queries = self._ids(), self._queries()
        return [target for route in routes for target in targets_of(route, ids, queries)]

    def _queries(self) -> list[str]:
        chance = self.chance
        open_word, closed_word = chance.choice(OPEN_WORDS), chance.choice(_CLOSED_WORDS)
        drawn = (
            f"{closed_word}*",
            f'"{chance.choice(_CLOSED_NAMES)}"',
            f"person:{chance.choice((*OPEN_NAMES, *_CLOSED_NAMES)).split()[-1]}",
            f"{closed_word}~1 OR title:{open_word}",
            f"{open_word} NOT {closed_word}",
            f"body:{open_word} OR place:{chance.choice(_CLOSED_NAMES).split()[-1]}",
        )
        return [open_word, f"{open_word} OR {closed_word}", "boats", "place:", *chance.sample(drawn, 2)]

    def _ids(self) -> list[str]:
        """Ids that are open, that both keep closed, and that one keeps."""
        left, right = self.pair.both(do="closed_ids")
        held = sorted(self.pair.alike(do="open_labels"))
        some = [self.chance.sample(ids, k=min(len(ids), 3)) for ids in (held, left, right)]
        return list(dict.fromkeys([self.opened[0], *(each for ids in some for each in ids)]))

    def _open(self, name: str) -> None:
        page = make_pages(self._seed(), own_share=0)[0]
        what, record_id, code = self.pair.alike(do="add", store="open", name=name, page=page)
        self._told(f"add {what}", code)
        if what == "added":
            self.opened.append(record_id)

    def _told(self, deed: str, code: str) -> None:
        self.done.append(f"{deed} {code}".strip())

    def _seed(self) -> str:
        return f"{self.chance.random()}"

    def _name(self, kind: str) -> str:
        self._number += 1
        return f"{kind}-{self._number}.txt"


@pytest.fixture
def pair() -> Iterator[Pair]:
    with folder_in_memory() as folder:
        universes = Pair(folder)
        yield universes
        universes.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(_HISTORIES))
def test_no_public_answer_differs_at_any_step_of_a_random_history(
    pair: Pair, seed: int, tell: Callable[[str], None]
) -> None:
    history = History(pair, random.Random(seed))
    seen: Counter[str] = Counter()
    for step in range(_STEPS):
        history.step()
        found = differences(pair, history.targets(), all_headers=step == _STEPS - 1)
        assert list(found) == [], history.done
        seen |= Counter(pair.alike(do="open_facts"))
    assert seen["gaps"]
    assert seen["decided"]
    at_most = f"at most {dict(seen)}"
    tell(f"T2: history {seed}: {pair.asked} pairs of answers, 0 differences; {_counted(history.done)}; {at_most}")


def _counted(deeds: list[str]) -> dict[str, int]:
    return {deed: deeds.count(deed) for deed in sorted(set(deeds))}


def test_a_route_that_the_harness_does_not_know_fails_it() -> None:
    with pytest.raises(LookupError):
        targets_of("r/<str:record_id>/secrets", [], ["word"])


def test_the_words_of_the_universes_are_apart() -> None:
    told: list[set[Any]] = [{*CLOSED_WORDS[side], *CLOSED_NAMES[side]} for side in SIDES]
    assert not told[0] & told[1]
    assert not {*OPEN_WORDS, *OPEN_NAMES} & (told[0] | told[1])
