"""Levels of a shelfmark that say what they are: "f. 17, op. 162, d. 37, ll. 145-155", in any language of the tables.

A word for a level stands before its number. What stands between is free: the grammar of the family decides on it.

Not for: names of institutions, and words behind their number (Hungarian).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import LevelKind

_JOINT = r"['’ʹ′]?[.:]?\s?(?:(?:nos?|nr|br|č)\b\.?\s?|[№#]\s?)?[-–]?"
_NUMBER = re.compile(r"\[?(?:[^\W\d_]{1,4}[-– ./]?)?\d[\w/.\-–]*\]?")
_FOND = re.compile(r"\[?(?:[^\W\d_]{1,4}[-– .]?)?\d[\w/.\-–]*(?: [бb](?![\w.]))?\]?", re.IGNORECASE)
_ONE_LEAF = r"\[?\d{1,6}(?:\s?(?:об|ob|verso)\b\.?|[^\W\d_]{1,2}\b)?\]?"
_LEAVES = re.compile(rf"{_ONE_LEAF}(?:(?:\s?[-–—]\s?|,\s?|\s(?:and|и|a|i)\s){_ONE_LEAF})*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^,;:()]{0,60}")
_LONG_WORD = 4
"""A word of so many letters may stand before a name ("fond Council of Ministers"), and is sure in any language."""
_TWO_LETTERS = 2


class Part(NamedTuple):
    """A part of a shelfmark.

    Attributes:
        kind: What its word says; None for what stands free.
        value: Without the word, and without square brackets around all of it.
        start: First code point in the text that was scanned.
        end: Code point behind it.
    """

    kind: LevelKind | None
    value: str
    start: int
    end: int


@cache
def level_words(language: str) -> Mapping[str, LevelKind]:
    """Words for levels, in lower case, with what they are.

    Args:
        language: Of the archive. Its words come first, English ones next; of other languages only long words count.
            Empty when the archive is not known: then Russian and English words count alike.
    """
    own = (language,) if language else ("ru",)
    found: dict[str, LevelKind] = {}
    for each in (*own, "en", *words.languages("shelfmarks")):
        english = _TWO_LETTERS if language else 1
        shortest = 1 if each in own else english if each == "en" else _LONG_WORD
        for kind, names in words.table("shelfmarks", each)["levels"].items():
            for name in names:
                if len(name) >= shortest:
                    found.setdefault(name, kind)
    return found


@cache
def _label(language: str) -> re.Pattern[str]:
    either = words.one_of(level_words(language)).replace(r"\ ", r"\s?")
    return re.compile(rf"(?<!\w)({either})(?![^\W\d_]){_JOINT}", re.IGNORECASE)


def scan(text: str, language: str = "") -> list[Part]:
    """Cuts a shelfmark into labelled and free parts.

    Args:
        text: What stands behind the name of the institution.
        language: As for `level_words`.

    Returns:
        Parts in their order. Free parts are cut at commas and semicolons outside brackets; none is empty.
    """
    parts: list[Part] = []
    reached = at = 0
    while match := _label(language).search(text, at):
        at = match.end()
        word = " ".join(match[1].lower().split())
        kind = level_words(language).get(word) or level_words(language)[_spaced(word, language)]
        value = match_value(text, at, kind, word)
        if value is None:
            continue
        parts.extend(free_parts(text, reached, match.start()))
        parts.append(Part(kind, text[at:value].strip("[] ."), match.start(), value))
        reached = at = value
    parts.extend(free_parts(text, reached, len(text)))
    return parts


def _spaced(word: str, language: str) -> str:
    """The word as the table has it, where the text leaves out a space ("а.е.")."""
    plain = word.replace(" ", "")
    return next(name for name in level_words(language) if name.replace(" ", "") == plain)


def match_value(text: str, at: int, kind: LevelKind, word: str) -> int | None:
    """Where the value behind a word for a level ends; None when there is none."""
    pattern = _LEAVES if kind in ("leaves", "pages") else _FOND if kind == "fond" else _NUMBER
    match = pattern.match(text, at)
    if match is None and kind in ("fond", "series") and len(word) >= _LONG_WORD:
        match = _NAME.match(text, at)
    if match is None:
        return None
    return at + len(match[0].rstrip(" .,-–/"))


def free_parts(text: str, start: int, end: int) -> list[Part]:
    """What stands between levels, cut at commas and semicolons outside brackets and quotation marks."""
    parts: list[Part] = []
    depth, first = 0, start
    for at in range(start, end + 1):
        char = text[at] if at < end else ","
        if char in "([“":
            depth += 1
        elif char in ")]”":
            depth = max(0, depth - 1)
        elif char in ",;" and (depth == 0 or at == end):
            value = text[first:at].strip(" .,;:")
            if any(map(str.isalnum, value)):
                parts.append(Part(None, value, first, at))
            first = at + 1
    return parts
