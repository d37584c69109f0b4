"""Rules for telegrams that machines passed on: distribution, date-time group, FM, TO, and the keys above the text.

    ACTION ARA-20
    INFO OCT-01 ISO-00 /151 W
    R 302100Z MAY 74
    FM AMEMBASSY PORT X
    TO SECSTATE WASHDC 3250

They are silent unless a date-time group stands in the first lines of typed text.

Not for: who received how many copies (`fonds.reading._distribution`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import SlotKind
from fonds.reading._lines import Line
from fonds.reading.blocks._enumerators import read_enumerator
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._walk import Found, Walk

_HEAD = 60
_FEWEST_WORDS = 4
_DTG = re.compile(r"(?:[zopryb]{1,2} ){0,3}\d{6} ?z [a-z]{3} \d\d(?:\d\d)?(?:,? .{0,20})?")
_OFFICES = re.compile(r"(?:[a-z]{1,6}(?:/[a-z]{1,6})?-\d{2} ?|/\d{1,3} ?[a-z]?|\( ?\d{2,3} ?\) ?[a-z]?)+")
_SERIAL = re.compile(r"-{6,}[ \d/z]*|\d{1,3}")
_ORIGIN = re.compile(r"\w[\w .'/-]{2,50}")


def find_date_group(lines: list[Line]) -> int | None:
    """Place of the date-time group among the first lines; None when there is none."""
    return next((at for at, line in enumerate(lines[:_HEAD]) if _DTG.fullmatch(line.low)), None)


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(word for table in words.tables("cables") for word in table[key])


def _first(line: Line) -> str:
    return line.low.partition(" ")[0].rstrip(":")


@rule(longest=60, only_typed=True)
def page_of_print(walk: Walk, line: Line) -> Found | None:
    """The line above each page of the print, the marking that stands there again, and the sign of the end."""
    if walk.date_group is None:
        return None
    if _first(line) in _words("page") and line.text.isupper():
        return "page_mark", 0.9
    if line.low.startswith(_words("closing")):
        return "marking", 0.85
    return ("separator", 0.9) if line.low in _words("end") else None


@rule(only_typed=True)
def attributes_of_message(walk: Walk, line: Line) -> Found | None:
    """What an archive's catalogue says of the telegram, below a line of its own, to the end of the print."""
    if walk.date_group is None:
        return None
    if line.low in _words("text") or line.low in _words("attributes"):
        return "page_mark", 0.9
    previous = walk.previous
    goes_on = previous is not None and previous.rule == _ATTRIBUTES and walk.at > walk.date_group
    return ("field", 0.85) if goes_on else None


_ATTRIBUTES = attributes_of_message.name


@rule(only_typed=True)
def above_date_group(walk: Walk, line: Line) -> Found | None:
    """Distribution within the office that received it, the date-time group, and serial numbers between dashes."""
    if walk.date_group is None or walk.at > walk.date_group:
        return None
    if walk.at == walk.date_group:
        return "dateline", 0.95
    if _SERIAL.fullmatch(line.low):
        return "reference", 0.8
    rest = line.low.partition(" ")[2] if _first(line) in (*_words("action"), *_words("info")) else line.low
    return ("distribution", 0.95) if _OFFICES.fullmatch(" ".join(rest.split())) else None


@rule(only_typed=True)
def below_date_group(walk: Walk, line: Line) -> Found | None:
    """Who sends it to whom, its marking, and the keys above the text."""
    if walk.date_group is None or not walk.date_group < walk.at < walk.date_group + _HEAD or walk.numbers:
        return None
    kind = _by_first_word(walk, line)
    if kind is None and line.low.startswith(_words("marking")) and line.text.isupper():
        kind = "marking"
    return (kind, 0.9) if kind is not None else _goes_on(walk, line)


def _by_first_word(walk: Walk, line: Line) -> SlotKind | None:
    """What the first word of a line says, at the place where it can stand."""
    first = _first(line)
    if walk.previous_kind == "dateline" and first in _words("from"):
        return "sender"
    if walk.previous_kind == "sender" and first in _words("to"):
        return "addressee"
    if ":" in line.text[:24]:
        return _by_key(first)
    is_attention = first in _words("attention") and line.text.isupper() and len(line.text) <= 60
    return "addressee" if is_attention else None


def _by_key(first: str) -> SlotKind | None:
    kinds: tuple[SlotKind, ...] = ("field", "reference", "subject")
    return next((kind for kind in kinds if first in _words(kind)), None)


def _goes_on(walk: Walk, line: Line) -> Found | None:
    """One more addressee, or the rest of a subject or reference, in a short line of capitals."""
    previous = walk.previous
    if previous is None or previous.kind not in ("addressee", "subject", "reference") or not line.text.isupper():
        return None
    if previous.kind == "addressee":
        return ("addressee", 0.85) if len(line.text) <= 60 and _ORIGIN.fullmatch(line.low) else None
    is_rest = len(line.text) <= 70 and not line.text[0].isdigit() and not previous.line.text.endswith(".")
    return (previous.kind, 0.75) if is_rest and previous.rule in ("below date group", "opening words") else None


@rule(only_typed=True)
def running_capitals(walk: Walk, line: Line) -> Found | None:
    """Text, which such telegrams print in capitals: no name and no heading has so many words."""
    if walk.date_group is None or walk.at <= walk.date_group or not line.text.isupper():
        return None
    if len(line.text.split()) < _FEWEST_WORDS or line.text[0] in "-(" or read_enumerator(line.text) is not None:
        return None
    return "paragraph", 0.75


RULES: tuple[Rule, ...] = (page_of_print, attributes_of_message, above_date_group, below_date_group, running_capitals)
