"""The one door through which a store is read for people: of a closed one, nothing passes that its log does not hold.

A read is made, what it shows is entered in the log and is on the disk, and only then is it handed out. If the log can
not be written, nothing is. Of the open store everybody may read everything, so nothing of it is entered.

Not for: upkeep, which hands no text to anybody (`fonds.actions.upkeep`); the public's reading (`fonds.actions.room`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TypeVar

from fonds.actions.archive import Archive, find_store_name
from fonds.actions.holding import Shelf
from fonds.model import Actor
from fonds.release import OPEN, Holding, LogEntry, Made, Seen

T = TypeVar("T")

_BATCH = 200
_SALT_BYTES = 16


class Access:
    """A store as one actor reads it for one deed.

    Args:
        archive: The archive.
        store: Name of the store.
        actor: Who reads.
        deed: What for, in a word, for the log.

    Raises:
        NotFound: ``no-store``, the same whether there is none or none that the actor may read.
    """

    def __init__(self, archive: Archive, store: str, *, actor: Actor, deed: str) -> None:
        self._archive = archive
        self._store = find_store_name(archive, store, actor)
        self._actor = actor
        self._deed = deed

    def read(self, make: Callable[[Shelf], T], seen: Callable[[T], Iterable[Seen]], *, query: str | None = None) -> T:
        """Reads, enters what was read, and then hands it out.

        Args:
            make: Reads from the store and its index; what it returns is complete, nothing is read from it later.
            seen: Says what of the store is in it. If that is nothing, and there is no query, nothing is entered.
            query: The words that were searched for, if it is a search.

        Raises:
            Unavailable: ``log-unwritable``, ``log-broken``, ``locked``. NotFound: ``no-key``.
                What `make` raises.
        """
        found = make(self._archive.shelf(self._store))
        shown = tuple(seen(found))
        if shown or query is not None:
            enter(self._archive, self._store, actor=self._actor, deed=self._deed, seen=shown, query=query)
        return found

    def holdings(self) -> Iterator[Holding]:
        """All that the store holds, in the order in which it came in; entered some at a time."""
        after = 0
        while batch := self.read(partial(_changes, after), _seen_in):
            yield from (holding for _, holding in batch)
            after = batch[-1][0]

    def count(self) -> int:
        """How many records the store holds, which is not entered."""
        return self._archive.shelf(self._store).store.count()


def enter(
    archive: Archive,
    store: str,
    *,
    actor: Actor,
    deed: str,
    seen: Iterable[Seen] = (),
    query: str | None = None,
    made: Made | None = None,
) -> int:
    """Enters in a store's log what is about to be handed out. Of the open store nothing is entered.

    Args:
        archive: The archive.
        store: Name of the store that it comes from.
        actor: Who gets it, or who gives it out.
        deed: What for, in a word.
        seen: What of the store it shows; nothing for a deed on the whole store, such as a backup.
        query: The words that were searched for. The log keeps them salted and hashed.
        made: What is made of it for somebody, if anything is.

    Returns:
        Number of the entry; 0 for the open store.

    Raises:
        Unavailable: ``log-unwritable``, ``log-broken``, ``locked``. NotFound: ``no-key``. Nothing may be handed out.
    """
    if store == OPEN:
        return 0
    salt = archive.token(_SALT_BYTES).hex() if query is not None else ""
    entry = LogEntry(
        at=archive.clock(),
        by=actor.name,
        deed=deed,
        seen=tuple(seen),
        query=query_hash(salt, query) if query is not None else "",
        salt=salt,
        made=made,
    )
    return archive.logs.enter(store, entry).number


def query_hash(salt: str, query: str) -> str:
    """What the log keeps of a query: SHA-256 of the salt's digits and the query, in UTF-8."""
    return hashlib.sha256((salt + query).encode("utf-8", "surrogatepass")).hexdigest()


def seen_whole(holding: Holding) -> tuple[Seen]:
    """Says that all was read that a store holds of a record."""
    return (Seen(record=holding.record.id, version=holding.version),)


def _changes(after: int, shelf: Shelf) -> list[tuple[int, Holding]]:
    return list(islice(shelf.store.changes(after), _BATCH))


def _seen_in(batch: Iterable[tuple[int, Holding]]) -> Iterator[Seen]:
    return (seen for _, holding in batch for seen in seen_whole(holding))
