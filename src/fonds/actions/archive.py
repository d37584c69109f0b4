"""An archive on the staff's side: its folder, its settings, and its stores opened on demand.

Useful for: commands. Not for: the public server, which opens one store and knows of no other (`fonds.actions.room`).
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from fonds.actions.clock import Clock, utc_now
from fonds.actions.config import (
    ARCHIVE_FILE,
    MOST_CLOSED_STORES,
    STORE_NAME,
    ArchiveFile,
    append_store,
    read_archive_file,
    take_out_store,
    write_archive_file,
    write_site_file,
)
from fonds.actions.folders import PRIVATE, refuse_used, written
from fonds.actions.holding import Shelf, create_shelf, open_shelf
from fonds.actions.logs import Logs, usual_checkpoints
from fonds.model import Actor, Conflict, Invalid, NotFound, Refused
from fonds.release import OPEN, may_read


class Archive:
    """An opened archive.

    Attributes:
        folder: Where it is.
        clock: Gives the time for what is written down.
        token: Gives that many random bytes.
        file: What `archive.toml` says.
        logs: The logs of its closed stores.
    """

    def __init__(
        self, folder: Path, *, clock: Clock = utc_now, token: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.token = token
        self.file: ArchiveFile = read_archive_file(folder)
        self.logs = Logs(folder, self.file, partial(store_folder, folder), clock)
        self._shelves: dict[str, Shelf] = {}

    def opened_anew(self) -> Archive:
        """The same archive, with what `archive.toml` says now."""
        return Archive(self.folder, clock=self.clock, token=self.token)

    @property
    def store_names(self) -> tuple[str, ...]:
        """Names of its stores; `open` first, the others in order."""
        return (OPEN, *sorted(name for name in self.file.stores if name != OPEN))

    def stores_of(self, actor: Actor) -> tuple[str, ...]:
        """Names of the stores that the actor may read, in the order of `store_names`.

        A store that this process can not enter is none, whatever the actor is cleared for.
        """
        cleared = (name for name in self.store_names if may_read(actor, self.compartments_of(name)))
        return tuple(name for name in cleared if name == OPEN or self.can_enter(name))

    def compartments_of(self, store: str) -> frozenset[str]:
        """Compartments of a store; the open one has none."""
        return self.file.compartments_of(store)

    def can_enter(self, store: str) -> bool:
        """Whether the account of this process may look into the folder of a store."""
        return os.access(store_folder(self.folder, store), os.R_OK | os.X_OK, effective_ids=True)

    def shelf(self, store: str = OPEN) -> Shelf:
        """The store of that name with its index, opened and healed: for writing and upkeep.

        Whoever hands out what is in it reads through `fonds.actions.access`, which enters closed reads in the log.

        Raises:
            NotFound: ``no-store``, when the archive has no such store.
            Unavailable: ``journal-broken`` and others of `fonds.store`.
        """
        if store not in self.store_names:
            raise _no_store(store, self.store_names)
        if store not in self._shelves:
            self._shelves[store] = open_shelf(store_folder(self.folder, store), self.file.settings.lock_wait_seconds)
        return self._shelves[store]

    def close(self) -> None:
        """Closes what was opened, and writes checkpoints of the logs in which something was entered.

        Raises:
            Unavailable: ``log-unwritable`` and others of `Logs.close`.
        """
        for shelf in self._shelves.values():
            shelf.close()
        self._shelves.clear()
        self.logs.close()


def find_store_name(archive: Archive, store: str, actor: Actor | None = None) -> str:
    """The name of a store, if there is such a store for the actor.

    Args:
        archive: The archive.
        store: The name that was asked for.
        actor: Who asks; None for upkeep of the whole archive.

    Raises:
        NotFound: ``no-store``, the same whether there is none or none that the actor may know.
    """
    names = archive.store_names if actor is None else archive.stores_of(actor)
    if store not in names:
        raise _no_store(store, names)
    return store


def store_folder(archive: Path, store: str) -> Path:
    """Where a store lies in its archive."""
    return archive / "stores" / store


def init_archive(folder: Path, title: str) -> Archive:
    """Makes an archive with an empty open store.

    Args:
        folder: A folder that does not exist, or is empty.
        title: Name of the archive, shown to readers; not empty.

    Raises:
        Conflict: ``archive-exists`` or ``folder-in-use``.
        Unavailable: ``cannot-write``, when the folder can not be made or written.
    """
    if (folder / ARCHIVE_FILE).exists():
        raise Conflict("there is an archive already", code="archive-exists", ref=str(folder))
    refuse_used(folder)
    with written(folder):
        folder.mkdir(parents=True, exist_ok=True)
        create_shelf(store_folder(folder, OPEN), OPEN)
        write_site_file(store_folder(folder, OPEN), title)
        write_archive_file(folder, title)  # last: a folder with this file is an archive
    return Archive(folder)


def open_archive(folder: Path | None = None) -> Archive:
    """Opens an archive.

    Args:
        folder: Its folder; None for that of the working directory or the nearest folder above it that is one.

    Raises:
        NotFound: ``no-archive``.
        Invalid: ``archive-file``.
        Unsupported: ``newer-format``.
    """
    return Archive(folder if folder is not None else _nearest_archive(Path.cwd()))


def add_store(archive: Archive, name: str, compartments: Sequence[str] = ()) -> Archive:
    """Adds an empty store, for records that the public may not read; only the account that adds it can look inside.

    Args:
        archive: The archive.
        name: Up to 32 lower-case letters, digits and hyphens, beginning with a letter.
        compartments: Named likewise. What is in all of them at once belongs here, and who reads it must be cleared
            for each; none for a compartment of the store's own name.

    Returns:
        The archive, opened anew.

    Raises:
        Invalid: ``store-name``, ``compartment-name``.
        Conflict: ``store-exists``, ``compartments-taken``, ``too-many-stores``, ``checkpoints-exist``.
    """
    listed = tuple(dict.fromkeys(compartments))
    _refuse_names(archive, name, listed)
    if name in archive.store_names:
        raise Conflict("the archive has this store already", code="store-exists", ref=name)
    if len(archive.store_names) > MOST_CLOSED_STORES:
        what = f"the archive has {MOST_CLOSED_STORES} stores beside the open one, which is as many as it can have"
        raise Conflict(what, code="too-many-stores", ref=name)
    if (kept := usual_checkpoints(archive.folder, name)).exists():
        hint = "They vouch for the log of an earlier store of that name: move the file away."
        raise Conflict("there are checkpoints already", code="checkpoints-exist", ref=str(kept), hint=hint)
    with written(archive.folder):
        _make_private(store_folder(archive.folder, name))
        create_shelf(store_folder(archive.folder, name), name)
        append_store(archive.folder, name, listed)
    return archive.opened_anew()


def remove_store(archive: Archive, name: str) -> Archive:
    """Removes a store that holds nothing and never held anything: what a journal says is not removed.

    Args:
        archive: The archive.
        name: The store.

    Returns:
        The archive, opened anew.

    Raises:
        NotFound: ``no-store``. Refused: ``open-store``. Conflict: ``store-not-empty``.
        Unavailable: ``locked``, ``cannot-write``.
    """
    if name == OPEN:
        raise Refused("every archive has an open store", code="open-store", ref=name)
    shelf = archive.shelf(name)
    with shelf.store.write_lock("fonds store remove", shelf.lock_wait_seconds):
        if shelf.store.position():
            hint = "A store that has a journal stays. Records leave it one by one, by decisions."
            raise Conflict("the store is not empty", code="store-not-empty", ref=name, hint=hint)
        archive.close()
        with written(archive.folder):
            take_out_store(archive.folder, name)  # first: a folder that the file does not name is no store
            shutil.rmtree(store_folder(archive.folder, name))
    return archive.opened_anew()


def _refuse_names(archive: Archive, name: str, compartments: Sequence[str]) -> None:
    for kind, one in (("store", name), *(("compartment", one) for one in compartments)):
        if not STORE_NAME.fullmatch(one) or (one == OPEN and kind == "compartment"):
            hint = "Use lower-case letters, digits and hyphens, and begin with a letter."
            raise Invalid(f"not a name for a {kind}", code=f"{kind}-name", ref=one[:40], hint=hint)
    wanted = frozenset(compartments or (name,))
    for other in archive.store_names:
        if other != name and archive.compartments_of(other) == wanted:
            hint = "There is one store for each combination of compartments."
            raise Conflict("another store has these compartments", code="compartments-taken", ref=other, hint=hint)


def _no_store(store: str, names: Sequence[str]) -> NotFound:
    hint = f"You may read: {', '.join(names)}."
    return NotFound("there is no such store", code="no-store", ref=store[:40], hint=hint)


def _nearest_archive(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / ARCHIVE_FILE).is_file():
            return folder
    return start


def _make_private(folder: Path) -> None:
    """Makes a folder into which nobody else on this machine can look."""
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    folder.chmod(PRIVATE)  # it may be left from a making that was interrupted
