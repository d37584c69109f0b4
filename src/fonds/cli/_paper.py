"""Where commands write: a console for people, JSON for programs."""

from __future__ import annotations

import os
import sys
from typing import IO, Any

from rich.console import Console

from fonds.model import to_bytes

_WIDTH_WITHOUT_TERMINAL = 100
_WIDEST = 110


class Paper(Console):
    """A console that leaves no spaces at the ends of lines where its output is kept."""

    def print(self, *objects: Any, **how: Any) -> None:
        """Prints as `rich.console.Console.print` does."""
        if self.is_terminal:
            super().print(*objects, **how)
            return
        with self.capture() as captured:
            super().print(*objects, **how)
        self.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def console(file: IO[str] | None = None) -> Paper:
    """A console that uses colour on a terminal only, and is never too wide to read."""
    plain = Paper(file=file, highlight=False)
    if plain.is_terminal or "COLUMNS" in os.environ:
        return Paper(file=file, highlight=False, width=min(plain.width, _WIDEST))
    return Paper(file=file, highlight=False, width=_WIDTH_WITHOUT_TERMINAL)


def write_json(value: Any) -> None:
    """Writes a value as JSON on one line of standard output."""
    sys.stdout.write(to_bytes(value).decode("utf-8") + "\n")
