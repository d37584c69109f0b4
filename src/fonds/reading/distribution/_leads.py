"""The words that introduce a list of recipients: what the list is of, by what channel, how many copies for each.

Not for: the list itself (`_scoped`, `_copies`).
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from fonds.reading.amounts import find_numbers
from fonds.reading.distribution._channels import channel_in
from fonds.reading.distribution._words import has, listed, place_of
from fonds.words import Phrases

_LEAD_WITHIN = 40
"""In how many characters from its beginning a line says that it introduces a list."""


class Lead(msgspec.Struct, frozen=True):
    """The words that introduce a list, and what they say of it.

    Attributes:
        words: Empty when the line introduces nothing.
        rest: The beginning of the list; empty when the line is nothing but a lead.
        is_of_excerpts: Whether figures behind the names are numbers of passages.
        is_of_copies: Whether figures behind the names count copies.
        is_whole: Whether those whom it introduces receive everything.
        is_direct: Whether it names its recipients without a joint, as telegrams do.
        channel: By which all are sent it, or None.
        each: Number of copies for each, or None.
    """

    words: str
    rest: str
    is_of_copies: bool = False
    is_of_excerpts: bool = False
    is_whole: bool = False
    is_direct: bool = False
    channel: str | None = None
    each: int | None = None


def split_lead(line: str) -> Lead:
    """Parts a line into the words that introduce the list and the beginning of the list.

    Args:
        line: A line of a list of recipients.
    """
    low = line.lower()
    at, cue = _find_lead(low)
    if at is None:
        led = _LEADING.match(line)
        return _lead(line[: led.end() - 1], line[led.end() :], is_direct=False) if led else Lead("", line)
    if cue in listed("direct"):
        end, rest = at + len(cue), at + len(cue) + (low[at + len(cue) : at + len(cue) + 1] == ":")
    else:
        colon = line.find(":", at, at + 100)
        end, rest = (colon, colon + 1) if colon >= 0 else _end_of_lead(line, low, at)
    return _lead(line[:end], line[rest:], is_direct=cue in listed("direct"))


_LEADING = re.compile(r"(?!by )[^\W\d_][^:;,|\d‐‑–—―−]{2,80}:(?=\s|\]|\Z)")
"""Whatever words stand before a colon at the beginning of a line of recipients introduce them; a channel does not."""


def _lead(words: str, rest: str, *, is_direct: bool) -> Lead:
    low = words.lower()
    is_of_excerpts = has(low, "excerpts")
    is_of_copies = not is_of_excerpts and has(low, "copies")
    return Lead(
        words,
        rest,
        is_of_copies=is_of_copies,
        is_of_excerpts=is_of_excerpts,
        is_whole=f"{low} ".startswith(_wholes()),
        is_direct=is_direct,
        channel=channel_in(words) if not is_of_copies else None,
        each=_each(words) if is_of_copies and has(low, "each") else None,
    )


def _each(words: str) -> int | None:
    before = words.lower().rpartition(" each")[0]
    numbers = find_numbers(before, 1)
    return int(numbers[-1].value) if numbers else None


@cache
def _wholes() -> tuple[str, ...]:
    """How the words begin that introduce those who receive everything."""
    cues = listed("whole")
    return tuple({f"{cue} " for cue in cues} | {cue.removesuffix(" to") for cue in cues})


def _find_lead(low: str) -> tuple[int | None, str]:
    """Where the first cue of a lead stands, and the longest cue there."""
    head = low[:_LEAD_WITHIN]
    places = [(at, -len(cue), cue) for cue in _leads().held_by(head) if (at := _at(head, cue)) is not None]
    if not places:
        return None, ""
    at, _, cue = min(places)
    return at, cue


def _at(head: str, cue: str) -> int | None:
    at = place_of(head, cue)
    if at is None or (cue in _OPENING and at > 0) or _COUNTED.search(head[:at]):
        return None
    return at


_COUNTED = re.compile(r"[-‐‑–—―−(,] ?(?:\d{1,3}|[a-z]{3,8}) ?\Z")
"""Before "copies" it shows that they are counted behind a name."""


_OPENING = frozenset({"to:", "for:", "an:", "cc", "action:", "info:", "for information", "for execution"})
"""Cues that introduce a list only where they open the line, or stand behind the subject of a sentence."""


def _end_of_lead(line: str, low: str, at: int) -> tuple[int, int]:
    for joint in (" to ", " for "):
        place = low.find(joint, at, at + 60)
        name = place + len(joint)
        if place >= 0 and (line[name : name + 1].isupper() or low.startswith(_OPENS_NAME, name)):
            return place, name
    dash = _DASHED.match(low, at)
    if dash is not None:
        return dash.end(), dash.end()
    sent = _sent_in_russian(low, at)
    return (sent, sent) if sent is not None else (len(line), len(line))


_DASHED = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)? ?[-‐‑–—―−] (?=\w)")
"""A dash behind the words for copies: "Typed 2 copies - 1 to file"."""

_OPENS_NAME = ("the ", "cde", "members ", "all ", "every ", "each ")


def _sent_in_russian(low: str, at: int) -> int | None:
    """Where the verb ends behind which a Russian lead names its recipients without a sign ("послана т. X")."""
    for cue in listed("sending"):
        place = place_of(low, cue, at) if "\u0400" <= cue[0] <= "\u04ff" else None
        if place is not None and place <= at + 60 and low[place + len(cue) :].strip(" .:"):
            return place + len(cue)
    return None


def is_lead(text: str) -> bool:
    """Whether a text introduces a list."""
    return _find_lead(text.lower())[0] is not None


@cache
def _leads() -> Phrases:
    topics = ("excerpts", "copies", "sending", "direct", "whole")
    return Phrases(frozenset().union(*map(listed, topics)))
