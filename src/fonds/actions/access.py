"""The one door through which a store is read for people: of a closed one, nothing passes that its log does not hold.

A read is made, what it shows is entered in the log and is on the disk, and only then is it handed out. If the log can
not be written, nothing is. Of the open store everybody may read everything, so nothing of it is entered.

Not for: upkeep, which hands no text to anybody (`fonds.actions.upkeep`); the public's reading (`fonds.actions.room`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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

    Attributes:
        store: Name of the store.

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
        self.store = find_store_name(archive, store, actor)
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
        found = make(self.shelf())
        self.enter(tuple(seen(found)), query)
        return found

    def holdings(self) -> Iterator[Holding]:
        """All that the store holds, in the order in which it came in; entered some at a time."""
        after = 0
        while batch := self.read(partial(_changes, after), _seen_in):
            yield from (holding for _, holding in batch)
            after = batch[-1][0]

    def count(self) -> int:
        """How many records the store holds, which is not entered."""
        return self.shelf().store.count()

    def shelf(self) -> Shelf:
        """The store and its index, for `read_joined`."""
        return self._archive.shelf(self.store)

    def enter(self, shown: Sequence[Seen], query: str | None) -> None:
        """Enters what is about to be handed out; if that is nothing, and there is no query, nothing is entered."""
        if shown or query is not None:
            enter(self._archive, self.store, actor=self._actor, deed=self._deed, seen=shown, query=query)


def accesses_to(archive: Archive, stores: Iterable[str], *, actor: Actor, deed: str) -> list[Access]:
    """The open store and others, each once, as one actor reads them together for one deed.

    Raises:
        NotFound: ``no-store``.
    """
    return [Access(archive, name, actor=actor, deed=deed) for name in dict.fromkeys((OPEN, *stores))]


def read_joined(
    accesses: Sequence[Access],
    make: Callable[[Mapping[str, Shelf]], T],
    seen: Callable[[T, str], Iterable[Seen]],
    *,
    query: str | None = None,
) -> T:
    """Reads from several stores, enters in the log of each what was read of it, and then hands it out.

    Args:
        accesses: To the stores.
        make: Reads from the stores, given by their names; what it returns is complete.
        seen: Says what of a store, by its name, is in it.
        query: The words that were searched for, if it is a search.

    Raises:
        As `Access.read`; what one log can not take in is handed out of no store.
    """
    found = make({access.store: access.shelf() for access in accesses})
    for access in accesses:
        access.enter(tuple(seen(found, access.store)), query)
    return found


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


def seen_part(holding: Holding, slots: Collection[str]) -> tuple[Seen, ...]:
    """Says that those of some slots were read that a store holds, by the labels that the store has for them."""
    labels = tuple(passage.label for passage in holding.record.passages() if passage.id in slots)
    return (Seen(record=holding.record.id, version=holding.version, labels=labels),) if labels else ()


def _changes(after: int, shelf: Shelf) -> list[tuple[int, Holding]]:
    return list(islice(shelf.store.changes(after), _BATCH))


def _seen_in(batch: Iterable[tuple[int, Holding]]) -> Iterator[Seen]:
    return (seen for _, holding in batch for seen in seen_whole(holding))
