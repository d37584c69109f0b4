"""With which number does a line begin, and in which style?

Styles: "1." "1)" "(1)" "1/" "1º" "1 -" "№ 31." "§ 10s." "Point 1." "Ad 1." "1.2." "a)" "(a)" "a." "A." "I." "IV)" and
numbers in words ("First, ...", "Second)", "One, ..."). The number is only read here; whether it counts is for
`fonds.reading.blocks._tree`: a telegram's "1352." does not.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec
from msgspec.structs import replace

from fonds import words

# A single letter before an initial is one itself: "V. K. Torbin".
_ROMAN = re.compile(r"(\()?([IVX]{2,6}|[ivx]{2,6}|[IVX](?![.)]\s+[A-ZА-Я]\.))(?(1)\)|[.)])\s+")
_SUPPLIED = re.compile(r"\[((?:[IVX]{1,6}|\d{1,3})[.)])\]\s+")
_DIGITS = re.compile(
    r"(\()?(\d{1,4})(?(1)\)|(?:\s?\.?/(?=\s)|\s?[.)](?![\d()])|[oº°](?=\s)|(?:st|nd|rd|th)[.):]|\s?[-–—](?=\s)))\s*"
)
_SIGNED = re.compile(r"(?:№|Nº|No\.|§§?) ?(\d{1,4}[a-zа-я]?)\.\s+(?=[^\W\d_])")
_NAMED = re.compile(
    r"(Point|Item|Agenda item|Question|Paragraph|Article|Art\.|Clause|Section|Par\.|Пункт|Вопрос|Статья) (\d{1,3})"
    r"(?:[.):]| [-–—])\s+(?=\S)"
)
_REFERRED = re.compile(r"Ad\.? ?([1-9]\d?)[.):]?\s+(?=\S)")
_ITEMS = frozenset({"Item", "Agenda item", "Question", "Вопрос"})
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,3})\.?\s+(?=[^\W\d_])")
_LETTER = re.compile(r"(\()?([a-zа-я])(?(1)\)|\.?[.)/])\s+|(\()?([A-HJ-UWYZ])(?(3)\)|\))\s+")
_CAPITAL = re.compile(r"([A-HJ-UWYZА-Я])\.\s+(?![A-ZА-Я]\.)(?=[A-ZА-Я][^\W\d_]*[ ,'’])")
_WORD = re.compile(r"([^\W\d_]{3,16})([,.):])\s*")
_CLOSERS = {"º": "o", "°": "o"}
_LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдежзиклмнопрст"
_CYRILLIC = "абвгдежзиклмнопрст"


class Enumerator(msgspec.Struct, frozen=True):
    """The number at the head of a line.

    Attributes:
        style: "digit", "decimal", "dash", "letter", "capital", "roman", "ordinal", "cardinal".
        closer: The mark behind it: "." ")" "()" "/" "o" "-" ","; "№" or "§" when such a sign stands before it, and
            "point" when that word does.
        mark: As the label gives it: "3", "b", "IV", "1.2".
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
    if first in "№N§PIAQПВ" and (found := _read_signed(text)):
        return found
    if first.isdigit() or (first == "(" and text[1:2].isdigit()):
        return _read_decimal(text) or _read_digits(text)
    if first == "[" and (supplied := _SUPPLIED.match(text)):
        return _within(text, supplied)
    if first in "IVX(iv" and (found := _read_roman(text)):
        return found
    if text[1:2] in (")", ".", "/") or first == "(":
        return _read_letter(text)
    return _read_ordinal(text)


def _read_decimal(text: str) -> Enumerator | None:
    match = _DECIMAL.match(text[:24])
    return (
        Enumerator("decimal", ".", match[1], int(match[1].rpartition(".")[2]), match.end())
        if match is not None
        else None
    )


def _within(text: str, supplied: re.Match[str]) -> Enumerator | None:
    """A number that an editor supplied: "[I.] On the roads". Its stop is inside: "[1]" is that of a note."""
    found = read_enumerator(f"{supplied[1]} {text[supplied.end() :]}")
    return replace(found, end=supplied.end()) if found is not None and found.style in ("roman", "digit") else None


def _read_signed(text: str) -> Enumerator | None:
    """A number behind a sign or word for it: "№ 31.", "§ 10s.", "Point 2.", "Ad 1."."""
    match = _SIGNED.match(text[:24])
    if match:
        return Enumerator("digit", "№§"[text[0] == "§"], match[1], int(match[1].rstrip(_LETTERS)), match.end())
    referred = _REFERRED.match(text[:12])
    if referred:
        return Enumerator("digit", "ad", referred[1], int(referred[1]), referred.end())
    match = _NAMED.match(text[:32])
    if match is None:
        return None
    return Enumerator("digit", "№" if match[1] in _ITEMS else "point", match[2], int(match[2]), match.end())


def _read_digits(text: str) -> Enumerator | None:
    match = _DIGITS.match(text)
    value = int(match[2]) if match else 0
    if match is None or not value:
        return None
    closer = match[0].rstrip()[-1]
    if closer in "-–—":
        return Enumerator("dash", "-", match[2], value, match.end())
    return Enumerator("digit", "()" if match[1] else _CLOSERS.get(closer, closer), match[2], value, match.end())


def _read_roman(text: str) -> Enumerator | None:
    match = _ROMAN.match(text)
    if match is None:
        return None
    value = words.roman_value(match[2])
    return (
        Enumerator("roman", "()" if match[1] else match[0].strip()[-1], match[2], value, match.end())
        if value
        else None
    )


def _read_letter(text: str) -> Enumerator | None:
    match = _LETTER.match(text)
    if match is None:
        return _read_capital(text)
    letter = match[2] or match[4]
    alphabet = _CYRILLIC if letter in _CYRILLIC else "abcdefghijklmnopqrstuvwxyz"
    value = alphabet.find(letter.lower()) + 1
    closer = "()" if match[1] or match[3] else match[0].strip()[-1]
    return (
        Enumerator("capital" if letter.isupper() else "letter", closer, letter, value, match.end()) if value else None
    )


def _read_capital(text: str) -> Enumerator | None:
    """A capital with a stop: it may be an initial, so that it counts only in a row (`_tree`)."""
    match = _CAPITAL.match(text[:48])
    if match is None:
        return None
    alphabet = _CYRILLIC.upper() if match[1] > "Z" else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    value = alphabet.find(match[1]) + 1
    return Enumerator("capital", ".", match[1], value, match.end()) if value else None


@cache
def _written() -> dict[str, tuple[str, int]]:
    """Each number in words, with its style and value, from 1 in each list of each language."""
    found: dict[str, tuple[str, int]] = {}
    for table in words.tables("cues"):
        for style in ("ordinal", "cardinal"):
            for values in table.get(f"{style}s", {}).values():
                found.update((word, (style, value)) for value, word in enumerate(values, start=1))
    return found


def _read_ordinal(text: str) -> Enumerator | None:
    """A number in words: "First, ...", "Second) ...", "One, ..."."""
    match = _WORD.match(text[:24])
    style, value = _written().get(match[1].lower(), ("", 0)) if match else ("", 0)
    if match is None or not value:
        return None
    return Enumerator(style, match[2], str(value), value, match.end())
