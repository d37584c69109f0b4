"""The states of a record side by side, set for a terminal, or as a table for programs.

Not for: what the states are (`fonds.actions.collating`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from fonds.actions.collating import Cell, Collation, Stage
from fonds.actions.reasons import Reasons, show_reason
from fonds.cli._paper import grid

DONE = {"accession": "came in", "closing": "closed", "release": "released", "resolution": "resolved"}

_LABEL_WIDTH = 12
_DATE_WIDTH = 10
_WORDS = {"absent": "", "open": "open", "opened": "+ opened", "closed": "■ closed", "gap": "▒ gap", "unknown": "?"}
_STYLES = {"opened": "bold green", "closed": "red", "gap": "yellow"}


def collation_text(collation: Collation, reasons: Reasons, width: int) -> Iterator[RenderableType]:
    """The table, in as many blocks as its dates need beside each other, then what its signs mean.

    Args:
        collation: The states.
        reasons: For the numbers of gaps.
        width: Of the terminal, in columns.
    """
    at_once = max(1, (width - _LABEL_WIDTH) // (_DATE_WIDTH + 1))
    for begin in range(0, len(collation.stages), at_once):
        yield _block(collation, begin, begin + at_once)
        yield Text()
    yield from _legend(collation, reasons)


def collation_cells(collation: Collation, reasons: Reasons) -> tuple[list[str], list[list[str]]]:
    """Headings and rows for a spreadsheet."""
    rows = [[row.label, *(_in_words(cell, reasons) for cell in row.cells)] for row in collation.rows]
    return ["passage", *(stage.at for stage in collation.stages)], rows


def _block(collation: Collation, begin: int, end: int) -> Table:
    stages = collation.stages[begin:end]
    dates = [{"width": _DATE_WIDTH} for _ in stages]
    rows = grid({"width": _LABEL_WIDTH}, *dates, gap=1)
    rows.add_row("", *(Text(stage.at[:10], style="bold") for stage in stages))
    if _shares_days(collation.stages):
        rows.add_row("", *(Text(stage.at[11:19], style="dim") for stage in stages))
    rows.add_row("", *(Text(DONE[stage.deed], style="dim") for stage in stages))
    for row in collation.rows:
        rows.add_row(Text(row.label.replace("_", " "), style="bold"), *(_set(cell) for cell in row.cells[begin:end]))
    return rows


def _shares_days(stages: Sequence[Stage]) -> bool:
    return len({stage.at[:10] for stage in stages}) < len(stages)


def _set(cell: Cell) -> Text:
    number = f" {cell.reason}" if cell.state == "gap" else ""
    return Text(f"{_WORDS[cell.state]}{number}", style=_STYLES.get(cell.state, ""))


def _legend(collation: Collation, reasons: Reasons) -> Iterator[Text]:
    cells = [cell for row in collation.rows for cell in row.cells]
    for number in sorted({cell.reason for cell in cells if cell.reason is not None}):
        yield Text(f"gap {number}: {show_reason(reasons, number)}", style="dim")
    if any(cell.state == "unknown" for cell in cells):
        yield Text("?: withdrawn since; the stores that were asked do not know what was open then.", style="dim")


def _in_words(cell: Cell, reasons: Reasons) -> str:
    if cell.state == "gap" and cell.reason is not None:
        return f"gap: {show_reason(reasons, cell.reason)}"
    return {"opened": "newly opened", "absent": ""}.get(cell.state, cell.state)
