"""Commands on the logs of closed stores. What they do is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fonds.cli._base import Chosen, examples, log_app
from fonds.cli._options import AsFormat, Format

_OfClosedStore = Annotated[
    str | None, typer.Option("--store", metavar="NAME", help="One closed store; else all that you may read.")
]


@log_app.command(
    "show",
    short_help="Show what was read of closed stores.",
    epilog=examples("fonds log show", "fonds log show --store special --format json"),
)
def log_show(store: _OfClosedStore = None, as_format: AsFormat = Format.text) -> None:
    """Show what was read of closed stores: when, by whom, for what, which records and passages; never their text."""
    from fonds.cli import _logs

    _logs.show(Chosen.archive, store, as_format)


@log_app.command(
    "verify",
    short_help="Check that logs are whole.",
    epilog=examples(
        "fonds log verify",
        "fonds log verify --store special --checkpoints kept.jsonl --public-key 8f3a...",
    ),
)
def log_verify(
    store: _OfClosedStore = None,
    checkpoints: Annotated[
        Path | None,
        typer.Option("--checkpoints", metavar="FILE", help="Checkpoints that somebody kept; else the archive's own."),
    ] = None,
    public_key: Annotated[
        str | None,
        typer.Option("--public-key", metavar="HEX", help="The store's public key as somebody kept it; else key.pub."),
    ] = None,
) -> None:
    """Check that logs are whole: nothing cut, changed, moved, put in, made anew or put back to an earlier state.

    What no checkpoint vouches for yet is checked as a chain only. The exit status is 1 if anything is wrong.
    """
    from fonds.cli import _logs

    if store is None and (checkpoints is not None or public_key is not None):
        raise typer.BadParameter("Checkpoints and a key are those of one store: say --store.")
    _logs.verify(Chosen.archive, store, checkpoints, public_key)


@log_app.command("checkpoint", short_help="Write a checkpoint of each log.", epilog=examples("fonds log checkpoint"))
def log_checkpoint(store: _OfClosedStore = None) -> None:
    """Write a checkpoint of each log to its file outside the store, and show it.

    Every command that reads a closed store does so by itself when it ends.
    """
    from fonds.cli import _logs

    _logs.checkpoint(Chosen.archive, store)
