"""Shelfmarks of The National Archives, Kew: department, series, piece and item ("FO 371/127292/FK1015/3").

Not for: papers in British libraries, which are cited by collection.
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import Level, LevelKind
from fonds.reading.citations._labelled import Part, scan
from fonds.reading.citations._levels import levels_of

_STEPS: tuple[LevelKind, ...] = ("fond", "series", "file", "item")


@cache
def _piece() -> re.Pattern[str]:
    letters = sorted(words.table("shelfmarks")["departments"], key=len, reverse=True)
    departments = "|".join(r"\.?".join(department) for department in letters)  # "F.O." is "FO"
    return re.compile(rf"({departments})\.?\s?(\d{{1,4}})(?:\s?/\s?(\d{{1,7}}[A-Z]?))?(?:\s?/\s?(\S.{{0,40}}))?")


def may_begin(word: str) -> bool:
    """Whether a word in lower case is the letters of a department, or the first of them."""
    return word in _first_letters()


@cache
def _first_letters() -> frozenset[str]:
    departments = [department.lower() for department in words.table("shelfmarks")["departments"]]
    return frozenset((*departments, *(department[0] for department in departments)))


def is_piece(text: str) -> bool:
    """Whether a text begins with a department's letters, a series and a piece ("CAB 128/29")."""
    match = _piece().match(text)
    return match is not None and match[3] is not None


def read_levels(rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
    """Reads department, series, piece and item.

    Args:
        rest: What stands around the name of the institution.
        language: Of the words for levels.
        at_head: Not used: a piece tells itself.

    Returns:
        Levels in the order of the text: "fond" is the department, "file" the piece.
    """
    del at_head
    found: list[Level] = []
    for part in scan(rest, language):
        match = _piece().fullmatch(part.value) if part.kind is None else None
        if match is not None:
            steps = zip(_STEPS, (match[1].replace(".", ""), *match.groups()[1:]), strict=True)
            found.extend(Level(kind=kind, value=value) for kind, value in steps if value)
        else:
            found.extend(levels_of([_as_item(part) if found else part]))
    return tuple(found)


def _as_item(part: Part) -> Part:
    return part._replace(kind="item") if part.kind is None and any(map(str.isdigit, part.value)) else part
