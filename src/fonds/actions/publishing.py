"""Publishing: what readers are shown of the open store now, written as a generation for a public host.

A generation is made beside the others under a name that no server looks for, checked, renamed, and only then pointed
to. So a publication that is killed at any moment leaves what was served before, and the next one clears it away.

Not for: serving (`fonds.actions.published`); copies to restore an archive from (`fonds.actions.backups`).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fonds.actions.archive import Archive
from fonds.actions.config import read_site_file, write_site_file
from fonds.actions.desk import find_deeds
from fonds.actions.folders import sync, sync_all, written
from fonds.actions.generations import (
    CURRENT,
    DRAFT,
    GENERATIONS,
    check_whole,
    find_current,
    generation_name,
    is_ours,
    list_generations,
    number_of,
    point_to,
    read_manifest,
    seal,
)
from fonds.actions.guard import finish_deed
from fonds.actions.holding import INDEX_FOLDER, Progress, no_progress, remake_index
from fonds.actions.published import PublishedShelf, forget
from fonds.actions.reasons import read_own, write_own
from fonds.model import Actor, Conflict, FondsError, Invalid, Refused, Unavailable, digest, to_bytes
from fonds.model.base import Value
from fonds.search import strip_index
from fonds.store import open_published


class Publication(Value, frozen=True, kw_only=True):
    """What came of publishing.

    Attributes:
        name: Name of the generation that is served now.
        records: How many records it holds.
        is_new: Whether it was made now; otherwise the one before says the same.
    """

    name: str
    records: int
    is_new: bool


def publish(
    archive: Archive, folder: Path, now: str, *, actor: Actor, keep: int = 3, progress: Progress = no_progress
) -> Publication:
    """Makes a generation of the open store and points to it, unless the current one says the same.

    Args:
        archive: The archive.
        folder: A folder outside of the archive that does not exist yet, is empty, or was published into before.
        now: ISO 8601 in UTC to the second.
        actor: Who publishes. A deed over two stores that was interrupted is finished first, if they may.
        keep: How many generations stay, with the current one; at least 1.
        progress: Called with how many records are indexed and how many there are in all.

    Raises:
        Refused: ``inside-archive``, when one of the two folders lies in the other.
        Conflict: ``folder-in-use``; ``deed-unfinished``, when the actor may not finish it. Invalid: ``keep``.
        Unavailable: ``cannot-write``, ``locked``, ``disk-full``, ``journal-broken``. What was served still is.
    """
    if keep < 1:
        raise Invalid("the current generation stays", code="keep")
    _refuse_overlap(archive.folder, folder)
    _refuse_other(folder)
    finish_deed(archive, actor)
    write_own(archive.shelf().folder, archive.file.reasons)
    with written(folder, "Check its permissions and space; what was served before still is."), _alone(folder):
        number = max(map(number_of, list_generations(folder)), default=0) + 1
        _clear(folder)
        published = _publish_next(archive, folder, number, now, progress)
        _remove_old(folder, published.name, keep, archive.shelf().store.last_withdrawal())
        return published


def _refuse_overlap(archive: Path, folder: Path) -> None:
    inside, outside = archive.resolve(), folder.resolve()
    if inside.is_relative_to(outside) or outside.is_relative_to(inside):
        hint = "What is published is copied to others: name a folder outside of the archive."
        raise Refused(
            "the folder and the archive lie in one another", code="inside-archive", ref=str(folder), hint=hint
        )


def _refuse_other(folder: Path) -> None:
    """What lies there must be what publishing leaves there, for some of it is going to be removed."""
    ours = {GENERATIONS, CURRENT, f"{CURRENT}.new"}
    others = not folder.is_dir() or {path.name for path in folder.iterdir()} - ours
    if folder.exists() and (others or not all(is_ours(path.name) for path in (folder / GENERATIONS).glob("*"))):
        hint = "Name a folder that does not exist yet, or one that was published into before."
        raise Conflict("the folder holds something else", code="folder-in-use", ref=str(folder), hint=hint)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Makes sure that nobody else publishes into the folder meanwhile; the lock goes when the process does."""
    (folder / GENERATIONS).mkdir(parents=True, exist_ok=True)
    held = os.open(folder / GENERATIONS, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _take(held, folder)
        yield
    finally:
        os.close(held)


def _take(held: int, folder: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Unavailable("somebody else publishes into this folder", code="locked", ref=str(folder)) from error


def _clear(folder: Path) -> None:
    """Removes what a publication that was killed left behind: it was never served."""
    current = find_current(folder)
    for path in (folder / GENERATIONS).iterdir():
        if path.name == DRAFT or current is None or number_of(path.name) > number_of(current):
            shutil.rmtree(path)


def _publish_next(archive: Archive, folder: Path, number: int, now: str, progress: Progress) -> Publication:
    draft = folder / GENERATIONS / DRAFT
    try:
        content = _write_content(archive, draft)
        known = _find_same(folder, content)
        if known is not None:
            return known
        records = _write_rest(draft, content, now, progress)
        name = generation_name(number, content)
        draft.rename(draft.with_name(name))
        sync(draft.parent)
        point_to(folder, name)
        return Publication(name=name, records=records, is_new=True)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_content(archive: Archive, draft: Path) -> str:
    """Writes what readers are shown, and gives its hash. Of `site.toml` its comments stay at home."""
    shelf = archive.shelf()
    site, reasons = read_site_file(shelf.folder), read_own(shelf.folder)
    draft.mkdir()
    with shelf.store.write_lock("fonds publish", shelf.lock_wait_seconds):
        _refuse_unfinished(archive.folder)
        tables = shelf.store.publish(draft)
    write_site_file(draft, site.title, site.address)
    write_own(draft, reasons)
    return digest(to_bytes([tables, site, reasons]))


def _refuse_unfinished(archive: Path) -> None:
    """In the midst of a closing the open store still holds what is to be closed."""
    deed = next(find_deeds(archive), None)
    if deed is not None:
        hint = "Somebody who is cleared for its closed store finishes it by publishing, or by any such deed."
        raise Conflict(f"a deed was interrupted: {deed.kind}", code="deed-unfinished", ref=deed.at, hint=hint)


def _find_same(folder: Path, content: str) -> Publication | None:
    """The current generation, if it has that content and can be served."""
    name = find_current(folder)
    if name is None:
        return None
    generation = folder / GENERATIONS / name
    try:
        manifest = read_manifest(generation)
        if manifest.content != content:
            return None
        check_whole(generation)
        _try(generation)
    except FondsError:
        return None
    return Publication(name=name, records=manifest.records, is_new=False)


def _write_rest(draft: Path, content: str, now: str, progress: Progress) -> int:
    """Writes index and manifest, and makes sure that the whole can be served."""
    store = open_published(draft)
    try:
        remake_index(store, draft / INDEX_FOLDER, progress)
        records, entry = store.count(), store.position()
    finally:
        store.close()
    strip_index(draft / INDEX_FOLDER)
    sync_all(draft)
    seal(draft, now, content=content, entry=entry, records=records)
    sync(draft)
    _try(draft)
    return records


def _try(generation: Path) -> None:
    """Opens a generation as a server does."""
    beside = Path(tempfile.mkdtemp(prefix="fonds-"))
    try:
        PublishedShelf(generation, beside / INDEX_FOLDER).close()
    finally:
        forget(beside)


def _remove_old(folder: Path, current: str, keep: int, withdrawn: int) -> None:
    """Removes all but the last generations, and of these what was published before something was withdrawn."""
    others = [name for name in list_generations(folder) if name != current]
    too_old = max(0, len(others) - (keep - 1))
    for place, name in enumerate(others):
        if place < too_old or not _was_made_since(withdrawn, folder / GENERATIONS / name):
            shutil.rmtree(folder / GENERATIONS / name)


def _was_made_since(withdrawn: int, generation: Path) -> bool:
    try:
        return read_manifest(generation).entry >= withdrawn
    except FondsError:  # it can not be served either
        return False
