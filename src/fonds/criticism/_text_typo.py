"""text-typo: a slip of the pen in the text or in the summary.

Not for: the title (`_title_typo`), names in two spellings (`_spelling_varies`), and pages that a machine has misread
throughout (`_line_garbled`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fonds.criticism._misread import is_misread
from fonds.criticism._page import Page
from fonds.criticism._slip_finding import slip_finding, slips_of
from fonds.criticism._slips import speller_of
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, Finding

CODE = "text-typo"

EXPLANATION = (
    "A word is misspelt, a space between words is lost, a figure stands among letters, or a word of the "
    "wrong sort stands in a sentence. The language, the record and the archive do not have it, "
    "and a usual word is one slip away. "
    "It may be harmless: a rare word, an old spelling, or a slip of the paper itself. "
    "Cite it as printed; the program corrects nothing, and searches find the word as it stands."
)

_NOT_TEXT = FRAME_KINDS - {"summary", "related"} | {"shelfmark", "separator"}


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each line or paragraph with slips, whatever their number."""
    speller = speller_of(page, surroundings)
    if not speller.is_at_home or is_misread(page, surroundings):
        return
    for slot in page.slots:
        if slot.kind not in _NOT_TEXT:
            slips = slips_of(slot, speller)
            if slips:
                yield slip_finding(CODE, page, slot, slips)
