"""From levels to a citation: the four levels that every archive of fonds has, taken from all that were read.

Not for: reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fonds.model import Citation, Level, LevelKind
from fonds.reading.citations._elements import is_copy
from fonds.reading.citations._labelled import Part
from fonds.reading.citations._repositories import get_repositories

_FIGURES = re.compile(r"\d+(?:\s?[^\W\d_]{1,3}(?!\w))?")


def levels_of(parts: Iterable[Part]) -> tuple[Level, ...]:
    """Parts as levels; what is free is a part of no known kind, but what it says of the copy ("Original") is none."""
    return tuple(
        Level(kind=part.kind or "part", value=part.value)
        for part in parts
        if part.kind is not None or not is_copy(part.value)
    )


def value_of(levels: Iterable[Level], kind: LevelKind) -> str | None:
    """The value of the first level of a kind."""
    return next((level.value for level in levels if level.kind == kind), None)


def make_citation(
    literal: str,
    repository: str | None,
    grammar: str | None,
    levels: tuple[Level, ...],
    code: str | None = None,
) -> Citation:
    """Makes a citation of what was read.

    Args:
        literal: The words of the source.
        repository: As cited: code or name.
        grammar: Name of the grammar that read the levels.
        levels: In the order of the literal.
        code: Of the institution in the table, where it is cited by another name.

    Returns:
        The citation. File and leaves stand apart only where a fonds or an inventory says what they belong to.
    """
    fond, opis = value_of(levels, "fond"), value_of(levels, "opis")
    known = get_repositories().get(code or repository or "")
    today = (known.now or known.code) if known else None
    return Citation(
        literal=literal,
        repository=repository,
        fond=fond,
        opis=opis,
        delo=value_of(levels, "file") if fond or opis else None,
        leaves=read_range(value_of(levels, "leaves")) if fond else None,
        held_by=today if today != repository else None,
        grammar=grammar if levels else None,
        levels=levels,
    )


def read_range(value: str | None) -> tuple[str, str] | None:
    """First and last leaf of "0012-15ob, 17", without zeros in front."""
    found = [_plain(match[0]) for match in _FIGURES.finditer(value or "")]
    return (found[0], found[-1]) if found else None


def _plain(leaf: str) -> str:
    return leaf.replace(" ", "").lstrip("0") or "0"
