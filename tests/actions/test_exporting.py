"""What is given out is what the actor may read: whole, store by store, with hashes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from fonds.actions.archive import Archive, add_store
from fonds.actions.exporting import SUMS, export_archive
from fonds.formats.tei import read_tei
from fonds.model import Actor, Conflict, Unavailable
from tests.actions.conftest import STAFF, Add

_PAGE = """\
Skip to content

May 4, 1931

{title}

This document was made possible with support from the Invented Fund

4 May 1931

1. {title} is to be mended.
"""
STRANGER = Actor(name="stranger")


@pytest.fixture
def two_stores(archive: Archive, add: Add, tmp_path: Path) -> Archive:
    """An archive with two open records and a closed one."""
    grown = add_store(archive, "special")
    for store, title in (("open", "The mill"), ("open", "The ferry"), ("special", "The well")):
        page = tmp_path / f"{title}.txt"
        page.write_text(_PAGE.format(title=title), encoding="utf-8")
        assert [outcome.what for outcome in add(grown, page, store=store)] == ["added"]
    return grown


def test_every_record_is_a_file_of_its_store(two_stores: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert export_archive(two_stores, folder, "tei", actor=STAFF) == {"open": 2, "special": 1}
    for store in ("open", "special"):
        kept = {holding.record.id: holding.record for _, holding in two_stores.shelf(store).store.changes(0)}
        files = {path.stem: path.read_bytes() for path in (folder / store).glob("*.xml")}
        assert {record_id: read_tei(data) for record_id, data in files.items()} == kept
    assert (folder / "special").stat().st_mode & 0o077 == 0


def test_hashes_are_those_of_the_files(two_stores: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export_archive(two_stores, folder, "json", actor=STAFF)
    lines = (folder / "open" / SUMS).read_text().splitlines()
    assert len(lines) == 2
    for line in lines:
        sha256, name = line.split("  ")
        data = (folder / "open" / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == sha256
        assert json.loads(data)["description"]["title"] in ("The mill", "The ferry")


def test_a_stranger_gets_the_open_store_alone(two_stores: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert export_archive(two_stores, folder, "tei", actor=STRANGER) == {"open": 2}
    assert [path.name for path in folder.iterdir()] == ["open"]


def test_an_empty_archive_gives_an_empty_list(archive: Archive, tmp_path: Path) -> None:
    assert export_archive(archive, tmp_path / "out", "tei", actor=STAFF) == {"open": 0}
    assert (tmp_path / "out" / "open" / SUMS).read_text() == ""


def test_a_folder_in_use_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Conflict):
        export_archive(archive, tmp_path / "out", "tei", actor=STAFF)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_folder_that_can_not_be_written_is_said(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable) as caught:
        export_archive(archive, tmp_path / "file" / "out", "tei", actor=STAFF)
    assert caught.value.code == "cannot-write"
