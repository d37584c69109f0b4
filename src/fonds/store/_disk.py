"""What the store does to files: every write outside of SQLite goes through these few functions.

They are few and small so that a test can stop the program, fill the disk or break it at each of them.

Not for: what is written (`fonds.store._journal`, `fonds.store._database`).
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from fonds.model import Unavailable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def make_folder(path: Path) -> None:
    """Makes a folder and those above it; one that exists is left as it is."""
    path.mkdir(parents=True, exist_ok=True)


def write(file: int, data: bytes) -> None:
    """Writes all of `data` at the end of, or where it stands in, an opened file."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def sync(file: int) -> None:
    """Returns when what was written to an opened file is on the disk."""
    os.fsync(file)


def sync_folder(path: Path) -> None:
    """Returns when the names in a folder are on the disk."""
    with _opened(path, os.O_RDONLY | os.O_DIRECTORY) as folder:
        sync(folder)


def replace(new: Path, old: Path) -> None:
    """Puts a file in the place of another, which need not exist: whole or not at all."""
    new.replace(old)


def link(target: str, path: Path) -> None:
    """Makes a symbolic link that must not exist yet."""
    path.symlink_to(target)


def truncate(path: Path, size_bytes: int) -> None:
    """Cuts a file."""
    os.truncate(path, size_bytes)


def remove(path: Path) -> None:
    """Removes a file; one that is gone already is no error."""
    path.unlink(missing_ok=True)


def append(path: Path, data: bytes) -> None:
    """Appends to a file, and makes it if need be."""
    with _opened(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT) as file:
        write(file, data)


def sync_file(path: Path) -> None:
    """Returns when what was written to a file is on the disk, by whomever."""
    with _opened(path, os.O_WRONLY) as file:
        sync(file)


def write_beside(path: Path, data: bytes, *, durable: bool, mode: int = 0o666) -> None:
    """Writes a file beside its place and swaps it in: readers see the old or the new one.

    Args:
        path: Its place.
        data: All of its content.
        durable: Whether it must be on the disk when the call returns.
        mode: Who may read and write it, less what the process masks out.
    """
    beside = path.with_name(path.name + ".new")
    with _opened(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode) as file:
        write(file, data)
        if durable:
            sync(file)
    replace(beside, path)
    if durable:
        sync_folder(path.parent)


def point(path: Path, target: str) -> None:
    """Lets a symbolic link point elsewhere, at once; what stood in its place is gone."""
    beside = path.with_name(path.name + ".new")
    remove(beside)
    link(target, beside)
    replace(beside, path)
    sync_folder(path.parent)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns errors of the machine into errors for people.

    Raises:
        Unavailable: ``disk-full``, ``no-permission`` or ``disk-error``.
    """
    try:
        yield
    except OSError as error:
        raise explain(error, path) from error


def explain(error: OSError, path: Path) -> Unavailable:
    """The error for people that an error of the machine amounts to."""
    if error.errno in _FULL:
        return disk_full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        hint = "Give this user read and write access to the folder."
        return Unavailable("the store's folder may not be used", code="no-permission", ref=str(path), hint=hint)
    hint = "Is the disk sound? The system's log may say more."
    return Unavailable(f"the disk fails ({error.strerror})", code="disk-error", ref=str(path), hint=hint)


def disk_full(path: Path) -> Unavailable:
    """The disk is full."""
    hint = "Make room and try again: what was kept before is kept, and nothing is half-written."
    return Unavailable("the disk is full", code="disk-full", ref=str(path), hint=hint)


@contextlib.contextmanager
def _opened(path: Path, flags: int, mode: int = 0o666) -> Iterator[int]:
    file = os.open(path, flags | os.O_CLOEXEC, mode)
    try:
        yield file
    finally:
        os.close(file)
