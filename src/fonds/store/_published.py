"""The published tables: of each record what readers are shown of it now, in one file that never changes.

Earlier versions, who added what from which file, and where it lies in the journal are not in it: no page of the
reading room shows them, so no public host needs them. The file is written anew from what is current. It never held
anything else, so no free page and no log beside it does.

Not for: the other files of a generation, and which one is served (`fonds.actions.generations`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.db import connections, transaction

from fonds.model import Unavailable, digest
from fonds.store import _disk
from fonds.store._database import empty_database, opened
from fonds.store._lines import NO_HASH
from fonds.store._records import Records
from fonds.store._rows import dump_line, write_state
from fonds.store._tables import Tables, explained
from fonds.store.models import RecordRow

TABLES_FILE = "tables.db"
_SHOWN = ("id", "reading", "title", "date", "kind", "citation", "version", "added", "changed", "findings", "entry")
_CHUNK = 500


def write_published(tables: Tables, folder: Path) -> str:
    """Writes the published tables of a store.

    Args:
        tables: Those of the store; nobody may write to them meanwhile.
        folder: Where to; it has none yet.

    Returns:
        SHA-256 of what they say, 64 hexadecimal digits: equal for equal content, whenever it was written.

    Raises:
        Unavailable: ``tables-broken``, ``disk-full``, ``no-permission``, ``disk-error``.
    """
    path = folder / TABLES_FILE
    hashed = hashlib.sha256()
    with explained(folder):
        _fill(path, tables, hashed.update)
        _disk.sync_file(path)
    return hashed.hexdigest()


def _fill(path: Path, tables: Tables, tell: Callable[[bytes], None]) -> None:
    _disk.append(path, empty_database())
    with opened(path) as alias:
        _run(alias, "DROP TABLE django_migrations")  # it says when this process first made tables
        _run(alias, "VACUUM")  # while it is empty: making the tables leaves free pages
        for chunk in _chunks(tables):
            with transaction.atomic(using=alias):
                RecordRow.objects.using(alias).bulk_create(chunk)
            for row in chunk:
                tell(_said_by(row) + b"\n")
        write_state(alias, tables.position(), NO_HASH, remains=False)  # there is no chain beside it
        _run(alias, "PRAGMA journal_mode=DELETE")  # a log beside it could not be read from a read-only disk


class PublishedStore(Records):
    """The open store as it was when it was published, for reading alone; any number of threads may.

    Attributes:
        folder: Where it is.
        name: Name of the store.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        super().__init__(Tables(folder, name, fixed=TABLES_FILE))

    def check(self) -> None:
        """Makes sure that the tables are there, and of the form that this fonds reads.

        Raises:
            Unavailable: ``tables-broken``.
        """
        if self._tables.state() is None:
            hint = "Publish anew with this version of fonds."
            raise Unavailable("the published tables can not be read", code="tables-broken", hint=hint)

    def is_readable(self) -> bool:
        """Whether this thread can read: it has the file open, or the file is still there. Costs next to nothing."""
        return self._tables.is_readable()

    def close(self) -> None:
        """Closes the connections of all threads. No thread may be reading."""
        self._tables.close()


def _chunks(tables: Tables) -> Iterator[Sequence[RecordRow]]:
    rows = tables.current(_SHOWN)
    # Whether anybody decided about a record is not said either: its gap may be one of those that are not shown.
    while chunk := [RecordRow(**row, held=True, decided=False) for row in islice(rows, _CHUNK)]:
        yield chunk


def _said_by(row: RecordRow) -> bytes:
    columns = {name: getattr(row, name) for name in _SHOWN}
    return dump_line("record", columns, digest(bytes(row.reading)))


def _run(alias: str, statement: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
