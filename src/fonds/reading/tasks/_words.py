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
    match = _opening(section, language).match(text)
    if match is None:
        return None
    word = match[0].lower()
    return Verb(forces(section, language)[word], match.end(), word)


@cache
def _opening(section: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words.one_of(forces(section, language))})(?![\w-])", re.IGNORECASE)


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
