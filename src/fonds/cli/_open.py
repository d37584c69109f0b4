"""What commands on an archive begin with: the archive, and who is acting."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fonds.actions.archive import Archive, open_archive
from fonds.model import Actor


@contextmanager
def opened(folder: Path | None) -> Iterator[tuple[Archive, Actor]]:
    """The archive, and the person at the keyboard, who may read what their system account may read."""
    with closing(open_archive(folder)) as archive:
        yield archive, Actor(name=_user(), clearances=frozenset(archive.store_names))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return f"uid {os.getuid()}"
