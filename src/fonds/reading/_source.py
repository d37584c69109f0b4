"""From a file or bytes to a reading: the steps in their order.

Not for: keeping what was read (`fonds.actions`), nor for judging it (`fonds.criticism`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from fonds.model import Invalid, Reading, Record, Unavailable
from fonds.names import find_mentions
from fonds.reading._decode import decode
from fonds.reading._describe import describe
from fonds.reading._marks import find_marks
from fonds.reading._segment import segment
from fonds.reading._statements import read_statements

MAX_SOURCE_BYTES = 32 * 2**20


def read_file(path: Path, *, encoding: str | None = None, max_bytes: int = MAX_SOURCE_BYTES) -> Reading:
    """Reads a captured page or typed text.

    Args:
        path: The file.
        encoding: Name of its encoding; None for UTF-8, or what a byte order mark tells.
        max_bytes: Largest size that is read; a larger file is refused before it is taken into memory.

    Returns:
        The reading, without findings.

    Raises:
        Invalid: ``too-large``; or ``empty``, ``binary``, ``encoding`` (with the byte position).
        Unavailable: ``unreadable-file``, when the system does not give the file.
    """
    data = _read_bytes(path, max_bytes)
    return read_source(data, encoding=encoding)


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
    """
    text, name = decode(data, encoding)
    record, capture = segment(text)
    blocks = capture.blocks
    if rename is not None:
        named = rename(record)
        ids = {old.id: new.id for old, new in zip(record.slots, named.slots, strict=True)}
        blocks = tuple(msgspec.structs.replace(block, slot=ids[block.slot]) for block in blocks)
        record = named
    capture = msgspec.structs.replace(
        capture, encoding=name, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest(), blocks=blocks
    )
    record = find_marks(record)
    return Reading(
        record=record,
        capture=capture,
        description=describe(record),
        statements=read_statements(record),
        mentions=find_mentions(record),
    )


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file; its size is asked before, and one byte more is read in case it grows or has no size."""
    try:
        if path.stat().st_size > max_bytes:
            raise _too_large(path, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise Unavailable(
            f"the file can not be read: {error.strerror or type(error).__name__}",
            code="unreadable-file",
            ref=path.name,
        ) from error
    if len(data) > max_bytes:
        raise _too_large(path, max_bytes)
    return data


def _too_large(path: Path, max_bytes: int) -> Invalid:
    return Invalid(
        f"the source is larger than {max_bytes} bytes",
        code="too-large",
        ref=path.name,
        hint="Split it, or raise max_source_bytes.",
    )
