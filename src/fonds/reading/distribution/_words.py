"""The table ``distribution`` in all its languages, as the readers of lists look it up.

Not for: rules.
"""

from __future__ import annotations

from functools import cache

from fonds import words


@cache
def listed(topic: str) -> frozenset[str]:
    """Words of a topic."""
    return words.listed("distribution", topic)


@cache
def one_of(topic: str) -> str:
    """A pattern for any word of a topic, the longest first."""
    return words.one_of(listed(topic))


@cache
def channel_of() -> dict[str, str]:
    """Cues of channels with their names, longest cue first."""
    cues = [
        (cue, name)
        for table in words.tables("distribution")
        for name, found in table["channels"].items()
        for cue in _with_variants(found)
    ]
    found: dict[str, str] = {}
    for cue, name in sorted(cues, key=lambda cue: (-len(cue[0]), cue)):
        found.setdefault(cue, name)
    return found


def _with_variants(cues: list[str]) -> list[str]:
    """Cues of English, with the other prepositions for "by"."""
    ways = [cue.removeprefix("by ") for cue in cues if cue.startswith("by ")]
    return [*cues, *(f"{preposition} {way}" for way in ways for preposition in ("via", "per"))]


@cache
def comrades() -> frozenset[str]:
    """Titles that stand before a name in a list and are no part of it."""
    return listed("comrade") | words.listed("titles", "comrade")


@cache
def body_words() -> frozenset[str]:
    """Words that tell the name of a body."""
    return words.listed("bodies", "words")


@cache
def office_words() -> frozenset[str]:
    """Words for offices."""
    return words.listed("titles", "office")


def place_of(low: str, cue: str, start: int = 0) -> int | None:
    """Where a cue stands as whole words."""
    at = low.find(cue, start)
    while at >= 0:
        if not low[at - 1 : at].isalnum() and not low[at + len(cue) : at + len(cue) + 1].isalnum():
            return at
        at = low.find(cue, at + 1)
    return None


def has(low: str, topic: str) -> bool:
    """Whether a text in lower case has a word of a topic."""
    return any(cue in low and place_of(low, cue) is not None for cue in listed(topic))
