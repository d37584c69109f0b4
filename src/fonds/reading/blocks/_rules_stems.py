"""Rules for short lines that say what they are by one word of theirs, in whatever phrase it stands.

Offices word the same thing in many ways: "URGENTLY, BY AIR", "The Presidium hereby resolves:", "Information Report
No. 3". Such a line is named by the word that carries it, its place in the document, and its shape.

Not for: lines whose phrase is known (`_rules_edges`, `_rules_handling`), which are tried before.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fonds.reading._lines import Line, fold, has_digit
from fonds.reading.blocks._cues import cue_tuple, cue_words, find_start
from fonds.reading.blocks._enumerators import read_enumerator
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

_SPLIT = re.compile(r"[^\w'-]+")
_NUMBER = re.compile(r"(?:no\.? ?|nr\.? ?|n ?|# ?)?\d[\w/.-]*")
_KEY = re.compile(r"([^:]{3,60}): ?(.*)")


@lru_cache(maxsize=32)
def _stems(low: str) -> tuple[str, ...]:
    return tuple(word for word in _SPLIT.split(low) if word)


@rule("head", "end")
def urgency(_walk: Walk, line: Line) -> Found | None:
    """A degree of urgency in a few words."""
    if line.text.endswith(":") or has_digit(line.low):
        return None
    words = _stems(line.low)
    if len(words) > 5:
        return None
    return ("priority", 0.75) if cue_words("stems", "priority") & set(words) else None


@rule("head", "end")
def secrecy(_walk: Walk, line: Line) -> Found | None:
    """A class of secrecy or a rule of handling in words of its own."""
    if line.text.endswith(":") or has_digit(line.low):
        return None
    words = _stems(line.low)
    if len(words) > 9:
        return None
    fits = cue_words("stems", "secrecy") & set(words) and find_start(line.low) is None and "," not in line.text
    return ("marking", 0.7) if fits and not cue_words("stems", "kinds") & set(words) else None


@rule()
def deciding(walk: Walk, line: Line) -> Found | None:
    """A short line with a colon that says that something was decided, above what was."""
    words = _stems(line.low)
    following = walk.following
    is_said = is_capitals(line.text) and bool(words) and words[-1] in cue_words("stems", "decides")
    if not (line.text.endswith(":") or is_said) or not 0 < len(words) <= 12 or following is None:
        return None
    is_followed = read_enumerator(following.text) is not None or walk.is_minutes or is_running(following)
    verb = cue_words("stems", "decides") & set(words)
    if not verb or not is_followed or line.text[0].islower():
        return None
    is_body = is_capitals(line.text) or len(words) <= 3 or line.low.startswith(("the ", "it "))
    return ("formula", 0.7) if is_body and walk.previous_kind != "speech" else None


@rule("head", longest=60)
def kind_of_document(_walk: Walk, line: Line) -> Found | None:
    """What the document calls itself: a noun for papers with an adjective, number or body, and no matter."""
    if line.text.endswith((".", ":", ";", ",")):
        return None
    text = unspaced(without_brackets(line.text.split("(")[0].strip()))
    if not (is_titled(text, 6) or is_capitals(text)):
        return None
    words = _stems(_NUMBER.sub(" ", fold(text)))
    if words and words[0] in cue_words("minutes", "decisions") and _is_of_body(text, words):
        return "document_kind", 0.75
    if not 0 < len(words) <= 4 or {"of", "on", "to", "from", "for", "about", "in"} & set(words):
        return None
    fits = cue_words("stems", "kinds") & {words[-1], words[0]} and words[0] not in ("our", "your")
    return ("document_kind", 0.7) if fits else None


def _is_of_body(text: str, words: tuple[str, ...]) -> bool:
    """Whether behind the noun stands the body whose paper it is, and no matter: "DECREE OF THE COUNCIL"."""
    behind = fold(text).partition(" ")[2]
    if not behind.startswith(cue_tuple("minutes", "whose")) or {"on", "about", "concerning", "for"} & set(words):
        return False
    if is_cyrillic(text) or names_office(fold(text)):
        return True
    return all(word.isupper() and len(word) < 8 for word in text.split()[3:])


@rule("head", "text")
def present(walk: Walk, line: Line) -> Found | None:
    """Who took part, and in which part: "On the Soviet side: X, Y", "Members of the Bureau: ..."."""
    if not (walk.is_minutes or walk.is_talk or walk.previous_kind == "attendance"):
        return None
    if line.is_short or walk.previous_kind == "attendance":
        key = _KEY.match(line.text)
        if key is None or is_running(line):
            return _one_present(walk, line)
        words = _stems(key[1].lower())
        fits = len(words) <= 9 and cue_words("stems", "attendance") & set(words) and _are_names(key[2])
        return ("attendance", 0.75) if fits else None
    return None


def _one_present(walk: Walk, line: Line) -> Found | None:
    """A name, or a name with an office, or those who hold an office, in a list of those present."""
    if walk.previous_kind != "attendance" or len(line.text) > 110 or read_enumerator(line.text):
        return None
    office, of_several, names = line.text.partition(" Cdes. ")
    if of_several and names_office(fold(office).replace("s ", " ")) and _are_names(names):
        return "attendance", 0.75
    name = re.split(r",| [-–—] | \(", line.text, maxsplit=1)[0]
    fits = is_name(name.removeprefix("Comrade ").removeprefix("Cde. ").removeprefix("- "), 5)
    return ("attendance", 0.65) if fits and not is_capitals(line.text) and walk.previous is not None else None


def _are_names(text: str) -> bool:
    """Whether text is a list of names, or nothing because they stand below."""
    names = [part.strip(" .") for part in re.split(r"[,;]| and ", text) if part.strip(" .")]
    capital = sum(1 for name in names if name[0].isupper() or name[0] in "[(")
    return capital * 3 >= len(names) * 2


@rule("end", longest=110)
def made_by(_walk: Walk, line: Line) -> Found | None:
    """Who wrote, typed or multiplied the paper, behind the signature."""
    if line.text.endswith(":"):
        return None
    words = _stems(line.low)[:8]
    if not words or len(line.text.split()) > 14 or not cue_words("stems", "production") & set(words[:4]):
        return None
    has_proof = has_digit(line.low) or any(word[0].isupper() for word in line.text.split()[1:])
    return ("production", 0.65) if has_proof else None


@rule("head", "end", longest=110)
def instruction(walk: Walk, line: Line) -> Found | None:
    """A short order in no one's text: above the letterhead, or below the signature."""
    if len(line.text.split()) > 16 or line.text.endswith(":"):
        return None
    is_above = walk.part == "head" and all(piece.kind in _ABOVE for piece in walk.pieces)
    if not is_above and walk.part != "end":
        return None
    words = _stems(line.low)
    starts = words and words[0] in cue_words("stems", "imperatives") and line.text[0].isupper()
    return ("resolution", 0.65) if starts and find_start(line.low) is None else None


@rule("text", "end", longest=110)
def endorsed(_walk: Walk, line: Line) -> Found | None:
    """Who is to do or was told what, and the day: "Cde. Torbin. Prepare an answer. Gnedin. 2.V.1946"."""
    if not line.text[-1].isdecimal() or not line.low.startswith(cue_tuple("persons", "forms")):
        return None
    said = [part.split(maxsplit=1)[0] for part in line.low.split(". ")[1:] if part]
    is_order = cue_words("stems", "imperatives") & set(said) or ". to file" in line.low or ". to the" in line.low
    return ("resolution", 0.75) if is_order else None


_ABOVE = frozenset({"stamp", "handwritten", "marking", "copies", "resolution", "priority", "translator_note"})
FIRST: tuple[Rule, ...] = (present, endorsed)
RULES: tuple[Rule, ...] = (secrecy, urgency, deciding, kind_of_document, made_by, instruction)
