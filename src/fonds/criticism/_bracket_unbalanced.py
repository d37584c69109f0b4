"""bracket-unbalanced: a bracket without its partner, with the likeliest place of the partner.

Square brackets are an editor's and may run over several lines of a note; round ones are an author's and end in their
line. Not for: what a bracket means (marks), nor for a note that the end of the page cuts off (`_gap_end`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fonds.criticism._misread import is_misread
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, NUMBERED_KINDS, AnySlot, Candidate, Finding

CODE = "bracket-unbalanced"

EXPLANATION = (
    "A bracket is opened and not closed, or closed and not opened. "
    "It may be harmless: the words can mostly be read all the same. But where an editor's bracket has lost its end, "
    "it is not certain which words are the editor's and which the document's. "
    "Look at the candidates for the place of the missing bracket, and at another edition before you quote the words."
)

_SQUARE = re.compile(r"[\[\]]")
_ROUND = re.compile(r"[()]")
_ENUMERATOR = re.compile(
    r"(?:\A|[\s\u00a0\"\u201c;:,.(\u2014\u2013-])(?:[^\W_]{1,4}|[^\W\d_]{1,9}(?:st|th|rd|ly|nd|rth|ird))\Z"
)
_SENTENCE_END = re.compile(r"[^\W\d_]{4}[.!?] ")
_SMILE = re.compile(r"[:;]-?\Z")
_RUNNING_TEXT = frozenset({"paragraph", "list_item", "speech", "footnote", "translator_note", "table"})
_DEEPEST = 12
"""How deep brackets nest; what goes deeper is noise."""

_LONGEST_NOTE = 24
"""How many slots a note can reach over."""


class _Lone(NamedTuple):
    """A bracket without its partner: index of its slot, place in it, the sign."""

    slot: int
    place: int
    sign: str


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each slot with brackets that have no partner."""
    if is_misread(page, surroundings):
        return
    slots = page.slots
    lone = [] if _are_in_pairs(page.text, b"[]") else _lone_square(slots)
    for index, slot in enumerate(slots) if not _are_in_pairs(page.text, b"()") else ():
        if "(" in slot.content or ")" in slot.content:
            lone += _lone_round(index, slot)
    if not lone:
        return
    last = page.place[page.text_slots[-1].id] if page.text_slots else -1
    by_slot: dict[int, list[_Lone]] = {}
    for one in sorted(lone):
        if not _is_cut_off(slots, one, last):
            by_slot.setdefault(one.slot, []).append(one)
    for found in by_slot.values():
        yield _make_finding(page, found)


def _are_in_pairs(text: str, pair: bytes) -> bool:
    """Whether each bracket of a sort is closed in its line before another is opened: a first look at a page."""
    signs = text.encode(errors="surrogatepass").translate(None, _OTHER_THAN[pair])
    return not signs.replace(pair, b"").strip()


_OTHER_THAN = {pair: bytes(set(range(256)) - set(pair) - set(b"\n")) for pair in (b"[]", b"()")}
"""By the sort of brackets, all other signs of a line; no byte of a longer letter is a bracket."""


def _lone_square(slots: Sequence[AnySlot]) -> list[_Lone]:
    lone: list[_Lone] = []
    stack: list[_Lone] = []
    for index, slot in enumerate(slots):
        if stack:
            stack, lost = _still_open(slots, index, stack)
            lone += lost
        if "[" in slot.content or "]" in slot.content:
            for match in _SQUARE.finditer(slot.content):
                if match.group() == "[" and len(stack) < _DEEPEST:
                    stack.append(_Lone(index, match.start(), "["))
                elif match.group() == "]" and stack:
                    stack.pop()
                else:
                    lone.append(_Lone(index, match.start(), match.group()))
    return lone + stack


def _still_open(slots: Sequence[AnySlot], index: int, stack: list[_Lone]) -> tuple[list[_Lone], list[_Lone]]:
    """Open brackets that may go on into a slot, and those that may not."""
    kept = [one for one in stack if _runs_on(slots, one, index)]
    return kept, [one for one in stack if one not in kept]


def _runs_on(slots: Sequence[AnySlot], one: _Lone, index: int) -> bool:
    """A bracket goes on in lines of its own kind, in any line if it opens its own, from paragraph to paragraph."""
    first, slot = slots[one.slot], slots[index]
    if index - one.slot > _LONGEST_NOTE or slot.kind in FRAME_KINDS or slot.kind in NUMBERED_KINDS:
        return False
    if first.kind in FRAME_KINDS:
        return False
    opens_line = not first.content[: one.place].strip()
    return opens_line or first.kind == slot.kind or {first.kind, slot.kind} <= _RUNNING_TEXT


def _lone_round(index: int, slot: AnySlot) -> list[_Lone]:
    """Round brackets without a partner in their slot; marks of lists ("a)", "2)", "First)") have none."""
    lone: list[_Lone] = []
    stack: list[_Lone] = []
    if slot.kind == "separator":
        return lone
    for match in _ROUND.finditer(slot.content):
        ahead = slot.content[max(0, match.start() - 14) : match.start()]
        if match.group() == "(":
            stack.append(_Lone(index, match.start(), "("))
        elif stack:
            stack.pop()
        elif not _ENUMERATOR.search(ahead) and not _SMILE.search(ahead):
            lone.append(_Lone(index, match.start(), ")"))
    return lone + stack


def _is_cut_off(slots: Sequence[AnySlot], one: _Lone, last: int) -> bool:
    """The page ends inside the note: its end is missing with the end of the page."""
    if one.sign in "])" or last < len(slots) - 1 or slots[one.slot].kind in FRAME_KINDS:
        return False
    if one.sign == "(" and _SENTENCE_END.search(slots[one.slot].content, one.place):
        return False  # an author's aside ends before the sentence does
    return one.slot == last or (
        last - one.slot <= _LONGEST_NOTE and len({slot.kind for slot in slots[one.slot : last + 1]}) == 1
    )


def _make_finding(page: Page, found: Sequence[_Lone]) -> Finding:
    slot = page.slots[found[0].slot]
    opened = [one for one in found if one.sign in "[("]
    sign = found[0].sign
    what = "is opened and not closed" if opened else "is closed and was not opened"
    shown = _around(slot.content, found[0].place)
    count = "A bracket" if len(found) == 1 else f"{len(found)} brackets, the first of which"
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(shown,),
        message=f"{count} {what} in {page.name_of(slot.id)}: “{shown}”.",
        candidates=tuple(_candidates(page, found[0])),
        severity="note",
        certainty=0.9 if sign in "[]" else 0.75,
    )


def _around(content: str, place: int) -> str:
    """The line of the bracket, at most some sixty signs of it."""
    start = content.rfind("\n", 0, place) + 1
    end = content.find("\n", place)
    line_end = len(content) if end < 0 else end
    return content[max(start, place - 30) : min(line_end, place + 40)].strip()


def _candidates(page: Page, one: _Lone) -> Iterator[Candidate]:
    if one.sign in "[(":
        yield from _ends(page, one)
    else:
        yield from _beginnings(page, one)


def _ends(page: Page, one: _Lone) -> Iterator[Candidate]:
    """Where the closing bracket may have stood: the mark's end, the end of the line, before the next bracket."""
    slot = page.slots[one.slot]
    closing = "]" if one.sign == "[" else ")"
    run = re.match(r"[\[(]{2,}", slot.content[one.place :])
    if run:
        yield Candidate(slots=(slot.id,), literal=run.group()[1:], why="one bracket too many is opened there")
    last = _last_of_note(page, one.slot)
    if last != one.slot:
        end = page.slots[last]
        yield Candidate(slots=(slot.id, end.id), literal=f"{end.content.strip()}{closing}", why="the note ends there")
    inner = slot.content[one.place :].partition("\n")[0]
    stop = re.search(r"[.;,:]\s|\Z", inner)
    whole = f"{inner.strip()}{closing}"
    yield Candidate(slots=(slot.id,), literal=whole, why="it was closed at the end of the line")
    if stop and stop.start() and stop.start() < len(inner.rstrip()) - 1:
        yield Candidate(
            slots=(slot.id,), literal=f"{inner[: stop.start()]}{closing}", why="it was closed before the next stop"
        )


def _last_of_note(page: Page, first: int) -> int:
    """Last of the slots of one kind that follow and open no bracket of their own."""
    last = first
    while (
        last + 1 < len(page.slots)
        and last - first < _LONGEST_NOTE
        and page.slots[last + 1].kind == page.slots[first].kind
        and not page.slots[last + 1].content.lstrip().startswith("[")
    ):
        last += 1
    return last


def _beginnings(page: Page, one: _Lone) -> Iterator[Candidate]:
    """Where the opening bracket may have stood: at the head of the note, of the line, or in a line that is lost."""
    slot = page.slots[one.slot]
    opening = "[" if one.sign == "]" else "("
    first = one.slot
    while first and one.slot - first < _LONGEST_NOTE and page.slots[first - 1].kind == slot.kind:
        first -= 1
    if first != one.slot:
        head = page.slots[first]
        whole = f"{opening}{head.content.strip()}"
        yield Candidate(slots=(head.id, slot.id), literal=whole, why="the note begins there")
    line = slot.content[: one.place + 1].rpartition("\n")[2].strip()
    yield Candidate(slots=(slot.id,), literal=f"{opening}{line}", why="it was opened at the beginning of the line")
    yield Candidate(slots=(slot.id,), why="a line above, in which it was opened, is lost")
