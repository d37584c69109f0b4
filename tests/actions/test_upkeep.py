"""An older journal, put back on purpose, is taken for what it is once tables, index and note are out of the way."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from fonds.actions.archive import Archive, open_archive
from fonds.actions.upkeep import rebuild_store, verify_store
from fonds.model import Unavailable
from tests.actions.conftest import Add
from tests.actions.test_adding import OTHER, page


@pytest.mark.parametrize("with_note", [True, False])
def test_an_older_journal_is_named_and_can_be_rebuilt_from(
    archive: Archive, add: Add, tmp_path: Path, with_note: bool
) -> None:
    store, backup = archive.folder / "stores" / "open", tmp_path / "backup"
    (tmp_path / "a.txt").write_text(page(12))
    (tmp_path / "b.txt").write_text(OTHER)
    add(archive, tmp_path / "a.txt")
    shutil.copytree(store / "journal", backup, ignore=None if with_note else shutil.ignore_patterns("state.json"))
    add(archive, tmp_path / "b.txt")
    archive.close()
    if with_note:
        shutil.rmtree(store / "journal")
    shutil.copytree(backup, store / "journal", dirs_exist_ok=True)

    with pytest.raises(Unavailable) as caught, _opened(archive) as restored:
        rebuild_store(restored, "open")
    assert caught.value.code == "journal-broken"
    for part in ("fonds.db", "tables-*", "index", "journal/state.json", "`fonds rebuild`"):
        assert part in caught.value.hint

    away = tmp_path / "away"
    away.mkdir()
    for path in (*store.glob("fonds.db*"), *store.glob("tables-*"), store / "index", store / "journal/state.json"):
        path.rename(away / path.name)
    with _opened(archive) as restored:
        assert rebuild_store(restored, "open") == 1
        assert verify_store(restored, "open") == ()
        assert restored.shelf().index.search("boats").total == 1
        assert [outcome.what for outcome in add(restored, tmp_path / "a.txt", tmp_path / "b.txt")] == [
            "unchanged",
            "added",
        ]


def _opened(archive: Archive) -> closing[Archive]:
    return closing(open_archive(archive.folder))
