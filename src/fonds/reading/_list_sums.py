"""Which lines of a list or a table are parts of a total that stands below them?

"– 36 lorries; – 41 carts; Total 77". Each line of the list has one number, and so has the line of the total, which
begins with a word for it. Lists in which a line has several numbers are left alone.

Not for: sums inside a sentence, nor for whether the parts make the total (`fonds.criticism`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from fonds import words
from fonds.model import FRAME_KINDS, AnySlot, Sum
from fonds.reading._lines import find_at_figures
from fonds.reading._program import PROGRAM

_LINES = frozenset({"list_item", "table", "subpoint", "point"})
_MOST = 40
_SHORT = 160
_NUMBER = re.compile(
    r"(?<![\w.,/:№#-])\d{1,3}(?:[, \u00a0]\d{3})+(?![\d/:]|[.,]\d)|(?<![\w.,/:№#-])\d{1,9}(?![\w/:]|[.,]\d)"
)
_MARK = re.compile(r"\s{0,4}\(?(?:\d{1,2}|[a-zа-я])[.)/]\s")


def find_list_sums(slots: Sequence[AnySlot]) -> list[Sum]:
    """Finds totals below lists and tables.

    Args:
        slots: All slots of the record.

    Returns:
        Sums in the order of their totals; the slots are those of the total and of its parts.
    """
    found: list[Sum] = []
    row: list[tuple[AnySlot, str]] = []
    for slot in slots:
        numbers = _numbers(slot)
        is_total = len(numbers) == 1 and _total().match(slot.content.casefold()) is not None
        if is_total and len(row) > 1:
            found.append(_sum(slot, numbers[0], row[-_MOST:]))
        if len(numbers) == 1 and slot.kind in _LINES and not is_total:
            row.append((slot, numbers[0]))
        else:
            row = []
    return found


def _numbers(slot: AnySlot) -> list[str]:
    """Numbers of a short line as printed, without the mark that it begins with."""
    if slot.kind in FRAME_KINDS or len(slot.content) > _SHORT:
        return []
    mark = _MARK.match(slot.content)
    first = mark.end() if mark else 0
    return [number[0] for number in find_at_figures(_NUMBER, slot.content) if number.start() >= first]


def _sum(total: AnySlot, literal: str, row: Sequence[tuple[AnySlot, str]]) -> Sum:
    return Sum(
        slots=(total.id, *(slot.id for slot, _ in row)),
        literal=total.content,
        said_by=PROGRAM,
        certainty=0.75,
        total=(literal, words.value_of(literal) or 0),
        parts=tuple((number, words.value_of(number) or 0) for _, number in row),
    )


@cache
def _total() -> re.Pattern[str]:
    found = {word for table in words.tables("totals") for word in table["totals"]}
    return re.compile(rf"[\s–—|*-]{{0,4}}(?:{words.one_of(found)})(?!\w)")
