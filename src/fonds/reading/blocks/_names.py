"""Does a line look like a name, and nothing else?

By the shape of its words alone: capitals, initials, brackets. No name is known here.

Not for: who is meant (`fonds.names`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from fonds.reading.blocks._cues import cue_words

_OUTER = "[]()/\\\"“”„«».,;:!'’*|"
LOWER_PARTS = frozenset(
    {
        "of", "the", "and", "de", "da", "do", "dos", "la", "le", "el", "al", "von", "van", "der", "den", "und", "for",
        "to", "in", "from", "on", "about", "by", "with", "at", "a", "an", "among", "between", "-", "–", "—", "e", "y",
        "и", "для", "по", "при",
    }
)  # fmt: skip
"""Words that stand in names and heads in small letters."""

_NAME_PARTS = frozenset({"de", "da", "von", "van", "signature", "handwritten", "ss", "-", "/-/"})
_DATE_BEHIND = re.compile(r",? \d{1,2} [^\W\d_]+\.?(?: \d{4})?$")
_NUMBERED_NAME = re.compile(r"[-–—] ?[^\W\d_][^\W\d_ ]+ ?[-–—] ?\d{1,5} ?[-–—]?")
_SPACED = re.compile(r"(?:[^\W\d_] ){2,}[^\W\d_][.!]?")
_LETTERS = re.compile(r"(?<!\S)(?:[^\W\d_] ){2,}[^\W\d_](?!\w)")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|(?<=[^\W\d_])\d{1,2})$")


def without_brackets(text: str) -> str:
    """The line without its square brackets and what they hold, where something is left."""
    if "[" not in text:
        return text
    return " ".join(_BRACKETED.sub(" ", text).split()) or text


def is_name(text: str, longest: int = 6) -> bool:
    """Tells whether a line is a name as people sign: "V. K. GNEDIN'KOV", "[signature] (A. Bee)", "- Name - 470 -".

    Args:
        text: A line.
        longest: How many words it may have.
    """
    if _NUMBERED_NAME.fullmatch(text) or _SPACED.fullmatch(text):
        return True
    text = without_brackets(_NOTE_MARK.sub("", _DATE_BEHIND.sub("", text)))
    words = text.split()
    if not 0 < len(words) <= longest or text.endswith((":", ";", "?", ",")):
        return False
    if text.endswith(".") and len(words) > 3:
        return False
    return all(map(_is_name_word, words)) and any(word.strip(_OUTER)[:1].isalpha() for word in words)


def _is_name_word(word: str) -> bool:
    bare = word.strip(_OUTER)
    return not bare or bare[0].isupper() or bare in _NAME_PARTS


def is_titled(text: str, longest: int = 14) -> bool:
    """Tells whether every word but the small ones has a capital: an office, a body, a heading."""
    words = without_brackets(text).split()
    if not 0 < len(words) <= longest or text.endswith((":", ";", "?", " -", "—")):
        return False
    bare = [word.strip(_OUTER) for word in words if word[0] != "(" or word[-1] != ")"]
    return bool(bare) and all(
        not word or word[0].isupper() or word in LOWER_PARTS or word[0].isdigit() for word in bare
    )


@cache
def _offices() -> frozenset[str]:
    return cue_words("persons", "offices")


@lru_cache(maxsize=256)
def names_office(low: str) -> bool:
    """Tells whether one of the words of a folded line is that of an office or a body."""
    return any(word.strip(_OUTER) in _offices() for word in low.split())


def unspaced(text: str) -> str:
    """The line with words that were typed letter by letter ("N o t e") set close."""
    return _LETTERS.sub(lambda match: match[0].replace(" ", ""), text)


def is_cyrillic(text: str) -> bool:
    """Tells whether the first letter of a line is a Cyrillic one."""
    first = next(filter(str.isalpha, text), "")
    return "\u0400" <= first <= "\u04ff"


def is_capitals(text: str) -> bool:
    """Tells whether a line is in capitals throughout."""
    return text.isupper() and sum(1 for character in text if character.isalpha()) > 2
