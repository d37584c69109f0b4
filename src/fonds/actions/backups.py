"""Copies of an archive from which it can be made anew: what was kept, store by store, and nothing that is computed.

::

    DIR/archive.toml         title and settings
    DIR/backup.json          which run of this made what is there; written last
    DIR/desk/                notes of deeds over two stores that a process left unfinished
    DIR/NAME/backup.json     what the copy of a store holds, with sizes and hashes
    DIR/NAME/store.toml, site.toml, journal/...

Chains only grow, and bodies go only when they are withdrawn. So a later backup into the same folder copies what is
new, and takes away what was withdrawn; one that was interrupted still restores what the last whole one held (see
`fonds.actions.staging`): of a file that has grown since, only as much is taken as `backup.json` names. All stores are
copied as of one moment.

Two stores never lie in one folder, and the copy of a closed store can be entered by its account alone.

Not for: giving records to others (`fonds.actions.exporting`).
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import msgspec

from fonds.actions.archive import Archive, open_archive, store_folder
from fonds.actions.config import ARCHIVE_FILE, SITE_FILE
from fonds.actions.desk import DESK
from fonds.actions.folders import PRIVATE, is_used, put, refuse_used, written
from fonds.actions.holding import Progress, Shelf, no_progress
from fonds.actions.staging import find_file, find_list, make_whole, settle, staged
from fonds.actions.upkeep import rebuild_store
from fonds.model import Conflict, Invalid, NotFound, Unsupported, from_bytes, to_bytes
from fonds.release import OPEN

BACKUP_FILE = "backup.json"
_FORMAT = 1
_KEPT = re.compile(r"store\.toml|site\.toml|journal/chain\.jsonl|journal/bodies/\d{6,12}\.jsonl")
"""The files of a copy: no others are written anywhere."""

_CHAIN = "journal/chain.jsonl"

_PIECE = 2**20
_AS_IT_WAS = "Check its permissions and space; what was there before is as it was."


class KeptFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a copy.

    Attributes:
        size: In bytes.
        sha256: Of those bytes, 64 hexadecimal digits.
    """

    size: int
    sha256: str


class StoreCopy(msgspec.Struct, frozen=True, kw_only=True):
    """`backup.json`: what the copy of one store holds.

    Attributes:
        format: Version of this form.
        store: Name of the store.
        entries: How many entries its journal has.
        made: When, ISO 8601 in UTC.
        files: By path below the folder of the store.
        run: Which run made it; empty in those of earlier versions.
    """

    format: int
    store: str
    entries: int
    made: str
    files: dict[str, KeptFile]
    run: str = ""


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
    opened, run = shelves[OPEN], secrets.token_hex(8)
    # While the open store is locked, no passage goes from one store to another.
    with opened.store.write_lock("fonds backup", opened.lock_wait_seconds), written(folder, _AS_IT_WAS):
        folder.mkdir(parents=True, exist_ok=True)
        _copy(archive.folder / ARCHIVE_FILE, folder / ARCHIVE_FILE)
        notes = _copy_notes(archive.folder / DESK, folder / DESK)
        copies = {name: _Copying(shelf, folder / name, run, now) for name, shelf in shelves.items()}
        entries = {name: copying.stage(counter) for name, copying in copies.items()}
        make_whole(folder, run)
        for name in shelves:
            settle(folder / name)
        _remove_strays(folder, shelves, notes)
    return entries


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
    if find_list(folder) is None:
        return
    copy = read_store_copy(folder)
    chain = copy.files.get(_CHAIN)
    is_beginning = copy.store == shelf.store.name and copy.entries <= shelf.store.position()
    if not is_beginning or chain is None or not _begins_with(shelf.folder / _CHAIN, chain):
        hint = "Choose another folder; this one is left as it is."
        raise Conflict("this is the backup of another store", code="other-backup", ref=str(folder), hint=hint)


class _Copying:
    """The copy of one store in a backup, while it is being made."""

    def __init__(self, shelf: Shelf, folder: Path, run: str, now: str) -> None:
        self._shelf, self._folder, self._run, self._now = shelf, folder, run, now

    def stage(self, counter: _Counter) -> int:
        """Copies what is new; says how many entries the copy holds when its run is whole."""
        name = self._shelf.store.name
        self._folder.mkdir(exist_ok=True, mode=0o777 if name == OPEN else PRIVATE)
        settle(self._folder)
        before = read_store_copy(self._folder).files if find_list(self._folder) else {}
        with self._shelf.store.write_lock("fonds backup", self._shelf.lock_wait_seconds):
            files = {path: self._stage_file(path, before.get(path), counter) for path in _names(self._shelf)}
            entries = self._shelf.store.position()
        copy = StoreCopy(format=_FORMAT, store=name, entries=entries, made=self._now, files=files, run=self._run)
        put(staged(self._folder / BACKUP_FILE), to_bytes(copy) + b"\n")
        return entries

    def _stage_file(self, path: str, known: KeptFile | None, counter: _Counter) -> KeptFile:
        """Copies a file into its place, if what the copy had of it is the beginning; else beside."""
        source, target = self._shelf.folder / path, self._folder / path
        size = source.stat().st_size
        has_grown = known is None or _begins_with(source, known)
        counter.add(size)
        if known is not None and has_grown and known.size == size:
            return known
        return _copy(source, target if has_grown else staged(target))


def _copy_notes(desk: Path, target: Path) -> set[str]:
    """Copies the notes of deeds that were left unfinished: who restores the stores can finish them too."""
    notes = {path.name for path in desk.glob("*.json")} if desk.is_dir() else set()
    if notes:
        target.mkdir(mode=PRIVATE, exist_ok=True)
    for name in notes:
        _copy(desk / name, target / name)
    return notes


def _remove_strays(folder: Path, stores: Collection[str], notes: Collection[str]) -> None:
    """Removes notes of deeds that are finished, and lists of stores that are no more."""
    for path in (folder / DESK).glob("*.json"):
        if path.name not in notes:
            path.unlink()
    for path in folder.glob(f"*/{BACKUP_FILE}"):
        if path.parent.name not in stores:
            path.unlink()


def _copy(source: Path, target: Path) -> KeptFile:
    """Copies a file, whole or not at all, and says what was copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.new")
    with source.open("rb") as read, beside.open("wb") as write:
        kept = _pour(read, write, None)
        write.flush()
        os.fsync(write.fileno())
    beside.replace(target)
    return kept


def _pour(read: BinaryIO, write: BinaryIO | None, size: int | None) -> KeptFile:
    """Reads a file, or as much of it as `size` says, writes it if asked, and says what it was."""
    hashed, done = hashlib.sha256(), 0
    while piece := read.read(_PIECE if size is None else min(_PIECE, size - done)):
        hashed.update(piece)
        if write is not None:
            write.write(piece)
        done += len(piece)
    return KeptFile(size=done, sha256=hashed.hexdigest())


def _begins_with(path: Path, kept: KeptFile) -> bool:
    """Whether a file is what was copied once, or that with more behind it."""
    if not path.is_file():
        return False
    with path.open("rb") as read:
        return _pour(read, None, kept.size) == kept


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
            _copy_notes(backup / DESK, folder / DESK)
            _copy(backup / ARCHIVE_FILE, folder / ARCHIVE_FILE)  # last: a folder with this file is an archive
    with closing(open_archive(folder)) as archive:
        return {name: rebuild_store(archive, name, progress) for name in copies}


def read_store_copy(folder: Path) -> StoreCopy:
    """Reads `backup.json`.

    Raises:
        Invalid: ``backup-damaged``. Unsupported: ``newer-format``.
    """
    try:
        copy = from_bytes((find_list(folder) or folder / BACKUP_FILE).read_bytes(), StoreCopy)
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
    found = sorted({path.parent.name for path in backup.glob(f"*/{BACKUP_FILE}*")})
    wanted = list(stores) or [name for name in found if find_list(backup / name)]
    if not (backup / ARCHIVE_FILE).exists() or not found or not wanted:
        raise NotFound("there is no backup here", code="no-backup", ref=str(backup))
    for name in wanted:
        if name not in found or not find_list(backup / name):
            raise NotFound("the backup has no such store", code="no-store", ref=name[:40])
    copies = {name: read_store_copy(backup / name) for name in wanted}
    for name, copy in copies.items():
        if copy.store != name:
            hint = f"It is a copy of the store “{copy.store}”: give the folder that name again."
            raise Invalid("the copy of a store lies under another name", code="backup-mixed", ref=name, hint=hint)
        for path, kept in copy.files.items():
            _found(backup / name / path, kept)
    return copies


def _found(path: Path, kept: KeptFile) -> Path:
    """Where a file of a copy lies that is as it was written."""
    found = find_file(path, lambda each: _begins_with(each, kept))
    if found is None:
        hint = "Nothing was restored. Use another backup."
        raise Invalid(
            "a file of the backup is not as it was written", code="backup-damaged", ref=str(path), hint=hint
        )
    return found


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
        with _found(source / path, kept).open("rb") as read, (made / path).open("wb") as write:
            _pour(read, write, kept.size)
            write.flush()
            os.fsync(write.fileno())
    if target.exists():
        shutil.rmtree(target)
    made.replace(target)
