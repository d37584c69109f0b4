"""The table ``units`` in all its languages, as patterns.

Not for: numbers, whose words are the table ``numbers`` (`_numbers`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words


@cache
def one_of(topic: str) -> str:
    """A pattern for any word of a topic of the table ``units``."""
    return words.one_of(words.listed("units", topic))


_TOKEN = re.compile(r"[^\W\d_]+")


@cache
def first_words(*topics: str) -> frozenset[str]:
    """The words with which the cues of some topics begin."""
    cues = frozenset().union(*(words.listed("units", topic) for topic in topics))
    return frozenset(found[0] for cue in cues if (found := _TOKEN.findall(cue)))
