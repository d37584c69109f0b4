"""Numbers in words, and what a number in figures or words is worth: "two hundred and fifty", "двести", "zweihundert".

Words of a number follow one another by size: a word that can not go on ends the number and begins the next. They are
the table ``numbers``.

Not for: numbers in figures in a text, which need their surroundings, nor what is counted (`fonds.reading`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from fonds.words._glance import words_of
from fonds.words._tables import listed, table, tables


class Numeral(NamedTuple):
    """A number in words, with its place in a text."""

    start: int
    end: int
    value: int | float


_WORD = re.compile(r"[^\W\d_](?<![\w-].)[^\W\d_]*(?:-[^\W\d_]+)?(?![\w-])", re.DOTALL)
"""What stands before a word is looked at only where a letter is met."""

_FIGURES = re.compile(r"(?P<whole>\d{1,12}(?:[,. \u00a0]\d{3})*)(?:[.,](?P<part>\d{1,2}))?")
_SEPARATORS = str.maketrans("", "", ",. \u00a0")


def value_of(literal: str) -> int | float | None:
    """The value of a number as printed.

    Args:
        literal: A number and nothing else: in figures, with any separators ("1,234.5", "1.234", "3,5"), or in words
            ("two hundred and fifty", "двести").

    Returns:
        None when it is something else.
    """
    if literal.isdecimal():
        return int(literal)
    figures = _FIGURES.fullmatch(literal)
    if figures is not None:
        whole = figures["whole"].translate(_SEPARATORS)
        return float(f"{whole}.{figures['part']}") if figures["part"] else int(whole)
    spelled = next(find_numerals(literal, 0), None)
    return spelled.value if spelled is not None and literal[spelled.start : spelled.end] == literal else None


_MULTIPLE = re.compile(r"[ \u00a0]([^\W\d_]{2,10})(?!\w)(?:\.(?= [а-я]))?")


def multiplied(content: str, end: int, value: int | float) -> tuple[int, int | float]:
    """Takes in the words for multiples behind a number: "million", "thousand", at most two of them.

    Args:
        content: Any text.
        end: Code point behind a number in it.
        value: That number.

    Returns:
        Code point behind the last multiple, and the whole.
    """
    for _ in range(2):
        match = _MULTIPLE.match(content, end)
        factor = _multiples().get(match[1].lower()) if match else None
        if match is None or factor is None:
            break
        end = match.end() + content.startswith(". ", match.end()) * (match[1].lower() in _shortened())
        value = _whole(value * factor)
    return end, value


def multiple_in(literal: str) -> int:
    """What the words for thousands and millions in a number are worth together; 1 when it has none."""
    return math.prod(_multiples().get(word, 1) for word in words_of(literal))


def _whole(value: float) -> int | float:
    """An integer where a value is one."""
    return int(value) if value == int(value) else value


def find_numerals(content: str, smallest: int = 2) -> Iterator[Numeral]:
    """Finds numbers in words, in the order of a text.

    Args:
        content: Any text.
        smallest: From which number on; parts of one ("half a ...") are found too.
    """
    if _words_of_numerals().isdisjoint(words_of(content)) and not _may_be_german(content):
        return
    tokens = [match for match in _WORD.finditer(content) if _may_count(match[0])]
    place = 0
    while place < len(tokens):
        number, place = _spelled(content, tokens, place)
        if number is not None and (number.value >= smallest or number.value != int(number.value)):
            end, value = multiplied(content, number.end, number.value)
            yield Numeral(number.start, end, value)


def _may_be_german(content: str) -> bool:
    """Whether a word may be a number written in one ("zweihundertdreißig")."""
    return "ausend" in content or ("und" in content and _UND_OF_NUMBERS.search(content) is not None)


_UND_OF_NUMBERS = re.compile(r"und(?:ert|zwanz|drei|vier|fünf|sech|sieb|acht|neun)")


def _may_count(word: str) -> bool:
    low = word.lower()
    if low in _words_of_numerals() or ("-" in low and low.split("-")[0] in _words_of_numerals()):
        return True
    return ("und" in low or "tausend" in low) and _german(low) is not None


class _Making:
    """A number on its way: what stands before the last multiple of a thousand, and what behind it."""

    def __init__(self) -> None:
        self.total: float = 0
        self.current: float = 0
        self.least: float = 1_000_000_000_000
        self.is_empty = True

    @property
    def value(self) -> int | float:
        """What was said so far."""
        return _whole(self.total + self.current)

    def take(self, low: str) -> bool:
        """Takes a word in, if it can go on; tells whether it did."""
        if low in _fractions():
            return self._fraction(_fractions()[low])
        if low in _multiples():
            return self._multiple(_multiples()[low])
        value = _units().get(low)
        if value is None and "-" in low:
            return all(self.take(part) for part in low.split("-"))
        value = value if value is not None else _german(low)
        return value is not None and self._unit(value)

    def _unit(self, value: float) -> bool:
        scale = next((scale for scale in (1, 10, 100, 1000) if value < scale * 10), 10_000)
        fits = self.current == 0 or (self.current % (scale * 10) == 0 and not (self.current % 100 and value >= 10))
        if not fits or value >= self.least:
            return False
        self.current += value
        self.is_empty = False
        return True

    def _multiple(self, factor: float) -> bool:
        if factor == 100 or factor < 100:
            if not 0 < self.current < 100:
                return False
            self.current *= factor
            return True
        if factor >= self.least or self.current == 0:
            return False
        self.total += self.current * factor
        self.current, self.least = 0, factor
        return True

    def _fraction(self, value: float) -> bool:
        if self.current and value != 0.5:
            return False
        self.current += value
        self.is_empty = False
        return True


def _spelled(content: str, tokens: list[re.Match[str]], place: int) -> tuple[Numeral | None, int]:
    """The number that begins with a token, and the place of the token behind it."""
    making = _Making()
    first = tokens[place]
    opening = _before_multiple(content, first)
    if opening is not None:
        making.current = opening[1]
        making.is_empty = False
    start, end = opening[0] if opening else first.start(), first.end()
    if not making.take(first[0].lower()):
        return None, place + 1
    place += 1
    end = _half_more(content, end, making)
    while place < len(tokens) and _goes_on(content, end, tokens[place].start(), making):
        if not making.take(tokens[place][0].lower()):
            break
        end = _half_more(content, tokens[place].end(), making)
        place += 1
    return Numeral(start, end, making.value), place


def _half_more(content: str, end: int, making: _Making) -> int:
    """Takes in "and a half"; where the number ends then."""
    for phrase in _halves():
        if content.startswith(phrase, end + 1) and content[end : end + 1] == " " and making.current < 100:
            making.current += 0.5
            return end + 1 + len(phrase)
    return end


_OPENING = 24


def _before_multiple(content: str, first: re.Match[str]) -> tuple[int, float] | None:
    """Reads "a" in "a hundred" and "half a" in "half a million": where it begins, and what it is worth."""
    if first[0].lower() not in _multiples():
        return None
    before = content[max(0, first.start() - _OPENING) : first.start()].lower()
    for phrase, value in _openings():
        if before.endswith(f"{phrase} ") and not before[: -len(phrase) - 1][-1:].isalnum():
            return first.start() - len(phrase) - 1, value
    return None


def _goes_on(content: str, end: int, start: int, making: _Making) -> bool:
    """Whether nothing but a space or a joint stands between two words of a number."""
    between = content[end:start]
    if between in (" ", "\u00a0"):
        return True
    joint = between.strip().lower()
    return len(between) <= 5 and joint in _joints() and making.value >= 100 and making.value % 100 == 0


@cache
def _words_of_numerals() -> frozenset[str]:
    return frozenset((*_units(), *_multiples(), *_fractions()))


@cache
def _units() -> dict[str, int]:
    return _of_all("units")


@cache
def _multiples() -> dict[str, int]:
    return _of_all("multiples")


@cache
def _shortened() -> frozenset[str]:
    """Multiples that have a stop of their own: "Mio."."""
    return listed("shortened", "words")


@cache
def _fractions() -> dict[str, float]:
    """Fractions that are one word; longer ones stand before a multiple."""
    return {word: value for word, value in _of_all("fractions").items() if " " not in word}


@cache
def _openings() -> tuple[tuple[str, float], ...]:
    single = {word: 1.0 for found in tables("numbers") for word in found["single"]}
    found = {**single, **{word: value for word, value in _of_all("fractions").items() if " " in word}}
    return tuple(sorted(found.items(), key=lambda one: -len(one[0])))


@cache
def _halves() -> tuple[str, ...]:
    return tuple(phrase for found in tables("numbers") for phrase in found["half_more"])


@cache
def _joints() -> frozenset[str]:
    return frozenset(word for found in tables("numbers") for word in found["joints"])


def _of_all(section: str) -> dict[str, int]:
    return {word: value for found in tables("numbers") for word, value in found[section].items()}


_IN_ONE = re.compile(r"[a-zäöüß]{4,60}")


@cache
def _composed() -> re.Pattern[str]:
    units = table("numbers", "de")["units"]
    small = "|".join(sorted(units, key=len, reverse=True))
    tens = "|".join(word for word in units if units[word] >= 20)
    below = rf"(?:(?:{small})und(?:{tens})|{small})"
    return re.compile(
        rf"(?:(?P<thousands>(?:(?:{small})?hundert)?{below}?)tausend)?(?:(?P<hundreds>{small})?(?P<hundred>hundert))?"
        rf"(?:und)?(?P<rest>{below})?"
    )


@lru_cache(maxsize=4096)
def _german(low: str) -> int | None:
    """The value of a German number word that is written in one; None when it is none."""
    if not _IN_ONE.fullmatch(low) or not ("hundert" in low or "tausend" in low or "und" in low):
        return None
    match = _composed().fullmatch(low)
    if match is None:
        return None
    thousands = match["thousands"]
    value = 1000 * (_german_below(thousands) or 1) if thousands is not None else 0
    value += 100 * _german_below(match["hundreds"] or "ein") if match["hundred"] else 0
    return (value + _german_below(match["rest"] or "")) or None


def _german_below(part: str) -> int:
    """The value of a part below a thousand."""
    units = table("numbers", "de")["units"]
    hundreds, joint, rest = part.partition("hundert")
    if joint:
        return 100 * (units.get(hundreds) or 1) + _german_below(rest.removeprefix("und"))
    if part in units:
        return int(units[part])
    ones, _, tens = part.partition("und")
    return int(units.get(ones, 0) + units.get(tens, 0))
