"""shelfmark-suspect: a shelfmark repeats the numbers of another archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding

CODE = "shelfmark-suspect"

EXPLANATION = (
    "Two archives are cited for one record, and file and leaf have the same numbers in both. "
    "It may be harmless: a file that moved from one archive to another may have kept its number. "
    "Check both shelfmarks in the inventories; numbers copied from one reference into the other are the usual cause."
)

_CITING = frozenset({"source", "citation", "shelfmark"})
_PARTING = re.compile(r";|(?<=\d)\.? and (?=[A-ZА-Я]{2})")
_NUMBER = re.compile(r"(?<![\w./-])0*(\d{1,6})[a-zа-я]{0,2}(?![\w/])")
_SHOWN = re.compile(r"\d+")
_MOST = 12
"""References in one line that are compared with each other."""


class _Reference(NamedTuple):
    """One reference of a citation: its words, and its numbers without zeros before them."""

    literal: str
    archive: str
    numbers: tuple[str, ...]


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each pair of references to two archives that share file and leaf."""
    del surroundings
    for slot in page.slots:
        if slot.kind in _CITING:
            parts = _PARTING.split(slot.content)[:_MOST]
            references = [_read(part) for part in parts] if len(parts) > 1 else []
            for one, other in combinations([one for one in references if one is not None], 2):
                if one.archive != other.archive and _repeats(one.numbers, other.numbers):
                    yield _finding(slot, one, other)


def _read(part: str) -> _Reference | None:
    """A reference that names an archive by capitals and gives at least a file and a leaf."""
    literal = part.strip(" .,")
    numbers = tuple(match.group(1) for match in _NUMBER.finditer(literal[:200]))
    archive = re.search(r"[A-ZА-Я][\w-]*[A-ZА-Я][\w-]*(?: [A-Z]{2,4})?", literal[:120])
    if archive is None or len(numbers) < 3:
        return None
    return _Reference(literal[:200], archive.group(), numbers)


def _repeats(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """File and leaf are the same, and not both are numbers that every archive has."""
    if one == other:
        return True
    if one[:3] == other[:3] and max(map(int, one[:3])) >= 10:
        return True
    tail = one[-2:] == other[-2:]
    return tail and max(map(int, one[-2:])) >= 10


def _finding(slot: AnySlot, one: _Reference, other: _Reference) -> Finding:
    padded = next((ref for ref in (other, one) if re.search(r"(?<!\d)0\d*\Z", ref.literal)), None)
    suspect = padded or other
    surer = one if suspect is other else other
    why = "its leaf is padded with zeros, as numbers that were carried over are" if padded else "it stands second"
    shared = ", ".join(number for number, same in zip(one.numbers, other.numbers, strict=False) if number == same)
    shared = shared or " and ".join(one.numbers[-2:])
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(one.literal, other.literal),
        message=f"{one.archive} and {other.archive} are cited with the same numbers ({shared}).",
        candidates=(
            Candidate(
                slots=(slot.id,), literal=suspect.archive, why=f"the numbers of {suspect.archive} are wrong: {why}"
            ),
            Candidate(slots=(slot.id,), literal=surer.archive, why=f"the numbers of {surer.archive} are wrong"),
            Candidate(slots=(slot.id,), why="the file moved from one archive to the other and kept its number"),
        ),
        severity="warning",
        certainty=0.8 if padded else 0.7,
    )
