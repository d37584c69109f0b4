"""What is a rule for the lines of a document, and where can it name one?

Most rules are for short lines of the head or behind the text, and most lines are long ones of the text. So each rule
declares where it can answer, and is not asked elsewhere.

Not for: the rules themselves, nor their order (`fonds.reading.blocks._document`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fonds.reading._lines import Line
from fonds.reading.blocks._walk import PARTS, Found, Part, Walk

Answer = Callable[[Walk, Line], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        name: Its phrase, as in `fonds.model.Block.rule`.
        answer: Names a line, or gives None; its docstring says what it goes by.
        parts: Parts of a document in which it can name a line.
        longest: How many code points such a line has at most; None for any number.
        only_typed: Whether it is silent in documents with the frame of a page around them.
    """

    name: str
    answer: Answer
    parts: frozenset[Part]
    longest: int | None
    only_typed: bool

    def can_name(self, part: Part, length: int, *, is_typed: bool) -> bool:
        """Whether it can name a line of a length, in a part of a document with or without a frame."""
        is_long = self.longest is not None and length > self.longest
        return part in self.parts and not is_long and (is_typed or not self.only_typed)


def rule(*parts: Part, longest: int | None = None, only_typed: bool = False) -> Callable[[Answer], Rule]:
    """Makes a function a rule, called as the function is, and declares where it can name a line: see `Rule`.

    Args:
        parts: Empty for all.
        longest: See there.
        only_typed: See there.
    """

    def declare(answer: Answer) -> Rule:
        name = answer.__name__.replace("_", " ")
        return Rule(name, answer, frozenset(parts or PARTS), longest, only_typed)

    return declare
