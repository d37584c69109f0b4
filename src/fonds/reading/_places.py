"""On which lines of its source does each block stand, as an editor counts them?

Not for: finding lines (`fonds.reading._lines`).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from fonds.model import Reading
from fonds.reading._decode import decode
from fonds.reading._segment import text_of_blocks

Span = tuple[int, int]


def line_numbers(data: bytes, reading: Reading) -> tuple[Span, ...]:
    """The lines of each block.

    Args:
        data: The bytes of the source.
        reading: What was read from them.

    Returns:
        For each block of the capture, in order, its first and its last line, counted from 1; of raw HTML in the text
        that it shows.
    """
    text = text_of_blocks(decode(data, reading.capture.encoding)[0])
    starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
    return tuple(
        (bisect_right(starts, block.start), bisect_right(starts, max(block.start, block.end - 1)))
        for block in reading.capture.blocks
    )
