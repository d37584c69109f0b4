"""Where do the sentences of a line begin and end? A stop behind a title or an initial ends none.

Not for: languages that write without stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(r"[.!?;](?=[\"”’)\]]{0,2}(?:\s+[\"“(\[]?[A-ZА-ЯЁÄÖÜ]|\s*\Z))")
_SHORT = frozenset({
    "cde", "cdes", "comr", "com", "mr", "mrs", "ms", "dr", "gen", "col", "maj", "capt", "lt", "st", "no", "nos", "nn",
    "p", "pp", "f", "op", "d", "l", "ll", "vol", "art", "vs", "т", "тт", "тов", "г", "п", "им",
})  # fmt: skip


_BEFORE_WORD = re.compile(r"[\s(\[\"“.]")


def sentences(content: str) -> Iterator[tuple[int, int]]:
    """Splits a line.

    Args:
        content: Any text.

    Yields:
        Start and end of each sentence, its stop included; together they cover the line.
    """
    start = 0
    for stop in _STOP.finditer(content):
        if stop[0] == "." and _is_short(content, start, stop.start()):
            continue
        yield start, stop.end()
        start = stop.end()
    if start < len(content):
        yield start, len(content)


def _is_short(content: str, start: int, stop: int) -> bool:
    """Whether the word before the stop is a title, a numero word or an initial."""
    tail = content[max(start, stop - 8) : stop]
    word = _BEFORE_WORD.split(tail)[-1]
    return (len(word) == 1 and word.isalpha() and word.isupper()) or word.lower() in _SHORT
