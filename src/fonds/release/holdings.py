"""What goes into a store and what comes out: plain values, so that no table row leaves the store.

Times are ISO 8601 in UTC to the second ("2026-11-22T15:34:00Z").
"""

from __future__ import annotations

from typing import Literal

from fonds.model import Reading, Record
from fonds.model.base import Value


class Deposit(Value, frozen=True, kw_only=True):
    """One reading of one source, to be kept.

    Attributes:
        reading: The record under its ids, and what was read from it.
        source: The bytes as captured.
        origin: File name, for people.
        origin_key: SHA-256 of where the source came from, to know a page that is captured again.
    """

    reading: Reading
    source: bytes
    origin: str
    origin_key: str


class Holding(Value, frozen=True, kw_only=True):
    """What a store holds of a record now.

    Attributes:
        reading: The record and what was read from it.
        store: Name of the store.
        version: 1 for the first capture, one more for each changed one.
        added: When the first version came in.
        changed: When this version came in.
        origin: File name of the source.
    """

    reading: Reading
    store: str
    version: int
    added: str
    changed: str
    origin: str

    @property
    def record(self) -> Record:
        """The record."""
        return self.reading.record


class Summary(Value, frozen=True, kw_only=True):
    """One line of a list of records.

    Attributes:
        id: Record id.
        title: As captured, or None.
        date: EDTF, or None.
        kind: Kind of document, or None.
        citation: Literal of the citation, or None.
        version: Number of the current version.
        changed: When it came in.
        findings: How many findings it has.
    """

    id: str
    title: str | None = None
    date: str | None = None
    kind: str | None = None
    citation: str | None = None
    version: int = 1
    changed: str = ""
    findings: int = 0


class VersionFacts(Value, frozen=True, kw_only=True):
    """One version of a record.

    Attributes:
        number: From 1.
        at: When it came in.
        by: Who added it.
        origin: File name of the source.
        source_sha256: Hash of the source's bytes.
    """

    number: int
    at: str
    by: str
    origin: str
    source_sha256: str


class Fault(Value, frozen=True, kw_only=True):
    """Something in a store that is not as it was written.

    Attributes:
        part: Which part of the store.
        where: Number of the entry, name of the file, or id of the record; never text.
        what: What is wrong, for people.
    """

    part: Literal["journal", "tables", "index", "layout"]
    where: str
    what: str
