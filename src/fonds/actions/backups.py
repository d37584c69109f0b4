"""Copies of an archive from which it can be made anew: what was kept, store by store, and nothing that is computed.

::

    DIR/archive.toml         title and settings
    DIR/NAME/backup.json     what the copy of a store holds, with sizes and hashes; written last
    DIR/NAME/store.toml, site.toml, journal/...

Journals only grow. So a later backup into the same folder copies what is new, and one that was interrupted still
restores what the last whole one held: of a file that has grown since, only as much is taken as `backup.json` names.

Two stores never lie in one folder, and the copy of a closed store can be entered by its account alone.

Not for: giving records to others (`fonds.actions.exporting`).
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from fonds.actions.archive import Archive, open_archive, store_folder
from fonds.actions.config import ARCHIVE_FILE, SITE_FILE
from fonds.actions.folders import PRIVATE, KeptFile, is_used, pour, put, refuse_used, written
from fonds.actions.holding import Progress, Shelf, no_progress
from fonds.actions.upkeep import rebuild_store
from fonds.model import Conflict, Invalid, NotFound, Unsupported, from_bytes, to_bytes
from fonds.release import OPEN

BACKUP_FILE = "backup.json"
_FORMAT = 1
_KEPT = re.compile(r"store\.toml|site\.toml|journal/chain\.jsonl|journal/bodies/\d{6,12}\.jsonl")
"""The files of a copy: no others are written anywhere."""

_AS_IT_WAS = "Check its permissions and space; what was there before is as it was."


class StoreCopy(msgspec.Struct, frozen=True, kw_only=True):
    """`backup.json`: what the copy of one store holds.

    Attributes:
        format: Version of this form.
        store: Name of the store.
        entries: How many entries its journal has.
        made: When, ISO 8601 in UTC.
        files: By path below the folder of the store.
    """

    format: int
    store: str
    entries: int
    made: str
    files: dict[str, KeptFile]


# Backing up


def back_up(archive: Archive, folder: Path, now: str, progress: Progress = no_progress) -> dict[str, int]:
    """Copies what an archive keeps, all its stores, or what is new since the last time.

    Args:
        archive: The archive.
        folder: A folder that does not exist yet, or an earlier backup of the same archive.
        now: ISO 8601 in UTC to the second.
        progress: Called with how many bytes were copied and how many there are in all.

    Returns:
        For each store how many entries of its journal the copy holds.

    Raises:
        Conflict: ``folder-in-use``, when something else lies there; ``other-backup``, when it is one of other stores.
        Unavailable: ``cannot-write``, ``locked``, ``journal-broken``.
    """
    if not (folder / ARCHIVE_FILE).exists() and is_used(folder):
        hint = "Name a folder that does not exist yet, or one of an earlier backup."
        raise Conflict("the folder holds something else", code="folder-in-use", ref=str(folder), hint=hint)
    shelves = {name: archive.shelf(name) for name in archive.store_names}
    for name, shelf in shelves.items():
        _refuse_other(folder / name, shelf)
    counter = _Counter(sum(_bytes_of(shelf) for shelf in shelves.values()), progress)
    with written(folder, _AS_IT_WAS):
        folder.mkdir(parents=True, exist_ok=True)
        _copy(archive.folder / ARCHIVE_FILE, folder / ARCHIVE_FILE)
        return {name: _back_up_store(shelf, folder / name, name, now, counter) for name, shelf in shelves.items()}


class _Counter:
    """Tells how far copying has come."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def add(self, size: int) -> None:
        self._done += size
        self._progress(min(self._done, self._total), self._total)


def _bytes_of(shelf: Shelf) -> int:
    return sum((shelf.folder / name).stat().st_size for name in _names(shelf))


def _names(shelf: Shelf) -> tuple[str, ...]:
    """The files of a store that are copied."""
    site = (SITE_FILE,) if (shelf.folder / SITE_FILE).exists() else ()
    return (*site, *shelf.store.kept_files())


def _refuse_other(folder: Path, shelf: Shelf) -> None:
    """An earlier copy must be the beginning of what the store holds now."""
    if not (folder / BACKUP_FILE).exists():
        return
    copy = read_store_copy(folder)
    grown = {name: kept for name, kept in copy.files.items() if name != SITE_FILE}
    is_beginning = copy.store == shelf.store.name and copy.entries <= shelf.store.position()
    if not is_beginning or not all(_begins_with(shelf.folder / name, kept) for name, kept in grown.items()):
        hint = "Choose another folder; this one is left as it is."
        raise Conflict("this is the backup of another store", code="other-backup", ref=str(folder), hint=hint)


def _back_up_store(shelf: Shelf, folder: Path, name: str, now: str, counter: _Counter) -> int:
    folder.mkdir(exist_ok=True, mode=0o777 if name == OPEN else PRIVATE)
    before = read_store_copy(folder).files if (folder / BACKUP_FILE).exists() else {}
    files: dict[str, KeptFile] = {}
    with shelf.store.write_lock("fonds backup", shelf.lock_wait_seconds):
        for path in _names(shelf):
            size = (shelf.folder / path).stat().st_size
            known = before.get(path)
            is_same = known is not None and known.size == size and path != SITE_FILE
            files[path] = known if known and is_same else _copy(shelf.folder / path, folder / path)
            counter.add(size)
        entries = shelf.store.position()
    copy = StoreCopy(format=_FORMAT, store=name, entries=entries, made=now, files=files)
    put(folder / BACKUP_FILE, to_bytes(copy) + b"\n")
    return entries


def _copy(source: Path, target: Path) -> KeptFile:
    """Copies a file, whole or not at all, and says what was copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.new")
    with source.open("rb") as read, beside.open("wb") as write:
        kept = pour(read, write, None)
        write.flush()
        os.fsync(write.fileno())
    beside.replace(target)
    return kept


def _begins_with(path: Path, kept: KeptFile) -> bool:
    """Whether a file is what was copied once, or that with more behind it."""
    if not path.is_file():
        return False
    with path.open("rb") as read:
        return pour(read, None, kept.size) == kept


# Restoring


def restore(
    backup: Path, folder: Path, *, stores: Sequence[str] = (), progress: Progress = no_progress
) -> dict[str, int]:
    """Makes stores from a backup: those of a new archive, or empty ones of an archive that there is.

    Everything is checked before anything is written.

    Args:
        backup: A folder that `back_up` wrote.
        folder: Folder of the archive; one that does not exist yet, or is empty, becomes an archive.
        stores: Names of those to restore; all of the backup when left out.
        progress: Called as tables and indexes are made.

    Returns:
        For each store how many records it holds now.

    Raises:
        NotFound: ``no-backup``, ``no-store``. Invalid: ``backup-damaged``, ``backup-mixed``.
        Conflict: ``store-not-empty``, ``folder-in-use``. Unsupported: ``newer-format``.
        Unavailable: ``cannot-write``.
    """
    copies = _checked(backup, stores)
    is_new = not (folder / ARCHIVE_FILE).exists()
    if is_new:
        refuse_used(folder, "Name a folder that does not exist yet: fonds --archive NEW restore DIR.")
    else:
        _refuse_full(folder, copies)
    with written(folder, _AS_IT_WAS):
        for name, copy in copies.items():
            _place_store(backup / name, store_folder(folder, name), copy)
        if is_new:
            _copy(backup / ARCHIVE_FILE, folder / ARCHIVE_FILE)  # last: a folder with this file is an archive
    with closing(open_archive(folder)) as archive:
        return {name: rebuild_store(archive, name, progress) for name in copies}


def read_store_copy(folder: Path) -> StoreCopy:
    """Reads `backup.json`.

    Raises:
        Invalid: ``backup-damaged``. Unsupported: ``newer-format``.
    """
    try:
        copy = from_bytes((folder / BACKUP_FILE).read_bytes(), StoreCopy)
    except Invalid:
        raise Invalid("the list of the backup is damaged", code="backup-damaged", ref=str(folder)) from None
    if not all(map(_KEPT.fullmatch, copy.files)):
        raise Invalid("the list of the backup names other files", code="backup-damaged", ref=str(folder))
    if copy.format > _FORMAT:
        hint = "Install the version of fonds that wrote it, or a newer one."
        raise Unsupported("the backup was written by a newer fonds", code="newer-format", ref=str(folder), hint=hint)
    return copy


def _checked(backup: Path, stores: Sequence[str]) -> dict[str, StoreCopy]:
    """The copies that are asked for, each file of them as it was written."""
    found = {path.parent.name for path in backup.glob(f"*/{BACKUP_FILE}")}
    if not (backup / ARCHIVE_FILE).exists() or not found:
        raise NotFound("there is no backup here", code="no-backup", ref=str(backup))
    wanted = list(stores) or sorted(found)
    for name in wanted:
        if name not in found:
            raise NotFound("the backup has no such store", code="no-store", ref=name[:40])
    copies = {name: read_store_copy(backup / name) for name in wanted}
    for name, copy in copies.items():
        if copy.store != name:
            hint = f"It is a copy of the store “{copy.store}”: give the folder that name again."
            raise Invalid("the copy of a store lies under another name", code="backup-mixed", ref=name, hint=hint)
        for path, kept in copy.files.items():
            _check_file(backup / name / path, kept)
    return copies


def _check_file(path: Path, kept: KeptFile) -> None:
    if not _begins_with(path, kept):
        hint = "Nothing was restored. Use another backup."
        raise Invalid(
            "a file of the backup is not as it was written", code="backup-damaged", ref=str(path), hint=hint
        )


def _refuse_full(folder: Path, copies: dict[str, StoreCopy]) -> None:
    with closing(open_archive(folder)) as archive:
        for name in copies:
            if archive.shelf(name).store.position():
                hint = f"Move {store_folder(folder, name)} away first; nothing was restored."
                raise Conflict("the store is not empty", code="store-not-empty", ref=name, hint=hint)


def _place_store(source: Path, target: Path, copy: StoreCopy) -> None:
    """Puts a store in its place, as much of each file as the copy names; an empty one there makes room."""
    made = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    made.mkdir(parents=True, mode=0o777 if copy.store == OPEN else PRIVATE)
    for path, kept in copy.files.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        with (source / path).open("rb") as read, (made / path).open("wb") as write:
            pour(read, write, kept.size)
            write.flush()
            os.fsync(write.fileno())
    if target.exists():
        shutil.rmtree(target)
    made.replace(target)
