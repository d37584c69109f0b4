"""part-kept-here: a part that is said to be kept elsewhere stands here.

A note on an excerpt that names the item which the excerpt is ("Point 8 is in a classified repository" on item 8) says
where the paper came from, and nothing of the text. Only a part beside other parts of the same level is meant here.
Not for: parts that are absent (number-gap).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import Candidate, Finding, Passage, Relation

CODE = "part-kept-here"

EXPLANATION = (
    "The record says that one of its parts is kept elsewhere, and that part stands here with its text. "
    "It may be harmless: the part may have been declassified and put back, or the note may mean a part of the same "
    "number in other minutes. "
    "Ask the archive before you release the passage, and say in its description when it was opened."
)

_ENOUGH = 40
"""A passage of fewer characters may be no more than its heading."""


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each part that is said to be elsewhere and stands here beside others."""
    del surroundings
    if len(page.numbered) < 2:
        return
    for relation in page.statements(Relation):
        if relation.kind == "kept-elsewhere":
            for passage in _meant(page, relation):
                yield _finding(page, relation, passage)


def _meant(page: Page, relation: Relation) -> Iterator[Passage]:
    """Passages of that number, one of several of their level, that have a text of their own."""
    numbers = set(re.findall(r"\d+", relation.target))
    is_about_item = _names_an_item(page, numbers)
    for family in page.families.values():
        named = [one for one in family if one.number[-1] in numbers and (one.kind == "item") == is_about_item]
        if len(named) < len(family):  # else the page is an excerpt of just those parts
            yield from (one for one in named if one.id not in relation.slots and _has_text(page, one))


def _names_an_item(page: Page, numbers: set[str]) -> bool:
    """The word "point" may mean an item of the agenda: it does where an item has that number."""
    return any(passage.kind == "item" and passage.number[-1] in numbers for passage in page.numbered)


def _has_text(page: Page, passage: Passage) -> bool:
    """More than a heading, and more than notes in brackets that say what is not there."""
    slots = page.within(passage.id)
    noted = sum(mark.end - mark.start for slot in slots for mark in slot.marks)
    own = sum(len(slot.content) for slot in slots) - noted
    return own > _ENOUGH and own > 2 * noted


def _finding(page: Page, relation: Relation, passage: Passage) -> Finding:
    name = page.name_of(passage.id)
    return Finding(
        code=CODE,
        slots=(relation.slots[0], passage.id),
        literals=(relation.literal,),
        message=f"“{relation.literal}”, but {name} stands here.",
        candidates=(
            Candidate(slots=(passage.id,), why=f"{name} was put back when it was opened, and the note was left"),
            Candidate(slots=(relation.slots[0],), why="the note means a part of that number in other minutes"),
        ),
        severity="warning",
        certainty=round(0.7 * relation.certainty, 2),
    )
