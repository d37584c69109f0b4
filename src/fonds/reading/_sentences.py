"""Where do the sentences of a line begin and end? A stop behind a title or an initial ends none.

Not for: languages that write without stops.
"""

from __future__ import annotations

import re
from functools import lru_cache

_STOP = re.compile(r"[.!?;](?=[\"”’)\]]{0,2}(?:\s+[\"“(\[]?[A-ZА-ЯЁÄÖÜ]|\s*\Z))")
_SHORT = frozenset({
    "cde", "cdes", "comr", "com", "mr", "mrs", "ms", "dr", "gen", "col", "maj", "capt", "lt", "st", "no", "nos", "nn",
    "p", "pp", "f", "op", "d", "l", "ll", "vol", "art", "vs", "т", "тт", "тов", "г", "п", "им",
})  # fmt: skip


_KEPT = 128
"""Of how many lines the sentences are kept: those of a page, which are asked for tasks and for amounts."""

_BEFORE_WORD = re.compile(r"[\s(\[\"“.]")


@lru_cache(maxsize=_KEPT)
def sentences(content: str) -> tuple[tuple[int, int], ...]:
    """Splits a line.

    Args:
        content: Any text.

    Returns:
        Start and end of each sentence, its stop included; together they cover the line.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(content):
        if stop[0] == "." and _is_short(content, start, stop.start()):
            continue
        found.append((start, stop.end()))
        start = stop.end()
    if start < len(content):
        found.append((start, len(content)))
    return tuple(found)


def _is_short(content: str, start: int, stop: int) -> bool:
    """Whether the word before the stop is a title, a numero word or an initial."""
    tail = content[max(start, stop - 8) : stop]
    word = _BEFORE_WORD.split(tail)[-1]
    return (len(word) == 1 and word.isalpha() and word.isupper()) or word.lower() in _SHORT
