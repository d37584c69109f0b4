"""citation-malformed: a shelfmark can not be right as it is written.

Leaves in reverse, leaves padded with zeros, a label without its number, leaves without a file. Forms that archives
use, such as "ll. 145-55" for 145 to 155, are no faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding

CODE = "citation-malformed"

EXPLANATION = (
    "A shelfmark is written as no archive writes it: the last leaf stands before the first, a number is padded with "
    "zeros, a label has no number, leaves are cited without their file. "
    "It may be harmless: the copy may be numbered from its end. "
    "Look the shelfmark up in the inventory before you order the paper."
)

_CITING = frozenset({"source", "citation", "shelfmark"})
_LEAVES = re.compile(
    r"(?<!\w)(?:listy?|ll|l|лл|л|leaves|leaf|sheets|pp)(?!\w)\.? ?(?P<first>\d{1,5})(?:ob|об)?\.? ?[-–—] ?"
    r"(?P<last>\d{1,5})(?!\w)",
    re.IGNORECASE,
)
_PADDED = re.compile(r"(?<!\w)(?:listy?|ll|l|leaf|leaves)(?!\w)\.? ?(0+\d{1,3})(?![\w/-])", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?<!\w)(?P<label>fonds?|opis|delo|F|Op|D|f|op|d)\. ?"
    r"(?=[,;]|(?:opis|delo|listy?|[Oo]p|[DdLl]l?)\.(?! ?\w{2,}\.))"
)
_FOND = re.compile(r"(?<!\w)(?:fonds?|f|ф|фонд)\.? ?\d", re.IGNORECASE)
_FILE = re.compile(r"(?<!\w)(?:delo|d|д|дело|file|por|papka|folder|box|inv)(?!\w)\.? ?[\[\d]", re.IGNORECASE)
_LEAF = re.compile(r"(?<!\w)(?:listy?|ll|l|лл|л)(?!\w)\.? ?\d", re.IGNORECASE)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each fault of a shelfmark."""
    del surroundings
    for slot in page.slots:
        if slot.kind in _CITING:
            yield from _reversed(slot)
            yield from _padded(slot)
            yield from _without_number(slot)
            yield from _without_file(slot)


def _reversed(slot: AnySlot) -> Iterator[Finding]:
    for match in _LEAVES.finditer(slot.content):
        first, last = match["first"], match["last"]
        if len(first) == len(last) and int(last) < int(first):
            swapped = f"{last}-{first}"
            yield _finding(
                slot, match.group(), f"The leaves run backwards: {match.group()}.",
                ((swapped, "first and last leaf exchanged"), ("", "one of the two numbers is a slip")), 0.9,
            )  # fmt: skip


_STAMPED = 5
"""Figures of a leaf that was numbered with a stamp, which prints its zeros."""


def _padded(slot: AnySlot) -> Iterator[Finding]:
    """Zeros before the number of a leaf; fonds have them ("f. 0102"), and so have the five figures of a stamp.

    Where the same number stands in the line without them, it is shelfmark-suspect.
    """
    for match in _PADDED.finditer(slot.content) if "0" in slot.content else ():
        plain = match.group(1).lstrip("0")
        if plain and len(match.group(1)) < _STAMPED and not re.search(rf"(?<!\d){plain}(?!\d)", slot.content):
            yield _finding(
                slot, match.group(), f"The number {match.group(1)} is padded with zeros.",
                ((plain, "the same number without zeros"), ("", "a letter was read as a zero")), 0.6,
            )  # fmt: skip


def _without_number(slot: AnySlot) -> Iterator[Finding]:
    for match in _EMPTY.finditer(slot.content):
        literal = match.group().strip()
        yield _finding(
            slot, literal, f"“{literal}” has no number.", (("", "the number was lost in the capture"),), 0.7
        )


def _without_file(slot: AnySlot) -> Iterator[Finding]:
    """A reference by fonds that cites leaves of no file."""
    for part in slot.content.split(";"):
        leaf = _LEAF.search(part)
        fond = _FOND.search(part) if leaf is not None else None
        if fond is not None and leaf is not None and fond.start() < leaf.start() and not _FILE.search(part):
            literal = part[fond.start() : leaf.end()]
            yield _finding(
                slot, literal, "Leaves are cited, and no file that holds them.",
                (("", "the file was left out"), ("", "the inventory has no files")), 0.6,
            )  # fmt: skip


def _finding(
    slot: AnySlot, literal: str, message: str, candidates: tuple[tuple[str, str], ...], certainty: float
) -> Finding:
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(literal,),
        message=message,
        candidates=tuple(Candidate(slots=(slot.id,), literal=one, why=why) for one, why in candidates),
        severity="warning",
        certainty=certainty,
    )
