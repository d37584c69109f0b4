"""Which lines of a plain text belong to its pages, not to what is printed on them?

Programs that take text out of a PDF, and people who copy pages, leave page numbers and running heads between the
lines. They are told by their place at the break of a page, or by coming again with a number that counts on.

Not for: notes about pages in the text ("[page 3 is missing]"), which are part of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fonds.reading._lines import Line, has_digit

_NUMBER = re.compile(
    r"[-–—\[(| ]{0,4}(?:page |p\. ?|s\. ?|seite |стр\. ?)?(\d{1,4})(?: ?(?:of|/|von|из) ?\d{1,4})?[-–—\])|. ]{0,4}"
)
_FIGURES = re.compile(r"\d+")
_LONGEST = 120
_FEWEST_PAGES = 3
_FAR = 20
_AT_EDGE = 2


def find_page_lines(source: str, lines: Sequence[Line]) -> frozenset[int]:
    """Places of the lines that are page numbers and running heads.

    Args:
        source: The decoded source.
        lines: Its lines.

    Returns:
        Places in `lines`; none where nothing counts on from page to page.
    """
    numbers = {at: int(match[1]) for at, line in enumerate(lines) if (match := _NUMBER.fullmatch(line.low))}
    edges = _find_edges(source, lines)
    apart = _find_apart(source, lines, numbers)
    counting = apart or _find_counting(numbers, edges)
    return frozenset(counting | _find_heads(lines, edges, counting))


def _find_edges(source: str, lines: Sequence[Line]) -> set[int]:
    """Places of the first and last lines of pages, where form feeds part them."""
    if "\f" not in source:
        return set()
    breaks = [at for at in range(1, len(lines)) if "\f" in source[lines[at - 1].end : lines[at].start]]
    edges: set[int] = set()
    for at in breaks:
        edges.update(range(max(0, at - _AT_EDGE), min(len(lines), at + _AT_EDGE)))
    if breaks:
        edges.update(range(min(_AT_EDGE, len(lines))))
        edges.update(range(max(0, len(lines) - _AT_EDGE), len(lines)))
    return edges


def _find_apart(source: str, lines: Sequence[Line], numbers: dict[int, int]) -> set[int]:
    """Numbers set far from the margin, alone in their lines, that count on: two of them are enough."""
    apart = [at for at in sorted(numbers) if lines[at].start - source.rfind("\n", 0, lines[at].start) > _FAR]
    counts = len(apart) > 1 and all(numbers[later] == numbers[at] + 1 for at, later in pairwise(apart))
    return set(apart) if counts else set()


def _find_counting(numbers: dict[int, int], edges: set[int]) -> set[int]:
    """Numbers alone in their lines that count the pages: at the breaks of pages, or one more each time."""
    at_edges = {at for at in numbers if at in edges}
    if at_edges:
        return at_edges
    places = sorted(numbers)
    rising = [at for at, later in pairwise(places) if numbers[later] == numbers[at] + 1]
    if len(rising) < _FEWEST_PAGES - 1 or len(rising) * 2 < len(places):
        return set()
    found = {*rising, *(later for at, later in pairwise(places) if at in rising)}
    gaps = [later - at for at, later in pairwise(sorted(found))]
    return found if gaps and min(gaps) > _AT_EDGE else set()


def _find_heads(lines: Sequence[Line], edges: set[int], counting: set[int]) -> set[int]:
    """Short lines at the breaks of pages that come again, but for their figures, or in capitals beside a number."""
    near = {at + step for at in counting for step in (-1, 1) if 0 <= at + step < len(lines)} | edges
    shapes = {at: _FIGURES.sub("#", lines[at].low) for at in near - counting if len(lines[at].text) <= _LONGEST}
    counts = Counter(shapes.values())
    beside = {at for at in near - edges - counting if len(lines[at].text) <= _LONGEST and _is_head(lines[at].text)}
    return {at for at, shape in shapes.items() if counts[shape] >= _FEWEST_PAGES} | beside


def _is_head(text: str) -> bool:
    """Whether a line is in capitals, without a stop or figure: what a page is headed with."""
    return text.isupper() and len(text.split()) > 1 and not has_digit(text) and text[-1].isalpha()
