"""Was the page read by a machine that takes letters for each other? Then single slips say nothing.

Not for: signs of a wrong encoding (`_line_garbled`).
"""

from __future__ import annotations

from typing import NamedTuple

from fonds.criticism._page import Page
from fonds.criticism._slips import speller_of
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot

_ENOUGH = 5
_RARE = 60
"""At least one misread word in so many."""

_FOREIGN = 3
"""With more unknown words than one in so many, the text is in another language than it seems."""

_FOREIGN_SHARE = 0.5
"""The same of the first words of the document, without the short ones: then the others need not be read."""


class Misread(NamedTuple):
    """A word that a machine has misread, as printed, and its slot."""

    slot: AnySlot
    literal: str


def misread_words(page: Page, surroundings: Surroundings) -> list[Misread]:
    """Words of the document that are none, when they are so many that a machine must have read it; else none."""
    return page.made(_find_misread, surroundings)


def _find_misread(page: Page, surroundings: Surroundings) -> list[Misread]:
    speller = speller_of(page, surroundings)
    found: list[Misread] = []
    if speller.lacks_more_than(_FOREIGN_SHARE):
        return found
    count = 0
    for slot in page.text_slots:
        if speller.language_of(slot) == "en":
            count += slot.content.count(" ") + 1
            found += [Misread(slot, word) for word, _ in speller.unknown(slot) if word.islower()]
            found += [Misread(slot, literal) for _, read in speller.odd_pieces(slot) for literal in read.figures]
    different = len({word.literal for word in found})
    return found if different >= _ENOUGH and count / _RARE <= different <= count / _FOREIGN else []


def is_misread(page: Page, surroundings: Surroundings) -> bool:
    """Tells whether a machine has misread the page throughout: its signs are not to be trusted either."""
    return bool(misread_words(page, surroundings))
