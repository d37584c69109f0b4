"""What a scope looks like where it stands: "everything", "points 2 and 3", "3a, b", "III", "everything except 3".

Each table of words is one pattern here, however many forms of lists ask for it: patterns of so many words are dear.

Not for: where in a list a scope may stand (`_scoped`), nor which passages it means (`_scopes`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fonds.reading.distribution._words import one_of

DASH = r"[ \u00a0]*[-‐‑–—―−][ \u00a0]*"
ROMAN = r"(?-i:[IVX]{1,5}(?!\w))"
_JOINT = r"(?:,|and|и|und|&|to|through|-|–)"
_NOT_A_NAME = r"(?![\w ]{0,24}[-‐‑–—―−])"
"""A figure behind a comma may open the next entry: "A - 6, 8th Department - 7"."""


class Scope(NamedTuple):
    """A scope in a text: the code points from `start` to `end`, without the word "points"."""

    start: int
    end: int


def numbers(behind: str = "") -> str:
    """A pattern for numbers of passages; `behind` is what must hold behind each but the first."""
    letter = r"(?<=[-‐‑–—―−] )(?-i:[a-zа-я])(?!\w|\.\w)"
    one = rf"(?:{letter}|\d{{1,3}}[a-zа-я]?(?!\w)(?:\.\w{{1,3}})*|{ROMAN})"
    more = rf"(?:\d{{1,3}}[a-zа-я]?|[a-zа-я]|{ROMAN})(?!\w)"
    return rf"{one}(?:[ \u00a0]*{_JOINT}[ \u00a0]*{more}{behind}){{0,24}}"


_DASH = re.compile(DASH)
_NUMBERS = re.compile(numbers(), re.IGNORECASE)
_NUMBERS_IN_LIST = re.compile(numbers(_NOT_A_NAME), re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('everything')})(?!\w)", re.IGNORECASE)


@cache
def _except() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of('except')}) ", re.IGNORECASE)


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('pointing')})\.?[ \u00a0]?(?=[\dIVX])", re.IGNORECASE)


def whole_at(text: str, at: int) -> Scope | None:
    """A word for everything, perhaps with the points that are left out."""
    whole = _whole().match(text, at)
    if whole is None:
        return None
    left_out = _except().match(text, whole.end())
    excepted = numbers_at(text, left_out.end(), is_in_list=False) if left_out else None
    return Scope(at, excepted.end if excepted else whole.end())


def without_whole(text: str) -> tuple[str, str | None]:
    """A name without the word for everything behind its dash ("A - all"), and that word."""
    for dash in _DASH.finditer(text):
        whole = whole_at(text, dash.end())
        if whole is not None and whole.end == len(text):
            return text[: dash.start()], text[whole.start :]
    return text, None


def pointed_at(text: str, at: int) -> int | None:
    """Where the number begins behind a word such as "point"; None where there is no such word."""
    pointing = _pointing().match(text, at)
    return pointing.end() if pointing else None


def pointed_figure_at(text: str, at: int) -> bool:
    """Whether a word such as "point" stands there, and a figure behind it."""
    start = pointed_at(text, at)
    return start is not None and text[start].isdigit()


def numbers_at(text: str, at: int, *, is_in_list: bool) -> Scope | None:
    """Numbers of passages, perhaps with a word such as "points" before them.

    Args:
        text: Part of a list.
        at: Where they begin.
        is_in_list: Whether names can follow, so that a figure behind a comma may open the next entry.
    """
    start = pointed_at(text, at) or at
    found = (_NUMBERS_IN_LIST if is_in_list else _NUMBERS).match(text, start)
    return Scope(start, found.end()) if found else None
