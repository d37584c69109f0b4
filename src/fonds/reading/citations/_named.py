"""Citations by collections: a chain of names from the widest to the file, between them numbers of shelves.

American archives and presidential libraries ("RG 59, Central Files 1964–66, POL 27 VIET S"; "National Security File,
Country File, Laos, Vol. XV"; "Lot 64 D 563, Box 20"), and others that cite so ("Asie-Océanie, Chine, vol. 22").

Not for: archives of fonds.
"""

from __future__ import annotations

import re

from fonds.model import Level, LevelKind
from fonds.reading.citations._elements import SHELVES, is_collection, is_marking, is_year, read_elements
from fonds.reading.citations._labelled import Part
from fonds.reading.citations._levels import levels_of

_CENTRAL_FILE = re.compile(r"\d{2,3}[A-Za-z]?[.\d]?[^,;]*/[^,;]*\d[^,;]*")
_OWN = re.compile(r"\s*[Ff]iles?\b[ ,:]*")
"""The word behind an office ("Department of Defense Files"), which names no collection of it."""
_BEFORE_COLLECTIONS = frozenset({"fond", "entry", "series"})
_UNIT_OF_LOTS: frozenset[LevelKind] = frozenset({"lot", "accession"})
_ALL: frozenset[LevelKind] = SHELVES | {"opis", "series", "file", "item", "volume", "leaves", "pages"}
_UNIT_OF_VOLUMES: frozenset[LevelKind] = _UNIT_OF_LOTS | {"volume", "file", "box", "folder"}


def is_central_file(name: str) -> bool:
    """Whether a part is a number of central files by decimals ("751G.00/3–3055")."""
    return _CENTRAL_FILE.fullmatch(name) is not None


def read_american(rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
    """Reads record group, collections, lot or accession, box, and what the file is named.

    Args:
        rest: What stands around the name of the institution.
        language: Of the words for levels.
        at_head: Whether the name stands first.

    Returns:
        Levels in the order of the text; the names of one file are one level.
    """
    del at_head
    return levels_of(_place(read_elements(_behind_office(rest), SHELVES, language), _UNIT_OF_LOTS))


def read_levels(rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
    """Reads collections, volumes, files and leaves; see `read_american`."""
    del at_head
    parts = read_elements(rest, _ALL, language)
    known = [part._replace(kind=_aside(part)) for part in parts]
    free = [at for at, part in enumerate(known) if part.kind is None]
    if len(free) == len(known) == 1 and any(map(str.isdigit, known[0].value)):
        return levels_of([known[0]._replace(kind="file")])
    return levels_of(_place(known, _UNIT_OF_VOLUMES))


def _aside(part: Part) -> LevelKind | None:
    if part.kind is None and is_year(part.value):
        return "year"
    return "part" if part.kind is None and is_marking(part.value) else part.kind


def _behind_office(rest: str) -> str:
    own = _OWN.match(rest)
    return rest[own.end() :] if own else rest


def _place(parts: list[Part], units: frozenset[LevelKind]) -> list[Part]:
    """Tells which names are collections and which the file."""
    last = _last_collection(parts, units)
    numbered = any(part.kind == "file" for part in parts)
    placed: list[Part] = []
    title: list[str] = []
    for at, part in enumerate(parts):
        if part.kind is not None or at <= last or numbered:
            placed.append(part._replace(kind=part.kind or ("series" if at <= last else "part")))
        else:
            title.append(part.value)
            placed.extend([part._replace(kind="file")] if len(title) == 1 else [])
    whole = ", ".join(title)
    return [part._replace(value=whole) if title and part.kind == "file" else part for part in placed]


def _last_collection(parts: list[Part], units: frozenset[LevelKind]) -> int:
    """The last part that others lie in: in front of a lot, called files or papers, or the first of all."""
    last, inner = -1, False
    for at, part in enumerate(parts):
        inner = inner or part.kind in _UNIT_OF_LOTS
        if part.kind in units or (part.kind is None and is_collection(part.value, inner=inner)):
            last = at
    if last < 0:
        first = next((at for at, part in enumerate(parts) if part.kind not in _BEFORE_COLLECTIONS), -1)
        if first >= 0 and parts[first].kind is None and not is_central_file(parts[first].value):
            return first
    return last
