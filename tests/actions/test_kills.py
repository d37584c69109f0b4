"""`kill -9` at any moment of adding leaves every record wholly in or wholly out, in journal, tables and index."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fonds.actions.adding import add_sources
from fonds.actions.archive import init_archive, open_archive
from tests.actions.kills import STAFF

PAGES = 5
RANDOM_KILLS = 100

Order = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def order(root: Path) -> Iterator[Order]:
    """Orders the adding of pages, and says how far it came."""
    command = [sys.executable, "-W", "error", "-m", "tests.actions.kills"]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout

        def give(folder: Path, **where: float) -> dict[str, Any]:
            process.stdin.write(json.dumps({"deed": "add_pages", "folder": str(folder), **where}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield give
        process.stdin.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """Makes an empty archive with a folder of pages beside it."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(PAGES):
        (pages / f"{number}.txt").write_text(
            f"ORDER No. {number}\n\n1. Charge the Mill with sack{number} of flour.\n"
        )
    init_archive(tmp_path / "empty", "Mills").close()

    def make() -> Path:
        shutil.rmtree(tmp_path / "archive", ignore_errors=True)
        return Path(shutil.copytree(tmp_path / "empty", tmp_path / "archive", symlinks=True))

    return make


def check_all_or_nothing(folder: Path, told: int) -> None:
    """What was told of is there; tables and index hold the same; adding again adds the rest."""
    archive = open_archive(folder)
    shelf = archive.shelf()
    count = shelf.store.count()
    assert told <= count <= PAGES
    assert shelf.store.verify() == ()
    assert shelf.index.verify() == ()
    assert shelf.index.count() == count
    found = sum(shelf.index.search(f"sack{number}").total for number in range(PAGES))
    assert found == count
    outcomes = [outcome.what for outcome in add_sources(archive, [str(folder.parent / "pages")], actor=STAFF)]
    assert sorted(outcomes) == ["added"] * (PAGES - count) + ["unchanged"] * count
    assert shelf.index.search("flour").total == PAGES
    archive.close()


@pytest.mark.slow
def test_killed_at_every_write_point(fresh: Callable[[], Path], order: Order) -> None:
    points = order(fresh())["points"]
    assert points > 60
    for point in range(1, points + 1):
        folder = fresh()
        report = order(folder, point=point)
        assert os.WIFSIGNALED(report["status"]), point
        check_all_or_nothing(folder, report["told"])


@pytest.mark.slow
def test_killed_at_random_times(fresh: Callable[[], Path], order: Order) -> None:
    seconds = order(fresh())["seconds"]
    draw = random.Random(20261122)
    kills = 0
    for _ in range(RANDOM_KILLS):
        folder = fresh()
        report = order(folder, seconds=draw.uniform(0.05, 1.0) * seconds)
        kills += os.WIFSIGNALED(report["status"])
        check_all_or_nothing(folder, report["told"])
    assert kills > RANDOM_KILLS // 4
