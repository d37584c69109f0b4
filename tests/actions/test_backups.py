"""A backup is what an archive can be made anew from: each store by itself, nothing lost, nothing mixed."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fonds.actions import backups
from fonds.actions.archive import Archive, add_store, init_archive, open_archive, store_folder
from fonds.actions.auditing import read_log
from fonds.actions.backups import StoreCopy, back_up, read_store_copy, restore
from fonds.actions.consulting import list_records
from fonds.actions.guard import Closure, Crossing, crossing
from fonds.actions.upkeep import verify_store
from fonds.model import Conflict, Decision, Invalid, NotFound, Unavailable, from_bytes, to_bytes
from fonds.release import Terms
from tests.actions.conftest import STAFF, Add

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


def test_keys_and_logs_come_along_and_the_log_goes_on(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    list(list_records(two_stores, actor=STAFF, store="special"))
    back_up(two_stores, backup, NOW, actor=STAFF)
    before = list(read_log(two_stores, "special"))
    assert [entry.deed for entry in before] == ["list", "backup"]
    with two_stores.logs.log("special").path.open("ab") as log:
        log.write(b'{"entry":{"at":')  # a line that is being written while the next backup is made
    list(list_records(two_stores, actor=STAFF, store="special"))
    restore(backup, tmp_path / "new", actor=STAFF)
    with closing(open_archive(tmp_path / "new")) as new:
        list(list_records(new, actor=STAFF, store="special"))
        entries = list(read_log(new, "special"))
        assert entries[:2] == before
        assert [(entry.number, entry.deed) for entry in entries[2:]] == [(3, "restore"), (4, "list")]
        for store in ("open", "special"):
            key, copy = store_folder(new.folder, store) / "key", backup / store / "key"
            assert (
                key.read_bytes() == copy.read_bytes() == (store_folder(two_stores.folder, store) / "key").read_bytes()
            )
            assert (key.stat().st_mode | copy.stat().st_mode) & 0o077 == 0
    assert back_up(two_stores, backup, NOW) == {"open": 2, "special": 1}


def test_a_copy_without_a_key_is_restored_and_read_when_it_has_one(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    for store in two_stores.store_names:
        (store_folder(two_stores.folder, store) / "key").rename(tmp_path / f"key of {store}")
    with pytest.raises(NotFound) as caught:
        back_up(two_stores, backup, NOW)
    assert caught.value.code == "no-key"
    (tmp_path / "key of special").rename(store_folder(two_stores.folder, "special") / "key")
    back_up(two_stores, backup, NOW)
    listed = read_store_copy(backup / "special")
    files = {path: kept for path, kept in listed.files.items() if path not in ("key", "key.pub", "log/log.jsonl")}
    (backup / "special" / "backup.json").write_bytes(to_bytes(msgspec.structs.replace(listed, files=files)))
    assert restore(backup, tmp_path / "new") == {"open": 2, "special": 1}


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


@pytest.mark.parametrize("step", ["_copy_beside", "put", "make_whole"])
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
    assert not list(backup.rglob("*.new"))


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


def test_a_backup_of_an_earlier_version_goes_on(two_stores: Archive, tmp_path: Path) -> None:
    """It has a list for each store, and none that says which belong together."""
    backup = tmp_path / "backup"
    back_up(two_stores, backup, NOW)
    (backup / "backup.json").unlink()
    for listed in backup.glob("*/backup.json"):
        copy = msgspec.structs.replace(from_bytes(listed.read_bytes(), StoreCopy), run="")
        listed.write_bytes(to_bytes(copy))
    assert restore(backup, tmp_path / "new") == {"open": 2, "special": 1}
    _close(two_stores, "The mill")
    assert back_up(two_stores, backup, NOW) == {"open": 3, "special": 2}
    assert restore(backup, tmp_path / "newer") == {"open": 2, "special": 2}


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


def test_the_list_of_a_store_that_is_no_more_goes(two_stores: Archive, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    grown = add_store(two_stores, "army")
    assert set(back_up(grown, backup, NOW)) == {"open", "special", "army"}
    (backup / "army").rename(backup / "navy")
    assert back_up(grown, backup, NOW)["army"] == 0
    assert not (backup / "navy" / "backup.json").exists()
    assert restore(backup, tmp_path / "new") == {"open": 2, "special": 1, "army": 0}


def test_what_was_withdrawn_leaves_the_backup_with_the_next_one(
    two_stores: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, closed = tmp_path / "backup", b"The ferry is to be mended"
    back_up(two_stores, backup, NOW)
    assert closed in _bytes_in(backup / "open")
    with monkeypatch.context() as patched:
        patched.setattr(Crossing, "finish", _dies)
        with pytest.raises(KeyboardInterrupt):
            _close(two_stores, "The ferry")  # the next backup finishes it
    with monkeypatch.context() as patched:
        patched.setattr(backups, "put", _dies)
        with pytest.raises(KeyboardInterrupt):
            back_up(two_stores, backup, NOW)
    assert restore(backup, tmp_path / "before", stores=["open"]) == {"open": 2}
    assert closed in _bytes_in(tmp_path / "before")
    with monkeypatch.context() as patched:
        patched.setattr(backups, "_settle", lambda folder, copy: _dies() if copy.entries > 2 else None)
        with pytest.raises(KeyboardInterrupt):
            back_up(two_stores, backup, NOW)
    for name in ("interrupted", "whole"):
        restore(backup, tmp_path / name)
        with closing(open_archive(tmp_path / name)) as new:
            assert _dumps(new) == _dumps(two_stores)
            assert all(verify_store(new, store) == () for store in new.store_names)
        assert closed not in _bytes_in(tmp_path / name / "stores" / "open")
        back_up(two_stores, backup, NOW)
    assert closed not in _bytes_in(backup / "open")
    assert closed in _bytes_in(backup / "special")
    assert not list(backup.rglob("*.new"))


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def _bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _close(archive: Archive, title: str) -> None:
    """Closes point 1 of the open record of that title."""
    store = archive.shelf().store
    (record,) = (record for record in store.ids() if title in str(store.get(record).record))
    decision = Decision(kind="close", record_id=record, labels=("1",), by=("staff",), on="2026-11-26")
    terms = Terms(reason=1, extent="lines")
    with crossing(archive, "special", STAFF, "close") as way:
        way.close([Closure(record_id=record, labels=("1",), terms=terms, decision=decision)], NOW)


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
