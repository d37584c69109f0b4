"""A backup is what an archive can be made anew from: each store by itself, nothing lost, nothing mixed."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fonds.actions import backups
from fonds.actions.archive import Archive, add_store, init_archive, open_archive, remove_store, store_folder
from fonds.actions.backups import StoreCopy, back_up, read_store_copy, restore
from fonds.actions.desk import find_deed
from fonds.actions.guard import Crossing, finish_deed
from fonds.actions.upkeep import verify_store
from fonds.model import Conflict, Invalid, NotFound, Unavailable, from_bytes, to_bytes
from tests.actions.conftest import Add
from tests.actions.crossings import STAFF, close, files_with

NOW = "2026-11-26T05:00:00Z"
_PAGE = """\
Skip to content

May 4, 1931

{title}

This document was made possible with support from the Invented Fund

4 May 1931

1. {title} is to be mended.
"""


def _add(archive: Archive, add: Add, folder: Path, store: str, *titles: str) -> None:
    for title in titles:
        page = folder / f"{title}.txt"
        page.write_text(_PAGE.format(title=title), encoding="utf-8")
        assert [outcome.what for outcome in add(archive, page, store=store)] == ["added"]


@pytest.fixture
def two_stores(archive: Archive, add: Add, tmp_path: Path) -> Archive:
    """An archive with two open records and a closed one."""
    grown = add_store(archive, "special")
    _add(grown, add, tmp_path, "open", "The mill", "The ferry")
    _add(grown, add, tmp_path, "special", "The well")
    return grown


def _dumps(archive: Archive) -> dict[str, list[bytes]]:
    return {name: list(archive.shelf(name).store.dump()) for name in archive.store_names}


def test_an_archive_is_made_anew(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert back_up(two_stores, backup, NOW) == {"open": 2, "special": 1}
    assert restore(backup, tmp_path / "new") == {"open": 2, "special": 1}
    with closing(open_archive(tmp_path / "new")) as new:
        assert _dumps(new) == _dumps(two_stores)
        assert new.file == two_stores.file
        assert all(verify_store(new, name) == () for name in new.store_names)
    assert store_folder(tmp_path / "new", "special").stat().st_mode & 0o077 == 0
    assert (backup / "special").stat().st_mode & 0o077 == 0


def test_no_word_of_a_closed_store_lies_beside_an_open_one(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    open_bytes = b"".join(path.read_bytes() for path in (backup / "open").rglob("*") if path.is_file())
    assert b"The mill" in open_bytes
    assert b"The well" not in open_bytes


def test_a_later_backup_adds_what_is_new(two_stores: Archive, add: Add, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    _add(two_stores, add, tmp_path, "open", "The bridge")
    assert back_up(two_stores, backup, NOW) == {"open": 3, "special": 1}
    assert restore(backup, tmp_path / "new")["open"] == 3


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["_copy", "put", "make_whole"])
def test_an_interrupted_backup_restores_what_the_last_whole_one_held(
    two_stores: Archive, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    _add(two_stores, add, tmp_path, "open", "The bridge")
    _close(two_stores, "The mill")
    with monkeypatch.context() as patch:
        patch.setattr(backups, step, _full)
        with pytest.raises(Unavailable) as caught:
            back_up(two_stores, backup, NOW)
    assert caught.value.code == "cannot-write"
    assert restore(backup, tmp_path / "new") == {"open": 2, "special": 1}
    assert back_up(two_stores, backup, NOW) == {"open": 4, "special": 2}
    assert restore(backup, tmp_path / "newer") == {"open": 3, "special": 2}
    assert not list(backup.rglob("*.next"))


def test_what_was_interrupted_when_it_was_whole_restores_what_it_holds(
    two_stores: Archive, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    _close(two_stores, "The mill")
    make_whole = backups.make_whole
    with monkeypatch.context() as patch:
        patch.setattr(backups, "make_whole", lambda *how: make_whole(*how) or patch.setattr(backups, "settle", _full))
        with pytest.raises(Unavailable):
            back_up(two_stores, backup, NOW)
    assert list(backup.rglob("*.next"))
    restore(backup, tmp_path / "new")
    with closing(open_archive(tmp_path / "new")) as new:
        assert _dumps(new) == _dumps(two_stores)
    back_up(two_stores, backup, NOW)
    assert not list(backup.rglob("*.next"))


def test_the_first_backup_that_was_interrupted_is_none(
    two_stores: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(backups, "make_whole", _full)
        with pytest.raises(Unavailable):
            back_up(two_stores, tmp_path / "backup", NOW)
    with pytest.raises(NotFound) as caught:
        restore(tmp_path / "backup", tmp_path / "new")
    assert caught.value.code == "no-backup"
    assert back_up(two_stores, tmp_path / "backup", NOW) == {"open": 2, "special": 1}


def _close(archive: Archive, title: str) -> str:
    """Closes the one point of a record."""
    (record_id,) = (one.id for one in archive.shelf().store.recent(9) if title in (one.title or ""))
    close(archive, record_id, "1")
    return record_id


def test_what_was_closed_since_goes_from_the_open_part(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    assert files_with(backup / "open", "The mill is to be mended") == ["000001.jsonl"]
    _close(two_stores, "The mill")
    back_up(two_stores, backup, NOW)
    assert files_with(backup / "open", "The mill is to be mended") == []
    assert files_with(backup / "special", "The mill is to be mended") == ["000001.jsonl"]
    restore(backup, tmp_path / "new")
    with closing(open_archive(tmp_path / "new")) as new:
        assert _dumps(new) == _dumps(two_stores)
        assert all(verify_store(new, name) == () for name in new.store_names)


def test_a_backup_of_an_earlier_version_goes_on(two_stores: Archive, tmp_path: Path) -> None:
    """It has a list for each store, and none that says which belong together."""
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    (backup / "backup.json").unlink()
    for listed in backup.glob("*/backup.json"):
        copy = msgspec.structs.replace(read_store_copy_at(listed), run="")
        listed.write_bytes(to_bytes(copy))
    assert restore(backup, tmp_path / "new") == {"open": 2, "special": 1}
    _close(two_stores, "The mill")
    assert back_up(two_stores, backup, NOW) == {"open": 3, "special": 2}
    assert restore(backup, tmp_path / "newer") == {"open": 2, "special": 2}


def read_store_copy_at(path: Path) -> StoreCopy:
    return from_bytes(path.read_bytes(), StoreCopy)


def test_a_deed_that_was_left_unfinished_is_finished_in_what_is_restored(
    two_stores: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup"
    with monkeypatch.context() as patch:
        patch.setattr(Crossing, "finish", _full)
        with pytest.raises(OSError, match="No space"):
            _close(two_stores, "The mill")
    back_up(two_stores, backup, NOW)
    restore(backup, tmp_path / "new")
    with closing(open_archive(tmp_path / "new")) as new:
        assert find_deed(new.folder, "special")
        finish_deed(new, STAFF)
        assert files_with(new.folder / "stores" / "open", "The mill is to be mended") == []
    finish_deed(two_stores, STAFF)
    back_up(two_stores, backup, NOW)
    assert not list((backup / "desk").iterdir())


def test_the_list_of_a_store_that_is_no_more_goes(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    grown = add_store(two_stores, "army")
    back_up(grown, backup, NOW)
    fewer = remove_store(grown, "army")
    assert back_up(fewer, backup, NOW) == {"open": 2, "special": 1}
    assert restore(backup, tmp_path / "new") == {"open": 2, "special": 1}


def test_copies_of_two_runs_are_not_mixed(two_stores: Archive, add: Add, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    before = (backup / "open" / "backup.json").read_bytes()
    _add(two_stores, add, tmp_path, "open", "The bridge")
    back_up(two_stores, backup, NOW)
    (backup / "open" / "backup.json").write_bytes(before)
    with pytest.raises(Invalid) as caught:
        restore(backup, tmp_path / "new")
    assert caught.value.code == "backup-damaged"


def test_one_store_is_restored_into_an_empty_one(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    with closing(init_archive(tmp_path / "other", "Other")) as other, closing(add_store(other, "special")) as grown:
        assert restore(backup, grown.folder, stores=["special"]) == {"special": 1}
    with closing(open_archive(tmp_path / "other")) as grown:
        assert grown.shelf("open").store.count() == 0


def test_a_store_that_holds_something_is_left_alone(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    before = _dumps(two_stores)
    with pytest.raises(Conflict) as caught:
        restore(backup, two_stores.folder)
    assert caught.value.code == "store-not-empty"
    assert _dumps(two_stores) == before


def test_a_copy_under_the_name_of_another_store_is_refused(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    (backup / "open").rename(backup / "aside")
    (backup / "special").rename(backup / "open")
    with pytest.raises(Invalid) as caught:
        restore(backup, tmp_path / "new", stores=["open"])
    assert caught.value.code == "backup-mixed"
    assert not (tmp_path / "new").exists()


def test_a_damaged_backup_restores_nothing(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    chain = backup / "open" / "journal" / "chain.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"a", b"b", 1))
    with pytest.raises(Invalid) as caught:
        restore(backup, tmp_path / "new")
    assert caught.value.code == "backup-damaged"
    assert "chain.jsonl" in caught.value.ref
    assert not (tmp_path / "new").exists()


def test_the_backup_of_another_archive_is_not_written_over(two_stores: Archive, add: Add, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    before = read_store_copy(backup / "open")
    with closing(init_archive(tmp_path / "other", "Other")) as other:
        _add(other, add, tmp_path, "open", "The tower", "The gate", "The wall")
        with pytest.raises(Conflict) as caught:
            back_up(other, backup, NOW)
    assert caught.value.code == "other-backup"
    assert read_store_copy(backup / "open") == before


def test_a_folder_that_is_no_backup_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        restore(tmp_path, tmp_path / "new")
    assert caught.value.code == "no-backup"


def test_a_folder_with_other_things_is_left_alone(two_stores: Archive, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(Conflict):
        back_up(two_stores, tmp_path / "mine", NOW)


def test_a_list_that_names_other_places_is_refused(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    listed = backup / "open" / "backup.json"
    listed.write_bytes(listed.read_bytes().replace(b"journal/chain.jsonl", b"../../../outside.txt"))
    with pytest.raises(Invalid) as caught:
        restore(backup, tmp_path / "new")
    assert caught.value.code == "backup-damaged"
