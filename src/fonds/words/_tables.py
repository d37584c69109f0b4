"""The files of words, and how a table is asked for.

Not for: what is done with the words.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from fonds.model import NotFound


@cache
def table(topic: str, language: str = "") -> Mapping[str, Any]:
    """The table of a topic in a language.

    Args:
        topic: Name of the topic ("months").
        language: BCP 47 language subtag ("en"), or empty for a topic that is the same in all languages.

    Returns:
        The content of the TOML file, read once in a process; not to be changed.

    Raises:
        NotFound: ``words``, when there is no such table.
    """
    name = f"{topic}.{language}.toml" if language else f"{topic}.toml"
    source = files("fonds.words") / "data" / name
    if not source.is_file():
        raise NotFound("there is no such table of words", code="words", ref=name)
    return MappingProxyType(_interned(tomllib.loads(source.read_text(encoding="utf-8"))))


def _interned(value: Any) -> Any:
    """The same with each string once in the process.

    A value of the model that has its default is left out of canonical JSON if it is the very same string.
    """
    if isinstance(value, str):
        return sys.intern(value)
    if isinstance(value, dict):
        return {_interned(key): _interned(member) for key, member in value.items()}
    return [_interned(member) for member in value] if isinstance(value, list) else value


@cache
def languages(topic: str) -> tuple[str, ...]:
    """Languages in which a topic has a table, English first, then by subtag; empty when there is none."""
    found = []
    for source in (files("fonds.words") / "data").iterdir():
        parts = source.name.split(".")
        if len(parts) == 3 and parts[0] == topic and parts[2] == "toml":
            found.append(parts[1])
    return tuple(sorted(found, key=lambda language: (language != "en", language)))


@cache
def tables(topic: str) -> tuple[Mapping[str, Any], ...]:
    """The tables of a topic in all its languages, in the order of `languages`."""
    return tuple(table(topic, language) for language in languages(topic))


@cache
def listed(topic: str, key: str) -> frozenset[str]:
    """The words of one list of a topic, of all its languages together; a table without that list adds nothing."""
    return frozenset(word for found in tables(topic) for word in found.get(key, ()))


def one_of(found: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first.

    Words that begin with the same sign share it, so that it is compared once for all of them.
    """
    by_sign: dict[str, list[str]] = {}
    for word in sorted(found, key=lambda word: (-len(word), word)):
        by_sign.setdefault(word[:1], []).append(re.escape(word[1:]))
    return "|".join(
        re.escape(sign) + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})")
        for sign, rests in by_sign.items()
    )
