"""The public server says nothing of what is closed: on no route, by no method, in no header, at no step."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.universes.harness import Pair, differences, targets_of
from tests.universes.leaks import LEAKS

_OPEN_WORDS = ("bridge", "ferry", "granary", "survey", "toll", "mill")
_CLOSED_WORDS = ("cordon", "informer", "arsenal", "tunnel", "decoy", "wiretap")
_STEPS = 8


def _page(number: int, words: tuple[str, ...], chance: random.Random) -> str:
    """A small captured page whose words come from a list."""
    points = "\n\n".join(
        f"{point}. Charge the {chance.choice(words)} office with the {chance.choice(words)} at town {number}."
        for point in range(1, chance.randint(2, 5))
    )
    title = f"Order on the {chance.choice(words)} no. {number}"
    head = f"Skip to content\n\nMay {1 + number % 28}, 1931\n\n{title}\n\nORDER No. {number}\n\n\n"
    return f"{head}{points}\n\nDocument Information\n"


def _all_targets(pair: Pair, ids: list[str], queries: list[str]) -> list[str]:
    routes, same = pair.both(do="routes")
    assert routes == same
    return [target for route in routes for target in targets_of(route, ids, queries)]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    universes = Pair(tmp_path)
    yield universes
    universes.close()


def _known_ids(pair: Pair, opened: list[str]) -> list[str]:
    left, right = pair.both(do="closed_ids")
    return list(dict.fromkeys([*opened[:4], *left[:3], *right[:3]]))


def _add_open(pair: Pair, name: str, page: str) -> str:
    left, right = pair.both(do="add", store="open", name=name, page=page)
    assert left == right
    assert left[0]["what"] in ("added", "new-version"), left
    return str(left[0]["id"])


def _add_closed(pair: Pair, step: int, chance: random.Random) -> None:
    """Closed pages differ in text, length and number; one universe may get none at all."""
    how_many = chance.sample(range(4), 2)
    for number in range(max(how_many)):
        commands = [
            {
                "do": "add",
                "store": "special",
                "name": f"closed-{step}-{number}.txt",
                "page": _page(number, _CLOSED_WORDS, chance),
            }
            if number < count
            else {"do": "closed_ids"}
            for count in how_many
        ]
        pair.each(commands[0], commands[1])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_no_public_answer_differs_at_any_step_of_a_random_history(pair: Pair, seed: int) -> None:
    chance = random.Random(seed)
    opened = [_add_open(pair, "open-0.txt", _page(0, _OPEN_WORDS, chance))]
    for step in range(_STEPS):
        deed = chance.choice(("open", "again", "closed", "closed", "rebuild"))
        if deed == "open":
            opened.append(_add_open(pair, f"open-{step + 1}.txt", _page(step + 1, _OPEN_WORDS, chance)))
        elif deed == "again":
            _add_open(pair, "open-0.txt", _page(0, _OPEN_WORDS, chance))
        elif deed == "rebuild":
            pair.both(do="rebuild", store=chance.choice(("open", "special")))
        else:
            _add_closed(pair, step, chance)
        queries = [
            chance.choice(_OPEN_WORDS),
            chance.choice(_CLOSED_WORDS),
            f"{chance.choice(_OPEN_WORDS)} OR informer",
            "place:",
        ]
        assert differences(pair, _all_targets(pair, _known_ids(pair, opened), queries)) == []


@pytest.mark.slow
def test_every_planted_leak_is_caught_and_nothing_else_is(pair: Pair) -> None:
    chance = random.Random("leaks")
    opened = [_add_open(pair, f"open-{number}.txt", _page(number, _OPEN_WORDS, chance)) for number in range(3)]
    for universe, count in (("left", 1), ("right", 2)):
        for number in range(count):
            add = {
                "do": "add",
                "store": "special",
                "name": f"{universe}-{number}.txt",
                "page": _page(number, _CLOSED_WORDS, chance),
            }
            pair.each(*((add, {"do": "closed_ids"}) if universe == "left" else ({"do": "closed_ids"}, add)))
    targets = _all_targets(pair, _known_ids(pair, opened), ["office", "informer OR office", "place:"])
    assert differences(pair, targets) == []
    for leak in LEAKS:
        pair.both(do="plant", leak=leak)
        assert differences(pair, targets, methods=("GET",)), f"the leak {leak} was not seen"
        pair.both(do="unplant")
    assert differences(pair, targets, methods=("GET",)) == []


def test_there_are_enough_leaks() -> None:
    assert len(LEAKS) >= 10


def test_a_route_that_the_harness_does_not_know_fails_it() -> None:
    with pytest.raises(LookupError):
        targets_of("r/<str:record_id>/secrets", [], ["word"])
