"""One citation: the institution, and its shelfmark by the grammar of that institution.

Not for: lines with several (`_source_line`, `_notes`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from fonds.model import Citation, Level
from fonds.reading.citations import _british, _chinese, _fonds, _german, _hungarian, _named
from fonds.reading.citations._labelled import scan
from fonds.reading.citations._levels import make_citation
from fonds.reading.citations._printed import is_edition, read_edition
from fonds.reading.citations._repositories import (
    OWN_LEVELS,
    NamedAt,
    Repository,
    find_by_shape,
    find_cited,
    get_known,
    get_repositories,
)


class Grammar(Protocol):
    """Reads the levels of a shelfmark from what stands around the name of its institution."""

    def __call__(self, rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
        """Levels in the order of the text."""


GRAMMARS: Mapping[str, Grammar] = MappingProxyType({
    "fonds": _fonds.read_levels,
    "american": _named.read_american,
    "named": _named.read_levels,
    "british": _british.read_levels,
    "chinese": _chinese.read_levels,
    "german": _german.read_levels,
    "hungarian": _hungarian.read_levels,
})  # fmt: skip
"""Grammars by the names that the table of repositories uses."""
_UNKNOWN = Repository("", "fonds")
_RECORD_GROUP = re.compile(r"\b(?:RG|Record Group) ?\d")
_KINDS_OF_FONDS = frozenset({"fond", "opis", "file"})


def read_reference(cited: str, within: Citation | None = None) -> Citation:
    """Reads a citation.

    Args:
        cited: One citation, without provenance and final stop.
        within: The citation before it in its line, whose upper levels hold where this one leaves them out.

    Returns:
        The citation; its literal is `cited`.
    """
    named = find_cited(cited) or (None if _british.is_piece(cited) else find_by_shape(cited))
    if named is None and within is not None:
        return _go_on(cited, within)
    if named is None and is_edition(cited) and not _numbers_a_file(cited):
        edition = read_edition(cited)
        if edition is not None:
            return edition
    repository, start, end = named or NamedAt(_UNKNOWN, 0, 0)
    rest = cited if cited[start:end].upper() in OWN_LEVELS else _around(cited, start, end)
    repository = _settle(repository, cited, rest)
    levels = _read_levels(rest.lstrip(" ,.:;"), repository, at_head=start == 0)
    if named is None and all(level.kind == "part" for level in levels):
        return read_edition(cited) or make_citation(cited, None, None, levels)
    cited_as = repository.cited_as(cited[start:end]) or None
    return make_citation(cited, cited_as, repository.cites, levels, repository.code)


def _numbers_a_file(cited: str) -> bool:
    return any(part.kind in ("file", "box", "folder") for part in scan(cited, "en"))


def _around(cited: str, start: int, end: int) -> str:
    """What stands around the name; behind a name that is not at the head, words without a figure are its place."""
    if start == 0:
        return cited[end:]
    behind = cited[end:]
    before = cited[:start].rstrip(" ,;(")
    return f"{before}, {behind.lstrip(' ,.;)')}" if any(map(str.isdigit, behind)) else before


def _settle(repository: Repository, cited: str, rest: str) -> Repository:
    """Two countries have a National Archives: record groups are American, pieces of departments British."""
    if repository.cites == "british" and _RECORD_GROUP.search(cited):
        return get_repositories()["NARA"]
    if repository.code in ("", "NARA") and _british.is_piece(rest.lstrip(" ,.:;")):
        return get_repositories()["TNA"]
    return repository


def _read_levels(rest: str, repository: Repository, *, at_head: bool) -> tuple[Level, ...]:
    levels = GRAMMARS[repository.cites](rest, repository.language, at_head=at_head)
    if repository.cites == "american" and not any(level.kind != "part" for level in levels):
        return ()
    return levels


def _go_on(cited: str, within: Citation) -> Citation:
    """Reads "d. 38, l. 4" behind "f. 17, op. 162, d. 37": levels above the first one named are those of before."""
    known = get_known(within) or _UNKNOWN
    levels = _read_levels(cited, known, at_head=False)
    kinds = [level.kind for level in levels]
    above: list[Level] = []
    for level in within.levels:
        if level.kind in kinds or level.kind not in _KINDS_OF_FONDS or "fond" in kinds:
            break
        above.append(level)
    return make_citation(cited, within.repository, known.cites, (*above, *levels), known.code)
