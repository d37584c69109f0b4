"""Numbers of passages as ordinals: figures, letters and Roman numerals, within one family.

Not for: reading numbers out of lines; passages come with their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fonds import words
from fonds.model import Passage

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
"""Russian lists leave out ё, й, ъ, ы and ь."""


class Step(NamedTuple):
    """A passage and its ordinal in the run that it belongs to."""

    passage: Passage
    ordinal: int


def runs(family: Sequence[Passage]) -> Iterator[list[Step]]:
    """Runs of one style within a family; a run that begins anew with 1 is a new run.

    Args:
        family: Numbered passages of one parent, in the order of the page.

    Yields:
        Runs of two and more steps.
    """
    run: list[Step] = []
    style = ""
    for passage, (new_style, ordinal) in zip(family, _ordinals([one.number[-1] for one in family]), strict=True):
        begins_anew = bool(run) and ordinal == 1 and run[-1].ordinal != 1
        if run and (new_style != style or begins_anew):
            yield run
            run = []
        style = new_style
        run.append(Step(passage, ordinal))
    if run:
        yield run


def _ordinals(numbers: Sequence[str]) -> list[tuple[str, int]]:
    """Style and ordinal of each number; letters that could be Roman follow their neighbours."""
    lowered = [number.casefold() for number in numbers]
    is_roman = any(len(number) > 1 and number.isalpha() and _roman(number) for number in lowered) or lowered[0] == "i"
    return [_ordinal(number, is_roman=is_roman) for number in lowered]


_LARGEST_ROMAN = 39
"""Above it letters count a list that goes on with "ll", "cc" behind its "zz"."""


def _roman(number: str) -> int:
    value = words.roman_value(number)
    return value if value <= _LARGEST_ROMAN else 0


def _ordinal(number: str, *, is_roman: bool) -> tuple[str, int]:
    if number.isdecimal() and number.isascii() and len(number) < 9:
        return "figures", int(number)
    if is_roman and _roman(number):
        return "roman", _roman(number)
    if len(number) == 1 and number in _LATIN:
        return "latin", _LATIN.index(number) + 1
    if len(number) == 1 and number in _RUSSIAN:
        return "russian", _RUSSIAN.index(number) + 1
    return f"other {number}", 0


def written(step_style: Passage, ordinal: int) -> str:
    """An ordinal in the style of a passage's own number ("c" beside "b", "4" beside "3", "II" beside "I")."""
    number = step_style.number[-1]
    if number.isdecimal():
        return str(ordinal)
    low = number.casefold()
    letters = _RUSSIAN if low in _RUSSIAN else _LATIN
    if _is_roman(low, letters, ordinal):
        letter = words.as_roman(ordinal)
    elif len(number) > 1 or not 0 < ordinal <= len(letters):
        return str(ordinal)
    else:
        letter = letters[ordinal - 1]
    return letter.upper() if number.isupper() else letter


def _is_roman(number: str, letters: str, ordinal: int) -> bool:
    """Whether a number near that ordinal is Roman: "i" beside 2 is, beside 10 it is the ninth letter."""
    value = _roman(number)
    if not value or not 0 < ordinal <= _LARGEST_ROMAN:
        return False
    return len(number) > 1 or abs(value - ordinal) < abs(letters.find(number) + 1 - ordinal)
