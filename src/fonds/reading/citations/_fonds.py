"""Shelfmarks by fonds, inventory, file and leaves: archives of Russia, of its neighbours, and of eastern Europe.

Levels mostly say what they are ("f. 17, op. 162, d. 37, ll. 145-155"; "fond 1-B, opis 6, a.e. 123"; "sv. 3, a.j. 4").
Where they do not, slashes or places tell: "9401/2/100/5", "AAN, KC PZPR, XIA/12".

Not for: archives whose files have one number (British, Chinese, German).
"""

from __future__ import annotations

import re

from fonds.model import Level, LevelKind
from fonds.reading.citations._elements import is_collection, is_year
from fonds.reading.citations._labelled import Part, scan
from fonds.reading.citations._levels import levels_of

_SLASHED = re.compile(r"\[?([\w-]{1,8})\]?\s?[/:]\s?([\w-]{1,6})\s?[/:]\s?(\w{1,7})(?:\s?[/:]\s?(\d[\w\s–-]{0,20}))?")
_TELLING = re.compile(r"\d|[^\W\d_a-zа-яё]{2}|[^\W\d_a-zа-яё]\.")
"""A figure or capitals: what a place and other plain words do not have."""
_BARE_LEAVES = re.compile(r"\d{1,4}\w{0,2}(?:\s?[-–]\s?\d{1,4}\w{0,2})?")
_LABELLED_ALWAYS = frozenset({"", "ru", "uk"})
"""Where a part without a word is a remark, not a level."""


def read_levels(rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
    """Reads a shelfmark by fonds.

    Args:
        rest: What stands around the name of the institution.
        language: Of the words for levels.
        at_head: Whether the name stands first, so that what follows it at once can be the fonds.

    Returns:
        Levels in the order of the text.
    """
    parts = scan(rest, language)
    slashed = _read_slashes(parts, by_word=language in _LABELLED_ALWAYS)
    if slashed is not None:
        return slashed
    if language not in _LABELLED_ALWAYS:
        parts = _place(parts, at_head=at_head)
    return levels_of(_with_bare_leaves(parts))


def _read_slashes(parts: list[Part], *, by_word: bool) -> tuple[Level, ...] | None:
    """Reads "17/162/37/145-155", behind a word for the fonds or behind the name alone."""
    for at, part in enumerate(parts):
        match = _SLASHED.fullmatch(part.value) if part.kind in (None, "fond") and by_word else None
        if match and any(map(str.isdigit, match[1])) and any(map(str.isdigit, match[3])):
            steps = zip(_ORDER, match.groups(), strict=True)
            levels = [Level(kind=kind, value=value) for kind, value in steps if value]
            return (*levels_of(parts[:at]), *levels, *levels_of(_with_bare_leaves(parts[at + 1 :], behind_file=True)))
    return None


_ORDER: tuple[LevelKind, ...] = ("fond", "opis", "file", "leaves")


def _place(parts: list[Part], *, at_head: bool) -> list[Part]:
    """Tells by their place what parts without a word are."""
    parts = [part._replace(kind="year") if part.kind is None and is_year(part.value) else part for part in parts]
    kinds = {part.kind for part in parts}
    free = [at for at, part in enumerate(parts) if part.kind is None and _tells(part.value)]
    if "fond" not in kinds and free and free[0] == 0 and at_head:
        parts[0] = parts[0]._replace(kind="fond")
        free = free[1:]
    if "file" not in kinds and free and any(map(str.isdigit, parts[free[-1]].value)):
        parts[free[-1]] = parts[free[-1]]._replace(kind="file")
        free = free[:-1]
    fond = next((at for at, part in enumerate(parts) if part.kind == "fond"), len(parts))
    telling = frozenset(free)
    for at, part in enumerate(parts):
        if at in telling or (part.kind is None and at > fond):
            parts[at] = part._replace(kind="series")
    return parts


def _tells(value: str) -> bool:
    return _TELLING.search(value) is not None or is_collection(value)


def _with_bare_leaves(parts: list[Part], *, behind_file: bool = False) -> list[Part]:
    """Numbers behind the file, without a word, are its leaves."""
    for at, part in enumerate(parts):
        if part.kind is None and behind_file and _BARE_LEAVES.fullmatch(part.value):
            parts[at] = part._replace(kind="leaves")
        behind_file = part.kind == "file"
    return parts
