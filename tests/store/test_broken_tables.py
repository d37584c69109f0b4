"""Tables are computed from the journal: lost, broken or old ones are made anew, and wrong ones are found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connections

from fonds.store import Store, open_store
from fonds.store._database import SCHEMA
from fonds.store._stores import Store as StoreClass
from tests.store.samples import LATER, id_of, keep


@pytest.fixture
def full(folder: Path) -> Path:
    """Folder of a store with four entries, closed."""
    with open_store(folder) as store:
        keep(store, 1, 2)
        keep(store, 3)
        keep(store, 1, words="Send iron", now=LATER)
    return folder


def database_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.db*"))


def dump_of(folder: Path) -> list[bytes]:
    with open_store(folder) as store:
        assert store.verify() == ()
        return list(store.dump())


def execute(store: StoreClass, statement: str) -> None:
    with connections[store._tables._database.alias()].cursor() as cursor:
        cursor.execute(statement)


def test_a_rebuild_makes_the_same_content(full: Path) -> None:
    before = dump_of(full)
    told: list[tuple[int, int]] = []
    with open_store(full) as store:
        files = database_files(full)
        store.rebuild(lambda done, total: told.append((done, total)))
        assert database_files(full) != files
    assert dump_of(full) == before
    assert told == [(0, 4), (4, 4)]
    assert len(list(full.glob("tables-*.db"))) == 1


def test_lost_tables_are_made_anew(full: Path) -> None:
    before = dump_of(full)
    for path in database_files(full):
        path.unlink()
    assert dump_of(full) == before


@pytest.mark.parametrize("size", [0, 10, 100, 4096, 5000])
def test_cut_tables_are_made_anew(full: Path, size: int) -> None:
    before = dump_of(full)
    path = (full / "fonds.db").resolve()
    path.write_bytes(path.read_bytes()[:size])
    assert dump_of(full) == before


def test_tables_of_junk_are_made_anew(full: Path) -> None:
    before = dump_of(full)
    (full / "fonds.db").write_bytes(b"junk " * 5000)
    assert dump_of(full) == before


def test_tables_that_lack_entries_get_them(full: Path) -> None:
    copies = full.with_name("copies")
    copies.mkdir()
    with open_store(full) as store:
        store.rebuild()
    for path in database_files(full):
        shutil.copy2(path, copies / path.name, follow_symlinks=False)
    with open_store(full) as store:
        keep(store, 4, 5)
        keep(store, 4, words="Send lead")
    after = dump_of(full)
    for path in database_files(full):
        path.unlink()
    for path in database_files(copies):
        shutil.copy2(path, full / path.name, follow_symlinks=False)
    assert dump_of(full) == after


def test_tables_of_another_schema_are_made_anew(full: Path) -> None:
    before = dump_of(full)
    with open_store(full) as store:
        execute(store, "UPDATE state SET schema = '0000_older'")
    assert dump_of(full) == before


def test_tables_of_another_journal_are_made_anew(full: Path) -> None:
    before = dump_of(full)
    with open_store(full) as store:
        execute(store, f"UPDATE state SET number = 2, hash = '{'f' * 64}'")
        execute(store, "DELETE FROM version")
        execute(store, "DELETE FROM record")
    assert dump_of(full) == before


def test_a_copy_of_the_folder_without_links_works(full: Path, tmp_path: Path) -> None:
    before = dump_of(full)
    copy = tmp_path / "copy"
    shutil.copytree(full, copy, symlinks=False)
    assert not (copy / "fonds.db").is_symlink()
    assert dump_of(copy) == before
    with open_store(copy) as store:
        store.rebuild()
        keep(store, 9)
        assert store.verify() == ()
    assert (copy / "fonds.db").is_symlink()
    assert not (copy / "fonds.db-wal").exists()


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE record SET title = 'Other' WHERE id = '{id}'", "{id}", "the record is not what the journal says"),
        ("UPDATE record SET reading = x'7b7d' WHERE id = '{id}'", "{id}", "the record is not what the journal says"),
        ("UPDATE version SET reading = x'00' WHERE number = 1 AND record_id = '{id}'", "{id}", "version 1 is not"),
        ("UPDATE version SET by = 'B' WHERE number = 2", "{id}", "version 2 is not what the journal says"),
        ("DELETE FROM version WHERE number = 2", "{id}", "version 2 is missing"),
        ("UPDATE version SET number = 9 WHERE number = 2", "{id}", "version 9 is not in the journal"),
        ("UPDATE state SET number = 3", "fonds.db", "the tables go up to entry 3"),
        ("DROP TABLE version", "fonds.db", "the tables can not be used"),
        ("DELETE FROM state", "fonds.db", "the tables can not be used"),
    ],
)
def test_verify_finds_rows_that_the_journal_does_not_bear_out(
    full: Path, statement: str, where: str, what: str
) -> None:
    with open_store(full) as store:
        execute(store, statement.format(id=id_of(1)))
        faults = store.verify()
    assert all(fault.part == "tables" for fault in faults)
    assert any(fault.where == where.format(id=id_of(1)) and fault.what.startswith(what) for fault in faults)


def test_a_read_of_broken_tables_says_how_to_mend_them(store: Store) -> None:
    from fonds.model import Unavailable  # noqa: PLC0415 - kept beside its one use

    keep(store, 1)
    execute(store, "DROP TABLE version")
    execute(store, "ALTER TABLE record RENAME TO other")
    with pytest.raises(Unavailable) as caught:
        store.count()
    assert caught.value.code == "tables-broken"
    assert "fonds rebuild" in caught.value.hint
    store.rebuild()
    assert store.count() == 1
    assert SCHEMA == "0002_decisions"
