"""T7: `kill -9`, a full disk or a broken one at any moment of a deed opens nothing, loses nothing, and is healed.

In CI 26 points of each deed are tried, spread evenly; with FONDS_FULL=1 all of them (of publishing, backing up and
restoring, which have over a thousand and open nothing, 200), and more at random.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fonds.actions import backups, desk, folders
from fonds.actions.archive import Archive, open_archive
from fonds.actions.backups import restore
from fonds.actions.desk import find_deed
from fonds.actions.generations import GENERATIONS, check_whole, find_current
from fonds.actions.guard import finish_deed
from fonds.model import FondsError
from fonds.release import OPEN
from tests.actions.crossings import STAFF, files_with
from tests.orders import Order, orders
from tests.security.conftest import FULL
from tests.security.kills import ARCHIVE_DEEDS, ids_of, make_base
from tests.store.test_disks import FailingDisk

POINTS = 600 if FULL else 26
"""How many of the points of a deed are tried."""

POINTS_OF_MANY = {"publish": 200, "backup": 200, "restore": 200} if FULL else {}
"""Of deeds that have over a thousand and open nothing."""

RANDOM_KILLS = 43 if FULL else 17
"""How often each deed is killed at a random time: with the points that makes 300 kills, and in full over 2,000."""

RECOVERY_BOUND_SECONDS = 30.0
"""Generous: the claim is 5 s, and the longest of a run is printed."""

CROSSINGS = ("close", "release", "reclose")
Held = dict[tuple[str, str], str]
"""Content by record and slot."""


@pytest.fixture(scope="module")
def order(root: Path) -> Iterator[Order]:
    """Orders a deed of the process that is killed."""
    with orders("tests.security.kills", root) as give:
        yield give


class Scene:
    """The archive before a deed, copied anew for each try, and what the stores hold before and after the deed."""

    def __init__(self, base: Path, folder: Path) -> None:
        self._base, self._folder = base, folder
        self.before = held_by_stores(self.fresh())
        self.longest_recovery = 0.0
        self._after: dict[str, dict[str, Held]] = {}

    def fresh(self, name: str = "try") -> Path:
        """A copy of the archive, with what lies beside it."""
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._base, folder, symlinks=True)
        return folder / "archive"

    def after(self, deed: str) -> dict[str, Held]:
        """What the stores hold when the deed was not interrupted."""
        if deed not in self._after:
            folder = self.fresh("whole")
            with closing(open_archive(folder)) as archive:
                ARCHIVE_DEEDS[deed](archive)
            self._after[deed] = held_by_stores(folder)
        return self._after[deed]

    def check(self, folder: Path, deed: str, *, was_told: bool) -> None:
        """Nothing is open without a decision, nothing is lost, all is sound, no note and no remnant is left."""
        with closing(open_archive(folder)) as archive:
            began = time.monotonic()
            between = {name: held(archive, name) for name in archive.store_names}
            assert {**self.before[OPEN], **self.before["special"]}.items() <= in_any(between).items(), "lost"
            finish_deed(archive, STAFF)
            self.longest_recovery = max(self.longest_recovery, time.monotonic() - began)
            check_sound(archive)
            now = {name: held(archive, name) for name in archive.store_names}
            self._check_decided(archive, now, deed, was_told=was_told)
            self._check_gone(archive, now)

    def _check_decided(self, archive: Archive, now: dict[str, Held], deed: str, *, was_told: bool) -> None:
        assert now[OPEN].keys().isdisjoint(now["special"]), "in two stores"
        everything = in_any(now)
        assert {**self.before[OPEN], **self.before["special"]}.items() <= everything.items(), "lost"
        fresh = now[OPEN].keys() - self.before[OPEN].keys() - {key for key in now[OPEN] if is_new(archive, key, self)}
        for record_id, slot in fresh:
            facts = archive.shelf().store.versions(record_id)[-1]
            assert facts.decision is not None, "open without a decision"
            assert len(facts.decision.signatures) == 2
            assert (record_id, slot) in self.after(deed)[OPEN]
        if was_told and deed not in ("add", "restore"):
            assert {name: sorted(keys) for name, keys in now.items()} == {
                name: sorted(keys) for name, keys in expected_of(self.after(deed), now).items()
            }

    def _check_gone(self, archive: Archive, now: dict[str, Held]) -> None:
        opened = archive.folder / "stores" / OPEN
        for text in now["special"].values():
            if len(text) > 20 and text not in "\n".join(now[OPEN].values()):
                assert files_with(opened, text) == [], text
        for name in archive.store_names:
            folder = archive.folder / "stores" / name
            assert [path.name for path in folder.glob("index*")] == ["index"]
            assert len(list(folder.glob("tables-*.db"))) == 1


def is_new(archive: Archive, key: tuple[str, str], scene: Scene) -> bool:
    """Whether a slot was nowhere before: one of a page that was added, or words that stand in."""
    return key not in scene.before[OPEN] and key not in scene.before["special"]


def expected_of(after: dict[str, Held], now: dict[str, Held]) -> dict[str, Held]:
    """What a whole deed comes to; slots with words that stand in have another id each time."""
    known = {key for part in now.values() for key in part}
    strange = {key for part in after.values() for key in part} - known
    fresh = known - {key for part in after.values() for key in part}
    assert len(strange) == len(fresh)
    return {
        name: {key: text for key, text in part.items() if key not in strange}
        | {key: text for key, text in now[name].items() if key in fresh}
        for name, part in after.items()
    }


def held(archive: Archive, store: str) -> Held:
    """What a store holds."""
    opened = archive.shelf(store).store
    holdings = (opened.get(record_id) for record_id in opened.ids())
    return {(one.record.id, slot.id): slot.content for one in holdings for slot in one.record.slots}


def held_by_stores(folder: Path) -> dict[str, Held]:
    with closing(open_archive(folder)) as archive:
        return {name: held(archive, name) for name in archive.store_names}


def in_any(stores: dict[str, Held]) -> Held:
    return {key: text for part in stores.values() for key, text in part.items()}


def check_sound(archive: Archive) -> None:
    """Journals, tables and indexes of all stores are what they have to be; no deed is noted."""
    for name in archive.store_names:
        shelf = archive.shelf(name)
        assert shelf.store.verify() == ()
        assert shelf.index.verify() == ()
        assert shelf.index_position() == shelf.store.position()
        assert shelf.index.count() == shelf.store.count()
        assert find_deed(archive.folder, name) is None


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("kills")
    (folder / "base").mkdir()
    make_base(folder / "base")
    made = Scene(folder / "base", folder)
    yield made
    assert made.longest_recovery < RECOVERY_BOUND_SECONDS


def some_of(count: int, most: int = POINTS) -> list[int]:
    """Numbers from 1 to `count`, as many as are tried, spread evenly."""
    step = max(count / most, 1)
    return sorted({1 + int(number * step) for number in range(min(count, most))})


def check_restored(scene: Scene, folder: Path, deed: str, *, was_told: bool) -> None:
    """A backup that was interrupted restores what one of the two held; a restore leaves an archive or none."""
    target = folder.parent / "restored"
    if deed == "backup":
        restore(folder.parent / "backup", target)
    if not (target / "archive.toml").exists():
        assert not was_told
        return
    with closing(open_archive(target)) as archive:
        finish_deed(archive, STAFF)
        assert [archive.shelf(name).store.verify() for name in archive.store_names] == [(), ()]
        now = {name: held(archive, name) for name in archive.store_names}
    whole = [scene.before] + ([scene.after(deed)] if deed == "backup" else [])
    assert now in whole
    assert not was_told or now == whole[-1]


@pytest.mark.slow
@pytest.mark.parametrize("deed", ARCHIVE_DEEDS)
def test_killed_at_every_write_point(scene: Scene, order: Order, deed: str, tell: Callable[[str], None]) -> None:
    points = order(deed, scene.fresh())["points"]
    assert points > 60
    chosen = some_of(points, POINTS_OF_MANY.get(deed, POINTS))
    for point in chosen:
        folder = scene.fresh()
        report = order(deed, folder, point=point)
        assert os.WIFSIGNALED(report["status"]), point
        check_all(scene, folder, deed, was_told=report["told"] > 0)
    figures = f"killed at {len(chosen)} of {points} points"
    tell(f"T7 kill, {deed}: {figures}: 0 open, 0 lost; longest recovery {scene.longest_recovery:.2f} s")


def check_all(scene: Scene, folder: Path, deed: str, *, was_told: bool) -> None:
    scene.check(folder, deed, was_told=was_told)
    if deed in ("backup", "restore"):
        check_restored(scene, folder, deed, was_told=was_told)
    if deed == "publish":
        check_published(scene, folder, was_told=was_told)


def check_published(scene: Scene, folder: Path, *, was_told: bool) -> None:
    """Whole generations alone are pointed to; the next one leaves nothing of what was closed."""
    public = folder.parent / "public"
    current = find_current(public)
    assert current is not None
    check_whole(public / GENERATIONS / current)
    closed = [text for key, text in scene.after("publish")["special"].items() if key in scene.before[OPEN]]
    unique = [text for text in closed if text not in scene.before[OPEN].values() or "4" in text]
    assert unique
    with closing(open_archive(folder)) as archive:
        if not was_told:
            ARCHIVE_DEEDS["publish"](archive)
        opened = set(held(archive, OPEN).values())
        assert not any(files_with(public, text) for text in unique if text not in opened)


@pytest.mark.slow
@pytest.mark.parametrize("deed", ARCHIVE_DEEDS)
def test_killed_at_random_times(scene: Scene, order: Order, deed: str, tell: Callable[[str], None]) -> None:
    draw = random.Random(f"20261126 {deed}")
    seconds = order(deed, scene.fresh())["seconds"]
    killed = 0
    for _ in range(RANDOM_KILLS):
        folder = scene.fresh()
        report = order(deed, folder, seconds=draw.uniform(0.05, 1.0) * seconds)
        killed += os.WIFSIGNALED(report["status"])
        check_all(scene, folder, deed, was_told=report["told"] > 0)
    tell(f"T7 kill at random, {deed}: {killed} of {RANDOM_KILLS} were in time: 0 open, 0 lost")
    assert killed > RANDOM_KILLS // 4


class WideDisk(FailingDisk):
    """Fails at what is written beside the stores too."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, *, spares: frozenset[str] = frozenset()) -> None:
        super().__init__(monkeypatch, number, spares=spares)
        nothing = lambda *_, **__: None  # noqa: E731 - what is half of it
        for module in (folders, desk, backups):
            if hasattr(module, "put"):
                monkeypatch.setattr(module, "put", self._failing(module.put, nothing))
        monkeypatch.setattr(
            "fonds.search._tantivy.files.write_commit",
            self._failing(sys.modules["fonds.search._tantivy.files"].write_commit, nothing),
        )


@pytest.mark.slow
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
@pytest.mark.parametrize("deed", CROSSINGS)
def test_a_disk_that_fails_at_every_write(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, deed: str, number: int, for_good: bool
) -> None:
    spares = frozenset({"truncate", "remove"}) if number == errno.ENOSPC else frozenset[str]()
    disk = WideDisk(monkeypatch, number, spares=spares)
    writes = writes_of(disk, scene, deed)
    assert writes > 30
    refusals: Counter[str] = Counter()
    for point in some_of(writes, 120 if FULL else 6):
        folder = scene.fresh()
        with closing(open_archive(folder)) as archive:
            [archive.shelf(name) for name in archive.store_names]
            disk.fail(point, for_good=for_good)
            refusal = refusal_of(deed, archive)
            disk.fail(0, for_good=False)
            refusals[refusal] += 1
        scene.check(folder, deed, was_told=not refusal)
    assert refusals.keys() <= {"", "disk-full", "disk-error", "cannot-write", "index-broken", "tables-broken"}
    assert refusals.total() > refusals[""]


def writes_of(disk: FailingDisk, scene: Scene, deed: str) -> int:
    with closing(open_archive(scene.fresh())) as archive:
        [archive.shelf(name) for name in archive.store_names]
        disk.fail(0, for_good=False)
        ARCHIVE_DEEDS[deed](archive)
    return disk.writes


def refusal_of(deed: str, archive: Archive) -> str:
    try:
        ARCHIVE_DEEDS[deed](archive)
    except FondsError as error:
        return error.code
    return ""


def test_the_scene_can_be_seen(scene: Scene) -> None:
    """What the deeds move is something: else all of this shows nothing."""
    folder = scene.fresh()
    ids = ids_of(folder)
    for deed in CROSSINGS:
        moved = scene.after(deed)["special"].keys() ^ scene.before["special"].keys()
        assert len(moved) >= 3, deed
    assert {record_id for record_id, _ in scene.before["special"]} == {ids["split"], ids["closed"]}
