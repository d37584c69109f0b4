"""Parts of a total: "nine aircraft, of which three are SB and six are I-16", "in all 60: 10, 20 and 30".

A sentence says that it divides a total by its words ("of which", "consists of", "in all ...:"), which are the table
``units``. Whether the parts make the total is for `fonds.criticism`. Not for: finding single amounts (`_amounts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from fonds.model import AnySlot, Sum
from fonds.reading._program import PROGRAM
from fonds.reading.amounts._amounts import Amount
from fonds.reading.amounts._numbers import Number, find_numbers
from fonds.reading.amounts._words import one_of

_WHAT_ENDS = r"(?= (?:and|to|for|in|from|at|with|on|under|without|und|и) |[ ]?[,;:.\[(]|\Z)"
_LEAD_WITHIN = 80
"""Within how many characters behind a total its parts are led in."""

_TOTALS = 8
"""How many amounts of a sentence are tried for its total."""


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf",? \(?(?:(?P<whole>{one_of('of_which')})|(?P<partial>{one_of('including')}))(?: only)? ", re.IGNORECASE
    )


@cache
def _what() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of('copula')}) (?P<what>[^\s,;:.\[\]()]+(?: [^\s,;:.\[\]()]+){{0,2}}?){_WHAT_ENDS}")


_VERB = re.compile(r" [a-z]{2,}")
_SMALL = frozenset({"and", "to", "for", "in", "from", "at", "with", "on", "under", "by", "of"})
_GOING_ON = (" and", ",", ";", " which", " whom", " them", " only", " и", " них", " которых", " und", " davon")


def bare_parts(content: str, amounts: Sequence[Amount], end: int) -> list[Amount]:
    """Parts that name no unit of their own: "nine aircraft, of which three are SB and six are I-16 fighters"."""
    taken = {amount.start for amount in amounts}
    for total in amounts[:_TOTALS]:
        lead = _lead().search(content, total.end, min(end, total.end + _LEAD_WITHIN))
        if lead is None or total.unit is None or lead["partial"]:
            continue
        head, first = total.unit.split()[-1], lead.end() - 1
        behind = find_numbers(content[first:end], 1)
        parts = (number._replace(start=number.start + first, end=number.end + first) for number in behind)
        return [
            _bare_part(content, number, head)
            for number in parts
            if number.start not in taken and _goes_on(content, number.start)
        ]
    return []


def _goes_on(content: str, start: int) -> bool:
    """Whether what begins there follows a lead, a comma or "and"."""
    return content[max(0, start - 10) : start].rstrip().endswith(_GOING_ON)


def _bare_part(content: str, number: Number, head: str) -> Amount:
    """A number with what its verb says of it, in units of the total."""
    start, end, value = number.start, number.end, number.value
    told = _what().match(content, end)
    if told is not None and told["what"].split()[0] not in _SMALL:
        return Amount(start, told.end(), value, f"{told['what']} {head}")
    verb = _VERB.match(content, end)
    has_verb = verb is not None and verb[0].strip() not in _SMALL
    return Amount(start, verb.end() if verb and has_verb else end, value, head)


@cache
def _dividing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('dividing')})(?!\w)")


@cache
def _of_total() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s(\[“\"])(?:{one_of('of_total')})\s*\Z", re.IGNORECASE)


@cache
def _in_all() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('in_all')})(?!\w)", re.IGNORECASE)


def find_sums(slot: AnySlot, amounts: Sequence[Amount], bare: Sequence[Amount], span: tuple[int, int]) -> list[Sum]:
    """Finds the sum that a sentence makes.

    Args:
        slot: The line.
        amounts: The amounts of the sentence, in order.
        bare: Parts of it that name no unit.
        span: Start and end of the sentence.

    Returns:
        None or one.
    """
    led = _led_parts(slot.content, amounts, bare)
    if led is not None:
        total, parts, is_partial = led
        return [_sum(slot, total, parts, is_partial=is_partial)]
    told = _told_parts(slot.content, amounts)
    if told:
        return [_sum(slot, amounts[0], told)]
    return _around_total(slot, amounts, bare, span[0]) or _summed_up(slot, amounts)


def _around_total(slot: AnySlot, amounts: Sequence[Amount], bare: Sequence[Amount], start: int) -> list[Sum]:
    """Parts of one kind with their total, where the words before or behind the total divide it."""
    if len(amounts) + len(bare) < 3:
        return []
    total = max((amount for amount in amounts if bare and amount.end < bare[0].start), default=amounts[0])
    rest = sorted([*(amount for amount in amounts if amount.start > total.start), *bare])
    parts = [amount for amount in rest if _is_of_one_kind(total, amount)]
    if len(parts) < 2 or not _divides(slot.content, total, parts[0], start):
        return []
    return [_sum(slot, total, parts)]


def _led_parts(
    content: str, amounts: Sequence[Amount], bare: Sequence[Amount]
) -> tuple[Amount, list[Amount], bool] | None:
    """A total, and what stands behind "of which" or "including", whatever its units are called."""
    for place, total in enumerate(amounts[:_TOTALS]):
        lead = _lead().search(content, total.end, total.end + _LEAD_WITHIN)
        if lead is None:
            continue
        rest = sorted([*amounts[place + 1 :], *bare])
        if not rest or not lead.end() - 1 <= rest[0].start <= lead.end() + 1:
            continue
        parts = [part for part in rest if part is rest[0] or _goes_on(content, part.start)]
        if sum(part.value for part in parts) <= total.value * 2:
            is_partial = lead["partial"] is not None
            return (total, parts, is_partial) if is_partial or len(parts) > 1 else None
    return None


def _told_parts(content: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Amounts of whatever kind behind "12 men:", when they make the total; else it may be a list of other things."""
    total, *parts = amounts
    if len(parts) < 2 or content[total.end : parts[0].start].strip() != ":":
        return []
    ends = (part.end for part in parts)
    joints = [content[end : part.start].strip() for end, part in zip(ends, parts[1:], strict=False)]
    is_list = all(joint in (",", ";", "and", ", and", "и", "und") for joint in joints)
    return parts if is_list and sum(part.value for part in parts) == total.value else []


def _divides(content: str, total: Amount, first: Amount, start: int) -> bool:
    """Whether the words around the first amount of a sentence say that the others are its parts."""
    before, between = content[start : total.start], content[total.end : first.start]
    if _dividing().search(between):
        return True
    if _of_total().search(before) and len(before.strip()) < 20:
        return True
    return between.rstrip().endswith(":") or (":" in between and _in_all().search(before + between) is not None)


def _summed_up(slot: AnySlot, amounts: Sequence[Amount]) -> list[Sum]:
    """Parts that stand before their total: "320 killed and 475 wounded, altogether 795 men"."""
    content = slot.content
    for place, total in enumerate(amounts):
        lead = _altogether().search(content, max(0, total.start - 24), total.start)
        parts = _joined_before(content, amounts, place) if lead is not None and place > 1 else []
        if len(parts) > 1 and lead is not None and lead.start() - parts[-1].end <= 4:
            certainty = 0.85 if _is_of_one_kind(total, parts[-1]) else 0.7
            found = _sum(slot, total, parts)
            literal = content[parts[0].start : total.end]
            return [msgspec.structs.replace(found, literal=literal, certainty=certainty)]
    return []


@cache
def _altogether() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('summing_up')})(?: of)? \Z", re.IGNORECASE)


_MOST_PARTS = 30
_LISTED = re.compile(r",? (?:and|и|und) |, |; ")


def _joined_before(content: str, amounts: Sequence[Amount], place: int) -> list[Amount]:
    """The amounts before a place of the row that only "and" and commas part."""
    row: list[Amount] = []
    for amount in reversed(amounts[max(0, place - _MOST_PARTS) : place]):
        if row and _LISTED.fullmatch(content, amount.end, row[0].start) is None:
            break
        row.insert(0, amount)
    return row


def _is_of_one_kind(total: Amount, part: Amount) -> bool:
    if total.unit is None or part.unit is None:
        return False
    return total.unit.split()[-1].lower() == part.unit.split()[-1].lower()


def _sum(slot: AnySlot, total: Amount, parts: Sequence[Amount], *, is_partial: bool = False) -> Sum:
    content = slot.content
    return Sum(
        slots=(slot.id,),
        literal=content[total.start : parts[-1].end],
        said_by=PROGRAM,
        certainty=0.85,
        total=(content[total.start : total.end], total.value),
        parts=tuple((content[part.start : part.end], part.value) for part in parts),
        is_partial=is_partial,
    )
