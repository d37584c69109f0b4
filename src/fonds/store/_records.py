"""What is read of a store, live or published, from its tables alone.

Not for: what needs the journal or the lock (`fonds.store._stores`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fonds.release import Holding, Summary

if TYPE_CHECKING:
    from fonds.store._tables import Tables


class Records:
    """The records of a store as they are now; any number of threads may read."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, record_id: str) -> Holding:
        """What the store holds of a record now.

        Raises:
            NotFound: ``record``.
        """
        return self._tables.get(record_id)

    def summaries(self, *, after: str = "", limit: int) -> tuple[Summary, ...]:
        """At most `limit` records in the order of their ids, behind the id `after`."""
        return self._tables.summaries(after, limit)

    def recent(self, limit: int) -> tuple[Summary, ...]:
        """At most `limit` records, those first that came in or changed last."""
        return self._tables.recent(limit)

    def count(self) -> int:
        """How many records the store holds."""
        return self._tables.count()

    def ids(self) -> Iterator[str]:
        """All record ids, in order."""
        return self._tables.ids()

    def changes(self, after: int) -> Iterator[tuple[int, Holding]]:
        """What the store holds of each record whose last entry comes behind entry `after`, be it nothing any more.

        Yields:
            Number of the record's last entry, and the holding, in the order of those numbers.
        """
        return self._tables.all_changes(after)

    def position(self) -> int:
        """Number of the last journal entry that the tables hold; 0 for an empty store."""
        return self._tables.position()
