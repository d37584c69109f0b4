"""A process that is killed at any moment leaves every record wholly in or wholly out, and the next start heals."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fonds.store import Store, create_store, open_store
from tests.orders import Order, orders
from tests.store.kills import BATCHES, SEQUENCE
from tests.store.samples import LATER, deposit, id_of, keep

RANDOM_KILLS = 100


@pytest.fixture(scope="module")
def order(root: Path) -> Iterator[Order]:
    """Orders a deed of the process that is killed."""
    with orders("tests.store.kills", root) as give:
        yield give


def was_killed(report: dict[str, Any]) -> bool:
    return os.WIFSIGNALED(report["status"]) and os.WTERMSIG(report["status"]) == signal.SIGKILL


def held(store: Store) -> list[tuple[str, int, Any]]:
    """Everything that a store holds, each version in the order of its entry."""
    versions = [(record_id, facts.number) for record_id in store.ids() for facts in store.versions(record_id)]
    found = [(store.find_version(*version), version) for version in versions]
    assert all(store.find_source(*version) for version in versions)
    return [(*version, holding.reading) for holding, version in found if holding]


def first_of_sequence(count: int) -> list[tuple[str, int, Any]]:
    numbers: dict[int, int] = {}
    expected = []
    for number, words in SEQUENCE[:count]:
        numbers[number] = numbers.get(number, 0) + 1
        expected.append((id_of(number), numbers[number], deposit(number, words=words).reading))
    return sorted(expected, key=lambda version: version[:2])


def check_all_or_nothing(folder: Path, batches_told: int) -> None:
    """The store holds a beginning of the sequence, no less than was told of, and takes more."""
    with open_store(folder) as store:
        count = store.position()
        assert count >= sum(map(len, BATCHES[:batches_told]))
        assert held(store) == first_of_sequence(count)
        assert store.verify() == ()
        keep(store, 7)
        assert store.get(id_of(7)).reading == deposit(7).reading
        assert store.position() == count + 1
        assert store.verify() == ()


@pytest.mark.parametrize("deed", ["add", "add_in_small_segments"])
def test_killed_at_every_write_point_of_adding(tmp_path: Path, order: Order, deed: str) -> None:
    create_store(tmp_path / "empty", "open")
    points = order(deed, copy_of(tmp_path, "empty"))["points"]
    assert points > 40
    kills = 0
    for point in range(1, points + 1):
        folder = copy_of(tmp_path, "empty")
        report = order(deed, folder, point=point)
        kills += was_killed(report)
        check_all_or_nothing(folder, report["told"])
    assert kills == points


def test_killed_at_random_times_while_adding(tmp_path: Path, order: Order) -> None:
    create_store(tmp_path / "empty", "open")
    seconds = order("add", copy_of(tmp_path, "empty"))["seconds"]
    draw = random.Random(20261122)
    kills = 0
    for _ in range(RANDOM_KILLS):
        folder = copy_of(tmp_path, "empty")
        report = order("add", folder, seconds=draw.uniform(0.1, 0.9) * seconds)
        kills += was_killed(report)
        check_all_or_nothing(folder, report["told"])
    assert kills > 0


def test_killed_at_every_write_point_of_healing(tmp_path: Path, order: Order) -> None:
    """What is healed: tables that lack the last batch, and a tail that was cut in the midst of a line."""
    create_store(tmp_path / "ailing", "open")
    make_ailing(tmp_path / "ailing")
    points = order("heal", copy_of(tmp_path, "ailing"))["points"]
    assert points > 8
    for point in range(1, points + 1):
        folder = copy_of(tmp_path, "ailing")
        assert was_killed(order("heal", folder, point=point))
        check_all_or_nothing(folder, len(BATCHES))


@pytest.mark.parametrize("start", ["healthy", "without tables"])
def test_killed_at_every_write_point_of_rebuilding(tmp_path: Path, order: Order, start: str) -> None:
    create_store(tmp_path / "full", "open")
    order("add", tmp_path / "full")
    if start != "healthy":
        (tmp_path / "full" / "fonds.db").unlink()
    points = order("rebuild", copy_of(tmp_path, "full"))["points"]
    for point in range(1, points + 1):
        folder = copy_of(tmp_path, "full")
        assert was_killed(order("rebuild", folder, point=point))
        check_all_or_nothing(folder, len(BATCHES))
        (left,) = folder.glob("tables-*.db")
        assert (folder / "fonds.db").readlink().name == left.name


def test_killed_at_every_write_point_of_making_a_store(tmp_path: Path, order: Order) -> None:
    points = order("create", tmp_path / "first")["points"]
    for point in range(1, points + 1):
        folder = tmp_path / f"store-{point}"
        assert was_killed(order("create", folder, point=point))
        if not (folder / "store.toml").exists():
            create_store(folder, "open")
        check_all_or_nothing(folder, 0)


def copy_of(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tmp_path / name, folder, symlinks=True)
    return folder


def make_ailing(folder: Path) -> None:
    """Leaves a store as a machine does that lost its power: journal ahead of tables, tails behind both files."""
    with open_store(folder) as store:
        for batch in BATCHES[:2]:
            store.deposit([deposit(number, words=words) for number, words in batch], "A", LATER)
        shutil.copytree(folder, folder.with_name("behind"), symlinks=True)
        store.deposit([deposit(number, words=words) for number, words in BATCHES[2]], "A", LATER)
    for path in folder.glob("*.db*"):
        path.unlink()
    for path in folder.with_name("behind").glob("*.db*"):
        shutil.copy2(path, folder / path.name, follow_symlinks=False)
    chain, bodies = folder / "journal" / "chain.jsonl", folder / "journal" / "bodies" / "000001.jsonl"
    chain.write_bytes(chain.read_bytes() + b'{"entry":{"at":"2026')
    bodies.write_bytes(bodies.read_bytes() + b'{"body":{"content":"half')
