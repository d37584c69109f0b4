"""Pointing at a place in a line that a person wrote."""

from __future__ import annotations

from rich.cells import cell_len

from fonds.cli._paper import visible

_LEFT_OUT = "…"


def pointed(text: str, position: int, width: int) -> tuple[str, str]:
    """A line to show, and below it a line with a caret at the position.

    Args:
        text: What the person wrote: of any length, with line breaks, tabs and wide characters.
        position: Offset in code points, from 0; one behind the end is the end.
        width: Cells that there are. Of a longer text, what stands around the position is shown.
    """
    before, after = _on_one_line(text[:position]), _on_one_line(text[position:])
    if cell_len(before) + cell_len(after) > width:
        before = _cut(before[::-1], width // 2)[::-1]
        after = _cut(after, width - cell_len(before))
    return before + after, f"{' ' * cell_len(before)}^"


def _on_one_line(text: str) -> str:
    return visible("".join(" " if character.isspace() else character for character in text))


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    end = 0
    room = width - cell_len(_LEFT_OUT)
    while end < len(text) and (room := room - cell_len(text[end])) >= 0:
        end += 1
    return text[:end] + _LEFT_OUT
