"""By what channel: "by cipher", "спецпочтой", behind a name, behind a scope, or before a group of names.

Not for: the channel of a message itself (its routing lines).
"""

from __future__ import annotations

import re
from functools import cache

from fonds.reading.distribution._words import channel_of, place_of
from fonds.words import Phrases, one_of


def channel_at(text: str, start: int) -> tuple[str | None, int]:
    """The channel that stands directly behind a place, perhaps in brackets, and where it ends."""
    low = text[start : start + _MOST].lower()
    lead = len(low) - len(low.lstrip(" ,(\u00a0"))
    match = _channel().match(low, lead)
    if match is None:
        return None, start
    return channel_of()[match[0]], start + match.end() + (low[match.end() : match.end() + 1] == ")")


_MOST = 60
"""So many code points are looked at: no channel is longer."""


@cache
def _channel() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(channel_of())})(?![^\W_])")


def without_channel(text: str) -> tuple[str, str | None]:
    """A text without the channel that ends it."""
    low = text.lower().rstrip(" )")
    for joint in _JOINT.finditer(low, max(0, len(low) - _longest() - 1)):
        channel = channel_of().get(low[joint.end() :])
        if channel is not None:
            return text[: joint.end()].rstrip(" (,"), channel
    return text, None


_JOINT = re.compile(r"[ (]")


@cache
def _longest() -> int:
    return max(map(len, channel_of()))


def channel_before(text: str) -> tuple[str | None, str]:
    """The channel that opens a group of names ("by cipher: A, B"), and the rest."""
    plain = text.lstrip(" (\u00a0")
    low = plain[:_MOST].lower()
    match = _channel().match(low)
    if match is None or low[match.end() : match.end() + 1] not in _BEHIND or match.end() + 1 >= len(low):
        return None, text
    return channel_of()[match[0]], plain[match.end() + 1 :].removeprefix("to ").lstrip(" :-‐‑–—―−")


_BEHIND = frozenset(":) ")
"""What parts a channel from the names that it goes before."""


@cache
def _cues() -> Phrases:
    return Phrases(channel_of())


def channel_in(text: str) -> str | None:
    """The channel that the words of a lead name ("Sent by cipher to:")."""
    if not _cues().may_be_in(text):
        return None
    low = text.lower()
    found = (channel for cue, channel in channel_of().items() if cue in low and place_of(low, cue) is not None)
    return next(found, None)
