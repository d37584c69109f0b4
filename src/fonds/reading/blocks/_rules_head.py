"""Rules for the lines of the head that are told by their place: title, letterhead, addressee, subject.

Not for: lines whose words say what they are, in head or foot (`_rules_edges`), which are tried before.
"""

from __future__ import annotations

import re

from fonds.model import SlotKind
from fonds.reading._daylines import match_dated_line
from fonds.reading._lines import Line, fold
from fonds.reading.blocks._cues import cue_tuple, cue_words, is_marking
from fonds.reading.blocks._names import (
    is_capitals,
    is_cyrillic,
    is_name,
    is_titled,
    names_office,
    unspaced,
    without_brackets,
)
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._running import is_running
from fonds.reading.blocks._walk import Found, Walk

_INITIALS = re.compile(r", (?:[^\W\d_]\. ?){1,2}[^\W\d_]{3,}$")
_BEFORE_ADDRESSEE: frozenset[SlotKind] = frozenset(
    {"routing", "priority", "marking", "document_kind", "distribution", "dateline", "reference", "copies", "stamp"}
)
TO_PERSON = re.compile(r"(?:- |, |^)(?:to|for) (?:cde|com|comrade)")
"""Says in a line in small letters that it is for a person."""


@rule("head")
def title_again(walk: Walk, line: Line) -> Found | None:
    """The title of the page, or the part of it in quotation marks, stands over the document."""
    core = line.low.strip(" \"'.[]0123456789()")
    if len(core) < 12 or line.text[0].islower() or line.text.endswith(":"):
        return None
    is_whole = walk.title.startswith(core) and len(core) > 20
    return ("heading", 0.9) if is_whole or f"'{core[:40]}" in walk.title else None


@rule("head", longest=90)
def place_and_addressee(walk: Walk, line: Line) -> Found | None:
    """A place or body, and to whom there, perhaps below it: "Moscow, NKVD - to Cde. X", "Moscow - Ministry of Y"."""
    following = walk.following
    is_above = following is not None and following.low.startswith("to ") and TO_PERSON.match(following.low)
    if TO_PERSON.search(line.low) or (is_above and is_name(line.text, 3)):
        return "addressee", 0.85
    if line.low.startswith("to ") and len(line.text) > 3 and is_titled(line.text[3:].rstrip(":")):
        return "addressee", 0.85
    if line.text.endswith(("--", "—")):
        return "sender", 0.8
    place_and_body = line.text.replace("—", " ")
    is_body = place_and_body != line.text and is_titled(place_and_body) and names_office(place_and_body.lower())
    return ("addressee", 0.6) if is_body else None


@rule("head", longest=120, after={"minutes_head", "document_kind"})
def body_of_minutes(walk: Walk, line: Line) -> Found | None:
    """Whose minutes or decision it is, in a line of its own behind the kind of document."""
    if names_office(line.low) and _INITIALS.search(line.text):
        return "sender", 0.7
    is_decision = walk.previous_kind == "minutes_head" or walk.is_minutes or _names_decision(walk.pieces[-1].line)
    if not is_decision or not line.low.startswith(cue_tuple("minutes", "whose")):
        return None
    return ("minutes_head", 0.8) if line.text[0].islower() or is_titled(line.text) else None


def _names_decision(line: Line) -> bool:
    """Whether a line is the word for a decision and nothing else, perhaps typed letter by letter."""
    return fold(unspaced(line.text)).strip(" .") in cue_words("minutes", "decisions")


@rule("head", longest=89)
def name_and_marking(_walk: Walk, line: Line) -> Found | None:
    """To whom, and for whose eyes: "Dobrzycki, EYES ONLY"."""
    name, _, rest = line.text.partition(",")
    fits = rest and is_marking(rest) and is_name(name)
    return ("addressee", 0.85) if fits else None


@rule("head", longest=90, after={"addressee"})
def address_goes_on(walk: Walk, line: Line) -> Found | None:
    """Office, town or street of the addressee in the lines behind the name."""
    if line.text.endswith(":"):
        return None
    before = walk.pieces[-1].line
    is_sentence = line.text.endswith((".", "!", "?")) and len(line.text.split()) > 3
    if is_sentence or (before.text.endswith(":") and len(before.text) > 4):
        return None
    fits = is_titled(line.text) or is_name(line.text) or (line.low.startswith("the ") and names_office(line.low))
    return ("addressee", 0.75) if fits else None


@rule(longest=90)
def letterhead(walk: Walk, line: Line) -> Found | None:
    """An office or person above all else, or in capitals, or over the date: who sends it."""
    before = walk.previous_kind
    if before == "sender" and len(line.text) < 60 and line.low[0] == line.low[-1] == "-" and names_office(line.low):
        return "sender", 0.7
    if walk.part != "head" or not _is_short_name(line):
        return None
    is_dated = walk.following is not None and match_dated_line(walk.following.low) and names_office(line.low)
    if _decides(walk, line):
        is_named_below = set(line.low.split()) <= set(walk.lines[walk.at + 1].low.split())
        return ("sender" if is_named_below else "minutes_head"), 0.65
    if _is_written_to(walk, line):
        return "addressee", 0.6
    is_first = all(piece.kind in _ABOVE for piece in walk.pieces)
    above_all = (
        is_first
        and (walk.at == 0 or names_office(line.low))
        and (is_name(line.text, 4) or names_office(line.low) or is_capitals(line.text))
    )
    if above_all or before in ("sender", "stamp") or (is_dated and not walk.has_addressee):
        return "sender", 0.65
    has_sender = any(piece.kind == "sender" for piece in walk.pieces[-12:])
    in_capitals = not has_sender and is_capitals(line.text) and len(line.text.split()) >= 4 and before != "dateline"
    return ("sender", 0.7) if in_capitals else None


_ABOVE = frozenset({"stamp", "handwritten", "resolution", "translator_note"})
"""What may stand over a letterhead."""


def _is_written_to(walk: Walk, line: Line) -> bool:
    """Whether a body stands above a person there, or alone above the text of a Russian paper."""
    following = walk.following
    if following is None or not names_office(line.low):
        return False
    if following.low.startswith(cue_tuple("persons", "forms")):
        return True
    return (
        is_cyrillic(line.text) and is_running(following) and all(piece.kind in _ABOVE_BODY for piece in walk.pieces)
    )


_ABOVE_BODY = _ABOVE | {"marking", "priority", "copies", "reference", "shelfmark"}


def _decides(walk: Walk, line: Line) -> bool:
    """Whether the line is the body whose order, decree or resolution the next line names."""
    following = walk.following
    if following is None or not (names_office(line.low) or is_capitals(line.text)):
        return False
    first = without_brackets(following.text).lower().split()[:2]
    return bool(first) and first[0].strip(".,:") in cue_words("minutes", "decisions")


@rule("head", longest=90, after=_BEFORE_ADDRESSEE)
def name_alone_in_the_head(walk: Walk, line: Line) -> Found | None:
    """A name or body alone in its line before the text, behind marking, route or date: whom it goes to."""
    if not _is_short_name(line):
        return None
    if walk.is_minutes and walk.previous_kind == "reference" and (names_office(line.low) or is_capitals(line.text)):
        return "minutes_head", 0.6
    fits = is_name(line.text, 4) or names_office(line.low) or line.low.startswith("cc ")
    return ("addressee", 0.7) if fits else None


def _is_short_name(line: Line) -> bool:
    if line.low.partition(" ")[0] in cue_words("kinds", "go_on"):
        return False  # it says what about, or between whom
    words = line.low.split()
    is_sentence = line.text.endswith(".") and len(words) > _FEW and not _is_letterhead(line)
    return is_titled(line.text, 12) and not is_sentence


def _is_letterhead(line: Line) -> bool:
    """Whether a line is in capitals and begins with an office or body: "OFFICE OF RIVERS, E.C.4."."""
    return is_capitals(line.text) and names_office(" ".join(line.low.split()[:_FEW]))


_FEW = 3


@rule("head", longest=120)
def subject_line(walk: Walk, line: Line) -> Found | None:
    """A short line of nouns between the reference of a telegram and its text."""
    is_first = walk.at == 0 and is_titled(line.text) and not _is_letterhead(line)
    if walk.previous_kind not in ("reference", "marking") and not is_first:
        return None
    if cue_words("subject", "verbs") & set(line.low.split()[:6]):
        return None
    return (
        ("subject", 0.6)
        if line.text.endswith(".") and len(line.text.split()) <= 12 and "(" not in line.text
        else None
    )


RULES: tuple[Rule, ...] = (
    title_again, body_of_minutes, place_and_addressee, subject_line, name_and_marking, address_goes_on, letterhead,
    name_alone_in_the_head,
)  # fmt: skip
