"""Folding: one plain form under which spellings of one name meet, for lookups.

Case, diacritics, yo, hyphens, apostrophes and the soft signs of romanisations go; letters of every
script stay, Han characters too. Folding never looks at more than one letter with its combining
signs, so a place in the folded text leads back to its place in the original.

Not for: showing (folded text is no spelling), and not for making schemes of romanisation meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_DROPPED = frozenset("-\u00ad\u2010\u2011'`\u00b4\u2018\u2019\u201b\u02b9\u02ba\u02bb\u02bc\u02bf\u02be\u2032\u2033")
"""Hyphens, apostrophes and the signs that romanisations write for soft and hard signs, ayn and hamza."""

_UNDIVIDED = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "й": "й",
}  # fmt: skip
"""Letters that Unicode does not take apart; short i is a letter of its own and stays one."""


class _Table(dict[int, str | None]):
    """For `str.translate`: works out the folding of a letter the first time it is met; None drops it.

    Attributes:
        uneven: The letters met so far that do not fold to one letter.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        folded = self[code] = _fold_letter(letter)
        if folded is None or len(folded) != 1:
            self.uneven.add(letter)
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
    if text.isascii() and text.isalpha():
        return text.lower()
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.translate(_table)


def keeps_words(text: str) -> bool:
    """Whether folding changes nothing in a text but its capitals and white space."""
    return text.isascii() and not any(map(text.__contains__, _DROPPED_OF_ASCII))


_DROPPED_OF_ASCII = tuple(filter(str.isascii, sorted(_DROPPED)))


def places_of(text: str, folded: str) -> Sequence[int]:
    """Tells where each letter of a folded text comes from.

    Args:
        text: As it was given to `fold`.
        folded: What `fold` made of it.

    Returns:
        For each code point of `folded` the index in `text` of the letter it comes from, with the length of `text`
        at the end. Letters that were dropped have no entry.
    """
    if text.isascii():
        return range(len(text) + 1) if len(folded) == len(text) else _places_around_dropped(text)
    if not unicodedata.is_normalized("NFC", text):
        return _places_by_cluster(text)
    uneven = _table.uneven.intersection(text)
    if not uneven <= _DROPPED:
        odd = {letter: _table[ord(letter)] or "" for letter in uneven}
        return [*(place for place, letter in enumerate(text) for _ in odd.get(letter, letter)), len(text)]
    return _places_around_dropped(text) if uneven else range(len(text) + 1)


_DROPPED_SIGN = re.compile(f"[{re.escape(''.join(sorted(_DROPPED)))}]")


def _places_around_dropped(text: str) -> Sequence[int]:
    """The same for a text of which some signs are dropped, and the others fold to one letter."""
    places: list[int] = []
    start = 0
    for sign in _DROPPED_SIGN.finditer(text):
        places += range(start, sign.start())
        start = sign.end()
    return [*places, *range(start, len(text) + 1)]


def _places_by_cluster(text: str) -> Sequence[int]:
    """The same for a text whose letters and combining signs stand apart."""
    places: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _is_one_letter(text[start:end], text[end])):
            end += 1
        places.extend([start] * len(fold(text[start:end])))
        start = end
    places.append(len(text))
    return places


def _is_one_letter(before: str, sign: str) -> bool:
    """Whether a sign that does not combine makes one letter with what stands before it, as in Korean syllables."""
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", sign)
    return unicodedata.normalize("NFC", before + sign) != apart
