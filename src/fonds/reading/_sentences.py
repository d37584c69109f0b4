"""Where do the sentences of a line begin and end? A stop behind a title, an initial or a shortened word ends none.

Nor does that of a German ordinal before its month ("bis zum 1. August"). The words are the table ``shortened``.

Not for: languages that write without stops.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from fonds import words

_STOP = re.compile(r"[.!?;](?=[\"”’)\]]{0,2}(?:\s+[\"“(\[]?[A-ZА-ЯЁÄÖÜ]|\s*\Z))")
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
    """Whether the word before the stop is a title, a numero word, an initial or the day of a month."""
    tail = content[max(start, stop - _longest() - 1) : stop]
    if len(tail) > _longest() and tail.isalpha():
        return False
    word = _BEFORE_WORD.split(tail)[-1]
    if word.isdecimal():
        return len(word) <= 2 and _is_month(content, stop + 1)
    return (len(word) == 1 and word.isalpha() and word.isupper()) or word.lower() in _shortened()


_NEXT = re.compile(r" ([^\W\d_]+)")


def _is_month(content: str, start: int) -> bool:
    behind = _NEXT.match(content, start)
    return behind is not None and behind[1].lower() in words.month_names()


@cache
def _shortened() -> frozenset[str]:
    return words.listed("shortened", "words") | {title.lower() for title in words.stopped_titles()}


@cache
def _longest() -> int:
    """How many letters the longest of them has."""
    return max(map(len, _shortened()))
