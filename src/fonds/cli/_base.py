"""The command line itself: its name, its help, and the option that stands before every command.

Not for: commands (`fonds.cli._commands`, `fonds.cli._commands_keeping`).
"""

from __future__ import annotations

from pathlib import Path

import typer

_BEGIN = """\b
Begin with:
  fonds init my-archive
  cd my-archive
  fonds add PAGES
  fonds serve"""
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def examples(*lines: str) -> str:
    """Examples that stand below the help of a command, a line each."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


app = typer.Typer(
    name="fonds",
    help="An archive in a box for declassified and historical government records.",
    epilog=_BEGIN,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_CONTEXT,
)
store_app = typer.Typer(
    help="The stores of an archive: one for each level of access.",
    short_help="Stores: one for each level of access.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
)
release_app = typer.Typer(
    help="Releases: proposed by one person, signed by others, then applied.",
    short_help="Releases: proposed, signed, applied.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
)
actor_app = typer.Typer(
    help="Persons who sign releases, and their keys.",
    short_help="Persons who sign releases, and their keys.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
)
app.add_typer(store_app, name="store")
app.add_typer(release_app, name="release")
app.add_typer(actor_app, name="actor")
log_app = typer.Typer(
    help="The logs of closed stores: what was read of them, when, and by whom.",
    short_help="Logs: who read what of closed stores.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
)
app.add_typer(log_app, name="log")


class Chosen:
    """The option that stands before every command."""

    archive: Path | None = None
