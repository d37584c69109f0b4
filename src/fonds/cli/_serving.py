"""`fonds serve`: the open store, live or as it was published, as a reading room.

The server knows no store but the open one. So the command only finds that store's folder, or the published one, and
then gives its process over to a new interpreter that runs this module: with that folder as its one path and its
working directory, and with an environment from a list of what a server needs. Nothing that the command has seen is
left in its memory.

Not for: what the server does (`fonds.web`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from fonds.actions.config import read_site_file
from fonds.actions.published import current_generation, open_rooms
from fonds.actions.room import find_open_store, open_room
from fonds.cli._errors import show_note, shown_errors
from fonds.web import serve as serve_room

LIVE, PUBLISHED = "live", "published"
_KEPT = frozenset({"HOME", "LANG", "LANGUAGE", "NO_COLOR", "PATH", "TERM", "TMPDIR", "TZ", "VIRTUAL_ENV"})
_KEPT_BEGINNINGS = ("LC_", "PYTHON")


def serve(archive: Path | None, published: Path | None, host: str, port: int) -> None:
    """Becomes the server of the archive's open store, or of a published folder; returns only with an error."""
    if archive is not None and published is not None:
        raise typer.BadParameter("a published folder belongs to no archive: leave --archive away")
    with shown_errors():
        kind, folder = (LIVE, find_open_store(archive)) if published is None else (PUBLISHED, published.resolve())
        if published is not None:
            current_generation(folder)
        environment = _environment(os.environ)  # before the working directory changes, which paths may start from
        sys.stdout.flush()
        os.chdir(folder)
        os.execve(sys.executable, _arguments(kind, folder, host, port), environment)  # noqa: S606 (no shell, by intent)


def main() -> None:
    """Serves until interrupted: what the new interpreter does, told the folder and its kind, host and port."""
    kind, folder, host, port = sys.argv[1:]
    try:
        with shown_errors():
            _SERVED[kind](Path(folder), host, int(port))
    except typer.Exit as left:
        sys.exit(left.exit_code)


def _arguments(kind: str, folder: Path, host: str, port: int) -> list[str]:
    """The command line of the server. ``-P``: its folder is no place to import modules from."""
    warnings = (f"-W{option}" for option in sys.warnoptions)
    return [sys.executable, "-P", *warnings, "-m", "fonds.cli._serving", kind, str(folder), host, str(port)]


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """What the server needs of an environment, by a list: a shell's may tell where its user has been."""
    kept = {name: value for name, value in given.items() if name in _KEPT or name.startswith(_KEPT_BEGINNINGS)}
    if kept.get("PYTHONPATH"):
        kept["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, kept["PYTHONPATH"].split(os.pathsep)))
    return kept


def _serve_store(folder: Path, host: str, port: int) -> None:
    title = read_site_file(folder).title
    serve_room(partial(open_room, folder), host, port, on_ready=partial(_say_ready, title))


def _serve_published(folder: Path, host: str, port: int) -> None:
    title = read_site_file(current_generation(folder)).title
    with TemporaryDirectory(prefix="fonds-") as scratch:
        rooms = partial(open_rooms, folder, Path(scratch), show_note)
        serve_room(rooms, host, port, on_ready=partial(_say_ready, title))


_SERVED = {LIVE: _serve_store, PUBLISHED: _serve_published}


def _say_ready(title: str, address: str) -> None:
    sys.stdout.write(f"{title}: open {address} in a browser; Ctrl-C ends.\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
