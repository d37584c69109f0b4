"""Folding: one plain form under which spellings of one name meet, for lookups.

Case, diacritics, yo, hyphens, apostrophes and the soft signs of romanisations go; letters of every
script stay, Han characters too. Folding never looks at more than one letter with its combining
signs, so a place in the folded text leads back to its place in the original.

Not for: showing (folded text is no spelling), and not for making schemes of romanisation meet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_DROPPED = frozenset("-\u00ad\u2010\u2011'`\u00b4\u2018\u2019\u201b\u02b9\u02ba\u02bb\u02bc\u02bf\u02be\u2032\u2033")
"""Hyphens, apostrophes and the signs that romanisations write for soft and hard signs, ayn and hamza."""

_UNDIVIDED = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "й": "й",
}  # fmt: skip
"""Letters that Unicode does not take apart; short i is a letter of its own and stays one."""


class _Table(dict[int, str | None]):
    """For `str.translate`: works out the folding of a letter the first time it is met; None drops it."""

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str | None:
    if letter in _DROPPED:
        return None
    if letter.isspace():
        return " "
    lowered = letter.casefold()
    if lowered in _UNDIVIDED:
        return _UNDIVIDED[lowered]
    apart = unicodedata.normalize("NFKD", lowered)
    kept = "".join(part for part in apart if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", kept).casefold()


_table = _Table()


def fold(text: str) -> str:
    """Folds a text for lookups.

    Args:
        text: Any text, in any script.

    Returns:
        The text in lower case without diacritics, hyphens, apostrophes and soft signs; yo as ye; every white
        space as one space. Folding twice changes nothing.
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.translate(_table)


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Folds a text and tells where each folded letter comes from.

    Returns:
        The folded text, and for each of its code points the index in `text` of the letter it comes from, with
        the length of `text` at the end. Letters that were dropped have no entry.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        folded = text.translate(_table)
        return folded, _places(text, folded)
    return _fold_by_cluster(text)


def _places(text: str, folded: str) -> Sequence[int]:
    """Where each folded letter comes from, in a text whose letters are whole."""
    lengths = {letter: len(_table[ord(letter)] or "") for letter in set(text)}
    if max(lengths.values(), default=1) > 1:
        return [*(place for place, letter in enumerate(text) for _ in range(lengths[letter])), len(text)]
    if len(folded) == len(text):
        return range(len(text) + 1)
    return [place for place, letter in enumerate(text) if lengths[letter]] + [len(text)]


def _fold_by_cluster(text: str) -> tuple[str, Sequence[int]]:
    """For text whose letters and combining signs stand apart."""
    folded: list[str] = []
    places: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = fold(text[start:end])
        folded.append(piece)
        places.extend([start] * len(piece))
        start = end
    places.append(len(text))
    return "".join(folded), places
