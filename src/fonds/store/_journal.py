"""The journal of a store: what was done, in order, never changed. Tables and index are computed from it.

::

    journal/chain.jsonl          one line for each entry, each with the hash of the one before
    journal/bodies/000001.jsonl  the bodies of the entries, in their order; a new segment when one is full
    journal/state.json           what the files were when fonds last knew them sound; derived, may be lost

An accession is kept when its line in the chain is on the disk; its bodies are there before. A process that dies
earlier leaves a tail that nobody was told of: it is cut off. Anything else that is not as it was written breaks the
journal: nothing is cut, nothing is served, and a person must look.

Not for: tables (`fonds.store._tables`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from fonds.model import Unavailable, Unsupported, to_bytes
from fonds.model.base import Value
from fonds.store import _disk
from fonds.store._bodies import write_body_lines
from fonds.store._entries import ACCESSION, NO_HASH, Entry, read_line, write_line
from fonds.store._segments import Place, SegmentReader, SegmentWriter, Taken, segment_path, segment_sizes

CHAIN = "journal/chain.jsonl"
BODIES = "journal/bodies"

_RESTORED = (
    "If you put an older journal back on purpose, move fonds.db, tables-*, index and journal/state.json away, then "
    "run `fonds rebuild`. Otherwise take the folder from a backup: nothing is served from the store until then."
)
_NEVER = (2**62, 0)
"""Size and time of change that no chain has, and to which none grows."""


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


class State(Value, frozen=True, kw_only=True):
    """What the files were when fonds last knew them sound.

    Attributes:
        head: The end of the journal.
        chain: Size and time of change of the chain.
        segments: Size and time of change of each segment, in order.
    """

    head: Head
    chain: tuple[int, int]
    segments: tuple[tuple[int, int], ...]


class Pending(Value, frozen=True, kw_only=True):
    """What is to become an entry."""

    at: str
    by: str
    record: str
    version: int
    bodies: tuple[tuple[str, bytes], ...]


class Step(Value, frozen=True, kw_only=True):
    """One entry with its bodies, as read or as just written.

    Attributes:
        number: The number that it must have.
        entry: The entry; None when its line is broken.
        hash: Its hash.
        taken: Its bodies.
        faults: File and what is wrong, in the line and in the bodies.
        head: The end of the journal behind this entry.
    """

    number: int
    entry: Entry | None
    hash: str
    taken: Taken
    faults: tuple[tuple[str, str], ...]
    head: Head


class Journal:
    """The journal of one store.

    Attributes:
        folder: ``<store>/journal``.
        bodies: Its folder of segments.
        head: Its end, as last read from `state.json` or found by `mend`.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self.folder = store / "journal"
        self.bodies = store / BODIES
        self.head = Head()
        self._chain = store / CHAIN
        self._state = self.folder / "state.json"

    def create(self) -> None:
        """Makes an empty journal."""
        _disk.make_folder(self.bodies)
        _disk.append(self._chain, b"")
        _disk.sync_folder(self.folder)
        self.note_state()

    def exists(self) -> bool:
        """Whether there is a chain to read."""
        return self._chain.is_file()

    def read_state(self) -> State | None:
        """What `state.json` says; None when it is missing or no longer whole."""
        try:
            return msgspec.json.decode(self._state.read_bytes(), type=State)
        except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def is_as(self, state: State) -> bool:
        """Whether the files are what they were; then `head` is known."""
        if state != self._look(state.head):
            return False
        self.head = state.head
        return True

    def has_only_grown(self, state: State) -> bool:
        """Whether the files are what they were, but for what a writer has appended since."""
        now = self._look(state.head)
        pairs = list(zip((state.chain, *state.segments), (now.chain, *now.segments), strict=False))
        last = pairs.pop() if len(pairs) > 1 else ((0, 0), (0, 0))
        chain, full = pairs[0], pairs[1:]
        same = all(before == after for before, after in full)
        grown = all(before == after or before[0] < after[0] for before, after in (chain, last))
        return same and grown and len(now.segments) >= len(state.segments)

    def note_state(self) -> None:
        """Notes what the files are now. If the note is lost, the whole journal is read at the next start."""
        with contextlib.suppress(OSError):
            _disk.write_beside(self._state, to_bytes(self._look(self.head)), durable=False)

    def mend(self, acknowledged: int) -> None:
        """Reads the whole journal, cuts off what a killed writer left behind, and notes the state.

        Args:
            acknowledged: Number of the last entry that somebody is known to have been told of.

        Raises:
            Unavailable: ``journal-broken``, when something is wrong that no killed writer leaves behind.
        """
        state = self.read_state()
        acknowledged = max(acknowledged, state.head.number if state else 0)
        if not self.exists():
            raise self.broken(1, CHAIN, "the file is missing")
        self._doubt(state)
        self.head = Head()
        for step in self.walk():
            if step.faults:
                raise self.broken(step.number, *step.faults[0])
            self.head = step.head
        if self.head.number < acknowledged:
            raise self.lacks(self.head.number + 1, "the entry was kept once, and is missing")
        self._cut_tail()
        self.note_state()

    def walk(self) -> Iterator[Step]:
        """Reads all entries with their bodies and checks each.

        A tail of the chain that is no whole line is passed over.

        Raises:
            Unsupported: ``newer-format``, when an entry is of a type that this fonds does not know.
        """
        head = Head()
        with contextlib.closing(SegmentReader(self.bodies)) as reader:
            for line in self._lines():
                step = _step(head, line, reader)
                yield step
                head = step.head

    def append(self, pending: Sequence[Pending]) -> list[Step]:
        """Appends entries and returns when they are on the disk: bodies first, then the chain.

        Raises:
            OSError: Then the entries may be there in part; see `take_back`.
        """
        if not pending:
            return []
        writer = SegmentWriter(self.bodies, self.head.end)
        steps, lines, head = [], [], self.head
        for one in pending:
            step, line = _written(head, one, writer)
            steps.append(step)
            lines.append(line)
            head = step.head
        writer.finish()
        _disk.append(self._chain, b"".join(lines))
        _disk.sync_file(self._chain)
        self.head = head
        return steps

    def take_back(self, head: Head) -> None:
        """Cuts the journal back to where it was before entries that nobody was told of."""
        self.head = head
        self._cut_tail()
        self.note_state()

    def broken(self, number: int, file: str, what: str) -> Unavailable:
        """The error that names what is broken."""
        return Unavailable(
            f"the journal is broken at entry {number}: {what}",
            code="journal-broken",
            ref=str(self._store / file),
            hint="Nothing is served from this store until its folder is restored from a backup. "
            "`fonds verify` lists everything that is wrong.",
        )

    def lacks(self, number: int, what: str) -> Unavailable:
        """The error that names an entry that was there once: it is lost, or the journal is an older one put back."""
        error = self.broken(number, CHAIN, what)
        error.hint = _RESTORED
        return error

    def tail_bytes(self, head: Head) -> int:
        """How many bytes stand behind an end, in the chain and the segments."""
        sizes = segment_sizes(self.bodies)
        rest = sum(size for size, _ in sizes[head.end[0] - 1 :]) - head.end[1]
        return max(rest, 0) + self._chain.stat().st_size - head.chain_bytes

    def _doubt(self, state: State | None) -> None:
        """Changes the note so that no reader relies on it while the journal is being read.

        It still says how far the journal went: what was kept once is missed even if the next start is the second.
        """
        if state is not None:
            with contextlib.suppress(OSError):
                doubted = State(head=state.head, chain=_NEVER, segments=state.segments)
                _disk.write_beside(self._state, to_bytes(doubted), durable=False)

    def _look(self, head: Head) -> State:
        facts = self._chain.stat() if self.exists() else None
        chain = (facts.st_size, facts.st_mtime_ns) if facts else (0, 0)
        return State(head=head, chain=chain, segments=segment_sizes(self.bodies))

    def _lines(self) -> Iterator[bytes]:
        with self._chain.open("rb") as chain:
            yield from (line for line in chain if line.endswith(b"\n"))

    def _cut_tail(self) -> None:
        segment, offset = self.head.end
        _cut(self._chain, self.head.chain_bytes)
        _cut(segment_path(self.bodies, segment), offset)
        for path in sorted(self.bodies.glob("[0-9]*.jsonl")):
            if int(path.stem) > segment:
                _disk.remove(path)


def holds_entries(store: Path) -> bool:
    """Whether a folder holds a journal with anything in it, be it a store or not."""
    chain = store / CHAIN
    return chain.exists() and chain.stat().st_size > 0


def _cut(path: Path, size_bytes: int) -> None:
    if path.exists() and path.stat().st_size > size_bytes:
        _disk.truncate(path, size_bytes)
        _disk.sync_file(path)


def _step(head: Head, line: bytes, reader: SegmentReader) -> Step:
    """Reads one entry behind `head`."""
    number, chain_bytes = head.number + 1, head.chain_bytes + len(line)
    try:
        entry, own = read_line(line)
    except ValueError as error:
        after = Head(number=number, hash="", chain_bytes=chain_bytes, end=reader.end)
        faults = ((CHAIN, str(error)),)
        return Step(number=number, entry=None, hash="", taken=Taken(bodies={}), faults=faults, head=after)
    if entry.type != ACCESSION:
        hint = "Use the version of fonds that wrote it, or a newer one."
        raise Unsupported("an entry of a newer fonds", code="newer-format", ref=f"{CHAIN}, entry {number}", hint=hint)
    taken = reader.take(entry)
    after = Head(number=entry.number, hash=own, chain_bytes=chain_bytes, end=reader.end)
    all_faults = (*_faults_in_chain(head, entry), *taken.faults)
    return Step(number=number, entry=entry, hash=own, taken=taken, faults=all_faults, head=after)


def _faults_in_chain(head: Head, entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.number != head.number + 1:
        yield CHAIN, f"the entry has the number {entry.number}"
    if head.hash and entry.prev != head.hash:  # a broken line before has a fault of its own
        yield CHAIN, "the entry does not follow the one before: the hashes differ"


def _written(head: Head, pending: Pending, writer: SegmentWriter) -> tuple[Step, bytes]:
    """Writes the bodies of one entry behind `head`; its line is for the caller to write."""
    number, segment = head.number + 1, writer.next_segment()
    lines, hashes = write_body_lines(number, pending.bodies)
    source_at = writer.add(lines)
    entry = Entry(
        number=number,
        at=pending.at,
        by=pending.by,
        record=pending.record,
        version=pending.version,
        bodies=tuple(hashes),
        segment=segment,
        prev=head.hash,
    )
    line, own = write_line(entry)
    after = Head(number=number, hash=own, chain_bytes=head.chain_bytes + len(line), end=writer.end)
    taken = Taken(bodies=dict(pending.bodies), source_at=source_at)
    return Step(number=number, entry=entry, hash=own, taken=taken, faults=(), head=after), line
