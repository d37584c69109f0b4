"""With which number does a line begin, and in which style?

Styles: "1." "1)" "(1)" "1 -" "a)" "(a)" "a." "I." "IV)" and ordinals in words ("First, ..."). The number is only read
here; whether it counts (a telegram's "1352." does not) is for `fonds.reading.blocks._tree`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fonds import words

_DIGITS = re.compile(r"(\()?(\d{1,4})(?(1)\)|(?:\s?[.)](?![\d()])|\s?[-–—](?=\s)))\s*")
_LETTER = re.compile(r"(\()?([a-zа-я])(?(1)\)|[.)])\s+|(\()?([A-HJ-UWYZ])(?(3)\)|\))\s+")
# A single letter before an initial is one itself: "V. K. Torbin".
_ROMAN = re.compile(r"(\()?([IVX]{2,6}|[ivx]{2,6}|[IVX](?![.)]\s+[A-ZА-Я]\.))(?(1)\)|[.)])\s+")
_SUPPLIED = re.compile(r"\[((?:[IVX]{1,6}|\d{1,3})[.)])\]\s+")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_CYRILLIC = "абвгдежзиклмнопрст"


class Enumerator(NamedTuple):
    """The number at the head of a line.

    Attributes:
        style: "digit", "dash", "letter", "capital", "roman", "ordinal".
        closer: The mark behind it: "." ")" "()" "-" ",".
        mark: As the label gives it: "3", "b", "IV".
        value: Its place in the count, from 1.
        end: Where the text behind it begins.
    """

    style: str
    closer: str
    mark: str
    value: int
    end: int


def read_enumerator(text: str) -> Enumerator | None:
    """Reads the number at the head of a line; None when there is none."""
    first = text[:1]
    if first.isdigit() or (first == "(" and text[1:2].isdigit()):
        return _read_digits(text)
    if first == "[" and (supplied := _SUPPLIED.match(text)):
        return _within(text, supplied)
    if first in "IVX(iv" and (found := _read_roman(text)):
        return found
    if text[1:2] in (")", ".") or first == "(":
        return _read_letter(text)
    return _read_ordinal(text)


def _within(text: str, supplied: re.Match[str]) -> Enumerator | None:
    """A number that an editor supplied: "[I.] On the roads". Its stop is inside: "[1]" is that of a note."""
    found = read_enumerator(f"{supplied[1]} {text[supplied.end() :]}")
    return found._replace(end=supplied.end()) if found is not None and found.style in ("roman", "digit") else None


def _read_digits(text: str) -> Enumerator | None:
    match = _DIGITS.match(text)
    if match is None or not int(match[2]):
        return None
    closer = "()" if match[1] else match[0].strip()[-1]
    style = "dash" if closer in "-–—" else "digit"
    return Enumerator(style, "-" if style == "dash" else closer, match[2], int(match[2]), match.end())


def _read_roman(text: str) -> Enumerator | None:
    match = _ROMAN.match(text)
    if match is None:
        return None
    value = _roman(match[2].lower())
    return (
        Enumerator("roman", "()" if match[1] else match[0].strip()[-1], match[2], value, match.end())
        if value
        else None
    )


def _read_letter(text: str) -> Enumerator | None:
    match = _LETTER.match(text)
    if match is None:
        return None
    letter = match[2] or match[4]
    alphabet = _CYRILLIC if letter in _CYRILLIC else "abcdefghijklmnopqrstuvwxyz"
    value = alphabet.find(letter.lower()) + 1
    closer = "()" if match[1] or match[3] else match[0].strip()[-1]
    return (
        Enumerator("capital" if letter.isupper() else "letter", closer, letter, value, match.end()) if value else None
    )


@cache
def _ordinals() -> dict[str, int]:
    """Each word and its value, from 1 in each list of each language."""
    lists = [values for table in words.tables("cues") for values in table.get("ordinals", {}).values()]
    return {word: value for values in lists for value, word in enumerate(values, start=1)}


def _read_ordinal(text: str) -> Enumerator | None:
    word, comma, _ = text[:24].partition(",")
    value = _ordinals().get(word.lower()) if comma else None
    return Enumerator("ordinal", ",", str(value), value, len(word) + 1) if value else None


def _roman(letters: str) -> int:
    """The value of a Roman number up to 39; 0 when it is none."""
    total = 0
    for letter, following in zip(letters, (*letters[1:], ""), strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if _ROMAN_VALUES.get(following, 0) > value else value
    return total if 0 < total < 40 else 0
