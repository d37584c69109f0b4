"""Rules for lines behind the text, and for short lines between its paragraphs that look like signatures.

"Chairman: Ostrov" is one who is present before the text and one who signs behind it; "Political Situation" between
two paragraphs is no name.

Not for: signatures that are names and nothing else (`_rules_edges.signature`).
"""

from __future__ import annotations

import re

from fonds.model import SlotKind
from fonds.reading._lines import Line, has_digit
from fonds.reading._mark_words import is_common
from fonds.reading.blocks._cues import cue_tuple, cue_words, find_start, find_whole
from fonds.reading.blocks._enumerators import read_enumerator
from fonds.reading.blocks._names import is_capitals, is_name, is_titled, names_office, without_brackets
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._running import is_running
from fonds.reading.blocks._walk import Found, Walk

_OFFICE_AND_NAME = re.compile(r"([^:]{3,60}): ?(\S.{1,50})")
_INITIALED = re.compile(r"[^\W\d_]{3,} (?:[^\W\d_]\. ?){1,2}|(?:[^\W\d_]\. ?){1,2}[^\W\d_]{3,}")
_MOST_WORDS = 10
_TEXT: frozenset[SlotKind] = frozenset({"paragraph", "point", "subpoint", "item", "list_item", "speech", "heading"})
_BEFORE_NAME: frozenset[SlotKind] = frozenset(
    {"paragraph", "point", "subpoint", "item", "list_item", "formula", "signature"}
)


@rule("text", "end", longest=90, after=_BEFORE_NAME | {"dateline"})
def office_with_name(walk: Walk, line: Line) -> Found | None:
    """An office or a deed of signing, and who: "Chairman: Ostrov", "Took the minutes: Zadov"."""
    if walk.text_is_ahead:
        return None
    match = _OFFICE_AND_NAME.fullmatch(without_brackets(line.text))
    if match is None or not is_name(match[2].strip(), 5):
        return None
    key = match[1].lower()
    fits = names_office(key) or bool(cue_words("stems", "signs") & set(key.split()))
    return ("signature", 0.7) if fits else None


@rule("text", "end", longest=60)
def signed_in_closing(_walk: Walk, line: Line) -> Found | None:
    """A name with the mark of a signer behind it: "Torbin m. p.", "V. Gnedin sgd."."""
    closing = next((end for end in cue_tuple("closings", "signed") if line.low.endswith(f" {end}")), None)
    return ("signature", 0.85) if closing and is_name(line.text[: -len(closing) - 1].rstrip(" ,"), 5) else None


@rule("text", longest=90, after=_TEXT)
def heading_between(walk: Walk, line: Line) -> Found | None:
    """A short line of common words with capitals, between two paragraphs: what the next is about."""
    following = walk.following
    if following is None:
        return None
    words = [word.strip("\"'“”()").lower() for word in line.text.split()]
    if not 1 < len(words) <= 12 or line.text.endswith((".", ":", ";", ",")) or not is_running(following):
        return None
    if find_whole(line.low) or find_start(line.low) or read_enumerator(following.text):
        return None
    is_head = is_capitals(line.text) or is_titled(line.text)
    common = sum(1 for word in words if is_common(word) or names_office(word))
    return ("heading", 0.6) if is_head and common * 3 >= len(words) * 2 else None


@rule("text", longest=80, after=_BEFORE_NAME)
def signature_in_tail(walk: Walk, line: Line) -> Found | None:
    """A short line without a stop behind the last text, most of it in capitals or an office: who signed."""
    if walk.text_is_ahead:
        return None
    if _says_who(line):
        return "signature", 0.7
    words = without_brackets(line.text).split()
    if (
        len(words) > 10
        or not line.text[0].isupper()
        or line.text.endswith((".", ":", ";", "!", "?"))
        or has_digit(line.text)
    ):
        return None
    capital = sum(1 for word in words if word[0].isupper())
    is_office = names_office(line.low) and capital * 2 >= len(words)
    fits = is_office or (len(words) > 1 and capital * 3 >= len(words) * 2)
    return ("signature", 0.6) if fits else None


def _says_who(line: Line) -> bool:
    """Whether the line closes with the mark of a signer, begins with his initials, or calls him friend or acting."""
    name, comma, office = line.text.partition(",")
    if comma and (_INITIALED.fullmatch(name) or (is_name(name, 3) and names_office(office.lower()))):
        return True
    words = line.text.split()
    is_close = len(words) <= 7 and words[-1][0].isupper() and not line.text.endswith((".", "!", ":"))
    return is_close and (words[0].lower() == "your" or (words[0] == "acting" and names_office(line.low)))


FIRST: tuple[Rule, ...] = (signed_in_closing, office_with_name, heading_between)
LAST: tuple[Rule, ...] = (signature_in_tail,)
