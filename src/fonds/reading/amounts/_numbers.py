"""Numbers in figures and in words: "2,000", "3.5 million", "two hundred and fifty", "двести", "zweihundert".

Words of a number follow one another by size: a word that can not go on ends the number and begins the next. Not for:
what is counted (`_amounts`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from fonds import words
from fonds.reading._lines import figures_of, find_at_figures


class Number(NamedTuple):
    """A number in figures or words, with its place in the line."""

    start: int
    end: int
    value: int | float
    in_figures: bool


_THOUSANDS = r"(?:,\d{3}|[ \u00a0]\d{3}(?=[ \u00a0](?:\d{3} )*[а-я]))*"
_FIGURES = re.compile(
    rf"(?<![\w.,:/№#+])(?<!\w-)(?:[$£€¥₩₽] ?)?(?P<digits>\d{{1,9}}{_THOUSANDS}(?:\.\d{{1,2}}|(?P<comma>,\d{{1,2}}))?)"
    r"(?![\w/:]|[.,]\d)"
)
_DOTTED = re.compile(r"(?<![\w.,:/№#+])(?<!\w-)\d{1,3}(?:\.\d{3})+(?=[ \u00a0][A-ZÄÖÜ])(?![\w/:]|[.,]\d)")
_AS_DECIMAL = re.compile(
    r"[ \u00a0]?%|[ \u00a0](?:[а-яё]|[A-ZÄÖÜ][a-zäöü]|(?:million|milliard|billion|mln|per ?cent)(?!\w))"
)
_WORD = re.compile(r"[^\W\d_](?<![\w-].)[^\W\d_]*(?:-[^\W\d_]+)?(?![\w-])", re.DOTALL)
"""What stands before a word is looked at only where a letter is met."""


def find_numbers(content: str, smallest: int = 2) -> Iterator[Number]:
    """Finds numbers in figures, and number words from `smallest` on, in the order of the line."""
    figures = list(_in_figures(content)) if figures_of(content) else []
    spelled = list(_in_words(content, smallest))
    yield from sorted([*figures, *spelled]) if figures and spelled else figures or spelled


def _in_figures(content: str) -> Iterator[Number]:
    dotted = {match.start(): match for match in find_at_figures(_DOTTED, content)} if "." in content else {}
    for start, match in dotted.items():
        yield _multiplied(content, Number(start, match.end(), int(match[0].replace(".", "")), in_figures=True))
    for match in _with_signs(content):
        if match.start("digits") in dotted:
            continue
        if match["comma"] and not _AS_DECIMAL.match(content, match.end()):
            continue
        number = Number(match.start(), match.end(), _value(match), in_figures=True)
        yield _multiplied(content, number)


def _with_signs(content: str) -> Iterator[re.Match[str]]:
    """Figures, each with the sign of money before it; only figures and the signs before them are tried."""
    reached = 0
    has_sign = _SIGN.search(content) is not None
    for start in figures_of(content):
        if start < reached:
            continue
        sign = _SIGN_BEFORE.search(content, max(reached, start - 2), start) if has_sign else None
        match = _FIGURES.match(content, sign.start()) if sign else None
        match = match or _FIGURES.match(content, start)
        if match is not None:
            yield match
            reached = match.end()


_SIGN = re.compile(r"[$£€¥₩₽]")
_SIGN_BEFORE = re.compile(r"[$£€¥₩₽] ?\Z")


def _value(match: re.Match[str]) -> int | float:
    digits = match["digits"]
    if match["comma"]:
        digits = f"{digits[: -len(match['comma'])]}.{match['comma'][1:]}"
    literal = digits.translate(_SEPARATORS)
    return float(literal) if "." in literal else int(literal)


_SEPARATORS = str.maketrans("", "", ", \u00a0")
_MULTIPLE = re.compile(r"[ \u00a0]([^\W\d_]{2,10})(?!\w)(?:\.(?= [а-я]))?")


def _multiplied(content: str, number: Number) -> Number:
    """Takes in "million", "thousand", at most two of them, and "and a half" between."""
    for _ in range(2):
        match = _MULTIPLE.match(content, number.end)
        factor = _multiples().get(match[1].lower()) if match else None
        if match is None or factor is None:
            break
        end = match.end() + content.startswith(". ", match.end()) * (match[1].lower() in _shortened())
        number = number._replace(end=end, value=_whole(number.value * factor))
    return number


def multiple_in(literal: str) -> int:
    """What the words for thousands and millions in a number are worth together; 1 when it has none."""
    return math.prod(_multiples().get(word, 1) for word in words.words_of(literal))


def _whole(value: float) -> int | float:
    """An integer where a value is one."""
    return int(value) if value == int(value) else value


def _in_words(content: str, smallest: int) -> Iterator[Number]:
    numerals = _numerals()
    if numerals.keys().isdisjoint(words.words_of(content)) and not _may_be_german(content):
        return
    tokens = [match for match in _WORD.finditer(content) if _may_count(match[0], numerals)]
    place = 0
    while place < len(tokens):
        number, place = _spelled(content, tokens, place)
        if number is not None and (number.value >= smallest or number.value != int(number.value)):
            yield _multiplied(content, number)


def _may_be_german(content: str) -> bool:
    """Whether a word may be a number written in one ("zweihundertdreißig")."""
    return ("und" in content or "ausend" in content) and _MAY_BE_GERMAN.search(content) is not None


_MAY_BE_GERMAN = re.compile(r"[Hh]undert|[Tt]ausend|und(?:zwanz|drei|vier|fünf|sech|sieb|acht|neun)")


def _may_count(word: str, numerals: dict[str, float]) -> bool:
    low = word.lower()
    if low in numerals or ("-" in low and low.split("-")[0] in numerals):
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


def _spelled(content: str, tokens: list[re.Match[str]], place: int) -> tuple[Number | None, int]:
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
    return Number(start, end, making.value, in_figures=False), place


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
def _numerals() -> dict[str, float]:
    return {**_units(), **_multiples(), **_fractions()}


@cache
def _units() -> dict[str, int]:
    return _of_all("units")


@cache
def _multiples() -> dict[str, int]:
    return _of_all("multiples")


@cache
def _shortened() -> frozenset[str]:
    """Multiples that have a stop of their own: "Mio."."""
    return words.listed("shortened", "words")


@cache
def _fractions() -> dict[str, float]:
    """Fractions that are one word; longer ones stand before a multiple."""
    return {word: value for word, value in _of_all("fractions").items() if " " not in word}


@cache
def _openings() -> tuple[tuple[str, float], ...]:
    single = {word: 1.0 for table in words.tables("numbers") for word in table["single"]}
    found = {**single, **{word: value for word, value in _of_all("fractions").items() if " " in word}}
    return tuple(sorted(found.items(), key=lambda one: -len(one[0])))


@cache
def _halves() -> tuple[str, ...]:
    return tuple(phrase for table in words.tables("numbers") for phrase in table["half_more"])


@cache
def _joints() -> frozenset[str]:
    return frozenset(word for table in words.tables("numbers") for word in table["joints"])


def _of_all(section: str) -> dict[str, int]:
    return {word: value for table in words.tables("numbers") for word, value in table[section].items()}


_IN_ONE = re.compile(r"[a-zäöüß]{4,60}")


@cache
def _composed() -> re.Pattern[str]:
    units = words.table("numbers", "de")["units"]
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
    units = words.table("numbers", "de")["units"]
    hundreds, joint, rest = part.partition("hundert")
    if joint:
        return 100 * (units.get(hundreds) or 1) + _german_below(rest.removeprefix("und"))
    if part in units:
        return int(units[part])
    ones, _, tens = part.partition("und")
    return int(units.get(ones, 0) + units.get(tens, 0))
