"""The words of a passage, and which of them look like names by their capitals.

Useful for: names that nobody knows yet, in languages that write names with a capital letter and other words without.
Not for: known names (`fonds.names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_SENTENCE = frozenset('.!?:;\n([{"“„«—–•')
"""What stands before a word that has a capital whatever it is."""

_JOINED = frozenset({" ", "-", "‑", "'", "’", ". "})
_SHORTEST_NAME = 4
MANY_CAPITALS = 1 / 3
"""Where more of the longer words have a capital, it does not tell names from others: headings, German."""


class Word(NamedTuple):
    """A word in its place.

    Attributes:
        written: As it is written.
        start: First code point.
        end: Code point behind it.
        before: What stands between it and the word before.
    """

    written: str
    start: int
    end: int
    before: str

    @property
    def folded(self) -> str:
        """Without capitals."""
        return self.written.casefold()

    @property
    def has_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[0].isupper()


def words_in(text: str) -> list[Word]:
    """All words of a text, in order."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        found.append(Word(match.group(), match.start(), match.end(), text[end : match.start()]))
        end = match.end()
    return found


def folded_text(text: str) -> str:
    """Its words without capitals and signs, a blank around each."""
    return f" {' '.join(word.folded for word in words_in(text))} "


def holds_words(folded: str, words: str) -> bool:
    """Whether words stand in a row in a text that was folded."""
    return folded_text(words) in folded


def names_by_capitals(text: str) -> Iterator[str]:
    """Words that look like names: two or more in a row with capitals, and longer ones that stand alone.

    A word that begins a sentence is none. Where many words have capitals, single ones are not taken; where all have,
    none are.
    """
    words = words_in(text)
    share = share_of_capitals(words)
    for run in _runs_of_capitals(words) if share < 1 else ():
        is_single = len(run) == 1
        if not is_single or (len(run[0].written) >= _SHORTEST_NAME and share <= MANY_CAPITALS):
            yield text[run[0].start : run[-1].end]


def share_of_capitals(words: Sequence[Word]) -> float:
    """How many of the longer words have a capital, from 0 to 1; 0 where there are none."""
    long = [word for word in words if len(word.written) >= _SHORTEST_NAME]
    return sum(word.has_capital for word in long) / len(long) if long else 0.0


def _runs_of_capitals(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for place, word in enumerate(words):
        if not run or not word.has_capital or not _is_joined(words[place - 1], word):
            yield from [run] if run else []
            run = []
        if word.has_capital and not (not run and _begins_sentence(words, place)):
            run.append(word)
    yield from [run] if run else []


def _is_joined(before: Word, word: Word) -> bool:
    """Whether a word belongs to the one before; behind a stop only if that is an initial."""
    return word.before in _JOINED and (word.before != ". " or len(before.written) == 1)


def _begins_sentence(words: Sequence[Word], place: int) -> bool:
    """Whether a word begins a sentence, a bracket, or what stands behind "a)"; no initial does."""
    word = words[place]
    if place == 0 or len(word.written) == 1:
        return place == 0
    is_behind_sign = ")" in word.before and len(words[place - 1].written) < 3
    return is_behind_sign or bool(_SENTENCE & set(word.before))
