"""Tables as CSV (RFC 4180) that a spreadsheet opens without running anything.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, by which spreadsheets know text.

Not for: what stands in the rows.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence

from fonds.cli._paper import visible

SEPARATOR = " | "
"""Between several values in one cell."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes a table to standard output: UTF-8 whatever the locale says, lines ended by CR LF, a row of headings."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([_cell(text) for text in row] for row in rows)
    sys.stdout.flush()
    sys.stdout.buffer.write(written.getvalue().encode("utf-8"))


def _cell(text: str) -> str:
    """Text that neither a terminal nor a spreadsheet obeys."""
    is_formula = text.lstrip(" \u00a0").startswith(_FORMULA_SIGNS)
    return f"'{visible(text)}" if is_formula else visible(text)
