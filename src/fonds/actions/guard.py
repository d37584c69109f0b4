"""The guard: the only code that decides what is written to the open store.

It is short on purpose, and takes no shortcuts: everything that reaches the public passes here. The deeds of
releasing and reclosing come with split records.

Not for: whether a source is news to its store (`fonds.actions.adding`).
"""

from __future__ import annotations

from collections.abc import Sequence

from fonds.actions.archive import Archive, find_store_name
from fonds.actions.holding import Shelf
from fonds.actions.likeness import is_same_page
from fonds.model import Actor, FondsError, Invalid, Refused, digest
from fonds.model.base import Value
from fonds.release import OPEN, Deposit
from fonds.search import Index, build_document
from fonds.store import Store


class Ruling(Value, frozen=True, kw_only=True):
    """What the guard says to one deposit.

    Attributes:
        refusal: Why it was not kept; None when it was.
        warning: What the person should know of one that was kept; mostly empty.
    """

    refusal: FondsError | None = None
    warning: str = ""


_KEPT = Ruling()
_OPEN_ALREADY = Ruling(warning="the open store has this page already: everybody may read it there")


def store_for_addition(archive: Archive, wanted: str | None, actor: Actor) -> str:
    """Says into which store an addition goes.

    The open store is the default only while the archive has no other: as soon as something may be closed,
    a person says where each addition goes.

    Args:
        archive: The archive.
        wanted: Name of the store that was asked for, or None.
        actor: Who adds.

    Raises:
        Invalid: ``store-not-said``, when the archive has several stores and none was asked for.
        NotFound: ``no-store``, when there is no such store for the actor.
    """
    if wanted is None and len(archive.store_names) > 1:
        hint = f"Say which: --store {' or --store '.join(archive.stores_of(actor))}."
        raise Invalid("the archive has several stores", code="store-not-said", hint=hint)
    return find_store_name(archive, wanted or OPEN, actor)


class Guard:
    """Admits deposits to one store, and looks at the stores on the other side first.

    What lies in a closed store that the actor may read does not come into the open one by being added again; what
    lies in the open one may be added to a closed one, with a warning. A closed store that the actor may not read is
    not looked at: the answer would tell what it holds.
    """

    def __init__(self, archive: Archive, store: str, actor: Actor) -> None:
        self._shelf: Shelf = archive.shelf(store)
        self._actor = actor
        self._is_open = store == OPEN
        closed = [name for name in archive.stores_of(actor) if name != OPEN]
        self._others = [archive.shelf(name).store for name in (closed if self._is_open else [OPEN])]

    def admit(self, index: Index, deposits: Sequence[Deposit], now: str) -> list[Ruling]:
        """Writes deposits to the store, whose lock is held, and hands them to its index.

        Args:
            index: The store's index for writing; the caller commits it.
            deposits: What is to be kept.
            now: The time, ISO 8601 in UTC.

        Returns:
            A ruling on each deposit, in order. Refusals: ``kept-closed``, and what `Store.deposit` calls invalid.

        Raises:
            Unavailable: ``disk-full`` and others of `Store.deposit`; then nothing of these deposits is kept.
        """
        rulings = [self._ruling(deposit) for deposit in deposits]
        admitted = [place for place, ruling in enumerate(rulings) if ruling.refusal is None]
        try:
            self._keep(index, [deposits[place] for place in admitted], now)
        except Invalid:  # one of them: the others are kept without it
            for place in admitted:
                try:
                    self._keep(index, [deposits[place]], now)
                except Invalid as error:
                    rulings[place] = Ruling(refusal=error)
        return rulings

    def _keep(self, index: Index, deposits: Sequence[Deposit], now: str) -> None:
        documents = [build_document(deposit.reading) for deposit in deposits]
        self._shelf.store.deposit(deposits, self._actor.name, now)
        index.replace(documents)

    def _ruling(self, deposit: Deposit) -> Ruling:
        if not any(_holds(store, deposit) for store in self._others):
            return _KEPT
        return Ruling(refusal=_kept_closed()) if self._is_open else _OPEN_ALREADY


def _holds(store: Store, deposit: Deposit) -> bool:
    """Whether a store has the source, another one from its place, or the same page by the site's id."""
    if store.find_by_source(digest(deposit.source)):
        return True
    if deposit.origin_key and store.find_by_origin(deposit.origin_key):
        return True
    site_id = deposit.reading.description.record_id
    found = (store.find(record_id) for record_id in (store.find_by_site_id(site_id) if site_id else ()))
    return any(holding is not None and is_same_page(holding.reading, deposit.reading) for holding in found)


def _kept_closed() -> Refused:
    return Refused(
        "another store keeps this page closed",
        code="kept-closed",
        hint="Releasing it is a deed of its own. Another document in the place of its file needs another file name.",
    )
