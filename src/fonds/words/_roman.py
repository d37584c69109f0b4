"""Roman numerals, read and written.

Not for: whether letters are meant as a numeral ("i" beside "ii" and beside "h"): whoever asks sees their neighbours.
"""

from __future__ import annotations

import re

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_FORM = re.compile(r"m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_PARTS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral from 1 to 3999.

    Args:
        numeral: In capitals or in small letters.

    Returns:
        0 when it is none, or is not written as one ("vx"); "iiii" is.
    """
    low = numeral.lower()
    if not low or _FORM.fullmatch(low) is None:
        return 0
    values = [_VALUES[letter] for letter in low]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def as_roman(value: int) -> str:
    """A number from 1 to 3999 as a Roman numeral, in small letters."""
    written = []
    for worth, letters in _PARTS:
        count, value = divmod(value, worth)
        written.append(letters * count)
    return "".join(written)
