"""A tolerant scanner of square brackets over the slots of a record: nested, doubled, over several lines, unbalanced.

One pass with a stack; no regular expression follows the nesting. What a bracket means is not its business
(`_mark_kinds`), nor are round brackets, which authors use and editors do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from fonds.model import FRAME_KINDS, NUMBERED_KINDS, AnySlot

NOTE_KINDS = frozenset({"handwritten", "stamp", "translator_note", "resolution"})
"""Kinds of slots that editors set in brackets as a whole: a bracket left open runs to the end of such a note."""

LONGEST_NOTE = 24
"""How many slots a bracket can reach over."""

_RUNNING_TEXT = frozenset({"paragraph", "list_item", "speech", "footnote", "translator_note", "table"})

DEEPEST = 12
"""How deep brackets nest; what goes deeper is noise, and is passed over so that the scan stays linear."""

_RUN = re.compile(r"\[+|\]+")


class Bracket(msgspec.Struct, frozen=True):
    """A bracketed span, brackets included.

    Attributes:
        first: Index of the slot in which it opens.
        start: First code point there.
        last: Index of the slot in which it ends; `first` when it is within one line.
        end: Code point behind it, in the last slot.
        size: Number of brackets that open it together (2 for ``[[``).
        depth: Number of brackets around it.
        is_closed: Whether its partner was found.
    """

    first: int
    start: int
    last: int
    end: int
    size: int
    depth: int
    is_closed: bool


@dataclass(slots=True)
class _Open:
    """An opening bracket, or a run of them, that waits for its partner."""

    first: int
    start: int
    size: int
    depth: int
    wanted: int
    last: int = -1
    end: int = -1


def find_brackets(slots: Sequence[AnySlot]) -> list[Bracket]:
    """Finds all bracketed spans.

    Args:
        slots: Of one record, in the order of the page.

    Returns:
        Spans in the order in which they open; a bracket without partner runs to the end of its note. Closing brackets
        without partner give none.
    """
    found: list[Bracket] = []
    stack: list[_Open] = []
    for index, slot in enumerate(slots):
        if "[" in slot.content or "]" in slot.content:
            _scan_line(index, slot.content, stack, found)
        if stack:
            _end_of_line(index, slots, stack, found)
    found.sort(key=lambda bracket: (bracket.first, bracket.start))
    return found


def _scan_line(index: int, content: str, stack: list[_Open], found: list[Bracket]) -> None:
    for run in _RUN.finditer(content):
        size = run.end() - run.start()
        if content[run.start()] == "]":
            _close(index, run.start(), size, stack, found)
        elif len(stack) < DEEPEST:
            stack.append(_Open(index, run.start(), size, len(stack), size))


def _close(index: int, start: int, size: int, stack: list[_Open], found: list[Bracket]) -> None:
    """Gives each bracket of a closing run to the innermost that waits; what remains has no partner."""
    for end in range(start + 1, start + size + 1):
        if not stack:
            return
        innermost = stack[-1]
        innermost.wanted -= 1
        innermost.last, innermost.end = index, end
        if innermost.wanted == 0:
            found.append(_as_bracket(stack.pop(), is_closed=True))


def _end_of_line(index: int, slots: Sequence[AnySlot], stack: list[_Open], found: list[Bracket]) -> None:
    """Decides which open brackets go on over the next line, and ends the others."""
    _end_half_closed(stack, found)
    reach = _lines_to_partner(index, slots, stack)
    kept = [waiting for waiting, lines in zip(reversed(stack), reach, strict=True) if lines is not None]
    for waiting in stack:
        if waiting not in kept:
            waiting.last = _end_of_note(waiting.first, slots)
            waiting.end = len(slots[waiting.last].content.rstrip())
            found.append(_as_bracket(waiting, is_closed=False))
    stack[:] = [waiting for waiting in stack if waiting in kept]


def _end_half_closed(stack: list[_Open], found: list[Bracket]) -> None:
    """A doubled bracket with a single partner (``[[[illegible]3]``) ends at the last partner in its line."""
    for waiting in [waiting for waiting in stack if waiting.end >= 0]:
        stack.remove(waiting)
        found.append(_as_bracket(waiting, is_closed=False))


def _lines_to_partner(index: int, slots: Sequence[AnySlot], stack: Sequence[_Open]) -> list[int | None]:
    """For each open bracket, innermost first, how many lines below its partner stands; None when it has none."""
    reach: list[int | None] = []
    depth, count = 0, len(stack)
    for line in range(index + 1, min(index + 1 + LONGEST_NOTE, len(slots))):
        slot = slots[line]
        if count == len(reach) or not _runs_on(slots, stack[count - 1 - len(reach)], slot):
            break
        for run in _RUN.finditer(slot.content):
            size = run.end() - run.start()
            depth += size if slot.content[run.start()] == "[" else -size
            while depth < 0 and len(reach) < count:
                reach.append(line - index)
                depth += 1
    return reach + [None] * (count - len(reach))


def _runs_on(slots: Sequence[AnySlot], waiting: _Open, slot: AnySlot) -> bool:
    """Whether a bracket can go on into a slot: notes that open a line anywhere but in the frame and in points."""
    if slot.kind in FRAME_KINDS or slot.kind in NUMBERED_KINDS:
        return False
    first = slots[waiting.first]
    if first.kind == slot.kind or not first.content[: waiting.start].strip():
        return True
    return first.kind in _RUNNING_TEXT and slot.kind in _RUNNING_TEXT


def _end_of_note(first: int, slots: Sequence[AnySlot]) -> int:
    """Last of the lines that belong to the note whose bracket was left open."""
    last = first
    if slots[first].kind in NOTE_KINDS:
        while (
            last + 1 < len(slots)
            and last - first < LONGEST_NOTE
            and slots[last + 1].kind == slots[first].kind
            and not slots[last + 1].content.lstrip().startswith("[")
        ):
            last += 1
    return last


def _as_bracket(waiting: _Open, *, is_closed: bool) -> Bracket:
    return Bracket(
        first=waiting.first,
        start=waiting.start,
        last=waiting.last,
        end=waiting.end,
        size=waiting.size,
        depth=waiting.depth,
        is_closed=is_closed,
    )
