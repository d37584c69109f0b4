"""What the cases of one Russian name or word have in common: Ежов, Ежову; Двинский, Двинского; министерству.

Only endings are taken off, by the table ``endings``: no dictionary, and nothing is said of what the nominative is.

Not for: languages whose names have no cases, which come back as they are, and not for showing.
"""

from __future__ import annotations

from functools import cache, lru_cache

from fonds import words

_LEAST = 3
"""How many letters stay: shorter words are abbreviations, which have no cases, or too alike."""


@lru_cache(maxsize=1 << 12)
def stem(word: str) -> str:
    """The word without the ending of its case.

    Args:
        word: One word, folded (`fonds.names.fold`).

    Returns:
        The word as it is where it has no such ending, or too little would be left.
    """
    if not "\u0400" <= word[:1] <= "\u04ff":
        return word
    for length in range(min(_longest(), len(word) - _LEAST), 0, -1):
        if word[-length:] in words.listed("endings", "cases"):
            return _without_fleeting(word[:-length])
    return _without_fleeting(word)


def _without_fleeting(word: str) -> str:
    """The word with its last vowel gone where the other cases have none."""
    for table in words.tables("endings"):
        for full, short in table["fleeting"].items():
            if word.endswith(full) and len(word) > _LEAST:
                return f"{word.removesuffix(full)}{short}"
    return word


@cache
def _longest() -> int:
    return max(map(len, words.listed("endings", "cases")))
