"""The command line, whole: `app` with all its commands, and `run`, which leaves the process with an exit status."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fonds._version import __version__
from fonds.cli import _commands, _commands_deciding, _commands_excerpts, _commands_keeping, _commands_log
from fonds.cli._base import Chosen, app

__all__ = ["app", "run"]
COMMANDS = (_commands, _commands_excerpts, _commands_deciding, _commands_keeping, _commands_log)
"""They are imported for their commands, which stand in `--help` in this order."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fonds {__version__}")
        raise typer.Exit


@app.callback()
def _choose(
    archive: Annotated[
        Path | None, typer.Option("--archive", metavar="DIR", help="The archive; else that of the working directory.")
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    Chosen.archive = archive


def run() -> None:
    """Runs the command line and leaves the process with its exit status."""
    from fonds.cli._errors import shown_errors
    from fonds.cli._streams import prepare_streams

    prepare_streams()
    status: str | int | None = 0
    with shown_errors():  # also what the options print, such as help
        try:
            app(prog_name="fonds")
        except SystemExit as leaving:
            status = leaving.code
    sys.exit(status)
