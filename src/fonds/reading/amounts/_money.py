"""Money: signs before figures, and which currency a unit names.

Not for: rates of exchange, nor whose pound or ruble it was.
"""

from __future__ import annotations

from functools import cache

from fonds import words
from fonds.reading.amounts._amounts import Amount


def currency_of(content: str, amount: Amount) -> str | None:
    """The currency in which an amount is: its name in the table ``currencies``; None for what is no money."""
    if amount.unit is None:
        return None
    tokens = amount.unit.lower().rstrip(".").split()
    name = _currencies().get(" ".join(tokens[-2:])) or _currencies().get(tokens[-1])
    is_weight = name == "pound" and content.startswith(" of ", amount.end)
    return None if is_weight else name


@cache
def _currencies() -> dict[str, str]:
    return {word: name for name, found in words.table("currencies")["words"].items() for word in found}
