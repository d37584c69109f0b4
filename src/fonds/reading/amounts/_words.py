"""The table ``units`` in all its languages, as patterns.

Not for: numbers, whose words are the table ``numbers`` (`_numbers`).
"""

from __future__ import annotations

from functools import cache

from fonds import words


@cache
def one_of(topic: str) -> str:
    """A pattern for any word of a topic of the table ``units``."""
    return words.one_of(words.listed("units", topic))
