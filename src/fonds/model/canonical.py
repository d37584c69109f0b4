"""Canonical JSON: a value that was read back is written as the bytes it was read from.

Object members are sorted, members that have their default value are left out (so that a field added
later does not change old bytes), text is UTF-8, there is no white space. Hashes of packets and of
journal entries are taken over these bytes.

A default is left out when it is the very object (msgspec asks no further): so words that become values are
interned (`fonds.words`), and a certainty of 1.0 that a rule has said is written.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

from fonds.model.errors import Invalid

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="sorted")


def to_bytes(value: Any) -> bytes:
    """Writes a model value as canonical JSON (UTF-8, no trailing line break)."""
    return _encoder.encode(value)


def from_bytes(data: bytes, kind: type[T]) -> T:
    """Reads a model value back.

    Raises:
        Invalid: ``json``, when the bytes are not JSON of that kind.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        # The errors of msgspec repeat values, which may be text of a document: pass on only where it happened.
        raise Invalid(f"not the JSON of a {kind.__name__}{_place(error)}", code="json") from None


def _place(error: Exception) -> str:
    _, found, path = str(error).rpartition(" - at ")
    return f" at {path}" if found and isinstance(error, msgspec.ValidationError) else ""


def digest(data: bytes) -> str:
    """SHA-256 of `data`, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
