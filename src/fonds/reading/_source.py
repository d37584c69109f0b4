"""From a file or bytes to a reading: the steps in their order.

Not for: keeping what was read (`fonds.actions`), nor for judging it (`fonds.criticism`).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from fonds.model import FondsError, Invalid, NotFound, Reading, Record, Unavailable, Unsupported, digest
from fonds.names import find_mentions
from fonds.reading._decode import decode
from fonds.reading._describe import describe
from fonds.reading._file_kinds import refuse_other_files, refuse_xml
from fonds.reading._marks import find_marks
from fonds.reading._segment import segment
from fonds.reading._statements import read_statements

MAX_SOURCE_BYTES = 32 * 2**20

_HINTS = {
    errno.EACCES: "Check its permissions.",
    errno.EPERM: "Check its permissions.",
    errno.ELOOP: "The link leads to itself. Name the file itself.",
}


def read_file(path: Path, *, encoding: str | None = None, max_bytes: int = MAX_SOURCE_BYTES) -> Reading:
    """Reads a captured page or typed text.

    Args:
        path: The file.
        encoding: Name of its encoding; None for UTF-8, or what a byte order mark tells.
        max_bytes: Largest size that is read; a larger file is refused before it is taken into memory.

    Returns:
        The reading, without findings.

    Raises:
        Invalid: ``too-large``, ``folder``; or ``empty``, ``binary``, ``encoding`` (with the byte position).
        Unsupported: ``not-a-page``, a PDF, a word processor's document, XML that is no page of HTML.
        NotFound: ``no-file``.
        Unavailable: ``unreadable-file``, when the system does not give the file.
    """
    data = read_bytes(path, max_bytes)
    try:
        return read_source(data, encoding=encoding)
    except (Invalid, Unsupported) as error:
        error.ref = str(path)
        raise


def read_source(
    data: bytes, *, encoding: str | None = None, rename: Callable[[Record], Record] | None = None
) -> Reading:
    """Reads a source.

    Args:
        data: Its bytes.
        encoding: Name of its encoding; None for UTF-8, or what a byte order mark tells.
        rename: Gives the record and its slots the ids of an archive, in the order of the slots; without it slots
            are called "s1", "s2" ... and the record has no id.

    Returns:
        The reading, without findings.

    Raises:
        Invalid: ``empty``, ``binary``, ``encoding`` (with the byte position).
        Unsupported: ``not-a-page``.
    """
    refuse_other_files(data)
    text, name = decode(data, encoding)
    refuse_xml(text)
    record, capture = segment(text)
    blocks = capture.blocks
    if rename is not None:
        named = rename(record)
        ids = {old.id: new.id for old, new in zip(record.slots, named.slots, strict=True)}
        blocks = tuple(msgspec.structs.replace(block, slot=ids[block.slot]) for block in blocks)
        record = named
    capture = msgspec.structs.replace(
        capture, encoding=name, size_bytes=len(data), sha256=digest(data), blocks=blocks
    )
    record = find_marks(record)
    return Reading(
        record=record,
        capture=capture,
        description=describe(record),
        statements=read_statements(record),
        mentions=find_mentions(record),
    )


def read_bytes(path: Path, max_bytes: int = MAX_SOURCE_BYTES) -> bytes:
    """The bytes of a file, unless it is too large: its size is asked before, and watched in case it grows.

    Raises:
        Invalid: ``too-large``, ``folder``. NotFound: ``no-file``. Unavailable: ``unreadable-file``.
    """
    try:
        with path.open("rb") as file:
            return read_limited(file, max_bytes, str(path))
    except OSError as error:
        raise unreadable(error, str(path)) from error


def read_limited(file: BinaryIO, max_bytes: int, shown: str) -> bytes:
    """The bytes of an open file or pipe, unless there are too many.

    Args:
        file: Opened for reading.
        max_bytes: How many there may be.
        shown: What people know it by.

    Raises:
        Invalid: ``too-large``. Unavailable: ``unreadable-file``.
    """
    try:
        facts = os.fstat(file.fileno())
        size = facts.st_size if stat.S_ISREG(facts.st_mode) else 0  # nobody knows the size of a pipe before reading
        if size <= max_bytes and len(data := file.read(max_bytes + 1)) <= max_bytes:
            return data
    except OSError as error:
        raise unreadable(error, shown) from error
    raise Invalid(
        f"larger than {max_bytes:,} bytes",
        code="too-large",
        ref=shown,
        hint="Split it, or raise max_source_bytes in archive.toml if it is one record indeed.",
    )


def unreadable(error: OSError, shown: str) -> FondsError:
    """What the system's refusal of a file means for people.

    Args:
        error: As the system raised it.
        shown: What people know the file by.

    Returns:
        NotFound ``no-file``, Invalid ``folder`` or Unavailable ``unreadable-file``.
    """
    if isinstance(error, FileNotFoundError):
        return NotFound("there is no such file", code="no-file", ref=shown)
    if isinstance(error, IsADirectoryError):
        return Invalid(
            "a folder, not a page",
            code="folder",
            ref=shown,
            hint="Its pages can be added to an archive with: fonds add",
        )
    reason = error.strerror or type(error).__name__
    return Unavailable(
        f"can not be read ({reason})", code="unreadable-file", ref=shown, hint=_HINTS.get(error.errno or 0, "")
    )
