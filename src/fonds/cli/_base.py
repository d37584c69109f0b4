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


def _group(name: str, help_text: str, short: str) -> typer.Typer:
    """Commands that share their first word."""
    group = typer.Typer(
        help=help_text, short_help=short, no_args_is_help=True, rich_markup_mode=None, context_settings=_CONTEXT
    )
    app.add_typer(group, name=name)
    return group


store_app = _group(
    "store", "The stores of an archive: one for each level of access.", "Stores: one for each level of access."
)
release_app = _group(
    "release",
    "Releases: proposed by one person, signed by others, then applied.",
    "Releases: proposed, signed, applied.",
)
actor_app = _group(
    "actor", "Persons who sign releases, and their keys.", "Persons who sign releases, and their keys."
)
log_app = _group(
    "log",
    "The logs of closed stores: what was read of them, when, and by whom.",
    "Logs: who read what of closed stores.",
)


class Chosen:
    """The option that stands before every command."""

    archive: Path | None = None
