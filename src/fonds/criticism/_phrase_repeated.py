"""phrase-repeated: words, or a whole paragraph, are printed twice in a row.

Not for: numbers that repeat (`_number_repeat`), nor for what is said again on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from fonds import words
from fonds.criticism._misread import is_misread
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding

CODE = "phrase-repeated"

EXPLANATION = (
    "The same words stand twice in a row. "
    "It may be harmless: a speaker may repeat himself. Mostly a typist or a copyist has lost the place, and then "
    "some words of the original may be missing where the eye jumped. "
    "Compare with the original before you cite the passage; the program strikes nothing out."
)

_PIECE = re.compile(r"\S+")
_STOPS = ".,;:!?"
_PARTING = '.,;:!?()[]"/|\u201c\u201d\u2014\u2013'
"""Between words that stand twice by a slip there are only spaces."""

_LONGEST = 12
"""Words of the longest phrase that is looked for inside a line."""

_LONG_ENOUGH = 6
"""Words of the shortest paragraph that is looked for twice."""

_PASSED_OVER = frozenset(
    {"marking", "stamp", "table", "separator", "label", "label_value", "chrome", "rights", "priority", "page_mark"}
)


class _Repeat(NamedTuple):
    """Where words begin that stand before as well: the number of the first of them, and their number."""

    place: int
    size: int


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each phrase, and one for each paragraph that follows itself."""
    if is_misread(page, surroundings):
        return
    for slot, low in zip(page.slots, page.low_contents, strict=True):
        if slot.kind not in _PASSED_OVER:
            repeats = _repeats(_without_stops(low).split())
            if repeats:
                yield from _phrases(page, slot, repeats)
    for before, after in pairwise(page.text_slots):
        if before.content == after.content and before.content.count(" ") >= _LONG_ENOUGH - 1:
            is_foot = before.kind == after.kind == "page_mark"  # that of one page, and the head of the next
            if not is_foot:
                yield _paragraph(page, before, after)


def _repeats(low: list[str]) -> list[_Repeat]:
    """Words that stand twice in a row and may do so by a slip; the first of those that overlap."""
    found: list[_Repeat] = []
    seen: dict[str, int] = {}
    done = 0
    for place, word in enumerate(low):
        if word in seen:
            size = place - seen[word]
            is_near = size < _LONGEST and place - size >= done
            if is_near and low[place - size : place] == low[place : place + size]:
                done = place + size
                if _may_be_slip(low[place:done]):
                    found.append(_Repeat(place, size))
        seen[word] = place
    return found


def _phrases(page: Page, slot: AnySlot, repeats: list[_Repeat]) -> Iterator[Finding]:
    pieces = [piece for piece in _PIECE.finditer(slot.content) if piece[0].strip(_STOPS)]
    for place, size in repeats:
        literal, once = _printed(slot.content, pieces, place - size, size)
        if not any(sign in literal for sign in _PARTING):
            yield _phrase(page, slot, literal, once)


def _without_stops(content: str) -> str:
    """In bytes, where it takes a fifth of the time; no byte of a longer letter is one of a stop."""
    return content.encode(errors="surrogatepass").translate(None, _STOPS.encode()).decode(errors="surrogatepass")


def _printed(content: str, pieces: list[re.Match[str]], first: int, size: int) -> tuple[str, str]:
    """The words as printed, and their second half, from the number of their first word and half their number."""
    start, middle, end = pieces[first].start(), pieces[first + size].start(), pieces[first + 2 * size - 1].end()
    return content[start:end].rstrip(_STOPS), content[middle:end].rstrip(_STOPS)


def _may_be_slip(phrase: list[str]) -> bool:
    """A single word must be one that nobody says twice; several must be no figures, and not joined on purpose."""
    if len(phrase) == 1:
        return phrase[0] in _words("single")
    if all(word.isdigit() or len(word) == 1 for word in phrase):
        return False
    return len(phrase) > 2 or _words("joining").isdisjoint(phrase)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word for table in words.tables("repeats") for word in table[key])


def _phrase(page: Page, slot: AnySlot, literal: str, once: str) -> Finding:
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(literal,),
        message=f"“{once}” stands twice in a row in {page.name_of(slot.id)}.",
        candidates=(
            Candidate(slots=(slot.id,), literal=once, why="it was to stand once"),
            Candidate(slots=(slot.id,), why="other words stood between: the copyist's eye went back too far"),
        ),
        severity="note",
        certainty=0.9 if " " in once else 0.85,
    )


def _paragraph(page: Page, before: AnySlot, after: AnySlot) -> Finding:
    shown = opening(before.content)
    return Finding(
        code=CODE,
        slots=(before.id, after.id),
        literals=(shown,),
        message=f"The paragraph “{shown}” in {page.name_of(before.id)} stands twice in a row.",
        candidates=(
            Candidate(slots=(before.id,), why="it was to stand once: it was captured or copied twice"),
            Candidate(slots=(after.id,), why="another paragraph stood in the second place"),
        ),
        severity="note",
        certainty=0.9,
    )
