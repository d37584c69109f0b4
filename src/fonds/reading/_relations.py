"""To what does a record point: to a part of itself that is kept elsewhere, or to another record?

Not for: finding the other record; a relation names its target in the words of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

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
_NUMBERED_NEAREST = 3
"""The same for cues that say little by themselves ("see", "your")."""
_NEAR = 40
"""Within how many code points before the cue an annex must stand that has no number."""


def find_relations(record: Record) -> list[Relation]:
    """Finds what a record points to.

    Args:
        record: Slots with kinds.

    Returns:
        Relations in the order of the page.
    """
    elsewhere, pointing = _places_elsewhere(), _pointing()
    found: list[Relation] = []
    for slot in record.slots:
        if slot.kind in _SILENT:
            continue
        if elsewhere.may_be_in(slot.content):
            found.extend(_kept_elsewhere(slot))
        if pointing.may_be_in(slot.content):
            found.extend(_to_other_papers(slot))
    return found


def _kept_elsewhere(slot: AnySlot) -> Iterator[Relation]:
    """Reads "Point 8 is in a classified repository", and "Special folder: item 5"."""
    reached = 0
    for cue in _elsewhere().finditer(f" {slot.content.lower()}"):
        first, last = cue.start(1) - 1, cue.end(1) - 1
        named = _part_before(slot.content, reached, first) or _part_behind(slot.content, last)
        if named is not None:
            start, reached = min(named[0], first), max(named[1], last)
            target = slot.content[named[0] : named[1]]
            yield _relation(slot, "kept-elsewhere", target, slot.content[start:reached], 0.95)


@cache
def _places_elsewhere() -> words.Phrases:
    return words.Phrases(_list("kept_elsewhere"))


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"\W({words.one_of(_list('kept_elsewhere'))})(?!\w)")


@cache
def _part() -> re.Pattern[str]:
    parts = "|".join(sorted(_list("parts"), key=len, reverse=True))
    numbers = r"\d{1,4}[a-zа-я]?(?:(?:, and |, | and | и |[-–])\d{1,4}[a-zа-я]?)*"
    return re.compile(rf"(?<!\w)(?:{parts})\.? (?:(?:NN?|No|Nos)[º°.]?\.? ?|№ ?)?{numbers}", re.IGNORECASE)


@cache
def _whole_part() -> re.Pattern[str]:
    parts = "|".join(sorted(_list("whole_parts"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


_SENTENCE = re.compile(r"[.!?] (?=[A-ZА-Я])")


def _part_before(content: str, reached: int, end: int) -> tuple[int, int] | None:
    """The part that is named last before the cue, in its sentence; a whole annex must stand near."""
    start = max(reached, end - _LONGEST_TARGET)
    for stop in _SENTENCE.finditer(content, start, end):
        start = stop.end() if content[max(0, stop.start() - 2) : stop.start()].strip(" (").lower() != "п" else start
    span: tuple[int, int] | None = None
    for match in _part().finditer(content, start, end):
        span = match.span()
    near = _whole_part().search(content, max(start, end - _NEAR), end) if span is None else None
    return near.span() if near else span


_BEHIND = re.compile(r"[\"”’]? ?[:–—-] ?")


def _part_behind(content: str, at: int) -> tuple[int, int] | None:
    """The part that is named at once behind the cue and a colon or dash."""
    joint = _BEHIND.match(content, at)
    match = _part().match(content, joint.end()) if joint else None
    return match.span() if match else None


_KINDS: tuple[tuple[str, RelationKind], ...] = (
    ("adds_to", "adds-to"), ("changes", "changes"), ("replies_to", "replies-to"), ("refers_to", "refers-to"),
    ("refers_to_numbered", "refers-to"),
)  # fmt: skip


class _Cue(NamedTuple):
    """Words that point to another paper, and whether its number or date must follow."""

    words: str
    kind: RelationKind
    numbered: bool


@cache
def _cues() -> Mapping[str, tuple[_Cue, ...]]:
    """Cues by their first word, longest first."""
    found: dict[str, list[_Cue]] = {}
    for topic, kind in _KINDS:
        for cue in _list(topic):
            found.setdefault(cue.split()[0], []).append(_Cue(cue, kind, topic == "refers_to_numbered"))
    return {first: tuple(sorted(cues, key=lambda cue: (-len(cue.words), cue.words))) for first, cues in found.items()}


@cache
def _pointing() -> words.Phrases:
    return words.Phrases(cue.words for cues in _cues().values() for cue in cues)


@cache
def _opening() -> re.Pattern[str]:
    """The first words of the cues, so that a line is searched once; a sign or blank stands before them."""
    return re.compile(rf"\W({words.one_of(_cues())})(?= )")


def _to_other_papers(slot: AnySlot) -> Iterator[Relation]:
    low = slot.content.lower()
    reached = 0
    for match in _opening().finditer(f" {low}"):
        start = match.start(1) - 1
        cue = next((cue for cue in _cues()[match[1]] if low.startswith(cue.words + " ", start)), None)
        if cue is None or start < reached:
            continue
        first = start + len(cue.words)
        end = _end_of_target(slot.content, first)
        if _names_a_paper(low[first:end], numbered=cue.numbered):
            reached = end
            target = slot.content[first:end].strip()
            yield _relation(slot, cue.kind, target, slot.content[start:end], 0.75)


@cache
def _target_ends() -> re.Pattern[str]:
    ends = words.one_of(_list("ends"))
    return re.compile(rf"[(),;:\n]| (?=(?:{ends})(?:[ ,.:;]|\Z))|[.!?](?= [A-ZА-Я(]|\Z)", re.IGNORECASE)


def _end_of_target(content: str, start: int) -> int:
    """Where the words end that name the other paper: at the end of the clause; brackets belong to it whole."""
    limit = min(len(content), start + _LONGEST_TARGET)
    depth = 0
    for match in _target_ends().finditer(content, start, limit):
        word = content[max(start, match.start() - 6) : match.start()].rsplit(" ", 1)[-1].lower().lstrip("(")
        depth += match[0] == "("
        if match[0] == "(" or (match[0] == "." and (word in _list("short") or (len(word) == 1 and word.isalpha()))):
            continue
        if match[0] == ")" and depth:
            depth -= 1
            if depth == 0 and not content.startswith(" от", match.end()):
                return match.end()
        elif depth == 0 or match[0] == "\n":
            return match.start()
    return limit if limit == len(content) else content.rfind(" ", start, limit)


def _names_a_paper(low: str, *, numbered: bool) -> bool:
    """Whether a word for a paper stands near the cue; at once behind a weak cue, and with a figure."""
    tokens = [token.strip(".()'’\"“”:") for token in low.split()[: _NUMBERED_NEAREST if numbered else _NEAREST]]
    named = any(token in _papers() or token.startswith(_list("stems")) for token in tokens)
    return named and (not numbered or any(map(str.isdigit, low)))


@cache
def _papers() -> frozenset[str]:
    return frozenset(word.strip(".") for word in _list("papers"))


def _relation(slot: AnySlot, kind: RelationKind, target: str, literal: str, certainty: float) -> Relation:
    return Relation(slots=(slot.id,), literal=literal, said_by=PROGRAM, certainty=certainty, kind=kind, target=target)


@cache
def _list(topic: str) -> tuple[str, ...]:
    return tuple(word for table in words.tables("relations") for word in table[topic])
