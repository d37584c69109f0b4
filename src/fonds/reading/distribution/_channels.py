"""By what channel: "by cipher", "спецпочтой", behind a name, behind a scope, or before a group of names.

Not for: the channel of a message itself (its routing lines).
"""

from __future__ import annotations

from fonds.reading.distribution._words import channels, place_of


def channel_at(text: str, start: int) -> tuple[str | None, int]:
    """The channel that stands directly behind a place, perhaps in brackets, and where it ends."""
    low = text[start : start + 60].lower()
    lead = len(low) - len(low.lstrip(" ,(\u00a0"))
    for cue, channel in channels():
        behind = lead + len(cue)
        if low.startswith(cue, lead) and not low[behind : behind + 1].isalnum():
            return channel, start + behind + (low[behind : behind + 1] == ")")
    return None, start


def without_channel(text: str) -> tuple[str, str | None]:
    """A text without the channel that ends it."""
    low = text.lower().rstrip(" )")
    for cue, channel in channels():
        if low.endswith(cue) and low[: -len(cue)].endswith((" ", "(")):
            return text[: len(low) - len(cue)].rstrip(" (,"), channel
    return text, None


def channel_before(text: str) -> tuple[str | None, str]:
    """The channel that opens a group of names ("by cipher: A, B"), and the rest."""
    plain = text.lstrip(" (\u00a0")
    low = plain[:60].lower()
    for cue, channel in channels():
        if low.startswith(cue) and low[len(cue) : len(cue) + 1] in (":", ")", " ") and len(plain) > len(cue) + 1:
            return channel, plain[len(cue) + 1 :].removeprefix("to ").lstrip(" :-‐‑–—―−")
    return None, text


def channel_in(text: str) -> str | None:
    """The channel that the words of a lead name ("Sent by cipher to:")."""
    low = text.lower()
    return next((channel for cue, channel in channels() if place_of(low, cue) is not None), None)
