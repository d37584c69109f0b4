"""Rows and lines of text, set one after the other, so that a page of any length is printed in linear time.

A table of rich measures and pads every cell several times; here only the margins are measured, and once.

Useful for: what has as many rows as a page has passages. Not for: tables that need more than wrapped columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

_NARROWEST = 8
_NEW_LINE = Segment.line()


class Column(NamedTuple):
    """How a column is set. The last one of a row takes the width that the others leave.

    Attributes:
        share: Part of the whole width that it takes at most, from 0 to 1.
        least: Cells that it takes at least.
        is_right: Whether its lines end below each other.
        breaks: Signs behind which a line may end where it has no blank; the first of them that it has is taken.
    """

    share: float = 1.0
    least: int = 0
    is_right: bool = False
    breaks: str = ""


class _Row(NamedTuple):
    cells: tuple[Text, ...]
    inset: int

    def plain(self) -> _Row:
        """The same without styles, for what is no terminal."""
        return self._replace(cells=tuple(Text(cell.plain) for cell in self.cells))


class Rows:
    """Rows of columns without lines between them, whose cells are wrapped and lose nothing.

    Args:
        columns: At least one.
        indent: Blanks before each line.
        gap: Blanks between two columns.
    """

    def __init__(self, *columns: Column, indent: int = 2, gap: int = 2) -> None:
        self._columns = columns
        self._indent = indent
        self._gap = gap
        self._rows: list[_Row] = []

    def __bool__(self) -> bool:
        return bool(self._rows)

    def add(self, *cells: Text | str, inset: int = 0) -> None:
        """Adds a row; a row without cells is a blank line.

        Args:
            cells: One for each column; those behind the last are empty.
            inset: Further blanks before each line of the last column.
        """
        self._rows.append(_Row(tuple(Text(cell) if isinstance(cell, str) else cell for cell in cells), inset))

    def __rich_console__(self, paper: Console, options: ConsoleOptions) -> RenderResult:
        widths = self._widths(options.max_width - self._indent)
        is_plain = not paper.is_terminal
        for row in self._rows:
            yield from self._set(row.plain() if is_plain else row, widths, paper)

    def _widths(self, whole: int) -> list[int]:
        widths = []
        for number, column in enumerate(self._columns[:-1]):
            needed = max((_width(row.cells[number]) for row in self._rows if number < len(row.cells)), default=0)
            widths.append(max(column.least, min(needed, max(1, int(whole * column.share)))))
        room = whole - self._gap * len(widths)
        while widths and sum(widths) > room - _NARROWEST and max(widths) > 1:
            widths[widths.index(max(widths))] -= 1
        return [*widths, max(_NARROWEST, room - sum(widths))]

    def _set(self, row: _Row, widths: Sequence[int], paper: Console) -> Iterator[Segment]:
        rooms = [*widths[:-1], max(_NARROWEST, widths[-1] - row.inset)]
        columns = [
            wrap(cell, room, paper, column.breaks)
            for cell, room, column in zip(row.cells, rooms, self._columns, strict=False)
        ]
        for cells in zip_longest(*columns) if columns else ((),):
            yield from self._line(cells, row.inset, widths, paper)
            yield _NEW_LINE

    def _line(
        self, cells: Sequence[Text | None], inset: int, widths: Sequence[int], paper: Console
    ) -> Iterator[Segment]:
        """One line of a row; blanks are held back until something follows them."""
        blanks = self._indent
        for number, cell in enumerate(cells):
            used = 0
            if cell is not None and cell.plain:
                used = _cells(cell.plain)
                before = inset if number == len(widths) - 1 else 0
                before += widths[number] - used if self._columns[number].is_right else 0
                yield Segment(" " * (blanks + before))
                yield from _segments(cell, paper)
                blanks = -before
            blanks += widths[number] - used + self._gap


class Lines:
    """Paragraphs, each with its own indentation.

    Args:
        measure: Cells that a line takes at most, its indentation included.
    """

    def __init__(self, measure: int) -> None:
        self._measure = measure
        self._lines: list[tuple[Text, int, int]] = []

    def __bool__(self) -> bool:
        return bool(self._lines)

    def add(self, text: Text | str, indent: int = 0, hang: int = 0) -> None:
        """Adds a paragraph.

        Args:
            text: Its text.
            indent: Blanks before each line.
            hang: Further blanks before each line but the first.
        """
        self._lines.append((Text(text) if isinstance(text, str) else text, indent, hang))

    def __rich_console__(self, paper: Console, options: ConsoleOptions) -> RenderResult:
        whole = min(self._measure, options.max_width)
        is_plain = not paper.is_terminal
        for said, indent, hang in self._lines:
            text = Text(said.plain) if is_plain else said
            room = max(_NARROWEST, whole - indent - hang)
            for number, line in enumerate(wrap(text, room, paper, first=room + hang)):
                yield Segment(" " * (indent + (hang if number else 0)))
                yield from _segments(line, paper)
                yield _NEW_LINE


def wrap(text: Text, width: int, paper: Console, breaks: str = "", first: int = 0) -> list[Text]:
    """Wraps a text at blanks, and behind the signs of `breaks`; a word that is longer than a line is cut.

    Args:
        text: Any text; its line breaks stay.
        width: Cells that a line takes at most.
        paper: For rich, which wraps what holds characters of two cells.
        breaks: Signs behind which a line without a blank may end; the first of them that it has is taken.
        first: The same as `width` for the first line, if that is longer.
    """
    plain = text.plain
    if "\n" not in plain and _cells(plain) <= (first or width):
        return [text]
    if not plain.isascii() and any(cell_len(line) != len(line) for line in plain.split("\n")):
        return list(text.wrap(paper, width, overflow="fold"))
    spans = _spans(plain, width, breaks, first or width)
    return [text[start:end] if text.spans else Text(plain[start:end], text.style) for start, end in spans]


def _spans(plain: str, width: int, breaks: str, first: int) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    begin = 0
    room = first
    for line in plain.split("\n"):
        at, end = begin, begin + len(line.rstrip())
        while end - at > room:
            stop = _stop(plain, at, at + room, breaks)
            yield at, at + len(plain[at:stop].rstrip())
            at = stop
            while plain[at] == " ":
                at += 1
            room = width
        yield at, end
        begin += len(line) + 1
        room = width


def _stop(plain: str, at: int, most: int, breaks: str) -> int:
    """Where the line that begins at a place and reaches no further than another one ends."""
    stop = plain.rfind(" ", at, most + 1)
    if plain[at : max(at, stop)].strip():
        return stop
    behind = (plain.rfind(sign, at, most) + 1 for sign in breaks)
    return next((stop for stop in behind if stop > at), most)


def _segments(text: Text, paper: Console) -> Iterator[Segment]:
    if not text.spans:
        yield Segment(text.plain, paper.get_style(text.style) if text.style else None)
        return
    bare = text.copy()
    bare.end = ""
    yield from bare.render(paper)


def _width(text: Text) -> int:
    return max(map(_cells, text.plain.split("\n")))


def _cells(plain: str) -> int:
    return len(plain) if plain.isascii() else cell_len(plain)
