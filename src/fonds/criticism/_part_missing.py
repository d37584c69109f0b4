"""part-missing: something that is begun or announced is not there.

Not for: numbers that are missing in a sequence (`_number_gap`), nor for parts that the record itself calls left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from fonds.criticism._gap import document
from fonds.criticism._gap_end import find_broken_end
from fonds.criticism._gap_heads import find_broken_heads
from fonds.criticism._gap_lists import find_missing_lists
from fonds.criticism._gap_told import find_told_losses
from fonds.criticism._gap_values import find_missing_values
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import Finding

CODE = "part-missing"

EXPLANATION = (
    "Something is begun or announced and is not there: the end of the text, half of a line, the names of recipients, "
    "the figures of a table, the value of a field, a day, an hour, a signature. "
    "It may be harmless: forms have blanks that nobody fills in, and an excerpt may end anywhere. "
    "Look at the source of the capture first, then at the original; the program fills nothing in."
)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each thing that is missing."""
    del surroundings
    slots = document(page)
    yield from find_broken_heads(page, slots)
    yield from find_missing_values(page, slots)
    yield from find_missing_lists(page, slots)
    yield from find_told_losses(page, slots)
    yield from find_broken_end(page, slots)
