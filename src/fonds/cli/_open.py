"""What most commands begin with: the archive, who is acting, and a console to write on."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from rich.console import Console

from fonds.actions.archive import Archive, open_archive
from fonds.model import Actor, to_bytes

_WIDTH_WITHOUT_TERMINAL = 100
_WIDEST = 110


@contextmanager
def opened(folder: Path | None) -> Iterator[tuple[Archive, Actor]]:
    """The archive, and the person at the keyboard, who may read what their system account may read."""
    with closing(open_archive(folder)) as archive:
        yield archive, Actor(name=_user(), clearances=frozenset(archive.store_names))


def console(file: IO[str] | None = None) -> Console:
    """A console that uses colour on a terminal only, and is never too wide to read."""
    plain = Console(file=file, highlight=False, soft_wrap=False)
    width = min(plain.width, _WIDEST) if plain.is_terminal or "COLUMNS" in os.environ else _WIDTH_WITHOUT_TERMINAL
    return Console(file=file, highlight=False, width=width)


def write_json(value: Any) -> None:
    """Writes a value as JSON on one line of standard output."""
    sys.stdout.write(to_bytes(value).decode("utf-8") + "\n")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return f"uid {os.getuid()}"
