"""Lines of a chain: ``{"entry":{...},"hash":"..."}``, canonical JSON and the SHA-256 of those bytes.

Useful for: journal and log alike. Not for: what an entry says, and that each names the hash of the one before.
"""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

T = TypeVar("T")

NO_HASH = "0" * 64
"""What the first entry names as the hash of the one before."""


class _Line(msgspec.Struct):
    entry: msgspec.Raw
    hash: str


_lines = msgspec.json.Decoder(_Line)


def compose(raw: bytes) -> tuple[bytes, str]:
    """Makes the line of an entry, with the line break; returns its hash too."""
    own = hashlib.sha256(raw).hexdigest()
    return b'{"entry":%b,"hash":"%b"}\n' % (raw, own.encode()), own


def take_apart(line: bytes) -> tuple[bytes, str]:
    """Gives the entry of a line with its line break, as bytes, and its hash.

    Raises:
        ValueError: When one byte of it is not as it was written; says what.
    """
    try:
        parts = _lines.decode(line)
    except msgspec.MsgspecError as error:  # its message names a place, never a value
        raise ValueError(f"the line is not an entry ({error})") from error
    except UnicodeDecodeError as error:
        raise ValueError("the line is not text") from error
    raw = bytes(parts.entry)
    if compose(raw) != (line, parts.hash):
        raise ValueError("the line does not have the hash that it states")
    return raw, parts.hash


def read_entry(line: bytes, entries: msgspec.json.Decoder[T]) -> tuple[T, str]:
    """Reads the entry of a line with its line break, and its hash.

    Raises:
        ValueError: As `take_apart`; or when the entry is none of these.
    """
    raw, own = take_apart(line)
    try:
        return entries.decode(raw), own
    except msgspec.MsgspecError as error:  # its message names a place, never a value
        raise ValueError(f"the line is not an entry ({error})") from error
