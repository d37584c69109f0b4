"""name-anachronism: a body or a place bears a name that it did not yet bear at the date of the record, or no longer.

Not for: summaries (summary-conflict), nor for which names were in use when (`fonds.criticism._periods`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from fonds.criticism._page import Page
from fonds.criticism._periods import OutOfTime, find_out_of_time
from fonds.criticism._shown_dates import shown_beginning
from fonds.criticism._surroundings import Surroundings
from fonds.model import Candidate, Finding
from fonds.model.records import HeadKind, TextKind
from fonds.words import show_date

CODE = "name-anachronism"

EXPLANATION = (
    "A body or a place is called by a name that it bore only later, or no longer, at the date of the record. "
    "It may be harmless: translators and cataloguers put the name that their readers know, and old names live on. "
    "Look at the original for the name that stands there, and at the date: one of the two is from another hand."
)


_READ = frozenset({"page_title", *get_args(HeadKind), *get_args(TextKind)})
"""The document itself, and its title."""


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each form that is out of its time, at its first place in the text or the title."""
    seen: set[str] = set()
    for found in find_out_of_time(page, surroundings, _READ):
        if found.form.text not in seen:
            seen.add(found.form.text)
            yield _finding(page, found)


def _finding(page: Page, found: OutOfTime) -> Finding:
    slot, form, literal = found.slot, found.form, found.mention.literal
    begun = f"came into use {shown_beginning(form.valid_from or '')}"
    border = begun if found.is_early else f"was in use until {show_date(form.valid_to or '')}"
    habit = "a translator or a cataloguer put the later name" if found.is_early else "the old name was kept by habit"
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(literal,),
        message=f"The name {literal} in {page.name_of(slot.id)} {border}, and the record is of another time.",
        candidates=(
            Candidate(slots=(slot.id,), why=habit),
            Candidate(
                slots=(slot.id,), why="the date of the record is wrong, or the paper is a copy of another time"
            ),
        ),
        severity="note",
        certainty=0.4 if slot.kind == "page_title" else 0.7 if found.is_early else 0.5,
    )
