"""The access log of a closed store: who read what, entered before it is handed out, and never changed.

::

    log/log.jsonl     one line for each entry, each with the hash of the one before
    log/state.json    where the log ends; derived, may be lost
    log/lock          who is writing, if anybody is

A line that a killed process left unfinished is cut off by the next one; nobody was handed anything for it. Anything
else that is not as it was written stops the log, and with it all reading of the store, until a person has looked.

Not for: when something has to be entered (`fonds.actions.access`), and whether somebody has made the log anew
(`fonds.store._checkpoints`).
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from fonds.model import Unavailable, to_bytes
from fonds.model.base import Value
from fonds.release import LogEntry
from fonds.store import _disk
from fonds.store._lines import NO_HASH, compose, read_entry
from fonds.store._lock import WriteLock

LOG = "log/log.jsonl"

_DISK_CODES = ("disk-full", "no-permission", "disk-error")


class End(Value, frozen=True, kw_only=True):
    """Where a log ends.

    Attributes:
        number: Number of the last entry; 0 when there is none.
        hash: Its hash.
        last: Where its line begins, in bytes.
        size: Where its line ends.
    """

    number: int = 0
    hash: str = NO_HASH
    last: int = 0
    size: int = 0


class AccessLog:
    """The log of one store.

    Attributes:
        path: Its file; there is none before the first entry.
    """

    def __init__(self, store: Path, wait_seconds: float) -> None:
        self.path = store / LOG
        self._folder = self.path.parent
        self._state = self._folder / "state.json"
        self._lock = WriteLock(self._folder)
        self._wait_seconds = wait_seconds

    def append(self, entry: LogEntry) -> LogEntry:
        """Appends an entry; it is on the disk when the call returns.

        Args:
            entry: What is to be entered; number and hash of the entry before are given here.

        Returns:
            The entry as it stands in the log.

        Raises:
            Unavailable: ``log-unwritable``, ``log-broken``, ``locked``: nothing was entered.
        """
        with self.held() as end:
            numbered = msgspec.structs.replace(entry, number=end.number + 1, prev=end.hash)
            line, own = compose(to_bytes(numbered))
            self._write(line, end)
            self._note(End(number=numbered.number, hash=own, last=end.size, size=end.size + len(line)))
        return numbered

    @contextlib.contextmanager
    def held(self) -> Iterator[End]:
        """Keeps others from appending, and says where the log ends, which was made sure of.

        Raises:
            Unavailable: ``log-unwritable``, ``log-broken``, ``locked``.
        """
        try:
            _disk.make_folder(self._folder)
            with self._lock.hold("enter a reading", self._wait_seconds):
                yield self._find_end()
        except OSError as error:
            raise self.unwritable(_disk.explain(error, self._folder)) from error
        except Unavailable as error:
            if error.code not in _DISK_CODES:
                raise
            raise self.unwritable(error) from error

    def entries(self) -> Iterator[LogEntry]:
        """All entries, the first one first; a line that a killed process left unfinished is passed over.

        Raises:
            Unavailable: ``log-broken``, when the next one is not as it was written; ``disk-error`` and the like.
        """
        if not self.path.exists():
            return
        with _disk.explained(self._folder), self.path.open("rb") as file:
            for entry, _ in self._follow(file, End()):
                yield entry

    def unwritable(self, cause: Unavailable) -> Unavailable:
        """The error by which closed reads are refused: without a log there is no reading."""
        hint = f"Nothing is read of a closed store that is not entered in its log first. {cause.hint}"
        return Unavailable(
            f"the log can not be written: {cause.message}", code="log-unwritable", ref=cause.ref, hint=hint
        )

    def _find_end(self) -> End:
        """The end: from the last line that was noted, which must still be there, and what was appended since.

        Without a note the whole log is read.
        """
        end, size = self._read_state() or End(), 0
        if self.path.exists():
            with self.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                if not _has_line(file, end):
                    raise self._broken(end.number, "it was entered once, and is not there any more")
                behind = deque(self._follow(file, end), maxlen=1)
                end = behind[0][1] if behind else end
        elif end.number:
            raise self._broken(end.number, "it was entered once, and the log is missing")
        if size > end.size:
            self._cut(end.size)
        return end

    def _follow(self, file: BinaryIO, end: End) -> Iterator[tuple[LogEntry, End]]:
        """Reads the whole lines behind an end, and checks that each follows from the one before."""
        file.seek(end.size)
        for line in file:
            if not line.endswith(b"\n"):
                return
            try:
                entry, own = read_log_line(line)
            except ValueError as error:
                raise self._broken(end.number + 1, str(error)) from None
            if (entry.number, entry.prev) != (end.number + 1, end.hash):
                raise self._broken(end.number + 1, "it does not follow the one before")
            end = End(number=entry.number, hash=own, last=end.size, size=end.size + len(line))
            yield entry, end

    def _write(self, line: bytes, end: End) -> None:
        is_new = not self.path.exists()
        try:
            _disk.append(self.path, line)
            _disk.sync_file(self.path)
            if is_new:
                _disk.sync_folder(self._folder)
                _disk.sync_folder(self._folder.parent)
        except OSError:
            with contextlib.suppress(OSError):  # what can not be cut now is cut by the next one
                self._cut(end.size)
            raise

    def _cut(self, size: int) -> None:
        _disk.truncate(self.path, size)
        _disk.sync_file(self.path)

    def _read_state(self) -> End | None:
        try:
            return msgspec.json.decode(self._state.read_bytes(), type=End)
        except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _note(self, end: End) -> None:
        """Notes the end. If the note is lost, or older, more of the log is read the next time."""
        with contextlib.suppress(OSError):
            _disk.write_beside(self._state, to_bytes(end), durable=False)

    def _broken(self, number: int, what: str) -> Unavailable:
        return Unavailable(
            f"the log is not as it was written, at entry {number}: {what}",
            code="log-broken",
            ref=str(self.path),
            hint="Nothing is read of this store until a person has looked: `fonds log verify` says what is wrong. "
            "Then keep the folder `log` elsewhere, as evidence, and put the one of a backup in its place, or none.",
        )


def read_log_line(line: bytes) -> tuple[LogEntry, str]:
    """Reads a line of a log, with its line break; gives the entry and its hash.

    Raises:
        ValueError: When one byte of it is not as it was written; says what.
    """
    return read_entry(line, _entries)


_entries = msgspec.json.Decoder(LogEntry)


def _has_line(file: BinaryIO, end: End) -> bool:
    """Whether the last line is still where it was noted to be."""
    if not end.number:
        return True
    file.seek(end.last)
    try:
        entry, own = read_log_line(file.read(end.size - end.last))
    except ValueError:
        return False
    return (entry.number, own) == (end.number, end.hash)
