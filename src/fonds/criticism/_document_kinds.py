"""Which kind of paper does a line call a document: a telegram, a letter, minutes?

Not for: the facet of that name (`fonds.reading`); here only words count that exclude another kind.
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words


def find_kind(line: str) -> tuple[str, str] | None:
    """The kind that the first telling word of a line names, with that word; None when no word tells one.

    Args:
        line: A title, a type, or what a paper calls itself.
    """
    match = _word().search(line.casefold())
    if match is None or match.group() in _vague():
        return None
    return _kinds()[match.group()], match.group()


def are_apart(one: str, other: str) -> bool:
    """Tells whether one paper can not be both."""
    return one != other and frozenset((one, other)) in _apart()


@cache
def _kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in words.tables("kinds"):
        for kind in table["kind"]:
            for word in kind["words"]:
                found.setdefault(word, kind["name"])
    return found


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(_kinds())})(?!\w)")


@cache
def telegram_word() -> re.Pattern[str]:
    """Any word that tells a telegram, or how one is sent."""
    found = {word for word, kind in _kinds().items() if kind == "telegram"}
    found |= {word for table in words.tables("kinds") for word in table.get("wired", ())}
    return re.compile(rf"(?<!\w)(?:{words.one_of(found)})")


@cache
def _vague() -> frozenset[str]:
    return frozenset(word for table in words.tables("kinds") for word in table.get("vague", ()))


@cache
def _apart() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in words.table("kinds_apart")["apart"])
