"""Which words does a line have? A quick look, before a line is searched for what only few lines hold.

Not for: where in the line a word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_LETTER = re.compile(r"[^\W\d_]")
_KEPT = 128
"""Of how many lines the words are kept: those of a page, which is read several times over."""


class _Letters(dict[int, int]):
    """For `str.translate`: letters stay, everything else is a blank; a sign is looked at when it is first met."""

    def __missing__(self, code: int) -> int:
        kept = self[code] = code if _LETTER.match(chr(code)) else ord(" ")
        return kept


_letters = _Letters()


@lru_cache(maxsize=_KEPT)
def words_of(content: str) -> frozenset[str]:
    """The words of a line, that is its runs of letters, in lower case."""
    return frozenset(_split(content))


class Phrases:
    """Some phrases, and whether a line may hold one of them.

    Args:
        found: In lower case, each with a letter in it. A line holds a phrase only where no letter stands beside it.
    """

    def __init__(self, found: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for phrase in found:
            self._by_word.setdefault(_longest(phrase), []).append(phrase)
        self._words = frozenset(self._by_word)

    def may_be_in(self, content: str) -> bool:
        """Whether a line has the letters of a phrase; what lies beside them is not looked at."""
        return bool(self.held_by(content))

    def held_by(self, content: str) -> list[str]:
        """The phrases whose letters a line has, in no order; what lies beside them is not looked at."""
        known = words_of(content)
        if self._words.isdisjoint(known):
            return []
        low = content.lower()
        return [phrase for word in self._words & known for phrase in self._by_word[word] if phrase in low]


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The words with which some phrases begin.

    Args:
        phrases: Each with a letter in it; a line holds one only where no letter stands before or behind it.
    """
    return frozenset(tokens[0] for tokens in map(_split, phrases) if tokens)


def telling_words(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: a line that has none of them holds none of the phrases.

    Args:
        phrases: As for `first_words`; other words of a phrase ("in", "of") stand in most lines.
    """
    return frozenset(filter(None, map(_longest, phrases)))


def _longest(phrase: str) -> str:
    """The longest word of a phrase, the last of equals ("the day"); empty when it has no letter."""
    return max(reversed(_split(phrase)), key=len, default="")


def _split(text: str) -> list[str]:
    return text.lower().translate(_letters).split()
