"""What the tables of a store hold: written from entries of the journal, read as the plain values of `fonds.release`.

Not for: the journal (`fonds.store._journal`), the file behind the tables (`fonds.store._database`).
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InterfaceError, connections, transaction
from django.db.models import QuerySet

from fonds.model import Decision, NotFound, Reading, Unavailable, from_bytes
from fonds.release import Holding, Split, Summary, VersionFacts
from fonds.store import _disk
from fonds.store._accessions import Accession
from fonds.store._database import SCHEMA, Database, opened
from fonds.store._lines import NO_HASH
from fonds.store._rows import dump_rows, write_rows, write_state
from fonds.store._segments import Place
from fonds.store.models import RecordRow, StateRow, VersionRow

_CHUNK = 500
_CHANGES = 200
_HOLDING = ("reading", "version", "added", "changed", "origin", "split", "decided")
# Asked for each source that is added and for each page; to have Django write them anew costs more than to answer.
_FIND = f"SELECT {', '.join(_HOLDING)} FROM record WHERE id = %s AND held"  # noqa: S608 (names of columns)
_BY_SOURCE = "SELECT record_id FROM version WHERE source_sha256 = %s ORDER BY entry DESC LIMIT 1"
_CURRENT_BY_SOURCE = (
    "SELECT record_id FROM version WHERE source_sha256 = %s AND reading IS NULL ORDER BY entry DESC LIMIT 1"
)
_BY_ORIGIN = "SELECT record_id FROM version WHERE origin_key = %s GROUP BY record_id ORDER BY MAX(entry) DESC"
_LAST_SOURCE = "SELECT source_sha256 FROM version WHERE origin_key = %s ORDER BY entry DESC LIMIT 1"
_BY_SITE_ID = "SELECT id FROM record WHERE site_id = %s ORDER BY id"
_SUMMARY = ("id", "title", "date", "kind", "citation", "version", "changed", "findings")


class Tables:
    """The tables of one store.

    Args:
        folder: Folder of the store.
        store: Its name.
        fixed: For published tables, the name of their file.
    """

    def __init__(self, folder: Path, store: str, fixed: str | None = None) -> None:
        self._folder = folder
        self._store = store
        self._database = Database(folder, fixed)

    def state(self) -> tuple[int, str] | None:
        """Number and hash of the last entry that the tables hold; None when they can not be used."""
        row = self._state_row()
        return (row.number, row.hash) if row else None

    def may_hold_withdrawn(self) -> bool:
        """Whether what was withdrawn may still stand in the file; then the tables are made anew."""
        row = self._state_row()
        return row is not None and row.remains

    def has_others(self) -> bool:
        """Whether database files lie there that are not in use."""
        return self._database.has_others()

    def _state_row(self) -> StateRow | None:
        if not self._database.exists():
            return None
        try:
            return StateRow.objects.using(self._database.alias()).filter(schema=SCHEMA).first()
        except (DatabaseError, InterfaceError):
            return None

    def apply(self, accessions: Sequence[Accession]) -> None:
        """Writes what was added to the journal, in one transaction.

        Raises:
            Unavailable: ``disk-full``, ``tables-broken``; then nothing was written.
        """
        with self._explained():
            alias = self._database.alias()
            remains = self.may_hold_withdrawn() or any(one.entry.withdraws for one in accessions)
            with transaction.atomic(using=alias):
                write_rows(alias, accessions, remains=remains)

    def make_anew(self, batches: Iterator[Sequence[Accession]]) -> None:
        """Makes the tables anew beside the old ones, and swaps them.

        Args:
            batches: Everything the journal holds, in order.
        """
        with self._explained():
            path = self._database.make_beside()
            with opened(path) as alias:
                write_state(alias, 0, NO_HASH, remains=False)
                for batch in batches:
                    with transaction.atomic(using=alias):
                        write_rows(alias, batch, remains=False)
            self._database.swap_in(path)

    def position(self) -> int:
        """Number of the last entry that the tables hold."""
        with self._explained():
            number: int = StateRow.objects.using(self._database.alias()).values_list("number", flat=True).get(id=1)
            return number

    def last_withdrawal(self) -> int:
        """Number of the last entry that withdrew anything; 0 when none did."""
        with self._explained():
            last = self._versions().filter(withdraws=True).order_by("-entry").values_list("entry", flat=True).first()
            return last or 0

    def is_known(self, record_id: str) -> bool:
        """Whether the store holds or once held the record."""
        with self._explained():
            return self._all_records().filter(id=record_id).exists()

    def versions_of(self, record_ids: Sequence[str]) -> dict[str, int]:
        """Number of the current version of those records that the tables hold."""
        found: dict[str, int] = {}
        with self._explained():
            for start in range(0, len(record_ids), _CHUNK):
                chunk = record_ids[start : start + _CHUNK]
                found.update(self._all_records().filter(id__in=chunk).values_list("id", "version"))
        return found

    def find(self, record_id: str) -> Holding | None:
        """What is held of a record now."""
        with self._explained(), connections[self._database.alias()].cursor() as cursor:
            cursor.execute(_FIND, [record_id])
            row = cursor.fetchone()
        return self._holding(*row) if row else None

    def get(self, record_id: str) -> Holding:
        """What is held of a record now.

        Raises:
            NotFound: ``record``.
        """
        holding = self.find(record_id)
        if holding is None:
            raise NotFound("there is no such record", code="record", ref=record_id[:40])
        return holding

    def find_version(self, record_id: str, number: int) -> Holding | None:
        """What was held of a record in one version."""
        columns = ("reading", "number", "record__added", "at", "origin", "record__reading")
        with self._explained():
            rows = self._versions().filter(record_id=record_id, number=number, record__held=True)
            row = rows.values_list(*columns).first()
            if row is None:
                return None
            earlier, version, added, at, origin, current = row
            return self._holding(zlib.decompress(earlier) if earlier else current, version, added, at, origin)

    def versions(self, record_id: str) -> tuple[VersionFacts, ...]:
        """All versions of a record, in order."""
        columns = ("number", "at", "by", "origin", "source_sha256", "origin_key", "type", "decision")
        with self._explained():
            rows = self._versions().filter(record_id=record_id).order_by("number").values(*columns)
            return tuple(_facts(row) for row in rows)

    def source_place(self, record_id: str, number: int) -> tuple[Place, int, str] | None:
        """Where in the journal the source of a version lies, the number of its entry, and the source's hash."""
        with self._explained():
            columns = ("segment", "offset", "entry", "source_sha256")
            row = self._versions().filter(record_id=record_id, number=number).values_list(*columns).first()
            return ((row[0], row[1]), row[2], row[3]) if row and row[0] else None

    def find_by_source(self, sha256: str) -> str | None:
        """The record that has, or in an earlier version had, a source."""
        return next(iter(self._column(_BY_SOURCE, sha256)), None)

    def find_current_by_source(self, sha256: str) -> str | None:
        """The record that has a source now."""
        return next(iter(self._column(_CURRENT_BY_SOURCE, sha256)), None)

    def find_by_origin(self, origin_key: str) -> tuple[str, ...]:
        """The records whose source came from a place, the latest first."""
        return self._column(_BY_ORIGIN, origin_key)

    def find_last_source(self, origin_key: str) -> str | None:
        """Hash of what came last from a place."""
        return next(iter(self._column(_LAST_SOURCE, origin_key)), None)

    def find_by_site_id(self, site_id: str) -> tuple[str, ...]:
        """The records to which a site gave an id, by record id."""
        return self._column(_BY_SITE_ID, site_id)

    def find_by_citation(self, citation: str, limit: int) -> tuple[str, ...]:
        """At most `limit` records that are cited in these words, by record id."""
        with self._explained():
            rows = self._records().filter(citation=citation).order_by("id").values_list("id", flat=True)
            return tuple(rows[:limit])

    def summaries(self, after: str, limit: int) -> tuple[Summary, ...]:
        """Records by id."""
        with self._explained():
            rows = self._records().filter(id__gt=after).order_by("id").values(*_SUMMARY)[:limit]
            return tuple(Summary(**row) for row in rows)

    def recent(self, limit: int) -> tuple[Summary, ...]:
        """The records that came in or changed last, latest first."""
        with self._explained():
            rows = self._records().order_by("-entry").values(*_SUMMARY)[:limit]
            return tuple(Summary(**row) for row in rows)

    def count(self) -> int:
        """How many records there are."""
        with self._explained():
            return self._records().count()

    def ids(self) -> Iterator[str]:
        """All record ids, in order."""
        last = ""
        while chunk := self._ids_after(last):
            yield from chunk
            last = chunk[-1]

    def changes(self, after: int, limit: int) -> list[tuple[int, Holding]]:
        """Records whose last entry is behind `after`, in the order of those entries; also those that hold nothing."""
        with self._explained():
            rows = self._all_records().filter(entry__gt=after).order_by("entry").values_list("entry", *_HOLDING)
            return [(entry, self._holding(*rest)) for entry, *rest in rows[:limit]]

    def all_changes(self, after: int) -> Iterator[tuple[int, Holding]]:
        """All records whose last entry is behind `after`, in the order of those entries."""
        while chunk := self.changes(after, _CHANGES):
            yield from chunk
            after = chunk[-1][0]

    def dump(self) -> Iterator[bytes]:
        """All rows as canonical JSON, one after the other, in an order of their own."""
        with self._explained():
            yield from dump_rows(self._database.alias())

    def current(self, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Columns of all records that are held now, by id."""
        with self._explained():
            yield from self._records().order_by("id").values(*columns).iterator(_CHUNK)

    def is_readable(self) -> bool:
        """Whether this thread has the file open, or can open it."""
        try:
            self._database.alias()
        except DatabaseError:
            return False
        return True

    def remove_others(self) -> None:
        """Removes database files that are not in use."""
        self._database.remove_others()

    def close(self) -> None:
        """Closes the connections of all threads."""
        self._database.close()

    def _records(self) -> QuerySet[RecordRow]:
        return self._all_records().filter(held=True)

    def _all_records(self) -> QuerySet[RecordRow]:
        return RecordRow.objects.using(self._database.alias())

    def _versions(self) -> QuerySet[VersionRow]:
        return VersionRow.objects.using(self._database.alias())

    def _ids_after(self, last: str) -> list[str]:
        with self._explained():
            return list(self._records().filter(id__gt=last).order_by("id").values_list("id", flat=True)[:_CHUNK])

    def _column(self, query: str, value: str) -> tuple[str, ...]:
        with self._explained(), connections[self._database.alias()].cursor() as cursor:
            cursor.execute(query, [value])
            return tuple(str(row[0]) for row in cursor.fetchall())

    def _holding(
        self,
        reading: Any,
        version: int,
        added: str,
        changed: str,
        origin: str,
        split: Any = None,
        decided: bool = False,
    ) -> Holding:
        return Holding(
            reading=from_bytes(bytes(reading), Reading),
            store=self._store,
            version=version,
            added=added,
            changed=changed,
            origin=origin,
            split=from_bytes(bytes(split), Split) if split is not None else None,
            decided=decided,
        )

    def _explained(self) -> contextlib.AbstractContextManager[None]:
        return explained(self._folder)


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turns errors of the database and the disk into errors for people; `folder` is that of the store.

    Raises:
        Unavailable: ``disk-full``, ``no-permission``, ``disk-error``, ``tables-broken``.
    """
    try:
        with _disk.explained(folder):
            yield
    except (DatabaseError, InterfaceError) as error:
        raise _explain(error, folder) from error


def _facts(row: dict[str, Any]) -> VersionFacts:
    decision = from_bytes(row["decision"].encode(), Decision) if row["decision"] else None
    return VersionFacts(**{**row, "decision": decision})


def _explain(error: Exception, folder: Path) -> Unavailable:
    if "full" in str(error):
        return _disk.disk_full(folder)
    hint = "`fonds rebuild` makes them anew from the journal."
    return Unavailable("the tables can not be used", code="tables-broken", ref=str(folder), hint=hint)
