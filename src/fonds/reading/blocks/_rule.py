"""What is a rule for the lines of a document, and where can it name one?

Most rules are for short lines of the head or behind the text, and most lines are long ones of the text. So each rule
declares where it can answer, and is not asked elsewhere.

Not for: the rules themselves, nor their order (`fonds.reading.blocks._document`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from fonds.model import SlotKind
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
        after: Kinds of the line before it; empty for any, and for the first line.
        only_minutes: Whether it is silent in documents that are neither minutes nor a decision.
        only_typed: Whether it is silent in documents with the frame of a page around them.
    """

    name: str
    answer: Answer
    parts: frozenset[Part]
    longest: int | None
    after: frozenset[str]
    only_minutes: bool
    only_typed: bool

    def can_name(self, part: Part, length: int, previous: str, *, is_minutes: bool, is_typed: bool) -> bool:
        """Whether it can name a line of a length, in a part of a document, behind a line of a kind."""
        is_long = self.longest is not None and length > self.longest
        is_silent = (self.only_minutes and not is_minutes) or (self.only_typed and not is_typed)
        return part in self.parts and not is_long and not is_silent and (not self.after or previous in self.after)


def rule(
    *parts: Part,
    longest: int | None = None,
    after: Collection[SlotKind] = (),
    only_minutes: bool = False,
    only_typed: bool = False,
) -> Callable[[Answer], Rule]:
    """Makes a function a rule, called as the function is, and declares where it can name a line.

    Args:
        parts: Empty for all.
        longest: As for `Rule`.
        after: As for `Rule`.
        only_minutes: As for `Rule`.
        only_typed: As for `Rule`.
    """

    def declare(answer: Answer) -> Rule:
        name = answer.__name__.replace("_", " ")
        return Rule(name, answer, frozenset(parts or PARTS), longest, frozenset(after), only_minutes, only_typed)

    return declare
