"""The public side of an archive: its open store, and nothing else.

A room is opened on the folder of a store. It reads no `archive.toml`, and knows of no other store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Protocol

from fonds.actions.archive import store_folder
from fonds.actions.config import ARCHIVE_FILE, Settings, read_site_file
from fonds.actions.holding import open_shelf
from fonds.actions.reasons import Reasons, read_public
from fonds.model import NotFound, Refused
from fonds.release import OPEN, Holding, PublicRecord, Summary, public_record
from fonds.search import FacetCount, Index, ResultPage


class Records(Protocol):
    """What a room asks of the open store, live or published: what is in its tables, and nothing of its journal."""

    def get(self, record_id: str) -> Holding:
        """What is held of a record now; `NotFound` for what is not."""

    def recent(self, limit: int) -> tuple[Summary, ...]:
        """The records that came in or changed last."""

    def summaries(self, *, after: str = "", limit: int) -> tuple[Summary, ...]:
        """Records by id."""

    def count(self) -> int:
        """How many records there are."""

    def ids(self) -> Iterator[str]:
        """All ids, in order."""


class OpenShelf(Protocol):
    """The open store and its index, and the folder with what else the public is told."""

    @property
    def folder(self) -> Path:
        """The folder."""

    @property
    def store(self) -> Records:
        """The store."""

    @property
    def index(self) -> Index:
        """Its index."""

    def close(self) -> None:
        """Closes both."""


class Room:
    """What the reading room shows.

    Attributes:
        title: Name of the archive.
        address: Where the public finds it, such as ``https://archive.example``; empty when unknown.
        reasons: Why passages may be kept elsewhere.
    """

    def __init__(self, shelf: OpenShelf, title: str, address: str = "") -> None:
        self._shelf = shelf
        self.title = title
        self.address = address
        self.reasons: Reasons = read_public(shelf.folder)

    def entered(self) -> AbstractContextManager[Room]:
        """The room as it is for the length of one request: the live store is what it is at each moment."""
        return nullcontext(self)

    def record(self, record_id: str) -> PublicRecord:
        """A record as the public sees it.

        Raises:
            NotFound: ``record``, when the open store does not hold it, whatever the reason.
        """
        return public_record(self._shelf.store.get(record_id))

    def search(self, query: str, *, page: int = 1, filters: Mapping[str, Sequence[str]] | None = None) -> ResultPage:
        """A page of ten records.

        Raises:
            Invalid: ``query``, with the position of the fault.
        """
        self._shelf.index.refresh()
        return self._shelf.index.search(query, page=page, filters=filters or {})

    def facets(self) -> Mapping[str, Sequence[FacetCount]]:
        """Facet counts over all records."""
        self._shelf.index.refresh()
        return self._shelf.index.search("", per_page=1).facets

    def recent(self, limit: int) -> tuple[Summary, ...]:
        """The records that came in last, latest first."""
        return self._shelf.store.recent(limit)

    def summaries(self, *, after: str = "", limit: int = 100) -> tuple[Summary, ...]:
        """Records in the order of their ids, behind `after`."""
        return self._shelf.store.summaries(after=after, limit=limit)

    def count(self) -> int:
        """How many records there are."""
        return self._shelf.store.count()

    def ids(self) -> Iterator[str]:
        """All record ids, in order."""
        return self._shelf.store.ids()

    def check_health(self) -> None:
        """Reads from tables and index once.

        Raises:
            Unavailable: when one of them does not answer.
        """
        self.count()
        self.facets()

    def close(self) -> None:
        """Closes store and index."""
        self._shelf.close()


def open_room(folder: Path) -> Room:
    """Opens a reading room.

    Args:
        folder: Folder of the open store.

    Raises:
        NotFound: ``no-store``. Invalid: ``archive-file``. Unavailable: ``journal-broken``.
        Unsupported: ``newer-format``. Refused: ``not-open``, when it is the folder of a closed store.
    """
    site = read_site_file(folder)
    shelf = open_shelf(folder, Settings().lock_wait_seconds)
    if shelf.store.name != OPEN:
        shelf.close()
        raise Refused("only the open store is public", code="not-open")
    return Room(shelf, site.title, site.address)


def open_store_folder(archive: Path) -> Path:
    """Where the open store of an archive lies."""
    return store_folder(archive, OPEN)


def find_open_store(archive: Path | None = None) -> Path:
    """Finds the open store of an archive, by folders alone: `archive.toml`, which names all stores, is not read.

    Whether this fonds can read the store is said by the store's own `store.toml`, when it is opened.

    Args:
        archive: The archive's folder; None for that of the working directory or the nearest folder above it
            that is one.

    Returns:
        The absolute path of the store's folder.

    Raises:
        NotFound: ``no-archive``, or ``no-store`` when an archive has no open store.
    """
    start = (archive or Path.cwd()).resolve()
    places = (start,) if archive else (start, *start.parents)
    found = next((place for place in places if (place / ARCHIVE_FILE).is_file()), None)
    if found is None:
        hint = "Make one with 'fonds init DIR', or name one with '--archive DIR'."
        raise NotFound("there is no archive in this folder", code="no-archive", ref=str(archive or start), hint=hint)
    folder = open_store_folder(found)
    if not folder.is_dir():
        raise NotFound("the archive has no open store", code="no-store", ref=str(folder))
    return folder
