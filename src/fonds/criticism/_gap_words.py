"""Words that show that something begun or announced is not there, of all languages together.

Not for: what follows from them (`_part_missing` and its parts).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fonds import words


@cache
def gap_words(key: str) -> frozenset[str]:
    """The words under a key of the tables ``gaps``."""
    return frozenset(word for table in words.tables("gaps") for word in table[key])


@cache
def gap_openings(key: str) -> tuple[str, ...]:
    """The same, for `str.startswith`; the longest first."""
    return tuple(sorted(gap_words(key), key=len, reverse=True))


@cache
def handling() -> Mapping[str, str]:
    """What a deed of handling is called, by the word that names it."""
    return {word: deed for table in words.tables("gaps") for word, deed in table["handling"].items()}
