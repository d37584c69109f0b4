"""What goes into a store and what comes out: plain values, so that no table row leaves the store.

Times are ISO 8601 in UTC to the second ("2026-11-22T15:34:00Z").
"""

from __future__ import annotations

from typing import Literal

from fonds.model import Closing, Decision, Reading, Record, Source, Text
from fonds.model.base import Value

EntryType = Literal["accession", "closing", "release", "resolution"]
"""What was done to a record: a version came in, passages left for a closed store, passages left for the open one, a
person said what a pointer means. In each store the entry holds the whole of what the store now has of the record."""


class Position(Value, frozen=True, kw_only=True):
    """Where a slot stands: a line of the outline that a closed store keeps of a record.

    Attributes:
        slot: Id of a slot of this store or of the open one.
        parent: Id of the passage that it is a part of; empty at the top.
    """

    slot: str
    parent: str = ""


class Once(Value, frozen=True, kw_only=True):
    """A label that a passage had once.

    Attributes:
        slot: Id of the passage.
        label: The label.
    """

    slot: str
    label: str


class Resolution(Value, frozen=True, kw_only=True):
    """What a person said an entry of a list means. It lies in one store, and names slots of any.

    Attributes:
        slot: Id of the slot in which the list stands.
        recipient: Of the entry, as printed.
        scope: Its pointer, as printed.
        reaches: Ids of the passages that were meant.
        said_by: Who says so.
    """

    slot: str
    recipient: str
    scope: str
    reaches: tuple[str, ...]
    said_by: Source

    @property
    def entry(self) -> tuple[str, str, str]:
        """Which entry it is about."""
        return self.slot, self.recipient, self.scope

    @property
    def names(self) -> frozenset[str]:
        """Ids of all slots that it names."""
        return frozenset((self.slot, *self.reaches))


class Split(Value, frozen=True, kw_only=True):
    """What a closed store knows of a record beside its own slots.

    What another closed store holds is not in it; an id that was open once, or that a resolution names, may be.

    Attributes:
        outline: Its own slots and those that are open, in the order of the page, each once.
        closings: What is closed in this store by a decision, in the order of the decisions.
        lifted: Ids of gaps that the open store showed for it once, and shows no more.
        texts: All that the store ever knew of the record's texts: what they are to each other.
        once: Labels by which slots that have left the store were known; they go on resolving for its readers.
        resolutions: What persons said of pointers where the entry, or what it means, is not this store's own.
    """

    outline: tuple[Position, ...] = ()
    closings: tuple[Closing, ...] = ()
    lifted: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    once: tuple[Once, ...] = ()
    resolutions: tuple[Resolution, ...] = ()

    @property
    def stands_for(self) -> dict[str, str]:
        """By the id of words that stand in, in public, the id of what is closed."""
        return {one.stand_in: one.slot for one in self.closings if one.stand_in}


class Deposit(Value, frozen=True, kw_only=True):
    """What a store is to hold of a record from now on.

    Attributes:
        reading: The record under its ids, and what was read from it: all that this store holds of it.
        source: The bytes as captured; empty where another store keeps them.
        origin: File name, for people.
        origin_key: SHA-256 of where the source came from, to know a page that is captured again.
        source_sha256: Hash of the source, where it is not given and may be known.
        type: What was done.
        decision: By which decision, as far as this store may know it; None for an accession.
        split: What a closed store knows of a record that is split; None in the open store.
        earlier_sources: Of versions that another store held: their numbers there, and the bytes.
        withdraws: Whether all that the store held of the record until now goes, text of earlier versions included.
    """

    reading: Reading
    source: bytes = b""
    origin: str = ""
    origin_key: str = ""
    source_sha256: str = ""
    type: EntryType = "accession"
    decision: Decision | None = None
    split: Split | None = None
    earlier_sources: tuple[tuple[int, bytes], ...] = ()
    withdraws: bool = False


class Holding(Value, frozen=True, kw_only=True):
    """What a store holds of a record now.

    Attributes:
        reading: The record and what was read from it.
        store: Name of the store.
        version: 1 for the first capture, one more for each changed one.
        added: When the first version came in.
        changed: When this version came in.
        origin: File name of the source.
        split: What a closed store knows of a record that is split; None for a record that is not.
        decided: Whether any decision was made about the record in this store.
    """

    reading: Reading
    store: str
    version: int
    added: str
    changed: str
    origin: str
    split: Split | None = None
    decided: bool = False

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
        source_sha256: Hash of the source's bytes; empty where the store may not know it.
        origin_key: SHA-256 of where the source came from; empty where the store may not know it.
        type: What was done.
        decision: By which decision; None for an accession.
    """

    number: int
    at: str
    by: str
    origin: str
    source_sha256: str
    origin_key: str = ""
    type: EntryType = "accession"
    decision: Decision | None = None


class Fault(Value, frozen=True, kw_only=True):
    """Something in a store that is not as it was written.

    Attributes:
        part: Which part of the store.
        where: Number of the entry, name of the file, or id of the record; never text.
        what: What is wrong, for people.
    """

    part: Literal["journal", "tables", "index", "layout", "log"]
    where: str
    what: str
