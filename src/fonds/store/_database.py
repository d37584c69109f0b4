"""The database file of a store: made, found, swapped for another, and each thread's connection to it.

``fonds.db`` is a symbolic link to the file that holds the tables now, under a name that is never used twice. SQLite
keeps its write-ahead log beside a file under the file's name, so a database can not be swapped in place while
somebody reads it; with a new name the readers of the old one go on, and turn to the new one at their next read.

Not for: what the tables hold (`fonds.store._tables`).
"""

from __future__ import annotations

import contextlib
import functools
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from fonds.store import _disk
from fonds.store._django import register, unregister

LINK = "fonds.db"
SCHEMA = "0002_decisions"
"""The last migration. Tables of another one are not migrated: they are made anew from the journal."""

_APP_LABEL = "fonds_store"


class Database:
    """The database of one store, for all threads of a process.

    Args:
        folder: Where it lies.
        fixed: Name of a file that never changes; None for the one that ``fonds.db`` points to.
    """

    def __init__(self, folder: Path, fixed: str | None = None) -> None:
        self._folder = folder
        self._fixed = fixed
        self._link = folder / LINK
        self._lock = threading.Lock()
        self._name = ""
        self._alias = ""
        self._opened: list[tuple[threading.Thread, BaseDatabaseWrapper]] = []
        self._here = threading.local()

    def alias(self) -> str:
        """The connection to the tables as they are now, for use in this thread only.

        Raises:
            OperationalError: when the file can not be opened.
        """
        while True:
            name = self._current_name()
            mine: tuple[str, str, BaseDatabaseWrapper] | None = getattr(self._here, "connection", None)
            if mine is not None and mine[0] == name:
                return mine[1]
            try:
                return self._connect(name, mine[2] if mine else None)
            except OperationalError:
                if self._current_name() == name:
                    raise  # else the tables were swapped between looking at the link and opening the file

    def _connect(self, name: str, old: BaseDatabaseWrapper | None) -> str:
        """Opens the file now, for while it is open it can be read, whatever is swapped in before the first read."""
        with self._lock:
            if old is not None:
                self._close_one(old)
                del self._here.connection
            self._close_those_of_dead_threads()
            alias = self._alias_of(name)
            wrapper = connections[alias]
            wrapper.ensure_connection()
            wrapper.inc_thread_sharing()  # so that `close` may close it from another thread
            self._opened.append((threading.current_thread(), wrapper))
        self._here.connection = (name, alias, wrapper)
        return alias

    def exists(self) -> bool:
        """Whether there is a file to open."""
        return (self._folder / self._current_name()).exists()

    def make_beside(self) -> Path:
        """Makes an empty database that is not in use yet; returns its path."""
        path = self._folder / f"tables-{secrets.token_hex(8)}.db"
        _disk.append(path, empty_database())
        return path

    def swap_in(self, path: Path) -> None:
        """Lets everybody use a database made by `make_beside`, closed by now, from their next read on."""
        _disk.sync_file(path)
        _disk.point(self._link, path.name)
        self.remove_others()

    def remove_others(self) -> None:
        """Removes databases that are not in use, and what a killed process left of them."""
        for path in self._others():
            _disk.remove(path)

    def has_others(self) -> bool:
        """Whether there are databases that are not in use: they may hold what was withdrawn since."""
        return bool(self._others())

    def _others(self) -> list[Path]:
        name = self._current_name()
        found = (path for pattern in ("tables-*.db*", f"{LINK}-*") for path in self._folder.glob(pattern))
        return [path for path in found if not path.name.startswith(name)]

    def close(self) -> None:
        """Closes the connections of all threads. No thread may be reading."""
        with self._lock:
            for _, wrapper in list(self._opened):
                self._close_one(wrapper)
            if self._alias:
                unregister(self._alias)
            self._name = self._alias = ""
        self._here = threading.local()

    def _current_name(self) -> str:
        if self._fixed is not None:
            return self._fixed
        try:
            return str(self._link.readlink())
        except OSError:  # a copy of the folder may hold the file itself
            return LINK

    def _alias_of(self, name: str) -> str:
        if name != self._name:
            if self._alias:
                unregister(self._alias)
            self._alias = register(self._folder / name, is_fixed=self._fixed is not None)
            self._name = name
        return self._alias

    def _close_those_of_dead_threads(self) -> None:
        for thread, wrapper in list(self._opened):
            if not thread.is_alive():
                self._close_one(wrapper)

    def _close_one(self, wrapper: BaseDatabaseWrapper) -> None:
        wrapper.close()
        self._opened = [pair for pair in self._opened if pair[1] is not wrapper]


@contextlib.contextmanager
def opened(path: Path) -> Iterator[str]:
    """A connection of its own to a database that nobody uses yet; when it ends, everything is in the file itself.

    Nothing waits for the disk: the caller forces the whole file to it before anybody uses it.
    """
    alias = register(path)
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
        yield alias
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connections[alias].close()
        unregister(alias)


@functools.cache
def empty_database() -> bytes:
    """A database with empty tables, as the migrations make it."""
    alias = register(":memory:")
    try:
        executor = MigrationExecutor(connections[alias])
        executor.migrate([(_APP_LABEL, SCHEMA)])
        return bytes(connections[alias].connection.serialize())
    finally:
        connections[alias].close()
        unregister(alias)
