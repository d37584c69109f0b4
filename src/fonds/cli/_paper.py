"""Where commands write: a console for people, JSON for programs.

What comes from documents and file names may hold control sequences, which a terminal would obey, and marks that turn
the direction of writing. They are shown here, in one place, as what they are.
"""

from __future__ import annotations

import io
import os
import re
import sys
from typing import IO, Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from fonds.model import to_bytes

_WIDTH_WITHOUT_TERMINAL = 100
_WIDEST = 110
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_OBEYED_IN_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""Text in which everything that a terminal would obey is shown instead: ESC as ␛, U+009B as \x9b.

    Line breaks stay; halves of characters, as in names of files that are not UTF-8, are shown too.
    """
    return _OBEYED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class _Visible:
    """Anything to be printed, with `visible` text. Taken last, so that no line is cut for it."""

    def __init__(self, content: Any) -> None:
        self._content = content

    def __rich_console__(self, paper: Console, options: ConsoleOptions) -> RenderResult:
        for segment in paper.render(self._content, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)


class Paper(Console):
    """A console for text of documents, that leaves no spaces at the ends of lines where its output is kept."""

    def print(self, *objects: Any, **how: Any) -> None:
        """Prints as `rich.console.Console.print` does."""
        shown = [_Visible(Text(each) if isinstance(each, str) else each) for each in objects]
        if self.is_terminal:
            super().print(*shown, **how)
            return
        with self.capture() as captured:
            super().print(*shown, **how)
        lines = captured.get().removesuffix("\n").split("\n")
        self.file.write("".join(f"{line.rstrip()}\n" for line in lines))

    def on_broken_pipe(self) -> None:
        """Leaves it to `shown_errors`: who reads no further has seen enough."""
        raise  # noqa: PLE0704 - the error that rich is handling


def console(file: IO[str] | None = None) -> Paper:
    """A console that uses colour on a terminal only, and is never too wide to read."""
    plain = Paper(file=file, highlight=False)
    if plain.is_terminal or "COLUMNS" in os.environ:
        return Paper(file=file, highlight=False, width=min(plain.width, _WIDEST))
    return Paper(file=file, highlight=False, width=_WIDTH_WITHOUT_TERMINAL)


def printed(content: RenderableType) -> str:
    """What would be printed, as plain text for a file: without colour, and as wide as where nobody watches."""
    file = io.StringIO()
    Paper(file=file, highlight=False, width=_WIDTH_WITHOUT_TERMINAL, color_system=None).print(content)
    return file.getvalue()


def write_json(value: Any) -> None:
    """Writes a value as JSON on one line of standard output."""
    write_json_bytes(to_bytes(value))


def write_json_bytes(data: bytes) -> None:
    """Writes JSON to standard output: UTF-8 whatever the locale says, with the same content and a line break."""
    text = _OBEYED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", data.decode("utf-8"))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8") + b"\n")


def write_xml_bytes(data: bytes) -> None:
    """Writes XML to standard output, signs that a terminal obeys by their number, as `write_json_bytes` does."""
    text = _OBEYED_IN_JSON.sub(lambda found: f"&#x{ord(found[0]):x};", data.decode("utf-8"))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))


def counted(number: int, thing: str) -> str:
    """A number of things, in words of the right number."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def with_hint(what: str, hint: str, style: str = "") -> Text:
    """What is the case, and below it what can be done."""
    text = Text(what, style=style)
    if hint:
        text.append(f"\n  {hint}", style="dim")
    return text


def grid(*columns: dict[str, Any], gap: int = 2) -> Table:
    """A table without lines, whose cells lose nothing.

    By its own default rich cuts a line whose trailing space does not fit, as happens beside Chinese characters.

    Args:
        columns: For each column what `rich.table.Table.add_column` takes.
        gap: Blanks between two columns.
    """
    table = Table.grid(padding=(0, gap))
    for column in columns:
        table.add_column(**{"overflow": "fold", **column})
    return table
