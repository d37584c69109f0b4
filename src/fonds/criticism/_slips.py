"""Words of one slot that are misspelt: against the language, against the record, against the archive.

A word is a slip when neither the language nor the record nor the archive has it, and when a word that is much used is
one slip away. Words with a capital may be names: for them only slips count that no other spelling of a name explains
(neighbours that changed places, a letter doubled), and rarely a letter lost in a long word.

Not for: missing spaces and figures in words (`_glued`), nor for grammar (`_grammar_slips`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from fonds.criticism._lexicon import (
    is_capitalised,
    is_doubling,
    is_made_of_words,
    is_official,
    is_one_slip,
    is_transposed,
    is_word,
    words_near,
)
from fonds.criticism._page import Page
from fonds.criticism._pieces import WORD, Piece, odd_pieces_of
from fonds.criticism._slip import Slip
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot

_INITIAL = re.compile(r"(?:\b[^\W\d_]{1,3}\.[ \u00a0]?)+\Z")
_FOREIGN = frozenset({"variant", "original_term", "sic", "doubt", "expansion", "unreadable"})
_LONG = 8
_MOST = 400
_NOTED = frozenset({"sic", "doubt", "unreadable"})

_SAMPLE = 60
"""So many words at the beginning of a document tell whether its language is known."""

_FEWEST = 20
_FOREIGN_SHARE = 0.2
_TELLING = 5
"""Shorter words are the same in many languages."""


class Speller:
    """Knows the words of one record, of its language and of its archive.

    Args:
        page: The record.
        surroundings: Its surroundings.
    """

    def __init__(self, page: Page, surroundings: Surroundings) -> None:
        self._page = page
        self._slots = page.slots
        self._mentions = page.reading.mentions
        self.around = surroundings
        self._languages = {text.id: text.language for text in page.reading.record.texts}
        self._pieces: dict[str, list[tuple[int, Piece]]] = {}
        self._unknown: dict[str, list[tuple[str, int]]] = {}
        self._unknown_words = 0

    def language_of(self, slot: AnySlot) -> str:
        """Language of a slot; the frame is taken for English unless its letters are Cyrillic."""
        language = self._languages.get(slot.text, "")
        if language:
            return language
        return (
            "en" if slot.content.isascii() or not any("\u0400" <= sign <= "\u04ff" for sign in slot.content) else "ru"
        )

    @property
    def is_at_home(self) -> bool:
        """Tells whether the words of the document are mostly known: else single ones are no slips."""
        return not self.lacks_more_than(_FOREIGN_SHARE)

    def lacks_more_than(self, share: float) -> bool:
        """Whether the language does not have that share of the first words of the document; not when they are few.

        No more words are looked up than are needed to tell.
        """
        sample = self._telling_words
        if len(sample) < _FEWEST:
            return False
        most = share * len(sample)
        for word, language in self._unasked_words if self._unknown_words <= most else ():
            self._unknown_words += not is_made_of_words(word, language)
            if self._unknown_words > most:
                break
        return self._unknown_words > most

    @cached_property
    def _telling_words(self) -> list[tuple[str, str]]:
        """The first words of the document in small letters and not short, with their languages."""
        found: list[tuple[str, str]] = []
        for slot in self._page.text_slots:
            language = self.language_of(slot)
            pieces = slot.content.split()
            found += [(one, language) for one in pieces if len(one) >= _TELLING and one.islower() and one.isalpha()]
            if len(found) >= _SAMPLE:
                break
        return found[:_SAMPLE]

    @cached_property
    def _unasked_words(self) -> Iterator[tuple[str, str]]:
        """Those of the same words that have not been looked up yet."""
        return iter(self._telling_words)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(word for slot in self._slots for word in WORD.findall(slot.content))

    @cached_property
    def _long_words(self) -> tuple[str, ...]:
        """Long words in small letters that the record has and the language knows, at most some hundreds."""
        long = (word for word in self._counts if len(word) >= _LONG and word.islower())
        return tuple(word for word in islice(long, _MOST) if is_word(word, "en"))

    @cached_property
    def _named(self) -> frozenset[str]:
        """Words of names that the record is known to hold."""
        return frozenset(word.casefold() for one in self._mentions if one.name for word in one.literal.split())

    def odd_pieces(self, slot: AnySlot) -> list[tuple[int, Piece]]:
        """Pieces between the spaces of a slot that are not beyond doubt, each once, with their first place."""
        if slot.id not in self._pieces:
            language = self.language_of(slot)
            self._pieces[slot.id] = _placed(slot.content, odd_pieces_of(slot.content, language))
        return self._pieces[slot.id]

    def unknown(self, slot: AnySlot) -> list[tuple[str, int]]:
        """Words of a slot that nothing knows, with their places, without those that the editor has put or noted."""
        if slot.id not in self._unknown:
            self._unknown[slot.id] = self._find_unknown(slot)
        return self._unknown[slot.id]

    def _find_unknown(self, slot: AnySlot) -> list[tuple[str, int]]:
        found = []
        for place, read in self.odd_pieces(slot):
            for word, offset in read.unknown:
                start = place + offset
                if not self._is_known_here(word.casefold()) and not _is_noted(slot, start, start + len(word)):
                    found.append((word, start))
        return found

    def _is_known_here(self, low: str) -> bool:
        return low in self._named or self.around.is_word(low)

    def slips(self, slot: AnySlot) -> Iterator[Slip]:
        """Misspelt words of a slot, in order."""
        language = self.language_of(slot)
        for word, start in self.unknown(slot):
            slip = self._slip(slot, word, start, language)
            if slip is not None:
                yield slip

    def _slip(self, slot: AnySlot, word: str, start: int, language: str) -> Slip | None:
        low = word.casefold()
        is_name = not word.islower()
        near = [one for one in words_near(low, language) if _may_be_slip(low, one, is_name=is_name)]
        if not near and not is_name and len(low) >= _LONG and language == "en":
            near = [one for one in self._long_words if one != low and _may_be_slip(low, one, is_name=False)]
        if not near or (is_name and self._is_someone(slot, word, start)):
            return None
        here = {one: self._counts[one] + self._counts[one.capitalize()] for one in near}
        near.sort(key=lambda one: (-here[one], -_sureness(low, one), one))
        return Slip(
            literal=word,
            start=start,
            readings=tuple((_in_case_of(word, one), _why(low, one, here[one])) for one in near[:3]),
            certainty=max(_sureness(low, one) for one in near),
        )

    def _is_someone(self, slot: AnySlot, word: str, start: int) -> bool:
        """A word with a capital that stands more than once, or behind initials, is spelt so on purpose."""
        ahead = slot.content[max(0, start - 6) : start]
        return self._counts[word] > 1 or _INITIAL.search(ahead) is not None


def speller_of(page: Page, surroundings: Surroundings) -> Speller:
    """The speller of a page: one for all checks, gone with the page."""
    return page.made(Speller, surroundings)


def _placed(content: str, pieces: list[tuple[str, Piece]]) -> list[tuple[int, Piece]]:
    """Pieces in the order of their first place, with that place: one walk over the content."""
    placed = []
    place = 0
    for piece, read in pieces:
        place = content.find(piece, place)
        while not _is_whole(content, place, place + len(piece)):
            place = content.find(piece, place + 1)
        placed.append((place, read))
    return placed


def _is_whole(content: str, start: int, end: int) -> bool:
    return not content[start - 1 : start].strip() and not content[end : end + 1].strip()


def _is_noted(slot: AnySlot, start: int, end: int) -> bool:
    """A word of another language, or one that the editor has noted in a bracket behind it."""
    for mark in slot.marks:
        reach = 1 if mark.kind in _NOTED else 0
        if mark.kind in _FOREIGN and mark.start <= end + reach and start < mark.end:
            return True
    return False


def _may_be_slip(low: str, reading: str, *, is_name: bool) -> bool:
    if is_transposed(low, reading):
        return len(low) >= (5 if not is_name else 6 if is_capitalised(reading) else 8)
    if is_doubling(low, reading):
        is_long = len(low) >= (7 if is_name else 6) and (not is_name or is_official(reading))
        return is_long and low[:-1] != reading and reading[:-1] != low
    if not low.isascii() or low[-1] != reading[-1] or low[0] != reading[0] or not is_one_slip(low, reading):
        return False
    if is_name:
        return len(low) >= 8 and len(low) != len(reading)
    return len(low) >= (7 if len(low) != len(reading) else 9)


def _sureness(low: str, reading: str) -> float:
    if is_transposed(low, reading):
        return 0.95
    return 0.9 if is_doubling(low, reading) else 0.8


def _why(low: str, reading: str, here: int) -> str:
    if is_transposed(low, reading):
        slip = "two neighbouring letters have changed places"
    elif len(low) < len(reading):
        slip = "a letter is lost"
    else:
        slip = "a letter too many" if len(low) > len(reading) else "one letter stands for another"
    return f"{slip}; the record has the word elsewhere" if here else slip


def _in_case_of(word: str, reading: str) -> str:
    if word.isupper():
        return reading.upper()
    return reading.capitalize() if word[0].isupper() else reading
