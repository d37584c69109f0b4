"""Does a table of a page hold figures in rows, or only set its parts side by side?

Rows of figures become a line each, with a stroke between two cells. The cells of a table that sets a page, and of
one that gives labels of a frame with their values, are lines of their own, in the order in which they are read.

Not for: tables that a capture flattened before they came here.
"""

from __future__ import annotations

from fonds.reading._forms import frame_labels
from fonds.reading._html_menus import Drawn
from fonds.reading._lines import fold
from fonds.reading._shown import ShownLine

_LONGEST_CELL = 400
_MOST_LINES = 6


class Table:
    """The rows of a table, while they are read.

    Args:
        is_layout: Whether the page says that the table only sets it.
    """

    def __init__(self, *, is_layout: bool) -> None:
        self.is_layout = is_layout
        self._rows: list[list[list[Drawn]]] = []
        self._caption: list[Drawn] = []

    def begin(self, tag: str) -> None:
        """A row or a cell begins."""
        if self.is_layout:
            return
        if tag == "tr" or not self._rows:
            self._rows.append([])
        if tag != "tr":
            self._rows[-1].append([])

    def add(self, drawn: Drawn) -> None:
        """A line in the cell at hand, or above the rows."""
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(drawn)
        else:
            self._caption.append(drawn)

    def give_up(self) -> list[Drawn]:
        """The lines so far, of a table that turns out to hold another."""
        self.is_layout = True
        lines = [*self._caption, *(drawn for row in self._rows for cell in row for drawn in cell)]
        self._caption, self._rows = [], []
        return lines

    def finish(self) -> list[Drawn]:
        """The lines of the table."""
        if self.is_layout or not self._holds_rows():
            return self.give_up()
        rows = [row for row in self._rows if any(row)]
        return [*self._caption, *(_as_line(row, is_first=at == 0) for at, row in enumerate(rows))]

    def _holds_rows(self) -> bool:
        rows = [row for row in self._rows if any(row)]
        if len(rows) < 2 or sum(len(row) > 1 for row in rows) * 2 <= len(rows):
            return False
        if any(_is_full(cell) for row in rows for cell in row):
            return False
        return sum(_is_label(row) for row in rows) < 2


def _is_full(cell: list[Drawn]) -> bool:
    """Whether a cell holds more than an entry of a table: paragraphs, a list, a heading."""
    return (
        len(cell) > _MOST_LINES
        or sum(len(drawn.line.text) for drawn in cell) > _LONGEST_CELL
        or any(drawn.line.hint for drawn in cell)
    )


def _is_label(row: list[list[Drawn]]) -> bool:
    """Whether a row begins with the name of a field of the frame."""
    first = row[0] if row else []
    return len(first) == 1 and fold(first[0].line.text).rstrip(": ") in frame_labels()


def _as_line(row: list[list[Drawn]], *, is_first: bool) -> Drawn:
    cells = [" ".join(drawn.line.text for drawn in cell) for cell in row]
    some = next(drawn for cell in row for drawn in cell)
    text = " ".join(" | ".join(cells).split())
    return some._replace(line=ShownLine(text, is_close=not is_first))
