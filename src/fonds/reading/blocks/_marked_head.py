"""The head of a page of no archive's design, told by its markup: title, date, what stands between them.

Not for: the designs of archives, whose heads are told by their lines (`_frame`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from fonds.reading._daylines import is_month_first
from fonds.reading._lines import Line
from fonds.reading._shown import Hint
from fonds.reading.blocks._pieces import Piece

_NEAR = 8
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_LEAD = 60


def read_marked_head(lines: list[Line], hints: Mapping[int, Hint]) -> list[Piece]:
    """Names the lines of the head, up to the title or the date that stands near it.

    Args:
        lines: Of the page, without its menus.
        hints: What the markup says of lines, by their start.

    Returns:
        Pieces for the first lines; none when the markup names no title there.
    """
    title = next((at for at, line in enumerate(lines[:_NEAR]) if hints.get(line.start) == "title"), None)
    if title is None:
        return []
    near = range(title + 1, min(title + 4, len(lines)))
    date = next((at for at in near if is_month_first(lines[at].low)), title)
    end = date + 1
    while date > title and end < len(lines) and _CLOCK.fullmatch(lines[end].low):
        end += 1
    return [_name(line, at, title) for at, line in enumerate(lines[:end])]


def _name(line: Line, at: int, title: int) -> Piece:
    if at == title:
        return Piece(line, "page_title", "title by the markup of the page", 0.9)
    if is_month_first(line.low) or _CLOCK.fullmatch(line.low):
        return Piece(line, "page_date", "date in the style of the page", 0.95)
    if at < title and len(line.text) < _LEAD:
        return Piece(line, "chrome", "words over the title", 0.6)
    return Piece(line, "summary", "words between title and date of the page", 0.6)
