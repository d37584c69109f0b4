"""Writes the parts of the documentation that the program itself knows: `docs/commands.md`, from the commands' help.

With `--check` nothing is written: the exit status is 1 if what is written differs from what would be.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from fonds.cli._app import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
WIDTH = 96

HEAD = """\
# Commands

This page is written by `make docs` from what each command says under `--help`; change it there.

Every command but `read`, `init` and `check FILE` acts on the archive of the working directory, or on the one named by
`--archive DIR`, which stands before the command: `fonds --archive my-archive list`.
"""


def commands(command: Any, path: tuple[str, ...], parent: Any = None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Walks over a command and those below it: path of names, and help."""
    context = command.context_class(
        command, info_name=path[-1], parent=parent, terminal_width=WIDTH, **command.context_settings
    )
    yield path, command.get_help(context)
    for name, below in sorted(getattr(command, "commands", {}).items()):
        if not below.hidden:
            yield from commands(below, (*path, name), context)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for path, text in commands(typer.main.get_command(app), ("fonds",)):
        plain = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"## {' '.join(path)}\n\n```text\n{plain}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Writes or checks the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if something would change")
    wanted = page()
    if not parser.parse_args().check:
        PAGE.write_text(wanted, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == wanted:
        return 0
    print("docs/commands.md is not what the commands say: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
