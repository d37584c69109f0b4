"""The logs of an archive's closed stores, opened when something is first read, and their checkpoints.

A log is taken into use only if its checkpoints can be written too: what nobody outside could prove is not read.

Not for: when something has to be entered (`fonds.actions.access`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fonds.actions.clock import Clock
from fonds.actions.config import ARCHIVE_FILE, ArchiveFile
from fonds.actions.desk import DESK
from fonds.actions.folders import PRIVATE
from fonds.model import Invalid
from fonds.release import Checkpoint, LogEntry
from fonds.store import AccessLog, StoreKey, open_checkpoints, write_checkpoint


class Logs:
    """The logs of one archive.

    Args:
        folder: Folder of the archive.
        file: What `archive.toml` says.
        store_folder: Gives the folder of a store.
        clock: Gives the time of checkpoints.
    """

    def __init__(self, folder: Path, file: ArchiveFile, store_folder: Callable[[str], Path], clock: Clock) -> None:
        self._folder = folder
        self._file = file
        self._store_folder = store_folder
        self._clock = clock
        self._opened: dict[str, tuple[AccessLog, StoreKey]] = {}
        self._unproven: set[str] = set()

    def enter(self, store: str, entry: LogEntry) -> LogEntry:
        """Enters what is about to be handed out; it is on the disk when the call returns.

        Returns:
            The entry with its number.

        Raises:
            Unavailable: ``log-unwritable``, ``log-broken``, ``locked``: then nothing may be handed out.
            NotFound: ``no-key``. Invalid: ``store-key``, ``archive-file``: likewise.
        """
        log, _ = self._open(store)
        entered = log.append(entry)
        self._unproven.add(store)
        return entered

    def checkpoint(self, store: str) -> Checkpoint:
        """Writes a checkpoint of a log to its file outside the store.

        Raises:
            As `enter`.
        """
        log, key = self._open(store)
        checkpoint = write_checkpoint(self.checkpoints(store), log, key, self._clock())
        self._unproven.discard(store)
        return checkpoint

    def close(self) -> None:
        """Writes a checkpoint of each log in which something was entered.

        Raises:
            As `enter`.
        """
        for store in sorted(self._unproven):
            self.checkpoint(store)

    def log(self, store: str) -> AccessLog:
        """The log of a store, to be looked at."""
        return AccessLog(self._store_folder(store), self._file.settings.lock_wait_seconds)

    def checkpoints(self, store: str) -> Path:
        """The file of a store's checkpoints.

        Raises:
            Invalid: ``archive-file``, when it does not lie outside of all stores.
        """
        said = self._file.stores[store].checkpoints
        path = self._folder / said if said else usual_checkpoints(self._folder, store)
        stores = self._store_folder(store).parent
        if path.resolve().is_relative_to(stores.resolve()):
            what = f"checkpoints of “{store}” would lie in a store"
            hint = "Who can change a log could change them too."
            raise Invalid(what, code="archive-file", ref=str(self._folder / ARCHIVE_FILE), hint=hint)
        return path

    def _open(self, store: str) -> tuple[AccessLog, StoreKey]:
        if store not in self._opened:
            log = self.log(store)
            if not self._file.stores[store].checkpoints:
                with suppress(OSError):  # the next line says what is wrong
                    (self._folder / DESK).mkdir(mode=PRIVATE, exist_ok=True)
            key = open_checkpoints(self.checkpoints(store), log, self._store_folder(store))
            self._opened[store] = log, key
        return self._opened[store]


def usual_checkpoints(archive: Path, store: str) -> Path:
    """The file of a store's checkpoints, unless the settings name another."""
    return archive / DESK / "checkpoints" / f"{store}.jsonl"
