"""Lists of excerpts: "Cdes. A and B - everything; C - 8", and the other way round, "points 2 and 3 – Cdes. A, B".

Not for: what a scope looks like (`_scope_forms`), nor which passages it means (`_scopes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fonds.reading.distribution._channels import channel_at, channel_before, channel_in, without_channel
from fonds.reading.distribution._entries import Entry
from fonds.reading.distribution._names import split_names
from fonds.reading.distribution._scope_forms import (
    DASH,
    ROMAN,
    Scope,
    numbers,
    numbers_at,
    pointed_at,
    pointed_figure_at,
    whole_at,
)

_JOINT = re.compile(rf"(?P<firm>{DASH}|: )|,? (?:(?:for|on|about|in) )?", re.IGNORECASE)
"""What may stand before a scope; behind a mere blank it needs a word such as "point"."""


def _find_scope(text: str, start: int) -> tuple[int, Scope] | None:
    """The first scope from a place on, and where the sign that joins it to its names begins."""
    for joint in _JOINT.finditer(text, start):
        found = whole_at(text, joint.end()) if joint["firm"] else None
        if found is None and (joint["firm"] or pointed_figure_at(text, joint.end())):
            found = numbers_at(text, joint.end(), is_in_list=True)
        if found is not None:
            return joint.start(), found
    return None


_NAMING_JOINT = re.compile(rf"{DASH}|[:,] ")


def has_scope(text: str) -> bool:
    """Whether words behind a name say what was sent: "A - everything", "B, point 2"."""
    return any(
        whole_at(text, joint.end()) is not None or pointed_figure_at(text, joint.end())
        for joint in _NAMING_JOINT.finditer(text)
    )


_PARTED = re.compile(r"[;|\n]")


def scoped_entries(text: str, *, is_of_excerpts: bool = False) -> Iterator[Entry]:
    """Reads a list with scopes, whichever stands first.

    Args:
        text: What stands behind the lead.
        is_of_excerpts: Whether bare figures in brackets are numbers of passages, too.
    """
    parts = _PARTED.split(text)
    is_scope_first = _scope_first(parts[0].strip(" .")) is not None
    default: str | None = None
    for part in parts:
        channel, rest = channel_before(part)
        default = channel or default
        first = _scope_first(rest.strip(" .")) if is_scope_first else None
        bracketed = [] if first else _in_brackets(rest, is_of_excerpts=is_of_excerpts)
        entries = _behind_scope(*first, rest) if first else bracketed or _before_scopes(rest)
        yield from (entry if entry.channel else replace(entry, channel=default) for entry in entries)


_TO_NAMES = rf"(?P<channel> \(?[^\d;:‐‑–—―−-]{{3,30}}?\)?)?(?:{DASH}| ?: ?| (?:to|for) )(?P<names>[^\W\d_].*)"
_BEHIND_WHOLE = re.compile(_TO_NAMES, re.IGNORECASE | re.DOTALL)
_NUMBERS_FIRST = re.compile(rf"(?P<scope>{numbers()}){_TO_NAMES}", re.IGNORECASE | re.DOTALL)


def _scope_first(part: str) -> tuple[str, re.Match[str]] | None:
    """The scope that opens a part of a list, and the channel and names behind it."""
    start = len(part) - len(part.lstrip(" \u00a0"))
    whole = whole_at(part, start)
    if whole is not None:
        match = _BEHIND_WHOLE.fullmatch(part, whole.end)
        return (part[start : whole.end], match) if match else None
    match = _NUMBERS_FIRST.fullmatch(part, pointed_at(part, start) or start)
    return (match["scope"], match) if match else None


def _behind_scope(scope: str, match: re.Match[str], part: str) -> Iterator[Entry]:
    literal = part.strip(" ,.")
    names, channel = without_channel(match["names"].strip(" ,."))
    channel = channel or (channel_at(match["channel"], 0)[0] if match["channel"] else None)
    yield from (Entry(name, literal, scope.strip(), channel) for name in split_names(names))


_BRACKET = re.compile(r"(?<=[ \u00a0])\(")
_ROMANS = re.compile(rf"{ROMAN}(?:, ?{ROMAN}){{0,8}}", re.IGNORECASE)
_END_OF_BRACKET = re.compile(r"(?P<more>,? [^()]{2,40})?\)")


def _scope_in_bracket(text: str, at: int, *, is_of_excerpts: bool) -> Scope | None:
    """The scope that opens a bracket; bare figures are one only in a list of excerpts."""
    whole = whole_at(text, at)
    if whole is not None:
        return whole
    if is_of_excerpts or pointed_at(text, at) is not None:
        return numbers_at(text, at, is_in_list=False)
    romans = _ROMANS.match(text, at)
    return Scope(at, romans.end()) if romans else None


def _in_brackets(part: str, *, is_of_excerpts: bool) -> list[Entry]:
    """Reads "A (everything), B (III, by courier)"; empty when no scope stands in brackets."""
    found: list[Entry] = []
    start = 0
    for bracket in _BRACKET.finditer(part):
        scope = _scope_in_bracket(part, bracket.end(), is_of_excerpts=is_of_excerpts)
        end = _END_OF_BRACKET.match(part, scope.end) if scope else None
        if scope is None or end is None:
            continue
        names = part[start : bracket.start()].strip(" ,.\u00a0")
        channel = channel_in(end["more"]) if end["more"] else None
        literal = part[start : end.end()].strip(" ,.")
        found += [Entry(name, literal, part[scope.start : scope.end], channel) for name in split_names(names)]
        start = end.end()
    return [*found, *_unscoped(part[start:])] if found else []


def _before_scopes(part: str) -> Iterator[Entry]:
    start = 0
    while (found := _find_scope(part, start)) is not None:
        joint, scope = found
        names = part[start:joint].strip(" ,.")
        channel, end = channel_at(part, scope.end)
        literal = part[start:end].strip(" ,.")
        printed = part[scope.start : scope.end].strip()
        yield from (Entry(name, literal, printed, channel) for name in split_names(names))
        start = end
    yield from _unscoped(part[start:])


def _unscoped(text: str) -> Iterator[Entry]:
    """Names without a scope, perhaps with a channel behind them."""
    literal = text.strip(" ,.")
    names, channel = without_channel(literal)
    for each in split_names(names):
        name, own = without_channel(each)
        yield Entry(name, literal, None, own or channel)
