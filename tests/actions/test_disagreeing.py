"""Stores that were restored from different days: where they do not agree is said, and nothing is opened by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.actions.archive import Archive, open_archive, store_folder
from fonds.actions.backups import back_up, restore
from fonds.actions.disagreeing import find_disagreements
from fonds.model import Actor
from fonds.release import OPEN
from tests.actions.crossings import (
    MARKED,
    NOW,
    STAFF,
    WITHHELD,
    add,
    close,
    make_archive,
    release,
    slots_of,
    write_order,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = make_archive(tmp_path)
    yield made
    made.close()


def from_day(archive: Archive, store: str, backup: Path) -> Archive:
    """The archive with one store as it was when the backup was made."""
    archive.close()
    shutil.rmtree(store_folder(archive.folder, store))
    restore(backup, archive.folder, stores=[store], actor=STAFF)
    return open_archive(archive.folder)


def told(archive: Archive, actor: Actor = STAFF) -> list[str]:
    return [each.what for each in find_disagreements(archive, actor=actor)]


def test_stores_of_one_day_agree(archive: Archive, tmp_path: Path) -> None:
    (record_id, other) = add(archive, write_order(tmp_path, 1), write_order(tmp_path, 2))
    close(archive, record_id, "2", terms=MARKED)
    close(archive, other, "", terms=MARKED)
    close(archive, record_id, "3", terms=WITHHELD, store="army")
    release(archive, record_id, "2.a")
    assert told(archive) == []
    back_up(archive, tmp_path / "backup", NOW, actor=STAFF)
    for store in ("special", "army", OPEN):
        archive = from_day(archive, store, tmp_path / "backup")
    assert told(archive) == []


def test_an_open_store_of_before_a_closing_holds_what_is_closed(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1))
    back_up(archive, tmp_path / "backup", NOW, actor=STAFF)
    close(archive, record_id, "2")
    archive = from_day(archive, OPEN, tmp_path / "backup")
    assert told(archive) == [
        "open and special both hold 3 of its lines",
        "special knows of a gap that the open store does not show",
    ]
    assert told(archive, Actor(name="nobody")) == []


def test_a_closed_store_of_before_a_closing_leaves_a_gap_alone(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1))
    back_up(archive, tmp_path / "backup", NOW, actor=STAFF)
    close(archive, record_id, "2")
    archive = from_day(archive, "special", tmp_path / "backup")
    before = slots_of(archive, OPEN, record_id)
    assert told(archive) == ["the open store shows a gap of which no closed store knows"]
    assert told(archive, Actor(name="army alone", clearances=frozenset({"army"}))) == []
    assert slots_of(archive, OPEN, record_id) == before


def test_a_closed_store_of_before_a_release_holds_what_is_open(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1))
    close(archive, record_id, "2")
    back_up(archive, tmp_path / "backup", NOW, actor=STAFF)
    release(archive, record_id, "2.a")
    archive = from_day(archive, "special", tmp_path / "backup")
    assert told(archive) == ["open and special both hold 1 of its lines"]
