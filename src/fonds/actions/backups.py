"""Copies of an archive from which it can be made anew: what was kept, store by store, and nothing that is computed.

::

    DIR/archive.toml         title and settings
    DIR/backup.json          which run of `fonds backup` counts; written last
    DIR/NAME/backup.json     what the copy of a store holds, with sizes and hashes
    DIR/NAME/store.toml, site.toml, key, key.pub, log/..., journal/...

A later backup into the same folder copies what has changed, beside that of which it will take the place; then it
counts (see `fonds.actions.staging`), and the copies are swapped in. One that was interrupted restores what the last
whole one held.
All stores are copied at one moment, so that no passage that goes from one to another is lost, or open again.

Two stores never lie in one folder, and the copy of a closed store can be entered by its account alone. Making such a
copy is entered in the store's log before, and so in the copy; restoring it is entered in the log that is restored.

Not for: giving records to others (`fonds.actions.exporting`).
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from fonds.actions.access import enter
from fonds.actions.archive import Archive, open_archive, store_folder
from fonds.actions.config import ARCHIVE_FILE, SITE_FILE
from fonds.actions.folders import PRIVATE, KeptFile, beside, is_used, pour, put, refuse_used, settle, written
from fonds.actions.guard import finish_deed
from fonds.actions.holding import Progress, Shelf, no_progress
from fonds.actions.reasons import write_own
from fonds.actions.staging import LIST, find_list, make_whole
from fonds.actions.upkeep import rebuild_store
from fonds.model import Actor, Conflict, Invalid, NotFound, Unsupported, from_bytes, to_bytes
from fonds.release import OPEN

BACKUP_FILE = LIST
_FORMAT = 1
_KEPT = re.compile(
    r"store\.toml|site\.toml|key|key\.pub|log/log\.jsonl|journal/chain\.jsonl|journal/bodies/\d{6,12}\.jsonl"
)
"""The files of a copy: no others are written anywhere."""

_KEY, _LOG, _CHAIN = "key", "log/log.jsonl", "journal/chain.jsonl"
_UNKNOWN = Actor(name="upkeep")
"""Stands in logs where nobody said who backs up or restores."""

_AS_IT_WAS = "Check its permissions and space; what was there before is as it was."


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


def back_up(
    archive: Archive, folder: Path, now: str, progress: Progress = no_progress, *, actor: Actor = _UNKNOWN
) -> dict[str, int]:
    """Copies what an archive keeps, all its stores, or what is new since the last time.

    Args:
        archive: The archive.
        folder: A folder that does not exist yet, or an earlier backup of the same archive.
        now: ISO 8601 in UTC to the second.
        progress: Called with how many bytes were copied and how many there are in all.
        actor: Who does it, for the logs of closed stores.

    Returns:
        For each store how many entries of its journal the copy holds.

    Raises:
        Conflict: ``folder-in-use``, when something else lies there; ``other-backup``, when it is one of other stores.
        Unavailable: ``cannot-write``, ``locked``, ``journal-broken``; ``log-unwritable``, ``log-broken``.
    """
    if not (folder / ARCHIVE_FILE).exists() and is_used(folder):
        hint = "Name a folder that does not exist yet, or one of an earlier backup."
        raise Conflict("the folder holds something else", code="folder-in-use", ref=str(folder), hint=hint)
    _finish_deed(archive, actor)
    shelves = {name: archive.shelf(name) for name in archive.store_names}
    for name, shelf in shelves.items():
        _refuse_other(folder / name, shelf)
    with _still(shelves.values()), written(folder, _AS_IT_WAS):
        for name in shelves:
            enter(archive, name, actor=actor, deed="backup")
        folder.mkdir(parents=True, exist_ok=True)
        _copy(archive.folder / ARCHIVE_FILE, folder / ARCHIVE_FILE)
        counter = _Counter(sum(sum(_sizes(archive, name).values()) for name in shelves), progress)
        copies = {name: _copy_store(archive, name, folder / name, now, counter) for name in shelves}
        run = secrets.token_hex(8)
        for name, copy in copies.items():
            put(beside(folder / name / BACKUP_FILE), to_bytes(msgspec.structs.replace(copy, run=run)) + b"\n")
        make_whole(folder, run)
        for name, copy in copies.items():
            _settle(folder / name, copy)
        _remove_lists_of_others(folder, shelves)
    return {name: copy.entries for name, copy in copies.items()}


def _finish_deed(archive: Archive, actor: Actor) -> None:
    """Finishes a deed that was interrupted between two stores: copying all of them is allowed to upkeep alone."""
    everything = frozenset[str]().union(*map(archive.compartments_of, archive.store_names))
    finish_deed(archive, msgspec.structs.replace(actor, clearances=everything))


@contextmanager
def _still(shelves: Iterable[Shelf]) -> Iterator[None]:
    """Keeps all stores as they are."""
    with ExitStack() as locks:
        for shelf in shelves:
            locks.enter_context(shelf.store.write_lock("fonds backup", shelf.lock_wait_seconds))
        yield


class _Counter:
    """Tells how far copying has come."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def add(self, size: int) -> None:
        self._done += size
        self._progress(min(self._done, self._total), self._total)


def _sizes(archive: Archive, name: str) -> dict[str, int]:
    """The files of a store that are copied, and how much of each: others may go on reading, and their log grows."""
    shelf = archive.shelf(name)
    site = (SITE_FILE,) if (shelf.folder / SITE_FILE).exists() else ()
    sizes = {path: (shelf.folder / path).stat().st_size for path in (*site, *shelf.store.kept_files())}
    if _LOG in sizes:
        with archive.logs.log(name).held() as end:
            sizes[_LOG] = end.size
    return sizes


def _refuse_other(folder: Path, shelf: Shelf) -> None:
    """The chain of an earlier copy must be the beginning of the store's."""
    if find_list(folder) is None:
        return
    copy = read_store_copy(folder)
    chain = copy.files.get(_CHAIN)
    if copy.store != shelf.store.name or chain is None or not _begins_with(shelf.folder / _CHAIN, chain):
        hint = "Choose another folder; this one is left as it is."
        raise Conflict("this is the backup of another store", code="other-backup", ref=str(folder), hint=hint)


def _copy_store(archive: Archive, name: str, folder: Path, now: str, counter: _Counter) -> StoreCopy:
    """Copies what has changed beside its place; what an earlier backup lists is left as it is."""
    shelf = archive.shelf(name)
    folder.mkdir(exist_ok=True, mode=0o777 if name == OPEN else PRIVATE)
    before: dict[str, KeptFile] = {}
    if find_list(folder) is not None:
        earlier = read_store_copy(folder)
        _settle(folder, earlier)
        before = earlier.files
    files: dict[str, KeptFile] = {}
    for path, size in _sizes(archive, name).items():
        known, source = before.get(path), shelf.folder / path
        is_same = known is not None and known.size == size and _begins_with(source, known)
        files[path] = known if known and is_same else _copy_beside(source, folder / path, size)
        counter.add(size)
    return StoreCopy(format=_FORMAT, store=name, entries=shelf.store.position(), made=now, files=files)


def _settle(folder: Path, copy: StoreCopy) -> None:
    """Puts copies that lie beside their places into them."""
    for path, kept in copy.files.items():
        if (place := _place_of(folder / path, kept)) != folder / path:
            place.replace(folder / path)
        beside(folder / path).unlink(missing_ok=True)
    listed = find_list(folder)  # last: what it names may lie beside as long as it does
    if listed is not None and listed != folder / BACKUP_FILE:
        listed.replace(folder / BACKUP_FILE)
    beside(folder / BACKUP_FILE).unlink(missing_ok=True)


def _remove_lists_of_others(folder: Path, stores: Container[str]) -> None:
    """Removes the lists of stores that the archive has no more, so that a restore does not miss them."""
    for path in folder.glob(f"*/{BACKUP_FILE}"):
        if path.parent.name not in stores:
            path.unlink()


def _copy_beside(source: Path, target: Path, size: int | None = None) -> KeptFile:
    """Copies a file, or as much of it as `size` says, beside its place, and says what was copied."""
    return _copy_into(source, beside(target), size)


def _copy_into(source: Path, target: Path, size: int | None) -> KeptFile:
    """Copies a file, or as much of it as `size` says, into a new one, which is on the disk then."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as read, _written_anew(target) as write:
        kept = pour(read, write, size)
        settle(write)
    return kept


def _copy(source: Path, target: Path) -> None:
    """Copies a file, whole or not at all."""
    _copy_beside(source, target)
    beside(target).replace(target)


def _place_of(path: Path, kept: KeptFile) -> Path:
    """Where a file of a copy lies: still beside its place, when the backup was interrupted at its very end."""
    return beside(path) if _begins_with(beside(path), kept) else path


def _written_anew(path: Path) -> BinaryIO:
    """A file to be written; that of a key is its account's alone."""
    mode = 0o600 if path.name.removesuffix(".new") == _KEY else 0o666
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb")


def _begins_with(path: Path, kept: KeptFile) -> bool:
    """Whether a file is what was copied once, or that with more behind it."""
    if not path.is_file():
        return False
    with path.open("rb") as read:
        return pour(read, None, kept.size) == kept


# Restoring


def restore(
    backup: Path,
    folder: Path,
    *,
    stores: Sequence[str] = (),
    progress: Progress = no_progress,
    actor: Actor = _UNKNOWN,
) -> dict[str, int]:
    """Makes stores from a backup: those of a new archive, or empty ones of an archive that there is.

    Everything is checked before anything is written.

    Args:
        backup: A folder that `back_up` wrote.
        folder: Folder of the archive; one that does not exist yet, or is empty, becomes an archive.
        stores: Names of those to restore; all of the backup when left out.
        progress: Called as tables and indexes are made.
        actor: Who does it, for the logs of closed stores.

    Returns:
        For each store how many records it holds now.

    Raises:
        NotFound: ``no-backup``, ``no-store``. Invalid: ``backup-damaged``, ``backup-mixed``.
        Conflict: ``store-not-empty``, ``folder-in-use``. Unsupported: ``newer-format``.
        Unavailable: ``cannot-write``; ``log-unwritable``: all is restored, and nothing closed can be read until the
            log, or the file of its checkpoints, can be written.
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
        write_own(store_folder(folder, OPEN), archive.file.reasons)
        counts = {name: rebuild_store(archive, name, progress) for name in copies}
        for name, copy in copies.items():
            if _KEY in copy.files:  # a fonds before logs wrote the others
                enter(archive, name, actor=actor, deed="restore")
        return counts


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
            _check_file(_place_of(backup / name / path, kept), kept)
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
            if store_folder(folder, name).exists() and archive.shelf(name).store.position():
                hint = f"Move {store_folder(folder, name)} away first; nothing was restored."
                raise Conflict("the store is not empty", code="store-not-empty", ref=name, hint=hint)


def _place_store(source: Path, target: Path, copy: StoreCopy) -> None:
    """Puts a store in its place, as much of each file as the copy names; an empty one there makes room."""
    made = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    made.mkdir(parents=True, mode=0o777 if copy.store == OPEN else PRIVATE)
    for path, kept in copy.files.items():
        _copy_into(_place_of(source / path, kept), made / path, kept.size)
    if target.exists():
        shutil.rmtree(target)
    made.replace(target)
