"""number-repeat: a number stands twice in a sequence of passages, or every passage shows the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from fonds import words
from fonds.criticism._numbering import Step
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding, Passage

CODE = "number-repeat"

EXPLANATION = (
    "A number stands twice in one sequence of passages, or all passages of a list show the same number. "
    "It may be harmless: a page made from a word processor's list often shows every point as 1. "
    "The passages are counted anew in their order; check a citation by number against the original."
)

_PRINTED = re.compile(r"[\s(]*(\w{1,4})\s?[.)](?!\d)")


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for all lists that were counted anew, and one for each number that stands twice."""
    del surroundings
    recounted = {parent: family for parent, family in page.families.items() if _was_counted_anew(family)}
    if recounted:
        yield _counted_anew(page, list(recounted.values()))
    for parent, found in page.runs.items():
        if parent not in recounted:
            for run in found:
                yield from _repeats(page, run)
    yield from _same_leads(page)


_LEAD = re.compile(r"\s{0,4}(?P<lead>[^\W\d_]{2,4})\.? ?(?P<number>\d{1,2})(?P<rest>[.)]?) (?=[^\W\d_])")


def _same_leads(page: Page) -> Iterator[Finding]:
    """Paragraphs that begin with a word for their number ("Ad 2. ..."): two that follow each other bear the same."""
    before: tuple[AnySlot, str] | None = None
    for slot in page.slots:
        match = _LEAD.match(slot.content) if slot.kind in _LED else None
        if match is None or match["lead"].casefold() not in _leads() or (isinstance(slot, Passage) and slot.number):
            continue  # numbers that were read as such are in their family
        if before is not None and before[1] == match["number"] and before[0].id != slot.id:
            yield _twice(before[0], slot, f"{match['lead']} {match['number']}")
        before = (slot, match["number"])


_LED = frozenset({"paragraph", "item", "point", "list_item", "heading"})


@cache
def _leads() -> frozenset[str]:
    return frozenset(word for table in words.tables("pointers") for word in table["leads"])


def _was_counted_anew(family: Sequence[Passage]) -> bool:
    """All passages show one number in the text, and have been given others."""
    if len({passage.number for passage in family}) < 2:
        return False
    first = _printed(family[0])
    return first is not None and all(_printed(passage) == first for passage in family[1:])


def _printed(passage: Passage) -> str | None:
    match = _PRINTED.match(passage.content)
    shown = match.group(1).casefold() if match else None
    return None if shown in _leads() else shown


def _counted_anew(page: Page, families: list[list[Passage]]) -> Finding:
    passages = [passage for family in families for passage in family]
    number = _PRINTED.match(passages[0].content)
    shown = number.group().strip() if number else ""
    return Finding(
        code=CODE,
        slots=tuple(sorted((passage.id for passage in passages), key=page.place.__getitem__)),
        literals=(opening(passages[0].content), opening(passages[1].content)),
        message=f"All {len(passages)} points show as “{shown}”: the list has lost its numbers.",
        candidates=(
            Candidate(slots=tuple(passage.id for passage in passages), why="counted anew in the order of the page"),
        ),
        severity="warning",
        certainty=0.95,
    )


def _repeats(page: Page, run: list[Step]) -> Iterator[Finding]:
    for before, after in pairwise(run):
        if before.ordinal == after.ordinal and before.ordinal and not _is_parted(page, before.passage, after.passage):
            yield _make_finding(before.passage, after.passage)


_PARTING = frozenset({"document_kind", "minutes_head", "dateline", "addressee", "salutation", "signature"})


def _is_parted(page: Page, before: Passage, after: Passage) -> bool:
    """Tells whether one document of the page ends, and another begins, between two passages."""
    return any(slot.kind in _PARTING for slot in page.slots[page.place[before.id] : page.place[after.id]])


def _make_finding(before: Passage, after: Passage) -> Finding:
    return _twice(before, after, ".".join(before.number))


def _twice(before: AnySlot, after: AnySlot, number: str) -> Finding:
    return Finding(
        code=CODE,
        slots=(before.id, after.id),
        literals=(opening(before.content), opening(after.content)),
        message=f"The number {number} stands twice, at two passages that follow each other.",
        candidates=(
            Candidate(slots=(after.id,), why="the second should have the next number"),
            Candidate(slots=(before.id, after.id), why="the second is the rest of the first, numbered again"),
        ),
        severity="warning",
        certainty=0.85,
    )
