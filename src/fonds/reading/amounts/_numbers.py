"""Numbers in figures and in words: "2,000", "3.5 million", "two hundred and fifty", "двести", "zweihundert".

Not for: how the words of a number make it (`fonds.words`), nor what is counted (`_amounts`).
"""

from __future__ import annotations

import re

import msgspec

from fonds import words
from fonds.reading._lines import figures_of


class Number(msgspec.Struct, frozen=True, order=True):
    """A number in figures or words, with its place in the line."""

    start: int
    end: int
    value: int | float
    in_figures: bool


_THOUSANDS = r"(?:,\d{3}|[ \u00a0]\d{3}(?=[ \u00a0](?:\d{3} )*[а-я]))*"
_FIGURES = re.compile(
    r"(?<![\w.,:/№#+])(?<!\w-)(?:(?P<dotted>\d{1,3}(?:\.\d{3})+)(?=[ \u00a0][A-ZÄÖÜ])"
    rf"|(?:[$£€¥₩₽] ?)?(?P<digits>\d{{1,9}}{_THOUSANDS}(?:\.\d{{1,2}}|(?P<comma>,\d{{1,2}}))?)(?![\w/:]|[.,]\d))"
)
_AS_DECIMAL = re.compile(
    r"[ \u00a0]?%|[ \u00a0](?:[а-яё]|[A-ZÄÖÜ][a-zäöü]|(?:million|milliard|billion|mln|per ?cent)(?!\w))"
)


def find_numbers(content: str, smallest: int = 2) -> list[Number]:
    """Finds numbers in figures, and number words from `smallest` on, in the order of the line."""
    figures = _in_figures(content)
    spelled = [Number(*found, in_figures=False) for found in words.find_numerals(content, smallest)]
    return sorted(figures + spelled) if figures and spelled else figures or spelled


def _in_figures(content: str) -> list[Number]:
    """Only figures and the signs of money before them are tried."""
    found: list[Number] = []
    reached = 0
    for start in figures_of(content):
        match = _at_figure(content, start, reached) if start >= reached else None
        if match is None:
            continue
        reached = match.end()
        dotted, digits, comma = match.groups()
        if not comma or _AS_DECIMAL.match(content, reached):
            value = int(dotted.replace(".", "")) if dotted else words.value_of(digits) or 0
            found.append(Number(match.start(), *words.multiplied(content, reached, value), in_figures=True))
    return found


def _at_figure(content: str, start: int, reached: int) -> re.Match[str] | None:
    """The number that begins with a figure, with the sign of money before it that no other number has."""
    if content.endswith(_SIGNS, max(reached, start - 2), start):
        sign = start - 2 if content[start - 1] == " " else start - 1
        return _FIGURES.match(content, sign) or _FIGURES.match(content, start)
    return _FIGURES.match(content, start)


_SIGNS = tuple(f"{sign}{blank}" for sign in "$£€¥₩₽" for blank in ("", " "))
"""What stands before figures that have a sign of money."""
