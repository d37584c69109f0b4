"""A shelf: one store and its index, kept in step.

The store's journal is the truth. The index says up to which journal number it was committed; what the store
has beyond that is indexed when the shelf is opened, and a broken index is made anew from the store.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from fonds.model import FondsError, Reading, Unavailable
from fonds.release import Holding
from fonds.search import Index, build_document, create_index, open_index, rebuild_index
from fonds.store import Store, create_store, open_store

INDEX_FOLDER = "index"
_BATCH = 1000

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is in all."""


def no_progress(done: int, total: int) -> None:
    """Shows nothing."""


class Shelf:
    """One store and its index.

    Attributes:
        store: The store.
        index: Its index, for reading.
    """

    def __init__(self, folder: Path, lock_wait_seconds: float) -> None:
        self.folder = folder
        self.lock_wait_seconds = lock_wait_seconds
        self.store: Store = open_store(folder)
        self.index: Index = self._open_index()

    @property
    def has_remnants(self) -> bool:
        """Whether a killed process left an old index, or half of a new one, beside the index."""
        return any(self.folder.glob(f"{INDEX_FOLDER}.*"))

    @property
    def is_behind(self) -> bool:
        """Whether the store holds what the index does not."""
        return self.index.position() != self.store.position()

    @contextlib.contextmanager
    def writing(self, deed: str, wait_seconds: float | None = None) -> Iterator[Index]:
        """Holds the store's lock and gives its index for writing.

        Args:
            deed: What for, as shown to others who wait.
            wait_seconds: How long to wait for another writer; None for the archive's setting.

        Raises:
            Unavailable: ``locked``, when another writer does not finish in time; the message names it.
        """
        wait = self.lock_wait_seconds if wait_seconds is None else wait_seconds
        with self.store.write_lock(deed, wait):
            self.store.heal()
            with contextlib.closing(self._open_index(write=True)) as index:
                catch_up(self.store, index)
                yield index
        self.index.refresh()

    @contextlib.contextmanager
    def renewed(self, deed: str, progress: Progress = no_progress) -> Iterator[None]:
        """Holds the store's lock; at the end, what was withdrawn goes from the files of tables and index.

        Raises:
            Unavailable: ``locked``, ``disk-full``: then it is due at the next start.
        """
        with self.store.write_lock(deed, self.lock_wait_seconds):
            try:
                yield
            except FondsError:
                with contextlib.suppress(FondsError):  # the first error is the one to tell
                    self._renew(progress)
                raise
            self._renew(progress)

    def _renew(self, progress: Progress) -> None:
        self.store.renew(progress)
        if self.store.last_withdrawal() > (self.index_position() or 0):
            remake_index(self.store, self.folder / INDEX_FOLDER, progress)
        self.index.refresh()

    def index_position(self) -> int | None:
        """Up to which journal number the index goes, as its files say now."""
        self.index.refresh()
        return self.index.position()

    def close(self) -> None:
        """Closes store and index."""
        self.index.close()
        self.store.close()

    def _open_index(self, *, write: bool = False) -> Index:
        """Opens the index; one that is broken is made anew, which is a deed of a writer."""
        path = self.folder / INDEX_FOLDER
        index = _open_if_sound(path, self.store, write=write)
        if index is not None:
            return index
        with self.store.write_lock("mend the index", self.lock_wait_seconds):
            index = _open_if_sound(path, self.store, write=write)  # another process may have mended it meanwhile
            if index is None:
                remake_index(self.store, path)
                index = open_index(path, write=write)
        return index


def _open_if_sound(path: Path, store: Store, *, write: bool) -> Index | None:
    """The index, unless it is broken, ahead of its store, or older than a withdrawal.

    It is ahead of a store that was restored from an older backup; what was withdrawn may still stand in its files.
    """
    try:
        index = open_index(path, write=write)
    except Unavailable as error:
        if error.code != "index-broken":
            raise
        return None
    if store.last_withdrawal() <= (index.position() or 0) <= store.position():
        return index
    index.close()
    return None


class Indexable(Protocol):
    """What an index is made from: a store, or a published one."""

    def position(self) -> int:
        """Number of the last journal entry that it holds."""

    def count(self) -> int:
        """How many records it holds."""

    def changes(self, after: int) -> Iterator[tuple[int, Holding]]:
        """Its records behind an entry, with the number of their last one, in the order of those numbers."""


def create_shelf(folder: Path, name: str) -> None:
    """Makes an empty store with an empty index."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    create_store(folder, name)
    create_index(folder / INDEX_FOLDER)


def open_shelf(folder: Path, lock_wait_seconds: float) -> Shelf:
    """Opens a store and its index, and does for its index what a killed process left undone."""
    shelf = Shelf(folder, lock_wait_seconds)
    if shelf.is_behind or shelf.has_remnants:
        _heal_index(shelf)
    return shelf


def catch_up(store: Store, index: Index) -> None:
    """Indexes what the store has and the index has not."""
    position, known = store.position(), index.position()
    if known == position:
        return
    changes = store.changes(known or 0)
    while batch := list(islice(changes, _BATCH)):
        index_readings(index, [holding.reading for _, holding in batch])
    index.commit(position)


def index_readings(index: Index, readings: Sequence[Reading]) -> None:
    """Hands to an index what a store holds of records now; those of which it holds nothing any more leave it."""
    held = [reading for reading in readings if reading.record.holds_any]
    index.replace(build_document(reading) for reading in held)
    index.remove({reading.record.id for reading in readings} - {reading.record.id for reading in held})


def remake_index(store: Indexable, path: Path, progress: Progress = no_progress) -> None:
    """Makes the index anew from the store, beside the old one, and swaps them."""
    position, total = store.position(), store.count()
    rebuild_index(path, (build_document(holding.reading) for holding in _counted(store, total, progress)), position)


def _counted(store: Indexable, total: int, progress: Progress) -> Iterator[Holding]:
    held = (holding for _, holding in store.changes(0) if holding.record.holds_any)
    for done, holding in enumerate(held, start=1):
        yield holding
        if done % _BATCH == 0:
            progress(done, total)
    progress(total, total)


def _heal_index(shelf: Shelf) -> None:
    """Indexes what is missing and removes remnants, unless a writer is at work: it will do so."""
    try:
        with shelf.writing("heal the index", wait_seconds=0):
            pass
    except Unavailable as error:
        if error.code != "locked":
            raise
