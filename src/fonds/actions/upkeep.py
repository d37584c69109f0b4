"""Keeping an archive well: rebuild it from its journals, and verify that it is as it was written."""

from __future__ import annotations

from fonds.actions.archive import Archive, find_store_name, store_folder
from fonds.actions.holding import INDEX_FOLDER, Progress, no_progress, remake_index
from fonds.model import Actor, FondsError
from fonds.release import Fault
from fonds.store import open_store


def rebuild_store(
    archive: Archive, store: str, progress: Progress = no_progress, *, actor: Actor | None = None
) -> int:
    """Makes tables and index of a store anew from its journal, beside the old ones, and swaps them.

    Args:
        archive: The archive.
        store: Name of the store.
        progress: Called as the work goes on; twice from 0, for tables and for the index.
        actor: Who asks; None for upkeep of the whole archive.

    Returns:
        How many records the store holds.

    Raises:
        NotFound: ``no-store``.
        Unavailable: ``journal-broken``: nothing was changed. ``locked``.
    """
    folder = store_folder(archive.folder, find_store_name(archive, store, actor))
    kept = open_store(folder)
    with kept.write_lock("fonds rebuild", archive.file.settings.lock_wait_seconds):
        kept.rebuild(progress)
        remake_index(kept, folder / INDEX_FOLDER, progress)
    count = kept.count()
    kept.close()
    return count


def verify_store(archive: Archive, store: str, *, actor: Actor | None = None) -> tuple[Fault, ...]:
    """Checks everything a store holds against its journal.

    Args:
        archive: The archive.
        store: Name of the store.
        actor: Who asks; None for upkeep of the whole archive.

    Returns:
        What is not as it was written; empty when all is well.

    Raises:
        NotFound: ``no-store``.
    """
    find_store_name(archive, store, actor)
    try:
        shelf = archive.shelf(store)
    except FondsError as error:
        return (Fault(part="journal" if "journal" in error.code else "layout", where=error.ref, what=error.message),)
    faults = shelf.store.verify()
    shelf.index.refresh()
    if shelf.is_behind or shelf.index.count() != shelf.store.count():
        fault = Fault(part="index", where=INDEX_FOLDER, what="the index does not hold what the store holds")
        return (*faults, fault)
    return faults
