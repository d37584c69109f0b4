"""`fonds serve`: the open store as a reading room."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from fonds.actions.archive import open_archive
from fonds.actions.room import open_room, open_store_folder
from fonds.cli._errors import shown_errors
from fonds.web import serve as serve_room


def serve(archive: Path | None, host: str, port: int) -> None:
    """Serves until interrupted."""
    with shown_errors():
        found = open_archive(archive)
        serve_room(
            partial(open_room, open_store_folder(found.folder)),
            host,
            port,
            on_ready=partial(_say_ready, found.file.title),
        )


def _say_ready(title: str, address: str) -> None:
    sys.stdout.write(f"{title}: open {address} in a browser; Ctrl-C ends.\n")
    sys.stdout.flush()
