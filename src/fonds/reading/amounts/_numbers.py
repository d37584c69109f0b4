"""Numbers in figures and in words: "2,000", "3.5 million", "two hundred and fifty", "двести", "zweihundert".

Not for: how the words of a number make it (`fonds.words`), nor what is counted (`_amounts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def find_numbers(content: str, smallest: int = 2) -> Iterator[Number]:
    """Finds numbers in figures, and number words from `smallest` on, in the order of the line."""
    figures = list(_in_figures(content)) if figures_of(content) else []
    spelled = [Number(*found, in_figures=False) for found in words.find_numerals(content, smallest)]
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
        number = Number(match.start(), match.end(), words.value_of(match["digits"]) or 0, in_figures=True)
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


def _multiplied(content: str, number: Number) -> Number:
    end, value = words.multiplied(content, number.end, number.value)
    return number._replace(end=end, value=value)
