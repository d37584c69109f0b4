"""Shelfmarks of German archives: a holding's letters and number, then the file ("DY 30/IV 2/20/114, Bl. 1-5").

The Federal Archives, the parties' papers in them, the Political Archive and the files of the state security.

Not for: printed editions.
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import Level, LevelKind
from fonds.reading.citations._labelled import Part, scan
from fonds.reading.citations._levels import levels_of


@cache
def _holding() -> re.Pattern[str]:
    letters = "|".join(sorted(words.table("shelfmarks", "de")["named"]["holdings"], key=len, reverse=True))
    return re.compile(rf"((?:{letters})(?:\s?\d{{1,4}}[a-z]?)?)(?:\s?/\s?(\S.{{0,60}})|\s(\S.{{0,60}}))?")


@cache
def _parts() -> frozenset[str]:
    return frozenset(words.table("shelfmarks", "de")["named"]["parts"])


def read_levels(rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
    """Reads holding, file and leaves.

    Args:
        rest: What stands around the name of the institution.
        language: Of the words for levels.
        at_head: Not used: holdings tell themselves.

    Returns:
        Levels in the order of the text: "fond" is the holding.
    """
    del at_head
    found: list[Level] = []
    kinds: set[LevelKind] = set()
    for part in scan(rest, language):
        match = _holding().fullmatch(part.value) if part.kind is None and "fond" not in kinds else None
        if match is not None:
            found.append(Level(kind="fond", value=match[1]))
            found.extend([Level(kind="file", value=match[2] or match[3])] if match[2] or match[3] else [])
        else:
            found.extend(levels_of([part._replace(kind=_kind(part, kinds))]))
        kinds.update(level.kind for level in found[-2:])
    return tuple(found)


def _kind(part: Part, before: set[LevelKind]) -> LevelKind | None:
    if part.kind is not None:
        return part.kind
    if part.value in _parts():
        return "series" if "fond" in before else "fond"
    has_figure = any(map(str.isdigit, part.value))
    if "file" in before and _BARE.fullmatch(part.value):
        return "leaves"
    return "file" if has_figure and "file" not in before else None


_BARE = re.compile(r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?")
