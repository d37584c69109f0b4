"""Rules for the turns of those who speak: a name, perhaps with an office or country, then a colon or dash.

Whether people speak in a document is told by its title, or by the turns themselves: names before running text, of
which one comes again.

Not for: keys with their values, which have no running text behind them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fonds.reading._lines import Line
from fonds.reading.blocks._cues import cue_words, find_start, find_whole
from fonds.reading.blocks._names import is_capitals, is_name, is_titled, names_office
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._walk import Found, Walk

_TURN = re.compile(
    r"([^\W\d_][^:—–()\[\]]{0,50}?)(?: ?[(\[][^()\[\]]{1,40}[)\]])?"
    r"(?:\. ?[—–-] ?|\.?: ?| ?[—–] ?| - )(?=[^\s—–-])"
)
_SIGN_OF_TURN = re.compile(r"[:—–-]")
_CAPITALS = re.compile(r"([^\W\d_a-zа-яё]{3,}(?: [^\W\d_a-zа-яё]{3,})?)(?: \([^()]{3,30}\))?\. (?=[^\W\d_])")
_BRACKETED = re.compile(r"\(([A-ZА-Я][^\W\d_]{2,20})\)? (?=[A-ZА-Я])")
"""A speaker in brackets, of which the second may be lost."""
_INTRODUCED = re.compile(
    r"([^\W\d_][^:()]{3,70}) \((?:hereafter|hereinafter|referred|далее|im folgenden)[^()]{1,40}\): "
)
_TITLES = ("cde", "comrade", "com.", "тов", "т.", "mr", "dr.")
_FEWEST_TURNS = 3
_FEWEST_WORDS = 6
_LONG_TURN = 60


def has_turns(lines: Sequence[Line]) -> bool:
    """Tells whether people speak by turns in a document."""
    turns = (line for line in lines if not line.text[0].isdecimal() and len(line.text.split()) > _FEWEST_WORDS)
    names = [name.lower() for line in turns if (name := _speaker(line))]
    return len(names) >= _FEWEST_TURNS and len(set(names)) < len(names)


def _speaker(line: Line) -> str | None:
    """Who speaks in a line that begins a turn."""
    if line.text[0].isdecimal():
        return None
    head = line.text[:110]
    match = (_SIGN_OF_TURN.search(head) and _TURN.match(head)) or _CAPITALS.match(line.text[:60])
    if match is None and line.text[0] == "(":
        match = _BRACKETED.match(line.text[:60])
    if match is None or _is_key(match[1]):
        return None
    name = match[1].strip()
    is_person = is_name(name, 4) or name.lower() in cue_words("speech", "roles")
    return name if is_person or (is_titled(name, 6) and names_office(name.lower())) else None


@rule()
def speaker(walk: Walk, line: Line) -> Found | None:
    """The turn of a speaker: a name, then a dash or colon."""
    if line.low.startswith("- ") and walk.is_diary:
        return "speech", 0.85
    if not (walk.is_talk or line.low.startswith(_TITLES)):
        return None
    if not (line.text[0].isupper() or _is_bracketed(walk, line)):
        return None
    if introduced := _INTRODUCED.match(line.text[:120]):
        return ("speech", 0.9) if is_titled(introduced[1], 10) else None
    name = _speaker(line)
    if name is None or (is_capitals(name) and walk.part == "end" and not walk.is_talk):
        return None
    return "speech", 0.85


def _is_bracketed(walk: Walk, line: Line) -> bool:
    """Whether a turn in brackets stands between turns."""
    return line.text[0] == "(" and walk.part == "text" and len(line.text) > _LONG_TURN


def _is_key(words: str) -> bool:
    """Whether the words before a colon are a key ("Subject:"), not a speaker."""
    low = words.lower()
    cue = find_start(low) or find_whole(low)
    return cue is not None and cue.kind != "addressee"


RULES: tuple[Rule, ...] = (speaker,)
