"""One writer at a time: a lock on the store's folder that the system takes back when a process dies.

The file says who holds the lock, for people who wait. What it says while nobody holds the lock means nothing.

Not for: readers, who need no lock.
"""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from fonds.model import Unavailable, to_bytes
from fonds.model.base import Value
from fonds.store import _disk

_NAME = "lock"
_POLL_SECONDS = 0.02
_LONGEST_NOTE_BYTES = 4096


class _Holder(Value, frozen=True, kw_only=True):
    deed: str
    pid: int
    since: str

    def __str__(self) -> str:
        return f"{self.deed} (process {self.pid}, since {self.since})"


class WriteLock:
    """The lock of one store. Taking it again in the same thread is free."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._among_threads = threading.RLock()
        self._depth = 0

    @contextlib.contextmanager
    def hold(self, deed: str, wait_seconds: float) -> Iterator[bool]:
        """Holds the lock.

        Args:
            deed: What for, for others who wait.
            wait_seconds: How long to wait for another writer; 0 for not at all.

        Yields:
            Whether it was taken just now, and not held already.

        Raises:
            Unavailable: ``locked``, when another writer does not finish in time; the message names it.
        """
        until = time.monotonic() + wait_seconds
        if not self._among_threads.acquire(timeout=wait_seconds):
            raise self._locked()
        try:
            with contextlib.ExitStack() as stack:
                if self._depth == 0:
                    stack.enter_context(self._held_by_process(deed, until))
                self._depth += 1
                try:
                    yield self._depth == 1
                finally:
                    self._depth -= 1
        finally:
            self._among_threads.release()

    @contextlib.contextmanager
    def _held_by_process(self, deed: str, until: float) -> Iterator[None]:
        with _disk.explained(self._path):
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            while not _try(file):
                if time.monotonic() >= until:
                    raise self._locked()
                time.sleep(_POLL_SECONDS)
            _say(file, _Holder(deed=deed, pid=os.getpid(), since=_now()))
            yield
        finally:
            os.close(file)  # gives the lock back

    def _locked(self) -> Unavailable:
        holder = _read_holder(self._path)
        return Unavailable(
            f"another writer is at work: {holder}" if holder else "another writer is at work",
            code="locked",
            ref=str(self._path.parent),
            hint="Try again when it has finished.",
        )


def lock_holder(store: Path) -> str | None:
    """Says who is writing to a store, for people; None when nobody is."""
    path = store / _NAME
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # no lock was ever taken, or none can be seen
        return None
    try:
        free = _try(file, fcntl.LOCK_SH)
    finally:
        os.close(file)
    return None if free else _read_holder(path) or "another process"


def _try(file: int, kind: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _say(file: int, holder: _Holder) -> None:
    """Writes who holds the lock; on a full disk the lock holds all the same."""
    with contextlib.suppress(OSError):
        os.ftruncate(file, 0)
        _disk.write(file, to_bytes(holder))


def _read_holder(path: Path) -> str:
    try:
        return str(msgspec.json.decode(path.read_bytes()[:_LONGEST_NOTE_BYTES], type=_Holder))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ""


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
