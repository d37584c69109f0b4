"""Bringing an archive to what this fonds expects: the stores one by one, then their tables and indexes.

Every store is done for itself, and doing it again changes nothing: one that was interrupted is simply done again.

Not for: what a store lacks (`fonds.store`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from fonds.actions.archive import Archive, store_folder
from fonds.actions.config import ARCHIVE_FILE
from fonds.model import Invalid
from fonds.store import RandomBytes, Upgrade, upgrade_store


def upgrade_archive(archive: Archive, *, random: RandomBytes = secrets.token_bytes) -> Iterator[tuple[str, Upgrade]]:
    """Brings all stores of an archive to the format of this fonds, and makes their tables and indexes fit.

    Args:
        archive: The archive, none of whose stores was opened yet.
        random: For what is made of chance, such as the key of a store.

    Yields:
        Name of a store and what became of it, as soon as it is done; `open` first.

    Raises:
        Invalid: ``archive-file``, ``store-file``, ``store-key``. NotFound: ``no-store``.
        Unsupported: ``newer-format``. Unavailable: ``locked``, ``disk-full``, ``journal-broken`` and others of
        `fonds.store`. What was told of before is done.
    """
    if archive.file.format < 1:
        raise Invalid("there is no such format", code="archive-file", ref=str(archive.folder / ARCHIVE_FILE))
    for name in archive.store_names:
        done = upgrade_store(store_folder(archive.folder, name), random, archive.file.settings.lock_wait_seconds)
        archive.shelf(name)
        yield name, done
