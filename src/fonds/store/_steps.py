"""One entry of a journal with its bodies: as read, as pending, as written.

Not for: the files and what becomes of them (`fonds.store._journal`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fonds.model import Unsupported
from fonds.model.base import Value
from fonds.store._bodies import SOURCE, write_body_lines
from fonds.store._entries import ACCESSION, TYPES, Entry, read_line, write_line
from fonds.store._lines import NO_HASH
from fonds.store._segments import Place, SegmentReader, SegmentWriter, Taken

CHAIN = "journal/chain.jsonl"


class Head(Value, frozen=True, kw_only=True):
    """The end of a journal.

    Attributes:
        number: Number of the last entry; 0 when there is none.
        hash: Its hash.
        chain_bytes: Length of the chain.
        end: Where the next body will begin.
    """

    number: int = 0
    hash: str = NO_HASH
    chain_bytes: int = 0
    end: Place = (1, 0)


class Pending(Value, frozen=True, kw_only=True):
    """What is to become an entry."""

    at: str
    by: str
    record: str
    version: int
    bodies: tuple[tuple[str, bytes], ...]
    type: str = ACCESSION
    withdraws: bool = False


class Step(Value, frozen=True, kw_only=True):
    """One entry with its bodies, as read or as just written.

    Attributes:
        number: The number that it must have.
        entry: The entry; None when its line is broken.
        hash: Its hash.
        taken: Its bodies.
        faults: File and what is wrong, in the line and in the bodies.
        head: The end of the journal behind this entry.
        is_withdrawn: Whether a later entry withdrew its bodies; then it brings nothing in.
        is_left: Whether bodies are still there though they were withdrawn, because a process died.
    """

    number: int
    entry: Entry | None
    hash: str
    taken: Taken
    faults: tuple[tuple[str, str], ...]
    head: Head
    is_withdrawn: bool = False
    is_left: bool = False


def read_step(head: Head, line: bytes, reader: SegmentReader, withdrawn: Mapping[str, int]) -> Step:
    """Reads one entry behind `head`."""
    number, chain_bytes = head.number + 1, head.chain_bytes + len(line)
    try:
        entry, own = read_line(line)
    except ValueError as error:
        after = Head(number=number, hash="", chain_bytes=chain_bytes, end=reader.end)
        faults = ((CHAIN, str(error)),)
        return Step(number=number, entry=None, hash="", taken=Taken(bodies={}), faults=faults, head=after)
    if entry.type not in TYPES:
        hint = "Use the version of fonds that wrote it, or a newer one."
        raise Unsupported("an entry of a newer fonds", code="newer-format", ref=f"{CHAIN}, entry {number}", hint=hint)
    is_withdrawn = entry.number < withdrawn.get(entry.record, 0)
    is_left = is_withdrawn and reader.skip(entry)
    taken = Taken(bodies={}) if is_withdrawn else reader.take(entry)
    return Step(
        number=number,
        entry=entry,
        hash=own,
        taken=taken,
        faults=(*_faults_in_chain(head, entry), *taken.faults),
        head=Head(number=entry.number, hash=own, chain_bytes=chain_bytes, end=reader.end),
        is_withdrawn=is_withdrawn,
        is_left=is_left,
    )


def _faults_in_chain(head: Head, entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.number != head.number + 1:
        yield CHAIN, f"the entry has the number {entry.number}"
    if head.hash and entry.prev != head.hash:  # a broken line before has a fault of its own
        yield CHAIN, "the entry does not follow the one before: the hashes differ"


def write_step(head: Head, pending: Pending, writer: SegmentWriter) -> tuple[Step, bytes]:
    """Writes the bodies of one entry behind `head`; its line is for the caller to write."""
    number, segment = head.number + 1, writer.next_segment()
    lines, hashes = write_body_lines(number, pending.bodies)
    last_at = writer.add(lines)
    entry = Entry(
        number=number,
        type=pending.type,
        at=pending.at,
        by=pending.by,
        record=pending.record,
        version=pending.version,
        bodies=tuple(hashes),
        segment=segment,
        prev=head.hash,
        withdraws=pending.withdraws,
    )
    line, own = write_line(entry)
    after = Head(number=number, hash=own, chain_bytes=head.chain_bytes + len(line), end=writer.end)
    has_source = pending.bodies[-1][0] == SOURCE
    taken = Taken(bodies=dict(pending.bodies), source_at=last_at if has_source else (0, 0))
    return Step(number=number, entry=entry, hash=own, taken=taken, faults=(), head=after), line
