"""An amount, or what several amounts make, in the words of the page with the numbers that were read from them.

Not for: finding amounts (`fonds.reading._counts`), nor for judging them (`fonds.criticism`).
"""

from __future__ import annotations

from functools import singledispatch

from fonds.model import Count, Quantity, Sum, Transfer

_PLAIN_WORDS = 12
"""Up to this number, words need no figures beside them."""


@singledispatch
def amount_words(statement: Quantity | Sum | Count | Transfer) -> str:
    """An amount, or what several amounts make, in the words of the page with the numbers that were read."""
    return statement.literal


@amount_words.register
def _(statement: Quantity) -> str:
    value = f"{statement.value:,}"
    is_plain = statement.value <= _PLAIN_WORDS or value.replace(",", "") in _figures(statement.literal)
    read = "" if is_plain else f" ({value})"
    each = " for each" if statement.is_each else ""
    return f"{statement.literal}{read}{each}" + ("" if statement.unit else ", without a unit")


@amount_words.register
def _(statement: Sum) -> str:
    made = sum(value for _, value in statement.parts)
    parts = " + ".join(literal for literal, _ in statement.parts)
    if statement.is_partial:
        return f"{statement.total[0]}, among them {parts}"
    differs = "" if made == statement.total[1] else f", not {statement.total[1]:,}"
    return f"{statement.total[0]}: {parts} = {made:,}{differs}"


@amount_words.register
def _(statement: Count) -> str:
    return f"{statement.announced[1]:,} {statement.what} announced, {statement.listed:,} listed"


@amount_words.register
def _(statement: Transfer) -> str:
    if statement.received is None:
        return f"{statement.given} given"
    rates = [_rate(statement.ratio)] if statement.ratio else []
    if statement.stated_ratio and statement.stated_ratio != statement.ratio:
        rates.append(f"said to be {_rate(statement.stated_ratio)}")
    return ", ".join((f"{statement.given} for {statement.received}", *rates))


def _rate(ratio: float) -> str:
    return f"{ratio:.4g} for 1" if ratio >= 1 else f"1 for {1 / ratio:.4g}"


def _figures(literal: str) -> str:
    """The figures of a literal, without what divides thousands; a decimal comma is a point."""
    return "".join(character for character in literal if character.isdigit() or character == ".")
