"""To what does a record point: to a part of itself that is kept elsewhere, or to another record?

Not for: finding the other record; a relation names its target in the words of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.model import AnySlot, Record, Relation, RelationKind
from fonds.reading._program import PROGRAM

_SILENT = frozenset({
    "chrome", "page_date", "page_title", "funder", "summary", "related", "citation", "view", "info_heading", "label",
    "label_value", "source", "rights", "tail", "shelfmark",
})  # fmt: skip
_LONGEST_TARGET = 90
_NEAREST = 8
"""Among how many words behind the cue the word for a paper must stand."""


def find_relations(record: Record) -> list[Relation]:
    """Finds what a record points to.

    Args:
        record: Slots with kinds.

    Returns:
        Relations in the order of the page.
    """
    found: list[Relation] = []
    for slot in record.slots:
        if slot.kind not in _SILENT:
            low = slot.content.lower()
            found.extend(_kept_elsewhere(slot, low))
            found.extend(_to_other_papers(slot, low))
    return found


def _kept_elsewhere(slot: AnySlot, low: str) -> Iterator[Relation]:
    """Reads "Point 8 is in a classified repository"."""
    for cue in _list("kept_elsewhere"):
        at = low.find(cue)
        if at < 0:
            continue
        target = _last_part(slot.content, max(0, at - _LONGEST_TARGET), at)
        if target is not None:
            literal = slot.content[target.start() : at + len(cue)]
            yield _relation(slot, "kept-elsewhere", target[0], literal, 0.95)
            return


@cache
def _part() -> re.Pattern[str]:
    parts = "|".join(sorted(_list("parts"), key=len, reverse=True))
    numbers = r"\d{1,4}[a-zа-я]?(?:(?:, and |, | and | и |[-–])\d{1,4}[a-zа-я]?)*"
    return re.compile(rf"\b(?:{parts})\.? (?:(?:NN?|No|Nos)[º°.]?\.? ?|№ ?)?{numbers}", re.IGNORECASE)


def _last_part(content: str, start: int, end: int) -> re.Match[str] | None:
    """The part that is named last before the cue."""
    last = None
    for match in _part().finditer(content, start, end):
        last = match
    return last


@cache
def _cues() -> tuple[tuple[str, RelationKind], ...]:
    """Cues with what they say, longest first."""
    kinds: tuple[tuple[str, RelationKind], ...] = (
        ("adds_to", "adds-to"), ("replies_to", "replies-to"), ("refers_to", "refers-to"),
    )  # fmt: skip
    found = [(cue, kind) for topic, kind in kinds for cue in _list(topic)]
    return tuple(sorted(found, key=lambda cue: (-len(cue[0]), cue[0])))


@cache
def _opening() -> re.Pattern[str]:
    """The first words of the cues, so that a line is searched once."""
    first = sorted({cue.split()[0] for cue, _ in _cues()}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, first))}) ")


def _to_other_papers(slot: AnySlot, low: str) -> Iterator[Relation]:
    reached = 0
    for match in _opening().finditer(low):
        start = match.start()
        cue = next((cue for cue in _cues() if low.startswith(cue[0] + " ", start)), None)
        if cue is None or start < reached:
            continue
        first = start + len(cue[0])
        end = _end_of_target(slot.content, first)
        if _names_a_paper(low[first:end]):
            reached = end
            target = slot.content[first:end].strip()
            yield _relation(slot, cue[1], target, slot.content[start:end], 0.75)


_TARGET_ENDS = re.compile(r"[,;:\n]| (?=(?:I|we|he|she|they|it|you|who|which|that) )|[.!?](?= [A-ZА-Я]|\Z)|\)(?= )")
_SHORT = ("no", "nos", "cde", "cdes", "nº", "mr", "dr", "т", "тов", "г")


def _end_of_target(content: str, start: int) -> int:
    """Where the words end that name the other paper: at the end of the clause."""
    limit = min(len(content), start + _LONGEST_TARGET)
    for match in _TARGET_ENDS.finditer(content, start, limit):
        word = content[max(start, match.start() - 6) : match.start()].rsplit(" ", 1)[-1].lower()
        if match[0] == "." and (word in _SHORT or len(word) == 1):
            continue
        if match[0] == ")":
            return match.end() if "(" in content[start : match.start()] else match.start()
        return match.start()
    return limit if limit == len(content) else content.rfind(" ", start, limit)


def _names_a_paper(low: str) -> bool:
    tokens = {token.strip(".()'’\"“”") for token in low.split()[:_NEAREST]}
    return not tokens.isdisjoint(_papers())


@cache
def _papers() -> frozenset[str]:
    return frozenset(word.strip(".") for word in _list("papers"))


def _relation(slot: AnySlot, kind: RelationKind, target: str, literal: str, certainty: float) -> Relation:
    return Relation(slots=(slot.id,), literal=literal, said_by=PROGRAM, certainty=certainty, kind=kind, target=target)


@cache
def _list(topic: str) -> tuple[str, ...]:
    return tuple(word for table in words.tables("relations") for word in table[topic])
