"""A process that adds pages to an archive, or publishes it, and is killed in the midst of it, for `test_kills.py`.

The points of `tests.store.kills` are counted, and with them the moments around each writing of the index, and around
each step of publishing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fonds.actions import adding, generations, publishing
from fonds.actions.adding import add_sources
from fonds.actions.archive import open_archive
from fonds.model import Actor
from fonds.search import open_index
from fonds.search._tantivy import files
from fonds.search._tantivy.opening import TantivyIndex
from fonds.store import _disk
from tests.store import kills

STAFF = Actor(name="staff")


def add_pages(folder: Path, tell: kills.Tell) -> None:
    """Adds the folder of pages beside the archive, two at a time."""
    adding._BATCH_RECORDS = 2
    for sound in (TantivyIndex.replace, TantivyIndex.commit, TantivyIndex._commit_parts):
        setattr(TantivyIndex, sound.__name__, between_points(sound, folder))
    files.write_commit = between_points(files.write_commit, folder)
    archive = open_archive(folder)
    for _ in add_sources(archive, [str(folder.parent / "pages")], actor=STAFF):
        tell()
    archive.close()


def publish_store(folder: Path, tell: kills.Tell) -> None:
    """Publishes into the folder beside the archive."""
    names = ("write_site_file", "remake_index", "strip_index", "sync_all", "seal", "sync", "_try", "point_to")
    places = [(publishing, name) for name in names] + [(generations, "put"), (generations, "sync")]
    for place, name in (*places, (Path, "rename"), (Path, "replace"), (shutil, "rmtree")):
        setattr(place, name, between_points(getattr(place, name), folder))
    archive = open_archive(folder)
    publishing.publish(archive, folder.parent / "public", "2026-11-26T08:00:00Z", actor=STAFF)
    tell()
    archive.close()


def between_points(sound: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    def do(*args: Any, **named: Any) -> Any:
        _disk.sync_folder(folder)  # writes nothing, and is counted
        done = sound(*args, **named)
        _disk.sync_folder(folder)
        return done

    return do


kills.DEEDS["add_pages"] = add_pages
kills.DEEDS["publish_store"] = publish_store

if __name__ == "__main__":
    assert open_index  # loaded before the fork, as everything else
    kills.main()
