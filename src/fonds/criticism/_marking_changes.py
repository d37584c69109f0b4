"""marking-changes: the security marking changes within a document.

The head of a paper, its second page and its foot bear one class; where they bear two, one of them was added, lowered
or misread. Classes are compared by their level, which the tables of markings give in every language.

Not for: the class that the frame of the page gives (frame-conflict), nor for rules of handling.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding, find_documents

CODE = "marking-changes"

EXPLANATION = (
    "Two lines of one document bear security markings of different levels. "
    "It may be harmless: a class was raised or lowered later and only one of the lines was struck out, or a sheet "
    "comes from another paper. "
    "Look at the original for strokes and stamps, and describe the paper by the highest class that stands."
)

_MOST = 60
"""Letters of the longest line that is a marking and nothing else."""


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """At most one finding for each document of the page."""
    del surroundings
    levels = {level for slot in page.all_of("marking") if (level := _level(slot.content))}
    if len(levels) < 2:
        return
    for document in find_documents(page.reading.record):
        marked = [(level, slot) for slot in document if slot.kind == "marking" and (level := _level(slot.content))]
        for level, slot in marked[1:]:
            first, head = marked[0]
            if level != first and slot.text == head.text:
                yield _finding(head, slot, is_raised=level > first)
                break


def _level(content: str) -> int:
    """The level of a line that is one marking; 0 for rules of handling and words of no level."""
    return _levels().get(content.casefold().strip(" .!*/-–—").replace("ё", "е"), 0) if len(content) <= _MOST else 0


@cache
def _levels() -> dict[str, int]:
    return {
        phrase: level
        for table in words.tables("markings")
        for level, phrases in enumerate(table["markings"].get("levels", ()), start=1)
        for phrase in phrases
    }


def _finding(head: AnySlot, other: AnySlot, *, is_raised: bool) -> Finding:
    first, second = head.content.strip(), other.content.strip()
    higher, lower = (other, head) if is_raised else (head, other)
    return Finding(
        code=CODE,
        slots=(head.id, other.id),
        literals=(first, second),
        message=f"The paper bears “{first}” first and “{second}” further down.",
        candidates=(
            Candidate(
                slots=(lower.id,),
                literal=higher.content.strip(),
                why="a line that was not changed when the class was",
            ),
            Candidate(slots=(head.id, other.id), why="the sheets were marked one by one, or come from two papers"),
        ),
        severity="warning",
        certainty=0.7,
    )
