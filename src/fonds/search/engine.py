"""The port behind which a search engine stands: index, query, rebuild.

An index belongs to one store and lies in one folder. Every engine answers the same queries with the same records in
the same order; `tests/contract/test_engine.py` runs one suite over all of them.

Results are a function of query and content alone: records of equal rank stand by their id, and nothing in a result
tells time, machine or history.

Not for: which store a reader may search (`fonds.actions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, Self

import msgspec

from fonds.model.base import Value
from fonds.search.documents import Document
from fonds.search.syntax import Query

FACETS = ("year", "kind", "repository", "place", "person", "body", "language")
"""What results are counted by, and what `filters` may name."""

FACET_VALUES = 20
PASSAGES_SHOWN = 3
MAX_RECORDS_SHOWN = 10_000


class Fragment(Value, frozen=True, kw_only=True):
    """A piece of an extract.

    Attributes:
        text: The words as captured; an ellipsis stands where the extract leaves some out.
        is_match: Whether it is what was looked for.
    """

    text: str
    is_match: bool = False


class PassageHit(Value, frozen=True, kw_only=True):
    """A passage to show.

    Attributes:
        slot_id: Id of the slot.
        label: Label to show.
        kind: Kind of the slot.
        fragments: The extract, in order.
    """

    slot_id: str
    label: str
    kind: str
    fragments: tuple[Fragment, ...]


class Hit(Value, frozen=True, kw_only=True):
    """A record that was found.

    Attributes:
        record_id: Its id.
        title: As captured, or None.
        date: EDTF, or None.
        kind: Kind of document, or None.
        citation: Literal of the citation, or None.
        passages: At most three, the best first.
    """

    record_id: str
    title: str | None = None
    date: str | None = None
    kind: str | None = None
    citation: str | None = None
    passages: tuple[PassageHit, ...] = ()


class FacetCount(Value, frozen=True, kw_only=True):
    """How many of the records found have a value.

    Attributes:
        value: The value, as `filters` takes it.
        count: Number of records, exact.
    """

    value: str
    count: int


class ResultPage(Value, frozen=True, kw_only=True):
    """One page of results.

    Attributes:
        query: The query as written.
        total: Number of records found, exact.
        page: Number of this page, from 1.
        per_page: Records on a full page.
        hits: Best first; records of equal rank by id.
        facets: For each facet its commonest values, at most 20, by falling count, then by value.
    """

    query: str
    total: int
    page: int
    per_page: int
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = msgspec.field(default_factory=dict)


class Index(Protocol):
    """An open index of one store."""

    def position(self) -> int | None:
        """Number of the last journal entry that the index is known to hold; None when nothing was committed.

        What a crash left behind an entry is re-indexed from there; doing so again changes nothing.
        """

    def count(self) -> int:
        """Number of records in the index."""

    def replace(self, documents: Iterable[Document]) -> None:
        """Puts documents in, each in place of the one with its record id. Visible after `commit`.

        Raises:
            Conflict: ``index-locked``, when another process writes.
            Invalid: ``record-id``, for an id that is not 1 to 12 characters of a-z and 0-9.
            Unavailable: ``index-broken``.
        """

    def remove(self, record_ids: Iterable[str]) -> None:
        """Takes records out; ids that are not there are passed over. Raises as `replace`."""

    def commit(self, position: int) -> None:
        """Makes everything since the last commit visible and lasting, as of that journal entry.

        Args:
            position: Number of the last journal entry that the index now holds.

        Raises:
            Unavailable: ``index-broken``.
        """

    def search(
        self,
        query: str | Query,
        *,
        page: int = 1,
        per_page: int = 10,
        filters: Mapping[str, Sequence[str]] = {},
        facets: Sequence[str] = FACETS,
    ) -> ResultPage:
        """Answers a query with one page of results.

        Args:
            query: As written, or as `fonds.search.parse` read it.
            page: From 1; pages behind the last are empty.
            per_page: 1 to 100.
            filters: For each facet the values of which a record must have one.
            facets: What to count by.

        Raises:
            Invalid: ``query`` with a position; ``page``, for a page out of bounds; ``facet``, for a facet or a
                year that does not exist.
            Unavailable: ``index-broken``.
        """

    def refresh(self) -> None:
        """Sees what other processes committed; cheap when there is nothing new."""

    def verify(self) -> tuple[str, ...]:
        """Reads the whole index and names the files that are not as they were written; empty when all are."""

    def close(self) -> None:
        """Ends writing. What was not committed is gone."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class Engine(Protocol):
    """Makes and opens indexes. Rebuilding is making anew and putting everything in."""

    def create_index(self, folder: Path) -> None:
        """Makes an empty index in a folder, in place of whatever lies there."""

    def rebuild_index(self, folder: Path, documents: Iterable[Document], position: int) -> None:
        """Makes an index of just these documents beside the folder and puts it in its place.

        Readers that have the old one open go on reading it until they refresh.
        """

    def open_index(self, folder: Path, *, write: bool = False) -> Index:
        """Opens an index.

        Args:
            folder: Where it lies.
            write: Whether documents will be put in; at most one process may. What a killed process left of making
                the index anew, in folders named as this one with an ending, is removed.

        Raises:
            Unavailable: ``index-broken``, when it is absent, damaged or of another version: it can be rebuilt.
            Conflict: ``index-locked``, when another process writes.
        """
