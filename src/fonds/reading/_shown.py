"""What does a source with markup show? Its text, and what the markup said of some of its lines.

A source without markup shows itself. HTML and Markdown are read as the text that a reader of the page would see, a
line for each block, so that one grammar serves all forms of capture.

Not for: the markup itself (`_html`, `_markdown`), nor for naming lines (`fonds.reading.blocks`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Hint = Literal["", "aside", "title", "heading", "date"]
"""What markup says of a line: nothing; part of a menu or button; the title of the page; a heading; a time."""


class ShownLine(NamedTuple):
    """A line as shown.

    Attributes:
        text: Without line breaks.
        hint: What the markup says of it.
        is_close: Whether it follows the line before without a gap: a line break inside a block, a row of a table.
    """

    text: str
    hint: Hint = ""
    is_close: bool = False


class Shown(NamedTuple):
    """What a source shows.

    Attributes:
        text: The text; the source itself when it has no markup.
        hints: What the markup says of lines, by the code point at which they start in `text`; None without markup.
    """

    text: str
    hints: dict[int, Hint] | None


def join_lines(lines: list[ShownLine]) -> Shown:
    """Sets lines one below the other: blank lines between blocks, none between the lines of a block."""
    pieces: list[str] = []
    hints: dict[int, Hint] = {}
    at = 0
    for line in lines:
        gap = "" if not pieces else "\n" if line.is_close else "\n\n"
        at += len(gap)
        if line.hint:
            hints[at] = line.hint
        pieces += (gap, line.text)
        at += len(line.text)
    return Shown("".join(pieces), hints)
