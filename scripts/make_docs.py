"""Writes the parts of the documentation that the program itself knows.

`docs/commands.md` comes from the commands' help, `docs/rules.md` from the rules that read a page,
`docs/reading-json.md` and `docs/reading.schema.json` from the types of a reading.

With `--check` nothing is written: the exit status is 1 if what is written differs from what would be.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import json_page
import rules_page
import typer

from fonds.cli._app import app

DOCS = Path(__file__).resolve().parents[1] / "docs"
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


def commands_page() -> str:
    """The page of commands."""
    parts = [HEAD]
    for path, text in commands(typer.main.get_command(app), ("fonds",)):
        plain = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"## {' '.join(path)}\n\n```text\n{plain}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Writes or checks the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if something would change")
    is_check = parser.parse_args().check
    try:
        pages = {
            "commands.md": commands_page(),
            "rules.md": rules_page.page(),
            "reading-json.md": json_page.page(),
            "reading.schema.json": json_page.schema_file(),
        }
    except rules_page.Undocumented as lacking:
        print(lacking, file=sys.stderr)
        return 1
    differing = [name for name, wanted in pages.items() if _read(DOCS / name) != wanted]
    for name in differing:
        if is_check:
            print(f"docs/{name} is not what the program says: run `make docs`", file=sys.stderr)
        else:
            (DOCS / name).write_text(pages[name], encoding="utf-8")
    return 1 if is_check and differing else 0


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
