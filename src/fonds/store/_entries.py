"""Entries of a journal and the lines they are written as: a chain, in which each holds the hash of the one before.

An entry holds no text: it names its bodies by key and salted hash. So one body can go, and the chain holds.

Not for: the bodies themselves (`fonds.store._bodies`).
"""

from __future__ import annotations

from typing import get_args

import msgspec

from fonds.model import to_bytes
from fonds.model.base import Value
from fonds.release import EntryType
from fonds.store._lines import compose, read_entry

ACCESSION = "accession"
TYPES: frozenset[str] = frozenset(get_args(EntryType))
"""Types of entries that this fonds knows."""


class Entry(Value, frozen=True, kw_only=True):
    """One entry of a journal.

    Attributes:
        number: From 1, without gaps.
        type: What was done; see `fonds.release.EntryType`.
        at: When, ISO 8601 in UTC.
        by: Who did it.
        record: Id of the record.
        version: Which version of the record came in, from 1.
        bodies: Key and salted hash of each body, in the order of the segment; slots in the order of the page.
        segment: Number of the segment that holds the bodies, from 1.
        prev: Hash of the entry before.
        withdraws: Whether the bodies of all earlier entries about the record are gone.
    """

    number: int
    type: str = ACCESSION
    at: str
    by: str
    record: str
    version: int
    bodies: tuple[tuple[str, str], ...]
    segment: int
    prev: str
    withdraws: bool = False


_entries = msgspec.json.Decoder(Entry)


def write_line(entry: Entry) -> tuple[bytes, str]:
    """Writes an entry as its line, with the line break; returns its hash too."""
    return compose(to_bytes(entry))


def read_line(line: bytes) -> tuple[Entry, str]:
    """Reads a line, with its line break.

    Returns:
        The entry and its hash.

    Raises:
        ValueError: When one byte of it is not as it was written; says what.
    """
    return read_entry(line, _entries)
