"""What shows a slip of the pen, by language.

Not for: the words of the languages (`_lexicon`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fonds import words


@cache
def slip_words(key: str, language: str) -> frozenset[str]:
    """The words under a key of the table ``slips`` of a language; empty when there is none."""
    return frozenset(words.table("slips", language)[key]) if _has(language) else frozenset()


@cache
def figures(language: str) -> Mapping[str, str]:
    """Letters that a figure may stand for, by figure."""
    return dict(words.table("slips", language)["figures"]) if _has(language) else {}


@cache
def cases(language: str) -> Mapping[str, tuple[str, ...]]:
    """Endings of nouns behind prepositions of one letter, by preposition."""
    found = words.table("slips", language).get("cases", {}) if _has(language) else {}
    return {preposition: tuple(endings) for preposition, endings in found.items()}


def _has(language: str) -> bool:
    return language in words.languages("slips")
