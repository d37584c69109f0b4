"""Segments: the files that hold the bodies of a journal, appended to one after the other.

Bodies stand in the order of their entries, and those of one entry lie in one segment. No position in a segment is
written into the chain, so that a segment can be written again without one of its bodies.

Not for: what a body says (`fonds.store._bodies`), the order of entries (`fonds.store._journal`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from fonds.model.base import Value
from fonds.store import _disk
from fonds.store._bodies import SOURCE, BodyLine, read_body_line, read_body_lines
from fonds.store._entries import Entry

SEGMENT_BYTES = 64 * 2**20
"""A segment that has reached this size gets no further entry."""

_PIECE_BYTES = 4 * 2**20

Place = tuple[int, int]
"""Number of a segment, and an offset into it in bytes."""


def segment_path(folder: Path, number: int) -> Path:
    """Where a segment lies, in the folder ``bodies``."""
    return folder / f"{number:06}.jsonl"


def segment_sizes(folder: Path) -> tuple[tuple[int, int], ...]:
    """Size in bytes and time of change in nanoseconds of each segment, in order."""
    found = []
    for path in sorted(folder.glob("[0-9]*.jsonl")):
        facts = path.stat()
        found.append((facts.st_size, facts.st_mtime_ns))
    return tuple(found)


class SegmentWriter:
    """Appends lines, in few writes, and starts a new segment when one is full.

    Attributes:
        end: Where the next line will begin.
    """

    def __init__(self, folder: Path, end: Place) -> None:
        self._folder = folder
        self._touched: list[int] = []
        self._lines: list[bytes] = []
        self._bytes = 0
        self._made_one = False
        self.end = end

    def next_segment(self) -> int:
        """Number of the segment that takes the next entry."""
        if self.end[1] >= SEGMENT_BYTES:
            self._write()
            self.end = (self.end[0] + 1, 0)
        return self.end[0]

    def add(self, lines: Sequence[bytes]) -> Place:
        """Appends the lines of one entry; returns where the last of them begins."""
        segment, offset = self.end
        size = sum(map(len, lines))
        self._lines += lines
        self._bytes += size
        self.end = (segment, offset + size)
        if self._bytes >= _PIECE_BYTES:
            self._write()
        return segment, offset + size - len(lines[-1])

    def finish(self) -> None:
        """Returns when all lines are on the disk."""
        self._write()
        for segment in self._touched:
            _disk.sync_file(segment_path(self._folder, segment))
        if self._made_one:
            _disk.sync_folder(self._folder)

    def _write(self) -> None:
        if not self._lines:
            return
        segment = self.end[0]
        path = segment_path(self._folder, segment)
        self._made_one = self._made_one or not path.exists()
        _disk.append(path, b"".join(self._lines))
        if segment not in self._touched:
            self._touched.append(segment)
        self._lines, self._bytes = [], 0


class Taken(Value, frozen=True, kw_only=True):
    """The bodies of one entry, as found.

    Attributes:
        bodies: Those that are as they were written, by key, in order.
        source_at: Where the line of the source begins.
        faults: File and what is wrong, for each that is not.
    """

    bodies: dict[str, bytes]
    source_at: Place = (0, 0)
    faults: tuple[tuple[str, str], ...] = ()


class SegmentReader:
    """Reads segments line by line, from the first to the last.

    Attributes:
        end: Where the line behind the last body taken begins.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._ahead = b""
        self.end: Place = (1, 0)

    def take(self, entry: Entry) -> Taken:
        """Reads the bodies of the next entry and checks each.

        Args:
            entry: An entry of the chain; entries must be asked for in their order.
        """
        faults = self._go_to(entry.segment)
        return (None if faults else self._taken_at_once(entry)) or self._taken_one_by_one(entry, faults)

    def _taken_at_once(self, entry: Entry) -> Taken | None:
        """The bodies of an entry when all are as they were written, which is nearly always; else None."""
        if not entry.bodies or not self._peek():
            return None
        lines = [self._peek(), *islice(self._open(), len(entry.bodies) - 1)]
        after = self._open().readline()
        parsed = read_body_lines(lines)
        is_whole = [(line.key, line.hash()) for line in parsed] == list(entry.bodies)
        if not is_whole or any(line.entry != entry.number for line in parsed) or _is_of(after, entry):
            self._open().seek(self.end[1])
            self._ahead = b""
            return None
        last_at = self.end[0], self.end[1] + sum(map(len, lines[:-1]))
        self.end, self._ahead = (last_at[0], last_at[1] + len(lines[-1])), after
        source_at = last_at if parsed[-1].key == SOURCE else (0, 0)
        return Taken(bodies={line.key: bytes(line.body) for line in parsed}, source_at=source_at)

    def _taken_one_by_one(self, entry: Entry, faults: list[tuple[str, str]]) -> Taken:
        wanted = dict(entry.bodies)
        found: dict[str, bytes] = {}
        source_at = (0, 0)
        while (line := self._peek()) and _may_belong(parsed := read_body_line(line), entry, wanted):
            if parsed is not None and parsed.key == SOURCE:
                source_at = self.end
            faults += self._checked(parsed, entry, wanted, found)
            self._pass(line)
        faults += [self._fault(f"the body {key!r} is missing") for key in wanted]
        if list(found) != [key for key, _ in entry.bodies if key in found]:
            faults.append(self._fault("the bodies stand in another order"))
        return Taken(bodies=found, source_at=source_at, faults=tuple(faults))

    def skip(self, entry: Entry) -> bool:
        """Passes over the bodies of the next entry, which were withdrawn; tells whether any is still there."""
        self._go_to(entry.segment)
        is_left = False
        while (line := self._peek()) and (parsed := read_body_line(line)) and parsed.entry == entry.number:
            is_left = True
            self._pass(line)
        return is_left

    def close(self) -> None:
        """Closes the segment that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _checked(
        self, line: BodyLine | None, entry: Entry, wanted: dict[str, str], found: dict[str, bytes]
    ) -> list[tuple[str, str]]:
        """Moves a body from the wanted to the found ones, or says what is wrong with it."""
        if line is None:
            return [self._fault("a line is not a body")]
        expected = wanted.pop(line.key, None)
        if expected is None or line.entry != entry.number:
            return [self._fault("a body stands where it does not belong")]
        if line.hash() != expected:
            return [self._fault(f"the body {line.key!r} does not have the hash that the chain states")]
        found[line.key] = bytes(line.body)
        return []

    def _go_to(self, segment: int) -> list[tuple[str, str]]:
        faults = []
        while self.end[0] < segment:
            if self._peek():
                faults.append(self._fault("lines follow that the chain does not know"))
            self.close()
            self._ahead = b""
            self.end = (self.end[0] + 1, 0)
        if self.end[0] != segment:
            faults.append(self._fault("the entry names a segment before that of the last entry"))
        return faults

    def _peek(self) -> bytes:
        if not self._ahead:
            self._ahead = self._open().readline() if self._exists() else b""
        return self._ahead

    def _pass(self, line: bytes) -> None:
        self.end = (self.end[0], self.end[1] + len(line))
        self._ahead = b""

    def _exists(self) -> bool:
        return self._file is not None or segment_path(self._folder, self.end[0]).exists()

    def _open(self) -> BinaryIO:
        if self._file is None:
            self._file = segment_path(self._folder, self.end[0]).open("rb")
        return self._file

    def _fault(self, what: str) -> tuple[str, str]:
        return f"journal/bodies/{segment_path(self._folder, self.end[0]).name}", what


def without_entries(path: Path, numbers: Collection[int]) -> bytes:
    """What stands in a segment, but for the bodies of some entries."""
    with path.open("rb") as file:
        lines = ((line, read_body_line(line)) for line in file)
        return b"".join(line for line, body in lines if body is None or body.entry not in numbers)


def find_source_line(folder: Path, place: Place, number: int) -> BodyLine | None:
    """Finds the line that holds the source of an entry; None when none does.

    Args:
        folder: The folder of segments.
        place: Where it stood. Since then the segment may have been written again, without what was withdrawn.
        number: Number of the entry.
    """
    try:
        with segment_path(folder, place[0]).open("rb") as file:
            file.seek(place[1])
            line = _source_of(file.readline(), number)
            file.seek(0)
            return line or next(filter(None, (_source_of(each, number) for each in file)), None)
    except FileNotFoundError:
        return None


def _source_of(line: bytes, number: int) -> BodyLine | None:
    if b'"key":"source","salt"' not in line:
        return None
    body = read_body_line(line)
    return body if body is not None and (body.entry, body.key) == (number, SOURCE) else None


def _is_of(line: bytes, entry: Entry) -> bool:
    """Whether a line counts to an entry of which all is there."""
    return bool(line) and _may_belong(read_body_line(line), entry, {})


def _may_belong(line: BodyLine | None, entry: Entry, wanted: dict[str, str]) -> bool:
    """Whether a line counts to the entry: a sound one of its number, or a broken one while some are missing.

    A broken line behind the last wanted body is left alone: at the end of the journal it is what a killed
    writer left, and elsewhere the next entry comes upon it.
    """
    if line is None:
        return bool(wanted)
    return line.entry <= entry.number or line.key in wanted
