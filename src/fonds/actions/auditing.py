"""Looking at the logs of closed stores: what was read, whether that is all, and checkpoints for somebody outside.

Not for: entering (`fonds.actions.access`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fonds.actions.archive import Archive, find_store_name, store_folder
from fonds.model import Actor, NotFound, Refused
from fonds.release import OPEN, Checkpoint, Fault, LogCheck, LogEntry
from fonds.store import check_log, read_checkpoints, read_public_key


def logged_stores(archive: Archive, store: str | None, *, actor: Actor) -> tuple[str, ...]:
    """Names of the stores whose logs are meant.

    Args:
        archive: The archive.
        store: Name of a store; None for all closed ones that the actor may read.
        actor: Who asks.

    Raises:
        NotFound: ``no-store``. Refused: ``no-log``, for the open store.
    """
    if store is None:
        return tuple(name for name in archive.stores_of(actor) if name != OPEN)
    if find_store_name(archive, store, actor) == OPEN:
        raise Refused("the open store has no log: everybody may read it", code="no-log", ref=store)
    return (store,)


def read_log(archive: Archive, store: str) -> Iterator[LogEntry]:
    """The entries of a store's log, the first one first.

    Raises:
        Unavailable: ``log-broken``, where an entry is not as it was written.
    """
    return archive.logs.log(store).entries()


def verify_log(
    archive: Archive, store: str, *, checkpoints: Path | None = None, public_key: str | None = None
) -> tuple[LogCheck, tuple[Fault, ...]]:
    """Checks a store's log as a chain and against checkpoints.

    Args:
        archive: The archive.
        store: Name of the store.
        checkpoints: A file of checkpoints that somebody kept; None for the archive's own.
        public_key: The public half of the store's key as somebody kept it; None for the one in the store.

    Returns:
        What is known of the log, and what is not as it was written.

    Raises:
        NotFound: ``no-checkpoints``, when a file was named that is not there; ``no-key``.
        Unavailable: ``no-permission``, ``disk-error``.
    """
    if checkpoints is not None and not checkpoints.is_file():
        raise NotFound("there is no such file", code="no-checkpoints", ref=str(checkpoints))
    public = public_key or read_public_key(store_folder(archive.folder, store))
    lines = read_checkpoints(checkpoints or archive.logs.checkpoints(store))
    return check_log(archive.logs.log(store).path, lines, public.strip().lower())


def make_checkpoint(archive: Archive, store: str) -> Checkpoint:
    """Writes a checkpoint of a store's log to its file.

    Raises:
        Unavailable: ``log-unwritable``, ``log-broken``, ``locked``. NotFound: ``no-key``.
    """
    return archive.logs.checkpoint(store)
