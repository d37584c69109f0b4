"""Checkpoints: number and hash of a log's last entry, signed with the store's key, kept outside the store.

A log is a chain that anybody can make anew who can write its file. Who has kept a checkpoint knows better: under the
public half of the store's key it vouches for every entry up to its number: none of them can be cut, changed, moved or
replaced without the hash becoming another.

Not for: what a checkpoint does not reach. Entries behind the last one are bound by the next.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from fonds.model import Invalid, from_bytes, to_bytes
from fonds.release import Checkpoint, Fault, LogCheck
from fonds.store import _disk
from fonds.store._key import StoreKey, is_signed, read_key
from fonds.store._lines import NO_HASH
from fonds.store._log import AccessLog, read_log_line

_PURPOSE = b"fonds: checkpoint of an access log\n"
"""Signed with it, so that no other thing that the key signs can be taken for a checkpoint."""

_PRIVATE = 0o600


def open_checkpoints(path: Path, log: AccessLog, store: Path) -> StoreKey:
    """Makes sure that checkpoints can be written, before anything is read of the store.

    Args:
        path: Their file.
        log: The log that they vouch for.
        store: Folder of the store.

    Returns:
        The key that signs them.

    Raises:
        Unavailable: ``log-unwritable``. NotFound: ``no-key``. Invalid: ``store-key``.
    """
    with _explained(path, log):
        _disk.make_folder(path.parent)
        os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _PRIVATE))
    with _explained(store, log):
        return read_key(store)


def write_checkpoint(path: Path, log: AccessLog, key: StoreKey, at: str) -> Checkpoint:
    """Appends a checkpoint of the log as it is now; it is on the disk when the call returns.

    Args:
        path: A file outside the store.
        log: The log.
        key: The store's key.
        at: When, ISO 8601 in UTC to the second.

    Raises:
        Unavailable: ``log-unwritable``, ``log-broken``, ``locked``.
    """
    with log.held() as end, _explained(path, log):
        signature = key.sign(_signed_bytes(end.number, end.hash, at))
        checkpoint = Checkpoint(number=end.number, hash=end.hash, at=at, signature=signature)
        _disk.append(path, to_bytes(checkpoint) + b"\n")
        _disk.sync_file(path)
    return checkpoint


def read_checkpoints(path: Path) -> tuple[bytes, ...]:
    """Lines of a file of checkpoints, the first one first; none when it is not there.

    Raises:
        Unavailable: ``no-permission``, ``disk-error``.
    """
    if not path.exists():
        return ()
    with _disk.explained(path):
        return tuple(filter(None, path.read_bytes().splitlines()))


def check_log(path: Path, checkpoints: Sequence[bytes], public: str) -> tuple[LogCheck, tuple[Fault, ...]]:
    """Checks a log as a chain and against checkpoints.

    Args:
        path: The log's file; one that is not there is a log without entries.
        checkpoints: Lines as `write_checkpoint` wrote them, the first one first.
        public: Public half of the store's key, 64 hexadecimal digits.

    Returns:
        What is known of the log, and what is not as it was written.

    Raises:
        Unavailable: ``no-permission`` and others, when the log can not be read.
    """
    faults: list[Fault] = []
    signed = list(_signed(checkpoints, public, faults))
    hashes, entries = _read_hashes(path, {one.number for one in signed}, faults)
    faults += _told_apart(signed, hashes, entries)
    if entries and not signed:
        faults.append(_fault("checkpoints", "none vouches for the log: nobody could tell if it was made anew"))
    proven = max((one.number for one in signed if hashes.get(one.number) == one.hash), default=0)
    return LogCheck(entries=entries, checkpoints=len(signed), proven=proven), tuple(faults)


@contextlib.contextmanager
def _explained(path: Path, log: AccessLog) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise log.unwritable(_disk.explain(error, path)) from error


def _signed(lines: Sequence[bytes], public: str, faults: list[Fault]) -> Iterator[Checkpoint]:
    """The checkpoints that the key has signed; a log only grows, so their numbers never go down."""
    highest = 0
    for place, line in enumerate(lines, start=1):
        try:
            one = from_bytes(line, Checkpoint)
        except Invalid:
            faults.append(_fault(f"checkpoint {place}", "the line is no checkpoint"))
            continue
        if not is_signed(_signed_bytes(one.number, one.hash, one.at), one.signature, public):
            faults.append(_fault(f"checkpoint {place}", "it is not signed with the key of the store"))
            continue
        if one.number < highest:
            what = (
                f"it is of entry {one.number}, after one of entry {highest}: an earlier state of the log was put back"
            )
            faults.append(_fault(f"checkpoint {place}", what))
        highest = max(highest, one.number)
        yield one


def _read_hashes(path: Path, wanted: set[int], faults: list[Fault]) -> tuple[dict[int, str], int]:
    """Reads a log; gives the hashes of the entries with these numbers, and how many entries there are."""
    hashes, number, last, entries = {0: NO_HASH}, 0, NO_HASH, 0
    for place, line in enumerate(_whole_lines(path), start=1):
        entries = place
        number += 1
        try:
            entry, own = read_log_line(line)
        except ValueError as error:
            faults.append(_fault(f"line {place}", str(error)))
            last = ""
            continue
        if entry.number != number:
            faults.append(_fault(f"line {place}", f"it is entry {entry.number}, where {number} must stand"))
        if last and entry.prev != last:
            faults.append(_fault(f"line {place}", "it does not follow the one before: the hashes differ"))
        number, last = entry.number, own
        if number in wanted:
            hashes.setdefault(number, own)
    return hashes, entries


def _told_apart(signed: Sequence[Checkpoint], hashes: dict[int, str], entries: int) -> Iterator[Fault]:
    """Compares the log with what its checkpoints vouch for; the first difference stands for all."""
    wrong = [one for one in signed if hashes.get(one.number) != one.hash]
    lost = next((one for one in wrong if one.number > entries), None)
    other = next((one for one in wrong if one.number <= entries), None)
    if lost:
        yield _fault(f"entry {lost.number}", f"it was there at {lost.at}, and the log ends at entry {entries}")
    if other:
        what = f"it is not as it was at {other.at}: it, or entries before it, were changed or made anew"
        yield _fault(f"entry {other.number}", what)


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Lines of a log, without one at the end that a killed process left unfinished."""
    if not path.exists():
        return
    with _disk.explained(path), path.open("rb") as file:
        yield from (line for line in file if line.endswith(b"\n"))


def _signed_bytes(number: int, own_hash: str, at: str) -> bytes:
    return _PURPOSE + to_bytes({"number": number, "hash": own_hash, "at": at})


def _fault(where: str, what: str) -> Fault:
    return Fault(part="log", where=where, what=what)
