"""Which number or bullet does a browser set before an element of a list?

Not for: whether the number counts (`fonds.reading.blocks._tree`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from fonds.reading.blocks import read_enumerator
from fonds.words import as_roman

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_STYLES = {
    "a": "lower", "lower-alpha": "lower", "lower-latin": "lower", "A": "upper", "upper-alpha": "upper",
    "upper-latin": "upper", "i": "lower-roman", "I": "upper-roman", "lower-roman": "lower-roman",
    "upper-roman": "upper-roman", "none": "none",
}  # fmt: skip
_OWN_MARKS = ("-", "–", "—", "•", "·", "*", "▪", "◦", "■")
BULLET = "• "
"""What stands before an element of a list without numbers."""

_LARGEST = 9999
_LARGEST_ROMAN = 39


@dataclass(slots=True)
class ListFrame:
    """An open list.

    Attributes:
        style: "bullet", "digit", "lower", "upper", "lower-roman", "upper-roman" or "none".
        value: Number of its last element.
        step: 1, or -1 for a list that counts down.
    """

    style: str
    value: int
    step: int = 1

    def next_mark(self, node: LexborNode) -> str:
        """What stands before the next element, with the space behind it; empty when nothing does."""
        self.value = _number(node.attributes.get("value"), self.value + self.step)
        if self.style in ("bullet", "none"):
            return BULLET if self.style == "bullet" else ""
        return f"{_written(self.value, self.style)}. "


def open_list(node: LexborNode) -> ListFrame:
    """A list that begins."""
    attributes = node.attributes
    styled = _STYLE.search((attributes.get("style") or "").lower())
    named = styled[1] if styled else attributes.get("type") or ""
    if node.tag != "ol":
        return ListFrame("none" if named == "none" else "bullet", 0)
    step = -1 if "reversed" in attributes else 1
    elements = sum(1 for child in node.iter() if child.tag == "li") if step < 0 else 1
    first = _number(attributes.get("start"), elements)
    return ListFrame(_STYLES.get(named, "digit"), first - step, step)


def begins_itself(text: str) -> bool:
    """Tells whether the text of an element brings its own number or dash."""
    return text.startswith(_OWN_MARKS) or read_enumerator(text) is not None


def _number(written: str | None, otherwise: int) -> int:
    digits = (written or "").strip()
    if len(digits) > 5 or not digits.removeprefix("-").isdecimal() or not digits.isascii():
        return otherwise
    return int(digits)


def _written(value: int, style: str) -> str:
    if style.endswith("roman") and 0 < value <= _LARGEST_ROMAN:
        return as_roman(value).upper() if style == "upper-roman" else as_roman(value)
    if style in ("lower", "upper") and 0 < value <= 26:
        return chr(ord("a" if style == "lower" else "A") + value - 1)
    return str(min(value, _LARGEST))
