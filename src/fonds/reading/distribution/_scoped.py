"""Lists of excerpts: "Cdes. A and B - everything; C - 8", and the other way round, "points 2 and 3 – Cdes. A, B".

Not for: which passages a scope means (`_scopes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds.reading.distribution._channels import channel_at, channel_before, channel_in, without_channel
from fonds.reading.distribution._entries import Entry
from fonds.reading.distribution._names import split_names
from fonds.reading.distribution._words import one_of

_DASH = r"[ \u00a0]*[-‐‑–—―−][ \u00a0]*"
_JOINT = r"(?:,|and|и|und|&|to|through|-|–)"
_ROMAN = r"(?-i:[IVX]{1,5}(?!\w))"
_NOT_A_NAME = r"(?![\w ]{0,24}[-‐‑–—―−])"
"""A figure behind a comma may open the next entry: "A - 6, 8th Department - 7"."""


def _numbers(behind: str) -> str:
    letter = r"(?<=[-‐‑–—―−] )(?-i:[a-zа-я])(?!\w|\.\w)"
    one = rf"(?:{letter}|\d{{1,3}}[a-zа-я]?(?!\w)(?:\.\w{{1,3}})*|{_ROMAN})"
    more = rf"(?:\d{{1,3}}[a-zа-я]?|[a-zа-я]|{_ROMAN})(?!\w)"
    return rf"{one}(?:[ \u00a0]*{_JOINT}[ \u00a0]*{more}{behind}){{0,24}}"


@cache
def _what(behind: str) -> str:
    pointing = rf"(?:(?:{one_of('pointing')})\.?[ \u00a0]?)?"
    numbers = _numbers(behind)
    exception = rf"(?: (?:{one_of('except')}) {pointing}{numbers})?"
    return rf"{pointing}(?P<scope>(?:{one_of('everything')})(?!\w){exception}|{numbers})"


@cache
def _scope() -> re.Pattern[str]:
    pointed = rf",? (?:(?:for|on|about|in) )?(?=(?:{one_of('pointing')})\.? ?\d)"
    return re.compile(rf"(?:{_DASH}|: |{pointed}){_what(_NOT_A_NAME)}", re.IGNORECASE)


@cache
def _named_scope() -> re.Pattern[str]:
    pointed = rf"(?:{one_of('pointing')})\.? ?\d"
    return re.compile(rf"(?:{_DASH}|: |, )(?:(?:{one_of('everything')})(?!\w)|{pointed})", re.IGNORECASE)


def has_scope(text: str) -> bool:
    """Whether words behind a name say what was sent: "A - everything", "B, point 2"."""
    return _named_scope().search(text) is not None


@cache
def _scope_in_brackets(*, is_of_excerpts: bool) -> re.Pattern[str]:
    figures = f"|{_numbers('')}" if is_of_excerpts else ""
    pointed = rf"(?:{one_of('pointing')})\.?[ \u00a0]?{_numbers('')}"
    roman = rf"{_ROMAN}(?:, ?{_ROMAN}){{0,8}}"
    return re.compile(
        rf"[ \u00a0]\((?P<scope>(?:{one_of('everything')})(?!\w)|{pointed}|{roman}{figures})"
        r"(?P<more>,? [^()]{2,40})?\)",
        re.IGNORECASE,
    )


@cache
def _scope_first() -> re.Pattern[str]:
    return re.compile(
        rf"[ \u00a0]*{_what('')}(?P<channel> \(?[^\d;:‐‑–—―−-]{{3,30}}?\)?)?(?:{_DASH}| ?: ?| (?:to|for) )"
        r"(?P<names>[^\W\d_].*)",
        re.IGNORECASE | re.DOTALL,
    )


def scoped_entries(text: str, *, is_of_excerpts: bool = False) -> Iterator[Entry]:
    """Reads a list with scopes, whichever stands first.

    Args:
        text: What stands behind the lead.
        is_of_excerpts: Whether bare figures in brackets are numbers of passages, too.
    """
    parts = re.split(r"[;|\n]", text)
    is_scope_first = _scope_first().fullmatch(parts[0].strip(" .")) is not None
    default: str | None = None
    for part in parts:
        channel, rest = channel_before(part)
        default = channel or default
        match = _scope_first().fullmatch(rest.strip(" .")) if is_scope_first else None
        bracketed = [] if match else _in_brackets(rest, is_of_excerpts=is_of_excerpts)
        entries = _behind_scope(match, rest) if match else bracketed or _before_scopes(rest)
        yield from (entry if entry.channel else entry._replace(channel=default) for entry in entries)


def _behind_scope(match: re.Match[str], part: str) -> Iterator[Entry]:
    literal = part.strip(" ,.")
    names, channel = without_channel(match["names"].strip(" ,."))
    channel = channel or (channel_at(match["channel"], 0)[0] if match["channel"] else None)
    yield from (Entry(name, literal, match["scope"].strip(), channel) for name in split_names(names))


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('pointing')})\.?[ \u00a0]?(?=[\dIVX])", re.IGNORECASE)


def _in_brackets(part: str, *, is_of_excerpts: bool) -> list[Entry]:
    """Reads "A (everything), B (III, by courier)"; empty when no scope stands in brackets."""
    found: list[Entry] = []
    start = 0
    for match in _scope_in_brackets(is_of_excerpts=is_of_excerpts).finditer(part):
        names = part[start : match.start()].strip(" ,.")
        scope = _pointing().sub("", match["scope"], count=1)
        channel = channel_in(match["more"]) if match["more"] else None
        literal = part[start : match.end()].strip(" ,.")
        found += [Entry(name, literal, scope, channel) for name in split_names(names)]
        start = match.end()
    return [*found, *_unscoped(part[start:])] if found else []


def _before_scopes(part: str) -> Iterator[Entry]:
    start = 0
    for match in _scope().finditer(part):
        names = part[start : match.start()].strip(" ,.")
        channel, end = channel_at(part, match.end())
        literal = part[start:end].strip(" ,.")
        yield from (Entry(name, literal, match["scope"].strip(), channel) for name in split_names(names))
        start = end
    yield from _unscoped(part[start:])


def _unscoped(text: str) -> Iterator[Entry]:
    """Names without a scope, perhaps with a channel behind them."""
    literal = text.strip(" ,.")
    names, channel = without_channel(literal)
    for each in split_names(names):
        name, own = without_channel(each)
        yield Entry(name, literal, None, own or channel)
