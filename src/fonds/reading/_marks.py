"""Which spans inside a slot are apparatus: fills `Slot.marks` from the slots alone.

Brackets are found by `_brackets` and typed by `_mark_kinds`; marks of footnotes and terms of the original language
that stand in round brackets are added here. Not for: resolving what a mark says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from fonds.model import AnySlot, Mark, MarkPart, Record
from fonds.reading._brackets import Bracket, find_brackets
from fonds.reading._mark_facts import RecordFacts, Typed
from fonds.reading._mark_kinds import Setting, type_bracket
from fonds.reading._mark_words import is_english

_SILENT = frozenset({
    "chrome", "page_date", "funder", "related", "citation", "view", "info_heading", "label", "label_value", "source",
    "rights", "tail", "shelfmark",
})  # fmt: skip
"""Kinds of slots in which brackets are part of the page, not of the document."""

_AROUND = 200
"""How far the rules look around a bracket, so that a line full of them is read in linear time."""

# What stands before a mark is looked at only where its first sign is met.
_ROUND_FOOTNOTE = re.compile(r"\((?<=[^\s\d(/№#-]\()\d{1,2}\)(?!\d)")
_GLUED_FOOTNOTE = re.compile(r"\d(?:(?<=[^\W\d_]{4}\d)\d?(?![\w/%-])|(?<=\)\d)\d?(?=[.,;:\s]|$))")
_ROUND_TERM = re.compile(r"\((?<=[^\W\d_] \()([a-z][a-z'’-]*(?: [a-z'’-]+){0,3})\)")


def find_marks(record: Record) -> Record:
    """Fills the marks of each slot of the record.

    Args:
        record: Slots with kinds and contents; marks that they already have are replaced.

    Returns:
        The same record; the marks of each slot stand in order of their start (the outer before the inner). A mark
        over several lines is one mark in each of them, `part` initial, medial and final.
    """
    slots = record.slots
    facts = RecordFacts(slots)
    marks: dict[int, list[Mark]] = {}
    for bracket in find_brackets(slots):
        if slots[bracket.first].kind not in _SILENT:
            _add(marks, bracket, type_bracket(_setting(bracket, slots, facts)), slots)
    for index, slot in enumerate(slots):
        if ("(" in slot.content or ")" in slot.content or facts.has_footnotes) and slot.kind not in _SILENT:
            _find_round(marks, index, slot, facts)
    return msgspec.structs.replace(
        record,
        slots=tuple(
            _with_marks(slot, marks.get(index, ())) if index in marks or slot.marks else slot
            for index, slot in enumerate(slots)
        ),
    )


def _with_marks(slot: AnySlot, marks: Sequence[Mark]) -> AnySlot:
    ordered = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
    return slot if ordered == slot.marks else msgspec.structs.replace(slot, marks=ordered)


def _setting(bracket: Bracket, slots: Sequence[AnySlot], facts: RecordFacts) -> Setting:
    first, last = slots[bracket.first], slots[bracket.last]
    return Setting(
        inner=_inner(bracket, slots),
        before=first.content[max(0, bracket.start - _AROUND) : bracket.start],
        after=last.content[bracket.end : bracket.end + _AROUND],
        kind=first.kind,
        size=bracket.size,
        facts=facts,
    )


def _inner(bracket: Bracket, slots: Sequence[AnySlot]) -> str:
    lines = [
        slots[index].content[_start(bracket, index) : _end(bracket, index, slots)]
        for index in range(bracket.first, bracket.last + 1)
    ]
    return " ".join(" ".join(lines).split()).strip("[] ")


def _start(bracket: Bracket, index: int) -> int:
    return bracket.start if index == bracket.first else 0


def _end(bracket: Bracket, index: int, slots: Sequence[AnySlot]) -> int:
    return bracket.end if index == bracket.last else len(slots[index].content)


def _add(marks: dict[int, list[Mark]], bracket: Bracket, typed: Typed, slots: Sequence[AnySlot]) -> None:
    certainty = typed.certainty if bracket.is_closed else typed.certainty * 0.8
    reason = typed.reason if bracket.is_closed else f"{typed.reason}; the bracket is not closed"
    for index in range(bracket.first, bracket.last + 1):
        if _start(bracket, index) == _end(bracket, index, slots):
            continue  # an empty line inside the note
        mark = Mark(
            kind=typed.kind,
            start=_start(bracket, index),
            end=_end(bracket, index, slots),
            part=_part(bracket, index),
            certainty=round(certainty, 2),
            reason=reason,
        )
        marks.setdefault(index, []).append(mark)


def _part(bracket: Bracket, index: int) -> MarkPart:
    if bracket.first == bracket.last:
        return "whole"
    if index == bracket.first:
        return "initial"
    return "final" if index == bracket.last else "medial"


def _find_round(marks: dict[int, list[Mark]], index: int, slot: AnySlot, facts: RecordFacts) -> None:
    """Marks in round brackets or without any: figures of footnotes, terms of the original language."""
    content = slot.content
    if "(" in content and slot.kind != "distribution":
        for match in _ROUND_FOOTNOTE.finditer(content):
            _add_span(marks, index, match.span(), Typed("footnote_mark", 0.85, "a number in brackets behind a word"))
        for match in _ROUND_TERM.finditer(content):
            if len(match[1]) > 4 and facts.is_english and not any(map(is_english, match[1].split())):
                _add_span(marks, index, match.span(), Typed("original_term", 0.7, "words that English does not know"))
    if facts.has_footnotes or ")" in content:
        for match in _GLUED_FOOTNOTE.finditer(content):
            if facts.has_footnotes or content[match.start() - 1] == ")":
                _add_span(marks, index, match.span(), Typed("footnote_mark", 0.8, "a figure behind a word"))


def _add_span(marks: dict[int, list[Mark]], index: int, span: tuple[int, int], typed: Typed) -> None:
    mark = Mark(kind=typed.kind, start=span[0], end=span[1], certainty=typed.certainty, reason=typed.reason)
    marks.setdefault(index, []).append(mark)
