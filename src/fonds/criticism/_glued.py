"""Signs that stand in the wrong place in a word: a lost space, a figure among letters, the wrong end of an ordinal.

Each is looked for in a piece between two spaces. Not for: letters alone (`_slips`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.criticism._lexicon import is_made_of_words, is_official, is_one_slip, is_word
from fonds.criticism._slip import Slip
from fonds.criticism._slip_words import cases, figures, slip_words

_COMPOUND = re.compile(r"(?<![\w\[\]'\u2019-])[^\W\d_]{3,}(?:-[^\W\d_]{3,})+(?![\w\[\]'\u2019-])")
_DIGIT = re.compile(r"\d")
_AT_A_STOP = re.compile(r"(?<![\w./@-])([^\W\d_A-Z]{3,})[.!?]([A-Z\u0410-\u042f][a-z\u0430-\u044f]+)(?![\w.@/])")
_IN_A_WORD = re.compile(r"(?<![\w'\u2019-])([a-z\u0430-\u044f]{3,})([A-Z\u0410-\u042f][a-z\u0430-\u044f]{2,})(?!\w)")
_NUMBER = re.compile(r"(?<!\w)(N[a-z])(\d{2,}[\w/-]*)")
_DAY = re.compile(r"(?<![\w.,/-])(\d{1,2})([A-Z\u0410-\u042f][^\W\d_]{3,11})(?![\w-])")
_WITH_FIGURE = re.compile(r"(?<![\w.,/-])[^\W\d_]+\d[^\W\d_]*(?![\w/-])")
_ORDINAL = re.compile(r"(?<![\w/.,-])(?:(\d{1,4})|([IVXLC]{2,8}))(st|nd|rd|th)(?!\w)")


def find_glued(piece: str, language: str) -> Iterator[Slip]:
    """Slips of a piece: at stops, in words, at number signs, figures, ordinals.

    Args:
        piece: What stands between two spaces.
        language: BCP 47 language subtag of it.
    """
    yield from _at_stops(piece, language)
    yield from _in_words(piece, language)
    if _DIGIT.search(piece):
        yield from _numbers(piece, language)
        yield from _days(piece)
        yield from _with_figures(piece, language)
    yield from _ordinals(piece)
    if "-" in piece and language == "en":
        yield from _compounds(piece)


def _compounds(piece: str) -> Iterator[Slip]:
    """Ranks of two words: "Genera-Major" beside "General-Major"."""
    for match in _COMPOUND.finditer(piece):
        low = match.group().casefold()
        near = [rank for rank in _ranks() if is_one_slip(low, rank)] if low not in _ranks() else []
        if near:
            reading = "-".join(part.capitalize() for part in near[0].split("-"))
            yield Slip(match.group(), match.start(), ((reading, "a rank is written so"),), 0.9)


@cache
def _ranks() -> tuple[str, ...]:
    ranks = (rank.casefold() for table in words.tables("person_titles") for rank in table["ranks"])
    return tuple(sorted(rank for rank in ranks if "-" in rank))


def _numbers(piece: str, language: str) -> Iterator[Slip]:
    for match in _NUMBER.finditer(piece):
        sign, number = match.groups()
        if sign in slip_words("number_signs", language):
            yield Slip(match.group(), match.start(), ((f"{sign}. {number}", "a space or a stop is lost"),), 0.9)


def _days(piece: str) -> Iterator[Slip]:
    """A day and its month without a space between them: "9October"."""
    for match in _DAY.finditer(piece):
        day, month = match.groups()
        if 0 < int(day) <= 31 and month.casefold() in _months():
            yield Slip(match.group(), match.start(), ((f"{day} {month}", "the space behind the day is lost"),), 0.95)


@cache
def _months() -> frozenset[str]:
    """Names of months that are written out; short ones are joined to their day in the times of telegrams."""
    return frozenset(name for name in words.month_names() if len(name) > 4)


def _at_stops(piece: str, language: str) -> Iterator[Slip]:
    for match in _AT_A_STOP.finditer(piece):
        first, second = match.groups()
        if first.islower() and is_made_of_words(first, language) and is_made_of_words(second.casefold(), language):
            literal = match.group()
            reading = f"{literal[: len(first) + 1]} {second}"
            yield Slip(literal, match.start(), ((reading, "the space behind the sentence is lost"),), 0.9)


def _in_words(piece: str, language: str) -> Iterator[Slip]:
    for match in _IN_A_WORD.finditer(piece):
        first, second = match.groups()
        if is_official(first) and is_official(second) and is_made_of_words(second.casefold(), language):
            yield Slip(
                match.group(), match.start(), ((f"{first} {second}", "the space between two words is lost"),), 0.85
            )


def split_word(word: str, language: str) -> str:
    """An unknown word as two known ones, where a space was lost; empty when it is none.

    Args:
        word: As printed.
        language: BCP 47 language subtag of it.
    """
    low = word.casefold()
    for size in range(2, 6):
        halves = ((low[:size], low[size:], size), (low[-size:], low[:-size], len(low) - size))
        for small, rest, cut in halves:
            if len(rest) >= 4 and small in slip_words("glued", language) and _is_plain(rest, language):
                return f"{word[:cut]} {word[cut:]}"
    endings = cases(language).get(low[:1], ())
    if endings and len(low) >= 8 and low.endswith(endings) and is_word(low[1:], language):
        return f"{word[:1]} {word[1:]}"
    return ""


def _is_plain(rest: str, language: str) -> bool:
    return is_official(rest) if language == "en" else len(rest) >= 5 and is_made_of_words(rest, language)


def _with_figures(piece: str, language: str) -> Iterator[Slip]:
    """A figure stands for a letter in a word of small letters; behind a whole word it is the mark of a note."""
    for match in _WITH_FIGURE.finditer(piece):
        literal = match.group()
        place = next(n for n, sign in enumerate(literal) if sign.isdigit())
        letters = literal[:place] + literal[place + 1 :]
        if not letters.islower() or len(letters) < 3 or is_made_of_words(letters, language):
            continue
        whole = (
            literal[:place] + letter + literal[place + 1 :] for letter in figures(language).get(literal[place], "")
        )
        readings = [word for word in whole if is_made_of_words(word, language)]
        if readings:
            why = f"the figure {literal[place]} stands for a letter"
            yield Slip(literal, match.start(), tuple((word, why) for word in readings), 0.95)


def _ordinals(piece: str) -> Iterator[Slip]:
    for match in _ORDINAL.finditer(piece):
        figure, roman, ending = match.groups()
        number = int(figure) if figure else words.roman_value(roman)
        if number and ending != _ending(number):
            right = f"{figure or roman}{_ending(number)}"
            yield Slip(match.group(), match.start(), ((right, f"the ordinal of {number} ends so"),), 0.9)


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
