"""The paper or its editor says that something is not there: a line is faded, a sheet lost, this is part one of two.

Not for: what was left out on purpose (marks of omission), nor for parts kept elsewhere (`fonds.model.Relation`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fonds import words
from fonds.criticism._gap import missing, told_losses
from fonds.criticism._page import Page
from fonds.model import AnySlot, Candidate, Finding

_PART = re.compile(r"(?<!\w)([^\W\d_]{4,8}) ([^\W_]{1,5}) (?:of|из) ([^\W_]{1,5})(?!\w)", re.IGNORECASE)
_IN_PARTS = re.compile(
    r"(?<!\w)in ([^\W_]{3,5}) ([^\W\d_]{3,7})s[;,.:]? \W?([^\W\d_]{4,8}) ([^\W_]{1,5})(?!\w)", re.IGNORECASE
)
_LONGEST_HEAD = 120
"""A line of the head is no longer; what running text says of parts is not looked at."""


def find_told_losses(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """One finding for each loss that a bracket tells of, and at most one for a missing part of a telegram."""
    for slot in slots:
        if "[" in slot.content:
            yield from _losses(page, slot)
    yield from _other_parts(slots)


def _losses(page: Page, slot: AnySlot) -> Iterator[Finding]:
    for bracket in told_losses(slot.content):
        yield missing(
            (slot.id,),
            (bracket,),
            f"Something is lost in {page.name_of(slot.id)}, as the page says itself: “{bracket}”.",
            (Candidate(slots=(slot.id,), why="ask for a better copy, or for another copy of the same paper"),),
            severity="note",
        )


def _other_parts(slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """The head says which part of how many this is; the other parts do not stand on the page."""
    told = [(slot, *one) for slot in slots if len(slot.content) <= _LONGEST_HEAD for one in _parts(slot.content)]
    if not told or len({number for _, _, number, _ in told}) >= told[0][3]:
        return
    slot, shown, number, count = told[0]
    others = " and ".join(str(one) for one in range(1, count + 1) if one != number)
    yield missing(
        (slot.id,),
        (shown,),
        f"This is part {number} of {count}, and part {others} is not on the page.",
        (Candidate(slots=(slot.id,), why="the other part was filed or captured as a record of its own"),),
        severity="note",
    )


def _parts(content: str) -> Iterator[tuple[str, int, int]]:
    """What says so, which part, and of how many."""
    low = content.casefold()
    if not any(word in low for word in _words("words")):
        return
    for match in _PART.finditer(content):
        part, number, count = match.groups()
        if part.casefold() in _words("words") and 0 < _number(number) <= _number(count) and _number(count) > 1:
            yield match.group(), _number(number), _number(count)
    for match in _IN_PARTS.finditer(content):
        count, first, second, number = match.groups()
        if {first.casefold(), second.casefold()} <= _words("words") and 0 < _number(number) <= _number(count):
            yield match.group(), _number(number), _number(count)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    low = word.casefold()
    for table in words.tables("gaps"):
        numbers = table["parts"]["numbers"]
        if low in numbers:
            return int(numbers.index(low)) + 1
    return 0


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word for table in words.tables("gaps") for word in table["parts"][key])
