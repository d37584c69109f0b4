"""The journal of a store: what was done, in order, never changed. Tables and index are computed from it.

::

    journal/chain.jsonl          one line for each entry, each with the hash of the one before
    journal/bodies/000001.jsonl  the bodies of the entries, in their order; a new segment when one is full
    journal/state.json           what the files were when fonds last knew them sound; derived, may be lost

An accession is kept when its line in the chain is on the disk; its bodies are there before. A process that dies
earlier leaves a tail that nobody was told of: it is cut off. Anything else that is not as it was written breaks the
journal: nothing is cut, nothing is served, and a person must look.

When passages leave the store, an entry with what is left withdraws the earlier ones about the record: their lines in
the chain stay, their bodies go, and segments are written again without them.

Not for: tables (`fonds.store._tables`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from fonds.model import Unavailable, to_bytes
from fonds.model.base import Value
from fonds.store import _disk
from fonds.store._entries import read_line
from fonds.store._segments import SegmentReader, SegmentWriter, segment_path, segment_sizes, without_entries
from fonds.store._steps import CHAIN, Head, Pending, Step, read_step, write_step

BODIES = "journal/bodies"

_RESTORED = (
    "If you put an older journal back on purpose, move fonds.db, tables-*, index and journal/state.json away, then "
    "run `fonds rebuild`. Otherwise take the folder from a backup: nothing is served from the store until then."
)
_WITHDRAWS = b'"withdraws":true'
_NEVER = (2**62, 0)
"""Size and time of change that no chain has, and to which none grows."""


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
        left = self._walk_to_end()
        if left:
            self._write_without(left)
            self._walk_to_end()
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
        head, withdrawn = Head(), self._withdrawn()
        with contextlib.closing(SegmentReader(self.bodies)) as reader:
            for line in self._lines():
                step = read_step(head, line, reader, withdrawn)
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
            step, line = write_step(head, one, writer)
            steps.append(step)
            lines.append(line)
            head = step.head
        writer.finish()
        _disk.append(self._chain, b"".join(lines))
        _disk.sync_file(self._chain)
        self.head = head
        return steps

    def purge(self) -> None:
        """Writes segments again without the bodies that were withdrawn.

        Raises:
            Unavailable: ``journal-broken``.
            OSError: Then they are still there in part; the next start removes them.
        """
        self._write_without(self._walk_to_end())
        self._walk_to_end()

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

    def _walk_to_end(self) -> dict[int, set[int]]:
        """Finds the end; returns which entries have bodies though they were withdrawn, by segment.

        Raises:
            Unavailable: ``journal-broken``.
        """
        self.head = Head()
        left: dict[int, set[int]] = {}
        for step in self.walk():
            if step.faults:
                raise self.broken(step.number, *step.faults[0])
            if step.is_left and step.entry:
                left.setdefault(step.entry.segment, set()).add(step.number)
            self.head = step.head
        return left

    def _write_without(self, entries: Mapping[int, Collection[int]]) -> None:
        """Writes segments again without the bodies of some entries, each whole or not at all."""
        for segment, numbers in entries.items():
            path = segment_path(self.bodies, segment)
            _disk.write_beside(path, without_entries(path, numbers), durable=True)

    def _withdrawn(self) -> dict[str, int]:
        """For records of which bodies were withdrawn, the number of the entry that withdrew all before it."""
        last: dict[str, int] = {}
        for line in self._lines() if self.exists() else ():
            if _WITHDRAWS in line:
                with contextlib.suppress(ValueError):  # a broken line is told of when it is its turn
                    entry, _ = read_line(line)
                    last[entry.record] = entry.number
        return last

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
