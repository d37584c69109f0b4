"""`fonds serve`: the open store as a reading room."""

from __future__ import annotations

import sys
from pathlib import Path

from fonds.actions.archive import open_archive
from fonds.actions.room import open_room, open_store_folder
from fonds.cli._errors import shown_errors
from fonds.web import serve as serve_room


def serve(archive: Path | None, host: str, port: int) -> None:
    """Serves until interrupted."""
    with shown_errors():
        folder = open_archive(archive).folder
        room = open_room(open_store_folder(folder))
        serve_room(room, host, port, on_ready=lambda: _say_ready(room.title, room.count(), host, port))


def _say_ready(title: str, count: int, host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"{title}: {count:,} records at http://{shown}:{port}/  (Ctrl-C ends)\n")
    sys.stdout.flush()
