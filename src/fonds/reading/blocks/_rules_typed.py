"""Rules for typed papers that stand alone: an edition's heading above them, and keys in lines of their own.

An edition prints "114. Letter From X to Y" above a letter, and the memoranda of an office set "SUBJECT" or
"PARTICIPANTS" above what they name. On a page of a site neither happens, and these rules are silent there.

Not for: who the parties are (`fonds.reading._parties`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import SlotKind
from fonds.reading._datelines import first_date, is_dateline
from fonds.reading._lines import Line
from fonds.reading._parties import read_heading
from fonds.reading.blocks._cues import cue_tuple, cue_words
from fonds.reading.blocks._enumerators import read_enumerator
from fonds.reading.blocks._names import is_titled
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._walk import Found, Walk

_NUMBERED = re.compile(r"\d{1,4}\. ")
_LONGEST_HEADING = 400
_LONGEST_KEY = 40
_LONGEST_VALUE = 160
_HEAD = 8


@rule("head", longest=_LONGEST_HEADING, only_typed=True)
def heading_of_edition(walk: Walk, line: Line) -> Found | None:
    """The first line of all: a number and a title, or who writes to whom."""
    if walk.following is None or not all(piece.kind in _ABOVE_HEADING for piece in walk.pieces):
        return None
    numbered = _NUMBERED.match(line.text)
    title = line.text[numbered.end() :] if numbered else line.text
    parties = read_heading(title)
    if parties and parties.senders and parties.addressees:
        return "heading", 0.85
    if not _is_title(title) or (numbered and _is_first_of_list(walk, line)):
        return None
    fits = numbered or (line.low.startswith(_kinds_of_paper()) and is_dateline(walk.following.text))
    return ("heading", 0.8) if fits else None


_ABOVE_HEADING = frozenset({"shelfmark", "reference"})
"""What an edition may set above the heading of a paper."""


@rule("head", longest=_LONGEST_KEY, only_typed=True)
def number_in_edition(walk: Walk, line: Line) -> Found | None:
    """The number of the paper in its edition, above its heading: "[Document 45]"."""
    words_of_line = line.low.strip("[]. ").replace("no.", " ").split()
    is_number = len(words_of_line) == 2 and words_of_line[1].isdecimal()
    fits = walk.at == 0 and is_number and words_of_line[0] in cue_words("edition", "numbers")
    return ("reference", 0.8) if fits else None


def _is_title(title: str) -> bool:
    """Whether all but the small words have capitals, up to the date at its end, and no stop follows."""
    date = first_date(title)
    if date is None:
        return not title.endswith((".", ":", ";", ",")) and is_titled(title, 60)
    return is_titled(title[: date.start].rstrip(" ,"), 60)


@cache
def _kinds_of_paper() -> tuple[str, ...]:
    return tuple(word for table in words.tables("kinds") for kind in table["kind"] for word in kind["words"])


def _is_first_of_list(walk: Walk, line: Line) -> bool:
    """Whether the number is counted on in the next lines, and no date follows: then it is that of a point."""
    found = read_enumerator(line.text)
    following = walk.following
    if found is None or (following is not None and is_dateline(following.text)):
        return False
    later = (read_enumerator(other.text) for other in walk.lines[1:40])
    return any(other is not None and other.value == found.value + 1 and other.style == found.style for other in later)


@cache
def _keys() -> dict[str, SlotKind]:
    """Words that stand alone above what they name, by kind."""
    return {
        word: kind
        for table in words.tables("cues")
        for kind, found in table.get("above", {}).items()
        for word in found
    }


def _key(line: Line) -> SlotKind | None:
    """What a key names that stands in the line and nothing else."""
    return _keys().get(line.low.rstrip(":. "))


@rule("head", "end", longest=_LONGEST_KEY, only_typed=True)
def key_alone(_walk: Walk, line: Line) -> Found | None:
    """A key such as "SUBJECT" or "PARTICIPANTS" alone in a line before the text."""
    kind = _key(line)
    return (kind, 0.85) if kind and line.text[0].isupper() else None


@rule(longest=_LONGEST_VALUE, only_typed=True)
def value_below(walk: Walk, line: Line) -> Found | None:
    """What a key alone names, in the line or lines below it."""
    previous = walk.previous
    if previous is None:
        return None
    kind = _key(previous.line)
    if previous.rule == "key alone" and kind:
        return kind, 0.85
    goes_on = previous.rule == "value below" and previous.kind in ("attendance", "addressee", "sender")
    is_text = line.text.endswith((".", ":", "?")) or read_enumerator(line.text) is not None
    return (previous.kind, 0.75) if goes_on and not is_text and is_titled(line.text, 24) else None


@rule(only_minutes=True)
def apparatus_of_minutes(walk: Walk, line: Line) -> Found | None:
    """Who presided, was present and absent, in one line: "VS. Torbin; anw. Gnedin, Veresov; abw. Mezhov"."""
    if len(walk.pieces) > _HEAD:
        return None
    low = f" {line.text.lower()}"
    if not _sign_of_attendance().search(low):
        return None
    signs = sum(f" {sign}" in low for sign in cue_tuple("attendance", "signs"))
    return ("attendance", 0.85) if signs >= 2 else None


@cache
def _sign_of_attendance() -> re.Pattern[str]:
    return re.compile(f" (?:{words.one_of(cue_tuple('attendance', 'signs'))})")


RULES: tuple[Rule, ...] = (number_in_edition, heading_of_edition, key_alone, value_below, apparatus_of_minutes)
