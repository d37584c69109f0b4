"""title-typo: a slip of the pen in the title that the cataloguer gave.

Not for: the headings of the document itself (`_text_typo`), nor for a name that the title spells in another way
(`_spelling_varies`), unless two of its letters have only changed places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.criticism._lexicon import transpositions
from fonds.criticism._page import Page
from fonds.criticism._slip import Slip
from fonds.criticism._slip_finding import slip_finding, slips_of
from fonds.criticism._slips import Speller, speller_of
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Finding

CODE = "title-typo"

EXPLANATION = (
    "A word of the title is misspelt: the language, the record and the archive do not have it, and a word that "
    "is much used, or one that stands in the record, is one slip away. "
    "It may be harmless: the title may repeat a slip of the paper on purpose. "
    "Cite the title as it is printed, and search for both spellings; the program corrects nothing."
)

_QUOTED = re.compile(r"[\"\u201c](.{8,300}?)[,.]?[\"\u201d]")


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """At most one finding, for all slips of the title; where no title stands alone, of that in the citation."""
    speller = speller_of(page, surroundings)
    if not speller.is_at_home:
        return
    title = next(iter(page.first_of("page_title")), None)
    if title is None:
        title = next((slot for slot in page.all_of("citation") if _QUOTED.search(slot.content)), None)
    if title is None:
        return
    end = len(title.content) if title.kind == "page_title" else _end_of_title(title.content)
    slips = [slip for slip in slips_of(title, speller) if slip.start < end]
    names = [slip for slip in _names(page, title, speller) if slip.start < end]
    slips += [slip for slip in names if all(slip.start != other.start for other in slips)]
    if slips:
        yield slip_finding(CODE, page, title, slips)


def _end_of_title(content: str) -> int:
    match = _QUOTED.search(content)
    return match.end() if match else 0


def _names(page: Page, title: AnySlot, speller: Speller) -> Iterator[Slip]:
    """Unknown words of the title with two letters exchanged against a word that stands elsewhere on the page."""
    unknown = speller.unknown(title)
    if not unknown:
        return
    others = {
        word.casefold()
        for slot in page.slots
        if slot.id != title.id
        for _, read in speller.odd_pieces(slot)
        for word, _ in read.unknown
    }
    for word, start in unknown:
        low = word.casefold()
        readings = [other for other in transpositions(low) if other in others] if low not in others else []
        if readings:
            why = "two letters have changed places; the record has the word elsewhere"
            yield Slip(word, start, tuple((one.capitalize(), why) for one in readings), 0.95)
