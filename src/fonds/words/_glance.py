"""Which words does a line have? A quick look, before a line is searched for what only few lines hold.

Not for: where in the line a word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_BLANKED = bytes(code if chr(code).isascii() and chr(code).isalpha() else ord(" ") for code in range(256))
"""Of ASCII the letters, and a blank in the place of every other sign."""

_KEPT = 128
"""Of how many lines the words are kept: those of a page, which is read several times over."""


@lru_cache(maxsize=_KEPT)
def words_of(content: str) -> frozenset[str]:
    """The words of a line, that is its runs of letters, in lower case."""
    return frozenset(split_words(content.lower()))


def split_words(text: str) -> list[str]:
    """The runs of letters of a text, in their order."""
    if text.isascii():
        return text.encode().translate(_BLANKED).decode().split()
    return _WORD.findall(text)


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
        return not self._words.isdisjoint(words_of(content)) and bool(self.held_by(content))

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
    return frozenset(tokens[0] for tokens in map(split_words, map(str.lower, phrases)) if tokens)


def telling_words(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: a line that has none of them holds none of the phrases.

    Args:
        phrases: As for `first_words`; other words of a phrase ("in", "of") stand in most lines.
    """
    return frozenset(filter(None, map(_longest, phrases)))


def _longest(phrase: str) -> str:
    """The longest word of a phrase, the last of equals ("the day"); empty when it has no letter."""
    return max(reversed(split_words(phrase.lower())), key=len, default="")
