"""Parts of a total: "nine aircraft, of which three are SB and six are I-16", "in all 60: 10, 20 and 30".

A sentence says that it divides a total by its words ("of which", "consists of", "in all ...:"), which are the table
``units``. Whether the parts make the total is for `fonds.criticism`. Not for: finding single amounts (`_amounts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from fonds import words
from fonds.model import AnySlot, Sum
from fonds.reading._program import PROGRAM
from fonds.reading.amounts._amounts import Amount, names_something, word_before
from fonds.reading.amounts._money import currency_of
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


_VERB = re.compile(r" (?:[a-z]{2,}|[а-яё]{4,})(?!\w)")
_GOING_ON = (" and", ",", ";", " which", " whom", " them", " only", " и", " них", " которых", " und", " davon")


def bare_parts(content: str, amounts: Sequence[Amount], span: tuple[int, int]) -> list[Amount]:
    """Parts that name no unit of their own: "nine aircraft, of which three are SB and six are I-16 fighters".

    Args:
        content: The line.
        amounts: The amounts of a sentence, in order; the total is one of them.
        span: Start and end of the sentence.
    """
    for total in amounts[:_TOTALS]:
        first = _where_parts_begin(content, amounts, total, span) if total.unit is not None else None
        if first is not None:
            return _bare_behind(content, amounts, total, (first, span[1]))
    return []


def _where_parts_begin(content: str, amounts: Sequence[Amount], total: Amount, span: tuple[int, int]) -> int | None:
    """Behind "of which"; behind the total itself where it opens the sentence ("Of 36 wagons, 20 were covered")."""
    lead = _lead().search(content, total.end, min(span[1], total.end + _LEAD_WITHIN))
    if lead is not None:
        return lead.end() - 1
    is_first = total is amounts[0] and total.start - span[0] <= _OPENING
    if not is_first or not _opens_with_total().fullmatch(content, span[0], total.start):
        return None
    first = next(iter(find_numbers(content[total.end : min(span[1], total.end + _FIRST_WITHIN)], 1)), None)
    return total.end if first and not set(",;:.") & set(content[total.end + 1 : total.end + first.start]) else None


_OPENING = 40
"""Within how many characters of a sentence the words before a total that opens it end."""

_FIRST_WITHIN = 40
"""Within how many characters behind a total that opens the sentence its first part begins: "waren 20 gedeckt"."""


@cache
def _opens_with_total() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\(?\w{{1,3}}[.)]\s+)?(?:{one_of('of_total')})\s+", re.IGNORECASE)


def _bare_behind(content: str, amounts: Sequence[Amount], total: Amount, span: tuple[int, int]) -> list[Amount]:
    """The numbers in a stretch that stand for parts of a total: behind the lead, a comma or "and"."""
    taken, head = {amount.start for amount in amounts}, (total.unit or "").split()[-1]
    found: list[Amount] = []
    for place, part in enumerate(find_numbers(content[span[0] : span[1]], 1)):
        number = replace(part, start=part.start + span[0], end=part.end + span[0])
        is_first = place == 0 and (span[0] == total.end or number.start <= span[0] + 1)
        if number.start in taken or not (is_first or _goes_on(content, number.start)):
            continue
        if not _is_date_or_name(content, number):
            found.append(_bare_part(content, _in_multiples(content, number, total), head))
    return found


_LARGE = 1000


def _in_multiples(content: str, number: Number, total: Amount) -> Number:
    """A sum in the millions of its total, where only that has the word: "of 120 million marks, 70 went to X"."""
    factor = words.multiple_in(content[total.start : total.end])
    is_said = words.multiple_in(content[number.start : number.end]) > 1
    if factor < _LARGE or is_said or number.value * factor > total.value or currency_of(content, total) is None:
        return number
    return replace(number, value=number.value * factor)


_NEXT = re.compile(r"\.? ([^\W\d_]+)")


def _is_date_or_name(content: str, number: Number) -> bool:
    behind = _NEXT.match(content, number.end)
    is_day = behind is not None and behind[1].lower() in words.month_names()
    return is_day or names_something(number, word_before(content, number.start))


def _goes_on(content: str, start: int) -> bool:
    """Whether what begins there follows a lead, a comma or "and"."""
    return content[max(0, start - 10) : start].rstrip().endswith(_GOING_ON)


def _bare_part(content: str, number: Number, head: str) -> Amount:
    """A number with what its verb says of it, in units of the total."""
    start, end, value = number.start, number.end, number.value
    told = _what().match(content, end)
    if told is not None and told["what"].split()[0] not in _small():
        return Amount(start, told.end(), value, f"{told['what']} {head}")
    verb = _VERB.match(content, end)
    has_verb = verb is not None and verb[0].strip() not in _small()
    return Amount(start, verb.end() if verb and has_verb else end, value, head)


@cache
def _small() -> frozenset[str]:
    """Words that say nothing of the number before them."""
    return words.listed("units", "ending")


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
    return [_sum(slot, total, parts, is_partial=parts[0] in bare and _is_left_open(slot.content, total, parts))]


def _is_left_open(content: str, total: Amount, parts: Sequence[Amount]) -> bool:
    """Whether some of a total may be passed over: it is told what was done with parts, not what the whole is made of.

    "Of 36 wagons, 20 were covered and 12 were platforms" divides them; "20 have arrived and 12 are on the way" need
    not, nor do parts that are less than half of it.
    """
    told = content[total.end : parts[0].end + _COPULA_WITHIN]
    is_told = _copula().search(told) or _dividing().search(told)
    return not is_told or 2 * sum(part.value for part in parts) < total.value


_COPULA_WITHIN = 12
"""Within how many characters behind the first part it is told what that is."""


@cache
def _copula() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('copula')})(?!\w)")


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
            return [replace(found, literal=literal, certainty=certainty)]
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
