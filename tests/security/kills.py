"""A process that does deeds on an archive and is killed in the midst of them, for `test_kills.py`.

The points of `tests.store.kills` are counted; and with them the moments around each writing of the index, and around
everything that is written, renamed or removed beside the stores: the desk, backups, folders that are swapped.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from fonds.actions import adding, backups, generations, publishing
from fonds.actions.adding import add_sources
from fonds.actions.archive import Archive, add_store, init_archive, open_archive
from fonds.actions.backups import back_up, restore
from fonds.actions.deriving import derive
from fonds.actions.guard import crossing
from fonds.reading import read_source
from fonds.release import OPEN, Terms
from fonds.search._tantivy import files
from fonds.search._tantivy.opening import TantivyIndex
from tests.actions.crossings import (
    NOW,
    ORDER,
    STAFF,
    TWO,
    WITHHELD,
    add,
    close,
    closure,
    packet_of,
    release,
    signed,
    write_order,
)
from tests.actions.kills import between_points
from tests.store import kills

NAMES = ("opened", "split", "closed", "released")
STAND_IN = "Words that the public may read"


def make_base(folder: Path) -> None:
    """Makes an archive of four orders, each in another state, a page to add beside it, and a backup of it."""
    archive = add_store(init_archive(folder / "archive", "Lomsk"), "special")
    ids = add(archive, *(write_order(folder, number) for number in (1, 2)))
    ids += add(archive, write_order(folder, 3), store="special")
    ids += add(archive, write_order(folder, 4))
    close(archive, ids[1], "2")
    close(archive, ids[3], "2", terms=WITHHELD)
    release(archive, ids[3], "2")
    back_up(archive, folder / "backup", NOW)
    publishing.publish(archive, folder / "public", NOW, actor=STAFF)
    archive.close()
    (folder / "ids.json").write_text(json.dumps(dict(zip(NAMES, ids, strict=True))))
    (folder / "pages").mkdir()
    for number in (5, 6, 7):
        write_order(folder / "pages", number)


def ids_of(folder: Path) -> dict[str, str]:
    """Ids of the four records, by what they are."""
    found: dict[str, str] = json.loads((folder.parent / "ids.json").read_text())
    return found


def add_pages(archive: Archive) -> None:
    adding._BATCH_RECORDS = 2
    list(add_sources(archive, [str(archive.folder.parent / "pages")], actor=STAFF, store=OPEN))


def close_passages(archive: Archive) -> None:
    """Passages of two records, in one deed."""
    ids = ids_of(archive.folder)
    terms = Terms(reason=1, extent="lines", stand_in=STAND_IN)
    with crossing(archive, "special", STAFF, "close") as way:
        way.close([closure(ids["opened"], "2.a", "title", terms=terms), closure(ids["split"], "1")], NOW)


def release_passages(archive: Archive) -> None:
    ids = ids_of(archive.folder)
    for name, label in (("split", "2"), ("closed", "1..2")):
        packet = packet_of(archive, ids[name], label)
        with crossing(archive, "special", STAFF, "release") as way:
            way.release(packet, signed(packet, "ann", "bo"), TWO, NOW)


def reclose_passages(archive: Archive) -> None:
    close(archive, ids_of(archive.folder)["released"], "2", terms=WITHHELD)


def back_up_again(archive: Archive) -> None:
    """Into the folder of an earlier backup, after a closing."""
    reclose_passages(archive)
    back_up(archive, archive.folder.parent / "backup", NOW)


def publish_again(archive: Archive) -> None:
    """Beside a generation that was published before a closing."""
    reclose_passages(archive)
    publishing.publish(archive, archive.folder.parent / "public", NOW, actor=STAFF)


def restore_elsewhere(archive: Archive) -> None:
    restore(archive.folder.parent / "backup", archive.folder.parent / "restored")


ARCHIVE_DEEDS: dict[str, Callable[[Archive], None]] = {
    "add": add_pages,
    "close": close_passages,
    "release": release_passages,
    "reclose": reclose_passages,
    "publish": publish_again,
    "backup": back_up_again,
    "restore": restore_elsewhere,
}


def _surround_all(folder: Path) -> None:
    for sound in (TantivyIndex.replace, TantivyIndex.commit, TantivyIndex._commit_parts):
        setattr(TantivyIndex, sound.__name__, between_points(sound, folder))
    files.write_commit = between_points(files.write_commit, folder)
    files.clear = between_points(files.clear, folder)
    places: list[tuple[Any, str]] = [(backups, "pour"), (generations, "put"), (generations, "sync")]
    names = ("write_site_file", "remake_index", "strip_index", "sync_all", "seal", "sync", "_try", "point_to")
    for place, name in (*places, *((publishing, name) for name in names)):
        setattr(place, name, between_points(getattr(place, name), folder))
    for name in ("rename", "replace", "unlink", "mkdir"):
        setattr(Path, name, between_points(getattr(Path, name), folder))
    shutil.rmtree = between_points(shutil.rmtree, folder)  # type: ignore[assignment]  # it has attributes
    assert os.fsync  # the last moment before a flush is one after a write, which is counted


def _as_deed(do: Callable[[Archive], None]) -> Callable[[Path, kills.Tell], None]:
    def deed(folder: Path, tell: kills.Tell) -> None:
        _surround_all(folder)
        with closing(open_archive(folder)) as archive:
            do(archive)
            tell()

    return deed


kills.DEEDS.update({name: _as_deed(do) for name, do in ARCHIVE_DEEDS.items()})

if __name__ == "__main__":
    derive(read_source(ORDER.encode()).record)  # its vocabulary is loaded once, before the fork
    kills.main()
