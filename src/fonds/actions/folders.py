"""Folders and files that actions make outside of a store: refused when in use, written whole, known by their hashes.

Not for: the files of a store (`fonds.store`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from fonds.model import Conflict, Unavailable

PRIVATE = 0o700
"""Mode of the folder of a closed store: its owner alone may enter it."""
_PRIVATE_FILE = 0o600


_PIECE = 2**20


class KeptFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a copy.

    Attributes:
        size: In bytes.
        sha256: Of those bytes, 64 hexadecimal digits.
    """

    size: int
    sha256: str


def pour(read: BinaryIO, write: BinaryIO | None = None, size: int | None = None) -> KeptFile:
    """Reads a file, or as much of it as `size` says, writes it if asked, and says what it was."""
    hashed, done = hashlib.sha256(), 0
    while piece := read.read(_PIECE if size is None else min(_PIECE, size - done)):
        hashed.update(piece)
        if write is not None:
            write.write(piece)
        done += len(piece)
    return KeptFile(size=done, sha256=hashed.hexdigest())


def kept_files(folder: Path) -> dict[str, KeptFile]:
    """All files below a folder, by path.

    Raises:
        OSError: When one can not be read.
    """
    found = {}
    for path in sorted(path for path in folder.rglob("*") if not path.is_dir()):
        with path.open("rb") as read:
            found[path.relative_to(folder).as_posix()] = pour(read)
    return found


def sync_all(folder: Path) -> None:
    """Returns when a folder, its files and all below are on the disk."""
    for path in (*folder.rglob("*"), folder):
        sync(path)


def sync(path: Path) -> None:
    """Returns when a file, or the names in a folder, are on the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def settle(write: BinaryIO) -> None:
    """Returns when what was written to an open file is on the disk."""
    write.flush()
    os.fsync(write.fileno())


def beside(path: Path) -> Path:
    """Where a file lies until it takes its place."""
    return path.with_name(f"{path.name}.new")


def is_used(folder: Path) -> bool:
    """Whether something lies where a new folder is to be; an empty folder is none."""
    return folder.exists() and (not folder.is_dir() or any(folder.iterdir()))


def refuse_used(folder: Path, hint: str = "Name a folder that does not exist yet.") -> None:
    """Refuses a folder that holds anything.

    Raises:
        Conflict: ``folder-in-use``.
    """
    if is_used(folder):
        raise Conflict("the folder is not empty", code="folder-in-use", ref=str(folder), hint=hint)


def put(path: Path, data: bytes) -> None:
    """Writes a file beside its place and swaps it in; it is on the disk when the call returns."""
    with beside(path).open("wb") as write:
        write.write(data)
        settle(write)
    beside(path).replace(path)
    sync(path.parent)


def put_new(file: Path, data: bytes) -> None:
    """Writes a file that only its owner may read, where none is yet.

    Raises:
        Conflict: ``file-exists``. Unavailable: ``cannot-write``; then nothing is left of it.
    """
    with written(file, "Check its folder, permissions and space."):
        try:
            opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
        except FileExistsError as error:
            hint = "Name a file that does not exist yet."
            raise Conflict("the file exists already", code="file-exists", ref=str(file), hint=hint) from error
        try:
            with os.fdopen(opened, "wb") as write:
                write.write(data)
                settle(write)
        except OSError:
            file.unlink(missing_ok=True)
            raise


@contextmanager
def written(folder: Path, hint: str = "Check its permissions and space.") -> Iterator[None]:
    """Turns the system's refusal to write into an error for people.

    Raises:
        Unavailable: ``cannot-write``.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable(f"cannot be written ({reason})", code="cannot-write", ref=str(folder), hint=hint) from error
