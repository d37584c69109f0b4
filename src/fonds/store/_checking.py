"""Checking a store: every byte of its journal, and every row of its tables against what the journal says.

Not for: opening a store, which reads the journal only when it is not as fonds left it (`fonds.store._stores`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from fonds.model import FondsError, digest
from fonds.release import Fault
from fonds.store._accessions import Accession, accession_from
from fonds.store._database import LINK
from fonds.store._journal import BODIES, Journal
from fonds.store._rows import dump_line, record_columns, version_columns
from fonds.store._steps import CHAIN, Head, Step
from fonds.store._tables import Tables

_Key = tuple[str, str, int]
"""Name of a table, id of a record, number of a version (0 for the record itself)."""


def find_faults(journal: Journal, tables: Tables) -> tuple[Fault, ...]:
    """Reads everything and compares it; the caller holds the lock.

    Returns:
        Faults of the journal, then those of the tables, each in order; empty when all is well.
    """
    expected = _Expected()
    faults = list(_faults_of_journal(journal, expected))
    return (*faults, *_faults_of_tables(tables, expected))


class _Expected:
    """What the tables must hold, computed from the journal: hashes, so that a large archive fits into memory."""

    def __init__(self) -> None:
        self.head = Head()
        self.rows: dict[_Key, bytes] = {}
        self._when_superseded: dict[str, tuple[_Key, bytes]] = {}
        self._added: dict[str, str] = {}

    def take(self, accession: Accession) -> None:
        """Counts in what an accession makes of the tables."""
        record_id, number = accession.entry.record, accession.entry.version
        reading = digest(accession.json)
        if record_id in self._when_superseded:
            key, row = self._when_superseded[record_id]
            self.rows[key] = row
        record = {**record_columns(accession), "added": self.note_added(record_id, accession.entry.at)}
        version, key = version_columns(accession), ("version", record_id, number)
        self.rows["record", record_id, 0] = _hash(dump_line("record", record, reading))
        self.rows[key] = _hash(dump_line("version", version, None))
        self._when_superseded[record_id] = (key, _hash(dump_line("version", version, reading)))

    def note_added(self, record_id: str, at: str) -> str:
        """When the record came in first, of all times that were noted."""
        return self._added.setdefault(record_id, at)


def _faults_of_journal(journal: Journal, expected: _Expected) -> Iterator[Fault]:
    if not journal.exists():
        yield Fault(part="journal", where=CHAIN, what="the file is missing")
        return
    for step in journal.walk():
        yield from (_journal_fault(step, file, what) for file, what in step.faults)
        expected.head = step.head
        if step.is_left:
            yield _journal_fault(step, BODIES, "text that was withdrawn is still there; the next start removes it")
        if step.is_withdrawn and step.entry:
            expected.note_added(step.entry.record, step.entry.at)
        elif not step.faults:
            yield from _taken(step, expected)
    tail = journal.tail_bytes(expected.head)
    if tail:
        what = f"what stands at the end belongs to no entry (bytes: {tail}); the next start cuts it off"
        yield Fault(part="journal", where=CHAIN, what=what)
    state = journal.read_state()
    if state is not None and state.head.number > expected.head.number:
        what = f"the chain ends with entry {expected.head.number}, and went on to {state.head.number} once"
        yield Fault(part="journal", where=CHAIN, what=what)


def _journal_fault(step: Step, file: str, what: str) -> Fault:
    return Fault(part="journal", where=f"{file}, entry {step.number}", what=what)


def _taken(step: Step, expected: _Expected) -> Iterator[Fault]:
    try:
        expected.take(accession_from(step))
    except FondsError as error:
        yield _journal_fault(step, BODIES, error.message)


def _faults_of_tables(tables: Tables, expected: _Expected) -> Iterator[Fault]:
    state = tables.state()
    if state is None:
        yield Fault(part="tables", where=LINK, what="the tables can not be used; the next start makes them anew")
        return
    if state != (expected.head.number, expected.head.hash):
        what = f"the tables go up to entry {state[0]}, the journal to {expected.head.number}, or their hashes differ"
        yield Fault(part="tables", where=LINK, what=what)
    rest = dict(expected.rows)
    try:
        for line in tables.dump():
            yield from _compared(line, rest)
    except FondsError as error:
        yield Fault(part="tables", where=LINK, what=error.message)
        return
    yield from (_row_fault(key, "is missing") for key in rest)


def _compared(line: bytes, rest: dict[_Key, bytes]) -> Iterator[Fault]:
    table, columns = msgspec.json.decode(line, type=tuple[str, dict[str, Any]])
    key = (table, columns["id"], 0) if table == "record" else (table, columns["record_id"], columns["number"])
    wanted = rest.pop(key, None)
    if wanted is None:
        yield _row_fault(key, "is not in the journal")
    elif wanted != _hash(line):
        yield _row_fault(key, "is not what the journal says")


def _row_fault(key: _Key, what: str) -> Fault:
    table, record_id, number = key
    row = f"version {number}" if table == "version" else "the record"
    return Fault(part="tables", where=record_id, what=f"{row} {what}")


def _hash(line: bytes) -> bytes:
    return bytes.fromhex(digest(line))
