"""`kill -9` at any moment of adding leaves every record wholly in or wholly out, in journal, tables and index."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fonds.actions.adding import add_sources
from fonds.actions.archive import init_archive, open_archive
from fonds.actions.generations import CURRENT, GENERATIONS, check_whole, list_generations
from fonds.actions.publishing import publish
from tests.actions.kills import STAFF
from tests.orders import Order, orders

PAGES = 5
RANDOM_KILLS = 100


@pytest.fixture(scope="module")
def order(root: Path) -> Iterator[Order]:
    """Orders the adding of pages and others, and says how far it came."""
    with orders("tests.actions.kills", root) as give:
        yield give


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
    points = order("add_pages", fresh())["points"]
    assert points > 60
    for point in range(1, points + 1):
        folder = fresh()
        report = order("add_pages", folder, point=point)
        assert os.WIFSIGNALED(report["status"]), point
        check_all_or_nothing(folder, report["told"])


@pytest.mark.slow
def test_killed_at_random_times(fresh: Callable[[], Path], order: Order) -> None:
    seconds = order("add_pages", fresh())["seconds"]
    draw = random.Random(20261122)
    kills = 0
    for _ in range(RANDOM_KILLS):
        folder = fresh()
        report = order("add_pages", folder, seconds=draw.uniform(0.05, 1.0) * seconds)
        kills += os.WIFSIGNALED(report["status"])
        check_all_or_nothing(folder, report["told"])
    assert kills > RANDOM_KILLS // 4


@pytest.fixture
def published(fresh: Callable[[], Path], tmp_path: Path) -> Callable[[], Path]:
    """Makes an archive with all pages, of which only one was published."""
    archive = open_archive(fresh())
    pages = [str(path) for path in sorted((tmp_path / "pages").iterdir())]
    list(add_sources(archive, pages[:1], actor=STAFF))
    publish(archive, tmp_path / "before", "2026-11-25T08:00:00Z", actor=STAFF)
    list(add_sources(archive, pages[1:], actor=STAFF))
    archive.close()

    def make() -> Path:
        shutil.rmtree(tmp_path / "public", ignore_errors=True)
        shutil.copytree(tmp_path / "before", tmp_path / "public", symlinks=True)
        return archive.folder

    return make


def check_the_old_or_the_new_one(folder: Path, told: int) -> None:
    """A whole generation is served; publishing again serves the new one, and leaves nothing of the killed one."""
    public = folder.parent / "public"
    first = list_generations(public)[0]
    assert check_whole(public / CURRENT).records in ((PAGES,) if told else (1, PAGES))
    archive = open_archive(folder)
    again = publish(archive, public, "2026-11-27T08:00:00Z", actor=STAFF)
    archive.close()
    assert check_whole(public / CURRENT).records == again.records == PAGES
    assert {path.name for path in public.iterdir()} == {CURRENT, GENERATIONS}
    assert {path.name for path in (public / GENERATIONS).iterdir()} == {first, again.name}


@pytest.mark.slow
def test_publishing_killed_at_every_write_point(published: Callable[[], Path], order: Order) -> None:
    points = order("publish_store", published())["points"]
    assert points > 60
    for point in range(1, points + 1, 1 if os.environ.get("FULL") else 3):  # each step has four: some of each
        folder = published()
        report = order("publish_store", folder, point=point)
        assert os.WIFSIGNALED(report["status"]), point
        check_the_old_or_the_new_one(folder, report["told"])


@pytest.mark.slow
def test_publishing_killed_at_random_times(published: Callable[[], Path], order: Order) -> None:
    seconds = order("publish_store", published())["seconds"]
    draw = random.Random(20261126)
    for _ in range(RANDOM_KILLS // 4):
        folder = published()
        report = order("publish_store", folder, seconds=draw.uniform(0.02, 1.0) * seconds)
        check_the_old_or_the_new_one(folder, report["told"])
