"""Which lines of typed text are one paragraph that the typist broke at the margin?

Only for sources without a frame: a saved page breaks lines where its parts end. Lines are joined when no blank line
stands between them, the first reaches the margin or breaks off inside a sentence, and the second begins no number.

Not for: paragraphs that a page break or a stamp cuts apart.
"""

from __future__ import annotations

from fonds.reading._datelines import is_dateline
from fonds.reading._lines import Line, make_line
from fonds.reading.blocks._cues import cue_words, find_start, is_handling
from fonds.reading.blocks._enumerators import read_enumerator

_WIDEST_PAGE = 130
_NARROWEST_PAGE = 40
_NEAR_MARGIN = 0.75
_HALF = 0.45
_INDENT = 3
_LONGEST_KEY = 14
_CENTRED = 3
_OFF_MIDDLE = 6
"""So many half columns may the middle of a centred line lie beside that of the one above."""


def join_wrapped(source: str, lines: list[Line]) -> list[Line]:
    """Joins lines that were broken at the margin.

    Args:
        source: The decoded source.
        lines: Its lines.

    Returns:
        Lines that hold the same of the source; a joined one has line breaks inside. Text that was not typed to a
        margin comes back as it was.
    """
    width = _measure(lines)
    if not _NARROWEST_PAGE <= width <= _WIDEST_PAGE or not _is_broken(lines, width):
        return lines
    joined: list[Line] = []
    first = last = lines[0]
    for line in lines[1:]:
        is_headed = first is lines[0] and is_dateline(line.text)
        is_set_on = _goes_on(source, last, line, width) or _is_set_below(source, first, last, line)
        if is_headed or len(line.text) > _WIDEST_PAGE or not is_set_on:
            joined.append(_span(source, first, last))
            first = line
        last = line
    return [*joined, _span(source, first, last)]


def _measure(lines: list[Line]) -> int:
    """How wide the page is: what all but one line in twenty keep within."""
    widths = sorted(len(line.text) for line in lines)
    return widths[max(0, len(widths) - 1 - len(widths) // 20)] if widths else 0


def _is_broken(lines: list[Line], width: int) -> bool:
    """Whether a line that reaches the margin ends inside a sentence."""
    return any(
        len(line.text) >= width * _NEAR_MARGIN and not line.text.endswith((".", ":", ";", "!", "?")) for line in lines
    )


def _span(source: str, first: Line, last: Line) -> Line:
    return first if first is last else make_line(first.start, source[first.start : last.end])


def _is_set_below(source: str, first: Line, before: Line, line: Line) -> bool:
    """Whether a line goes on with the matter of a paper, set to the middle, with no blank line between."""
    indent = _indent(source, line)
    if indent < _CENTRED or source.count("\n", before.end, line.start) > 1 or line.text.startswith("("):
        return False
    middle, middle_before = (2 * indent + len(line.text), 2 * _indent(source, before) + len(before.text))
    if abs(middle - middle_before) > _OFF_MIDDLE:
        return False
    cue = find_start(first.low)
    return cue is not None and cue.kind in ("subject", "reference") and not is_handling(line.text)


def _is_keyed(text: str) -> bool:
    """Whether a line opens with a key in capitals: "REF: ..."."""
    key, colon, _ = text[:_LONGEST_KEY].partition(":")
    return bool(colon) and key.isupper() and " " not in key


def _indent(source: str, line: Line) -> int:
    """How far from the margin a line begins."""
    return line.start - 1 - source.rfind("\n", 0, line.start)


def _breaks_off(before: Line, line: Line, width: int) -> bool:
    """Whether a line ends inside a word, or inside a sentence that the next goes on with in small letters."""
    if not line.text[0].islower():
        return False
    if before.text.split()[-1].lower() in cue_words("continues", "words"):
        return True
    if len(before.text) < width * _HALF:
        return False
    return before.text[-1] in "-,\u00ad" or before.text[-1].isalnum()


def _goes_on(source: str, before: Line, line: Line, width: int) -> bool:
    between = source[before.end : line.start]
    if len(between.splitlines()) > 2 or between.count("\n") > 1 or between.strip():
        return False
    if len(before.text) < width * _NEAR_MARGIN and not _breaks_off(before, line, width):
        return False
    if is_handling(line.text) or is_handling(before.text) or _is_keyed(line.text):
        return False
    if before.text.endswith(":") or line.text.startswith(("- ", "– ", "• ", "* ")) or read_enumerator(line.text):
        return False
    indent = len(between.rpartition("\n")[2])
    return not (indent >= _INDENT and before.text.endswith((".", "!", "?")))
