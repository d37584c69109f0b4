"""Shelfmarks of Hungarian archives, whose words stand behind the number ("XIX-J-1-j, 5. doboz", "288. f. 5. ő.e.").

Not for: archives elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from fonds import words
from fonds.model import Level, LevelKind
from fonds.reading.citations._elements import is_year
from fonds.reading.citations._labelled import Part, free_parts
from fonds.reading.citations._levels import levels_of

_FOND = re.compile(
    r"([A-ZÁÉÍÓÖŐÚÜŰ]{1,6}(?:[-–][A-Za-z]{1,3}[-–]?\d{0,3}){1,2}(?:[-–]\w{1,3})?)"
    r"(?:[ –-]([^\W\d_][^-–]{0,60})(?:[-–](\d\S{0,12}))?)?"
)
_NUMBERED = re.compile(r"\d{2,}\s?/[\s\d]*\d{2}|\d{1,3}[-/.]\w[\w./-]*")


@cache
def _kinds() -> Mapping[str, LevelKind]:
    table = words.table("shelfmarks", "hu")["levels"]
    return {name.replace(" ", ""): kind for kind, names in table.items() for name in names}


@cache
def _labelled() -> re.Pattern[str]:
    names = sorted({name for names in words.table("shelfmarks", "hu")["levels"].values() for name in names}, key=len)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s?") for name in reversed(names))
    number = r"(?:[A-Z]{1,3}-)?(?:[A-Z]{2}[ -])?\d[\w/-]{0,20}"
    return re.compile(rf"(?<!\w)({number})(?:\.\s?|\s)({either})\b\.?", re.IGNORECASE)


def read_levels(rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
    """Reads fonds, boxes and files, with their words behind them.

    Args:
        rest: What stands around the name of the institution.
        language: Not used: the words are Hungarian.
        at_head: Not used: the parts tell themselves.

    Returns:
        Levels in the order of the text.
    """
    del language, at_head
    parts: list[Part] = []
    reached = 0
    for match in _labelled().finditer(rest):
        parts.extend(free_parts(rest, reached, match.start()))
        kind = _kinds()[match[2].lower().replace(" ", "").replace("\u00a0", "")]
        parts.append(Part(kind, match[1].strip(), match.start(), match.end()))
        reached = match.end()
    parts.extend(free_parts(rest, reached, len(rest)))
    return levels_of(_place(parts))


def _place(parts: list[Part]) -> list[Part]:
    placed: list[Part] = []
    free = {at for at, part in enumerate(parts) if part.kind is None and _NUMBERED.fullmatch(part.value)}
    last = max(free, default=-1)
    for at, part in enumerate(parts):
        fond = _FOND.fullmatch(part.value) if part.kind is None else None
        if fond is not None:
            placed.append(part._replace(kind="fond", value=fond[1]))
            placed.extend([part._replace(kind="series", value=fond[2])] if fond[2] else [])
            placed.extend([part._replace(kind="item", value=fond[3])] if fond[3] else [])
        elif at in free:
            placed.append(part._replace(kind="file" if at == last else "item"))
        else:
            placed.append(part._replace(kind="year") if part.kind is None and is_year(part.value) else part)
    return placed
