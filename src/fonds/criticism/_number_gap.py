"""number-gap: a number is missing in a sequence of passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

from fonds import words
from fonds.criticism._numbering import Step, written
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Dispatch, Finding, Relation, Severity

CODE = "number-gap"

EXPLANATION = (
    "A number is missing between two passages that are numbered in one sequence. "
    "It may be harmless: an excerpt leaves points out, a line may only have lost its number in the capture, and "
    "telegrams and despatches often give their first paragraph none. "
    "Look at the original, and whether the record says that the part is kept elsewhere."
)

_MARKED = re.compile(r"(?<![\w(])([A-Za-z])\)[ \u00a0]")
_FIRST = re.compile(r"(?<!\w)(?:1|I|a|A)[.)]")
_WIDE = 3
"""A wider gap is an excerpt, not a slip."""


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each gap between neighbours, and for each list in a sentence that lacks its first mark."""
    del surroundings
    elsewhere = _kept_elsewhere(page)
    for run in chain.from_iterable(page.runs.values()):
        yield from _beginnings(page, run)
        yield from _gaps(page, run, elsewhere)
    yield from _headless_lists(page)
    yield from _copies(page)


def _beginnings(page: Page, run: list[Step]) -> Iterator[Finding]:
    """Points that begin with 2 behind a paragraph without a number."""
    first = run[0].passage
    place = page.place[first.id]
    before = page.slots[place - 1] if place else None
    is_list = len(run) > 1 and run[0].ordinal == 2 and run[1].ordinal == 3 and first.kind == "point"
    if (
        is_list
        and before is not None
        and before.kind == "paragraph"
        and len(first.number) == 1
        and not _FIRST.search(before.content[:24])
        and not _is_letter(page, place)
    ):
        lost = Candidate(
            slots=(before.id,), why=f"the paragraph before is the first, and has no number {written(first, 1)}"
        )
        yield Finding(
            code=CODE,
            slots=(before.id, first.id),
            literals=(opening(before.content), opening(first.content)),
            message=f"The numbers begin with {first.number[-1]}; the number {written(first, 1)} is missing.",
            candidates=(lost, Candidate(slots=(first.id,), why="the first of them was left out")),
            severity="note",
            certainty=0.8,
        )


_BELOW_SALUTATION = frozenset({"paragraph", "subject", "heading"})


def _is_letter(page: Page, place: int) -> bool:
    """Whether the paragraphs before a place open a letter of the British custom: the first bears no number."""
    while place and page.slots[place - 1].kind in _BELOW_SALUTATION:
        place -= 1
    above = page.slots[place - 1] if place else None
    if above is None or above.kind != "salutation":
        return False
    opened = above.content.casefold().lstrip(" \"'“‘(")
    return any(opened.startswith(word) and not opened[len(word) :][:1].isalnum() for word in _letter_words())


@cache
def _letter_words() -> frozenset[str]:
    return words.listed("gaps", "letters_from_two")


def _gaps(page: Page, run: list[Step], elsewhere: frozenset[str]) -> Iterator[Finding]:
    first = run[0].ordinal
    for before, after in pairwise(run):
        missing = [written(before.passage, number) for number in range(before.ordinal + 1, after.ordinal)]
        is_item = after.passage.kind == "item"
        if not 0 < len(missing) <= _WIDE or (is_item and first != 1 and not _is_even(run, before, after)):
            continue  # a wide gap, and a gap between items far apart, is how excerpts of minutes are
        if elsewhere.intersection(missing) or _is_omitted(page, before, after):
            continue
        yield _make_finding(page, before, after, missing, "note" if is_item else "warning")


def _is_even(run: list[Step], before: Step, after: Step) -> bool:
    """All other items of the run follow each other: minutes that lack one item, and no choice of them."""
    gaps = [two.ordinal - one.ordinal for one, two in pairwise(run) if (one, two) != (before, after)]
    return after.ordinal - before.ordinal == 2 and bool(gaps) and all(gap == 1 for gap in gaps)


def _make_finding(page: Page, before: Step, after: Step, missing: list[str], severity: Severity) -> Finding:
    between = [slot.id for slot in _between(page, before, after) if slot.kind == "paragraph"]
    lost = Candidate(slots=tuple(between[:1]), why=f"a paragraph between them has lost its number {missing[0]}")
    left_out = Candidate(slots=(after.passage.id,), why="the passage was left out, or the number was skipped")
    numbers = f"the number {missing[0]} is" if len(missing) == 1 else f"the numbers {', '.join(missing)} are"
    return Finding(
        code=CODE,
        slots=(before.passage.id, after.passage.id),
        literals=(opening(before.passage.content), opening(after.passage.content)),
        message=f"Between {page.name_of(before.passage.id)} and {page.name_of(after.passage.id)} {numbers} missing.",
        candidates=(lost, left_out) if between else (left_out,),
        severity=severity,
        certainty=0.9 if len(missing) == 1 else 0.7,
    )


def _between(page: Page, before: Step, after: Step) -> Sequence[AnySlot]:
    return page.slots[page.place[before.passage.id] + 1 : page.place[after.passage.id]]


def _is_omitted(page: Page, before: Step, after: Step) -> bool:
    """Tells whether the record itself shows that something between two passages was left out or is not public."""
    between = _between(page, before, after)
    behind = {before.passage.id, *(slot.id for slot in between)}
    return any(gap.after in behind for gap in page.reading.record.gaps) or any(
        slot.kind == "omission" or any(mark.kind == "omission" and mark.start == 0 for mark in slot.marks)
        for slot in between
    )


def _kept_elsewhere(page: Page) -> frozenset[str]:
    """Numbers of passages that the record says are kept elsewhere."""
    targets = [one.target for one in page.statements(Relation) if one.kind == "kept-elsewhere"]
    return frozenset(word for target in targets for word in re.findall(r"\w+", target))


def _copies(page: Page) -> Iterator[Finding]:
    """A number that lacks among those of the copies in a list."""
    at: dict[int, str] = {}
    for one in page.statements(Dispatch):
        if one.copy_number and one.copy_number.isdecimal() and len(one.copy_number) < 4:
            at.setdefault(int(one.copy_number), one.slots[0])
    missing = sorted(set(range(1, max(at))) - set(at)) if 1 in at and len(at) > 2 else []
    if len(missing) != 1:
        return
    (number,) = missing
    before = page.by_id[at[number - 1]]
    behind = page.by_id[at[number + 1]]
    yield Finding(
        code=CODE,
        slots=tuple(dict.fromkeys((before.id, behind.id))),
        literals=tuple(dict.fromkeys((opening(before.content), opening(behind.content)))),
        message=f"The copy No. {number} is missing between {number - 1} and {number + 1}.",
        candidates=(
            Candidate(slots=(behind.id,), why="the recipient of that copy was left out, or the line was lost"),
            Candidate(slots=(before.id,), why=f"the copies {number - 1} and {number} went to one recipient"),
        ),
        severity="note",
        certainty=0.7,
    )


def _headless_lists(page: Page) -> Iterator[Finding]:
    """Lists inside a sentence that begin with their second mark."""
    seen: set[str] = set()
    for slot in page.text_slots if "b)" in page.text or "B)" in page.text else ():
        if ")" not in slot.content:
            continue
        marks = [match.group(1) for match in _MARKED.finditer(slot.content)]
        for head, second, third in ("ABC", "abc"):
            own = [mark for mark in marks if mark.isupper() == head.isupper()]
            begins_line = slot.content.lstrip("( ").startswith(f"{second})")
            if own[:2] == [second, third] and head not in seen and not begins_line:
                yield _headless(slot, head, second)
        seen.update(marks)


def _headless(slot: AnySlot, head: str, second: str) -> Finding:
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(f"{second})",),
        message=f"A list in the text begins with {second}); the mark {head}) is missing.",
        candidates=(Candidate(slots=(slot.id,), why=f"the mark {head}) stood in the sentence before {second})"),),
        severity="note",
        certainty=0.8,
    )
