"""The table ``tasks`` and its neighbours, as the forms of sentences look them up.

Not for: rules.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from fonds import words
from fonds.model import TaskForce


@cache
def forces(section: str, language: str = "") -> dict[str, TaskForce]:
    """Words of a section ("verbs", "finite", "passive") with their force, of one language or of all."""
    return {
        word: cast(TaskForce, force)
        for table in ((words.table("tasks", language),) if language else words.tables("tasks"))
        for force, found in table[section].items()
        for word in found
    }


@cache
def listed(section: str, topic: str, language: str = "") -> frozenset[str]:
    """Words of a topic in a section, of one language or of all."""
    tables = (words.table("tasks", language),) if language else words.tables("tasks")
    return frozenset(word for table in tables for word in table[section].get(topic, ()))


@cache
def plain(topic: str, language: str = "") -> frozenset[str]:
    """Words of a topic that stands in no section."""
    tables = (words.table("tasks", language),) if language else words.tables("tasks")
    return frozenset(word for table in tables for word in table[topic])


class Verb(NamedTuple):
    """A verb that charges somebody, as it stands in a text."""

    force: TaskForce
    end: int
    word: str


def verb_at(text: str, section: str, language: str) -> Verb | None:
    """The verb or phrase of a section with which a text begins."""
    known = _by_first_word(section, language).get(first_word(text))
    if known is None:
        return None
    low = text.lower()
    for word in known:
        if low.startswith(word) and _GOES_ON.match(low, len(word)) is None:
            return Verb(forces(section, language)[word], len(word), word)
    return None


def first_word(text: str) -> str:
    """The letters with which a text begins, in lower case; empty when it begins with none."""
    match = _FIRST.match(text)
    return match[0].lower() if match else ""


_FIRST = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"[\w-]")


@cache
def _by_first_word(section: str, language: str) -> dict[str, list[str]]:
    """Verbs and phrases by the first word, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(forces(section, language), key=len, reverse=True):
        found.setdefault(first_word(word), []).append(word)
    return found


@cache
def offices_and_bodies() -> frozenset[str]:
    """Words that tell an office or a body, in lower case."""
    named = words.listed("titles", "office") | words.listed("bodies", "words")
    return named | listed("nouns", "doers", "en") | listed("nouns", "doers", "de")


@cache
def addresses() -> frozenset[str]:
    """Words before the name of a person, without their stop."""
    return words.listed("titles", "address")


@cache
def doer_stem() -> re.Pattern[str]:
    """Russian words for those who can be charged, by their beginnings."""
    return re.compile(rf"(?:{words.one_of(listed('nouns', 'doers', 'ru'))})", re.IGNORECASE)


def is_cyrillic(text: str) -> bool:
    """Whether a text begins in Cyrillic letters."""
    return "\u0400" <= text[:1] <= "\u04ff"
