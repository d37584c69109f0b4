"""The guard: the only code that decides what is written to the open store.

It is short on purpose, and takes no shortcuts: everything that reaches the public passes here. The deeds of
releasing and reclosing come with split records.
"""

from __future__ import annotations

from collections.abc import Sequence

from fonds.actions.archive import Archive
from fonds.actions.holding import Shelf
from fonds.model import Actor, Invalid, Refused
from fonds.release import OPEN, Deposit, may_read
from fonds.search import Index, build_document


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
        Refused: ``not-cleared``, when the actor is not cleared for the store.
    """
    if wanted is None and len(archive.store_names) > 1:
        raise Invalid(
            "the archive has several stores",
            code="store-not-said",
            hint=f"Say which: --store {' or --store '.join(archive.store_names)}.",
        )
    store = wanted or OPEN
    if not may_read(actor, store):
        raise Refused("you are not cleared for this store", code="not-cleared", ref=store)
    return store


def admit(shelf: Shelf, index: Index, deposits: Sequence[Deposit], actor: Actor, now: str) -> None:
    """Writes deposits to a store whose lock is held, and hands them to its index.

    Args:
        shelf: The store, with its lock held by `Shelf.writing`.
        index: Its index for writing; the caller commits it.
        deposits: What is to be kept.
        actor: Who adds.
        now: The time, ISO 8601 in UTC.

    Raises:
        Unavailable: ``disk-full``; then nothing of these deposits is kept.
    """
    shelf.store.deposit(deposits, actor.name, now)
    index.replace(build_document(deposit.reading) for deposit in deposits)
