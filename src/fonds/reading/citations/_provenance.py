"""Who obtained, gave, edited and translated a copy: sentences behind the shelfmark of a source line.

Not for: the shelfmark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fonds import words

_SENTENCE = re.compile(r"(?<=[.;\])\d]) (?=[^\W\d_])|; ?(?=[^\W\d_])")
_NAME = re.compile(r"\bby ((?:(?!(?:,|,? and) (?:translated|obtained|contributed|edited) )[^;]){2,120})")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.|\)\.|\.$")
_AFFILIATION = re.compile(r" ?\([^()]*\)")


class Provenance(NamedTuple):
    """Who had to do with the copy."""

    obtained: tuple[str, ...] = ()
    contributed: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


@cache
def _deeds(*keys: str) -> tuple[str, ...]:
    return tuple(deed for frame in words.tables("frame") for key in keys for deed in frame["provenance"][key])


def split_provenance(text: str) -> tuple[str, str]:
    """Cuts where the first sentence begins that tells of obtaining, printing or translating.

    Returns:
        The citation and what is told behind it; either may be empty.
    """
    deeds = _deeds("obtained", "contributed", "translated", "edited", "other")
    if text.lower().startswith(deeds):
        return "", text
    for start in sentences_of(text):
        if text[start : start + 24].lower().startswith(deeds):
            return text[:start].rstrip("; "), text[start:]
    return text, ""


def sentences_of(text: str) -> Iterator[int]:
    """Where each sentence begins but the first."""
    return (match.end() for match in _SENTENCE.finditer(text))


def tells_provenance(text: str) -> bool:
    """Whether a line begins with what somebody did with the copy: "Obtained by ..."."""
    return text[:24].lower().startswith(_deeds("obtained", "contributed", "translated", "edited", "other"))


def read_provenance(told: str) -> Provenance:
    """Reads who did what from the sentences behind a citation."""
    if not told:
        return Provenance()
    obtained = _names_behind(told, _deeds("obtained"))
    contributed = _names_behind(told, _deeds("contributed"))
    translated = _names_behind(told, _deeds("translated"))
    return Provenance(obtained + contributed, contributed, translated, _names_behind(told, _deeds("edited")))


def _names_behind(told: str, deeds: tuple[str, ...]) -> tuple[str, ...]:
    """Names after "by", behind one of the deeds; "obtained and translated by" counts for both."""
    low = told.lower()
    for deed in deeds:
        at = low.find(deed)
        if at >= 0 and (at == 0 or not low[at - 1].isalpha()):
            match = _NAME.search(told, at)
            return _split_names(match[1]) if match else ()
    return ()


def _split_names(text: str) -> tuple[str, ...]:
    text = _AFFILIATION.sub("", text)
    end = _STOP.search(text)
    names = text[: end.start()] if end else text
    parts = re.split(r", and | and |, ", names)
    return tuple(part.strip(" .,)") for part in parts if part.strip(" .,)"))
