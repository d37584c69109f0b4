"""A generation is a function of what is open: two archives that differ in closed content publish the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.universes.harness import Pair

OPEN = ("bridge", "ferry", "granary")
CLOSED = {"left": ("cordon",), "right": ("informer", "arsenal", "tunnel")}


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    universes = Pair(tmp_path)
    yield universes
    universes.close()


def page(word: str) -> str:
    return f"ORDER on the {word}\n\n1. Charge the Office with the {word} at Karasu.\n\n2. The {word} is to be kept.\n"


def add(pair: Pair, store: str, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Adds a page for each word, as many in each universe as it has words."""
    for number in range(max(len(left), len(right))):
        pair.each(
            *(
                {"do": "add", "store": store, "name": f"{store}-{number}.txt", "page": page(words[number])}
                if number < len(words)
                else {"do": "closed_ids"}
                for words in (left, right)
            )
        )


def test_what_is_closed_changes_no_byte_of_a_generation(pair: Pair) -> None:
    add(pair, "open", OPEN, OPEN)
    add(pair, "special", CLOSED["left"], CLOSED["right"])
    add(pair, "open", ("mill",), ("mill",))  # the first page again: its second version
    left, right = pair.both(do="published")
    assert {name for name, _ in left} >= {"tables.db", "site.toml", "store.toml", "index/records/segment.store"}
    assert left == right


def test_what_is_open_changes_it(pair: Pair) -> None:
    add(pair, "open", OPEN, (*OPEN[:2], "quarry"))
    left, right = pair.both(do="published")
    assert left != right
