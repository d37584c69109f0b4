"""Numbers in figures and in words: "2,000", "3.5 million", "two hundred and fifty", "двести", "zweihundert".

Not for: how the words of a number make it (`fonds.words`), nor what is counted (`_amounts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fonds import words
from fonds.reading._lines import figures_of


class Number(NamedTuple):
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


def find_numbers(content: str, smallest: int = 2) -> Iterator[Number]:
    """Finds numbers in figures, and number words from `smallest` on, in the order of the line."""
    figures = list(_in_figures(content)) if figures_of(content) else []
    spelled = [Number(*found, in_figures=False) for found in words.find_numerals(content, smallest)]
    yield from sorted([*figures, *spelled]) if figures and spelled else figures or spelled


def _in_figures(content: str) -> Iterator[Number]:
    for match in _with_signs(content):
        dotted, digits, comma = match.groups()
        if comma and not _AS_DECIMAL.match(content, match.end()):
            continue
        value = int(dotted.replace(".", "")) if dotted else words.value_of(digits) or 0
        end, value = words.multiplied(content, match.end(), value)
        yield Number(match.start(), end, value, in_figures=True)


def _with_signs(content: str) -> Iterator[re.Match[str]]:
    """Figures, each with the sign of money before it; only figures and the signs before them are tried."""
    reached = 0
    for start in figures_of(content):
        if start < reached:
            continue
        has_sign = content.endswith(_SIGNS, max(reached, start - 2), start)
        sign = start - 1 - (content[start - 1] == " ")
        match = _FIGURES.match(content, sign) if has_sign else None
        match = match or _FIGURES.match(content, start)
        if match is not None:
            yield match
            reached = match.end()


_SIGNS = tuple(f"{sign}{blank}" for sign in "$£€¥₩₽" for blank in ("", " "))
"""What stands before figures that have a sign of money."""
