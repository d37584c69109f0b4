"""What commands on an archive begin with: the archive, and who is acting."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fonds.actions.archive import Archive, open_archive
from fonds.actions.desk import has_notes
from fonds.model import Actor


@contextmanager
def opened(folder: Path | None) -> Iterator[tuple[Archive, Actor]]:
    """The archive, and the person at the keyboard, cleared for the stores that their system account can enter.

    A deed over two stores that a process left unfinished is finished first, if they may.
    """
    with closing(open_archive(folder)) as archive:
        entered = (archive.compartments_of(name) for name in archive.store_names if archive.can_enter(name))
        actor = acting(frozenset().union(*entered))
        if has_notes(archive.folder):
            from fonds.actions.guard import finish_deed  # noqa: PLC0415 - slow to load, and rarely needed

            finish_deed(archive, actor)
        yield archive, actor


def acting(clearances: frozenset[str] = frozenset()) -> Actor:
    """The person at the keyboard, under the name of their system account."""
    return Actor(name=_user(), clearances=clearances)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return f"uid {os.getuid()}"
