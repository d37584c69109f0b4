"""Upgrading an archive: of an older layout, once, with everything in it as it was."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from fonds.actions.archive import Archive, add_store, open_archive, store_folder
from fonds.actions.health import examine
from fonds.actions.upgrading import upgrade_archive
from fonds.actions.upkeep import verify_store
from fonds.model import Invalid, NotFound
from fonds.store import read_key
from tests.actions.conftest import Add


@pytest.fixture
def old(archive: Archive, add: Add, tmp_path: Path) -> Path:
    """An archive as a fonds made it that knew no keys, and whose tables and indexes are lost."""
    both = add_store(archive, "special")
    for store in both.store_names:
        page = tmp_path / f"{store}.txt"
        page.write_text(f"ORDER\n\n1. Charge the Mill with {store} flour.\n", encoding="utf-8")
        add(both, page, store=store)
    both.close()
    for store in both.store_names:
        folder = store_folder(both.folder, store)
        for name in ("key", "key.pub", "fonds.db"):
            (folder / name).unlink()
        (folder / "store.toml").write_text(f'format = 1\nname = "{store}"\n', encoding="utf-8")
        shutil.rmtree(folder / "index")
    return both.folder


def test_every_store_gets_what_it_lacks_once(old: Path) -> None:
    with pytest.raises(NotFound):
        read_key(store_folder(old, "open"))
    archive = open_archive(old)
    numbers = itertools.count(1)
    done = dict(upgrade_archive(archive, random=lambda count: next(numbers).to_bytes(count, "big")))
    assert {name: one.given for name, one in done.items()} == {"open": ("a key",), "special": ("a key",)}
    assert list(done) == ["open", "special"]
    keys = {read_key(store_folder(old, name)).public for name in archive.store_names}
    assert len(keys) == 2
    for name in archive.store_names:
        assert verify_store(archive, name) == ()
        assert archive.shelf(name).index.search(f"{name} flour").total == 1
    archive.close()
    again = open_archive(old)
    assert [one.given for _, one in upgrade_archive(again)] == [(), ()]
    assert {read_key(store_folder(old, name)).public for name in again.store_names} == keys
    again.close()


def test_the_doctor_says_that_a_key_is_missing(old: Path) -> None:
    symptoms = [one for one in examine(old) if one.check.startswith("store") and one.state != "well"]
    assert [(one.check, one.state) for one in symptoms] == [("store open", "look"), ("store special", "look")]
    assert "fonds upgrade" in symptoms[0].hint


def test_an_archive_of_no_format_is_refused(old: Path) -> None:
    path = old / "archive.toml"
    path.write_text(path.read_text("utf-8").replace("format = 1", "format = 0"), encoding="utf-8")
    archive = open_archive(old)
    with pytest.raises(Invalid):
        list(upgrade_archive(archive))
    archive.close()
