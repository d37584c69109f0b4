"""Journal and tables kept in step: adding to both, healing the second from the first.

The caller holds the store's lock, but for `Keeping.is_well`.

Not for: the lock, and what people ask of a store (`fonds.store._stores`).
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from fonds.model import Unavailable, digest
from fonds.release import Deposit, Fault
from fonds.store._accessions import Accession, accession_from
from fonds.store._bodies import bodies_of, source_from
from fonds.store._checking import find_faults
from fonds.store._journal import BODIES, Journal
from fonds.store._segments import Place, find_source_line
from fonds.store._steps import Head, Pending, Step
from fonds.store._tables import Tables

_CHUNK = 200

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is in all."""


def no_progress(done: int, total: int) -> None:
    """Shows nothing."""


class Keeping:
    """Journal and tables of one store.

    Attributes:
        journal: The truth.
        tables: What is computed from it.
    """

    def __init__(self, folder: Path, store: str) -> None:
        self.journal = Journal(folder)
        self.tables = Tables(folder, store)

    def create(self) -> None:
        """Makes both, empty."""
        self.journal.create()
        self.tables.make_anew(iter(()))

    def add(self, deposits: Sequence[Deposit], actor: str, now: str) -> tuple[str, ...]:
        """Adds deposits to the journal, then to the tables; takes them back if either fails.

        What they withdraw is no longer given out from now on, and is gone from the journal; from the files of the
        tables it goes with `renew`.
        """
        self.heal()
        pending = self._pending(deposits, actor, now)
        before = self.journal.head
        try:
            steps = self.journal.append(pending)
            self.tables.apply([accession_from(step) for step in steps])
        except BaseException:
            self._take_back(before)
            raise
        if any(one.withdraws for one in pending):
            self.journal.purge()
        self.journal.note_state()
        return tuple(one.record for one in pending)

    def renew(self, progress: Progress = no_progress) -> None:
        """Makes the tables anew if what was withdrawn may still stand in their file."""
        if self.tables.may_hold_withdrawn():
            self._make_tables_anew(progress)

    def is_well(self, *, while_written: bool = False) -> bool:
        """Whether both are as fonds left them.

        Args:
            while_written: Forgive what a writer at work has appended since.
        """
        state, tables = self.journal.read_state(), self.tables.state()
        if state is None or tables is None:
            return False
        if while_written:
            return self.journal.has_only_grown(state)
        is_same = self.journal.is_as(state) and tables == (state.head.number, state.head.hash)
        return is_same and not self.tables.may_hold_withdrawn() and not self.tables.has_others()

    def heal(self) -> None:
        """Cuts off what a killed writer left in the journal, and gives the tables what they lack."""
        tables = self.tables.state()
        self._mend_journal(acknowledged=tables[0] if tables else 0)
        self.tables.remove_others()
        head = self.journal.head
        if tables is None:
            self._make_tables_anew()
        elif tables[0] > head.number:
            raise self.journal.lacks(head.number + 1, "the tables hold the entry, and the chain lacks it")
        elif tables != (head.number, head.hash):
            self._catch_up(*tables)
        self.renew()

    def rebuild(self, progress: Progress = no_progress) -> None:
        """Makes the tables anew, whatever they hold."""
        self._mend_journal(acknowledged=0)
        self._make_tables_anew(progress)

    def find_faults(self) -> tuple[Fault, ...]:
        """Checks both."""
        return find_faults(self.journal, self.tables)

    def read_source(self, place: Place, number: int, sha256: str) -> bytes:
        """Reads the source that an entry brought in from the journal."""
        line = find_source_line(self.journal.bodies, place, number)
        source = source_from(bytes(line.body)) if line else b""
        if line is None or digest(source) != sha256:
            raise self.journal.broken(number, BODIES, "the source is not what was captured")
        return source

    def close(self) -> None:
        """Closes the connections to the tables."""
        self.tables.close()

    def _pending(self, deposits: Sequence[Deposit], actor: str, now: str) -> list[Pending]:
        versions = self.tables.versions_of([deposit.reading.record.id for deposit in deposits])
        pending = []
        for deposit in deposits:
            record_id = deposit.reading.record.id
            versions[record_id] = versions.get(record_id, 0) + 1
            bodies = bodies_of(deposit)
            one = Pending(
                at=now,
                by=actor,
                record=record_id,
                version=versions[record_id],
                bodies=bodies,
                type=deposit.type,
                withdraws=deposit.withdraws,
            )
            pending.append(one)
        return pending

    def _mend_journal(self, acknowledged: int) -> None:
        """Reads the whole journal if it is not as fonds left it."""
        state = self.journal.read_state()
        if state is None or not self.journal.is_as(state):
            self.journal.mend(acknowledged)

    def _take_back(self, before: Head) -> None:
        """Takes entries back that nobody was told of, unless the tables hold them.

        If the disk fails even here, the entries are whole in the journal or cut off at the next start.
        """
        with contextlib.suppress(OSError, Unavailable):
            if self.tables.state() == (before.number, before.hash):
                self.journal.take_back(before)

    def _catch_up(self, number: int, own_hash: str) -> None:
        """Gives the tables the entries behind `number`; tables of another journal are made anew."""
        steps = self.journal.walk()
        last = next((step for step in steps if step.number == number), None) if number else None
        if number and (last is None or last.hash != own_hash):
            self._make_tables_anew()
            return
        for batch in _batches(self._sound(steps)):
            self.tables.apply(batch)

    def _make_tables_anew(self, progress: Progress = no_progress) -> None:
        total, done = self.journal.head.number, itertools.count(0, _CHUNK)
        batches = _batches(self._sound(self.journal.walk()))
        self.tables.make_anew(_told(batches, lambda: progress(min(next(done), total), total)))
        progress(total, total)

    def _sound(self, steps: Iterator[Step]) -> Iterator[Accession]:
        first_came: dict[str, str] = {}
        for step in steps:
            if step.faults or step.entry is None:
                raise self.journal.broken(step.number, *step.faults[0])
            if step.is_withdrawn:
                first_came.setdefault(step.entry.record, step.entry.at)
            else:
                yield accession_from(step, first_came.get(step.entry.record, ""))


def _batches(accessions: Iterator[Accession]) -> Iterator[list[Accession]]:
    while batch := list(itertools.islice(accessions, _CHUNK)):
        yield batch


def _told(batches: Iterator[list[Accession]], tell: Callable[[], None]) -> Iterator[list[Accession]]:
    for batch in batches:
        tell()
        yield batch
