"""What is given for what: "exchange 36 aircraft for nine", "in return for", "в обмен на", "free of charge".

Not for: parts of a total (`_sums`), nor whether a stated rate is what the quantities make (`fonds.criticism`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from fonds import words
from fonds.model import AnySlot, Transfer
from fonds.reading._program import PROGRAM
from fonds.reading.amounts._amounts import Amount
from fonds.reading.amounts._numbers import find_numbers
from fonds.reading.amounts._words import one_of
from fonds.words import Phrases

_NEAREST = 6
_REACH = 300
"""How many amounts and characters behind the verb what is received stands at most."""


Placed = Iterator[tuple[int, Transfer]]
"""Exchanges with the place of what is given."""


def may_tell_of_transfer(content: str) -> bool:
    """Whether a line has a word of exchange or gift."""
    return _telling().may_be_in(content) and _any().search(content) is not None


@cache
def _telling() -> Phrases:
    return Phrases(frozenset().union(*(words.listed("units", topic) for topic in _TELLING)))


_TELLING = ("exchanging", "in_exchange", "as_gift")


@cache
def _any() -> re.Pattern[str]:
    topics = "|".join(one_of(topic) for topic in _TELLING)
    return re.compile(rf"(?<!\w)(?:{topics})(?!\w)", re.IGNORECASE)


def find_transfers(slot: AnySlot, amounts: Sequence[Amount], span: tuple[int, int]) -> list[Transfer]:
    """Finds the exchanges and gifts of a sentence.

    Args:
        slot: The line.
        amounts: The amounts of the sentence, in order.
        span: Start and end of the sentence.

    Returns:
        Exchanges by their verb, then those by "in return for", then gifts; each amount is given once.
    """
    stated = _stated_ratio(slot.content, span)
    found: dict[int, Transfer] = {}
    for reader in (_by_verb, _by_phrase, _gifts):
        for place, transfer in reader(slot, amounts, span):
            found.setdefault(place, _with_ratio(transfer, stated))
    return list(found.values())


def _with_ratio(transfer: Transfer, stated: float | None) -> Transfer:
    if stated is None or transfer.received is None:
        return transfer
    return msgspec.structs.replace(transfer, stated_ratio=stated)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('exchanging')}) (?=[\w$£€])", re.IGNORECASE)


def _by_verb(slot: AnySlot, amounts: Sequence[Amount], span: tuple[int, int]) -> Placed:
    """Reads "exchange 36 aircraft ... for nine aircraft"."""
    content = slot.content
    starts = [amount.start for amount in amounts]
    for verb in _verbs().finditer(content, *span):
        place = bisect_left(starts, verb.end())
        if place < len(amounts) and starts[place] <= verb.end() + 12:
            near = amounts[place : place + _NEAREST]
            yield near[0].start, _exchange(slot, verb.start(), near, min(span[1], verb.end() + _REACH))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of('for_joint')}) \Z", re.IGNORECASE)


@cache
def _goods() -> re.Pattern[str]:
    word = r"[^\W\d_A-ZА-Я][^\W\d_]*(?:-[^\W\d_]+)*"
    return re.compile(rf" (?:{one_of('for_joint')}) (?P<goods>{word}(?: (?:and|и|und) {word})?)(?=[\s.,;:)]|\Z)")


def _exchange(slot: AnySlot, start: int, amounts: Sequence[Amount], end: int) -> Transfer:
    content = slot.content
    given, *others = amounts
    received = next((one for one in others if _joint().search(content[max(0, one.start - 9) : one.start])), None)
    goods = None if received else _goods().search(content, given.end, end)
    literal_end = received.end if received else goods.end() if goods else given.end
    return _transfer(slot, (start, literal_end), given, received, goods["goods"] if goods else None)


def _transfer(
    slot: AnySlot, span: tuple[int, int], given: Amount, received: Amount | None, goods: str | None
) -> Transfer:
    content = slot.content
    return Transfer(
        slots=(slot.id,),
        literal=content[span[0] : span[1]],
        said_by=PROGRAM,
        certainty=0.85 if received else 0.7,
        given=content[given.start : given.end],
        received=content[received.start : received.end] if received else goods,
        ratio=given.value / received.value if received and received.value else None,
    )


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('in_exchange')}) ", re.IGNORECASE)


_SMALL_WORD = r"[^\W\d_A-ZА-Я][^\W\d_-]*"
_GOODS = re.compile(rf"(?:the |a |an )?(?P<goods>{_SMALL_WORD}(?: {_SMALL_WORD})?)(?=[\s.,;:)]|\Z)")


def _by_phrase(slot: AnySlot, amounts: Sequence[Amount], span: tuple[int, int]) -> Placed:
    """Reads "deliver 300 tents in return for 20 tons of ore": what is given stands before."""
    content = slot.content
    starts = [amount.start for amount in amounts]
    for phrase in _phrases().finditer(content, *span):
        place = bisect_left(starts, phrase.start())
        if place == 0 or phrase.start() - amounts[place - 1].end > _REACH:
            continue
        given = amounts[place - 1]
        behind = amounts[place] if place < len(amounts) and starts[place] <= phrase.end() + 8 else None
        goods = _GOODS.match(content, phrase.end()) if behind is None else None
        if behind or goods:
            end = behind.end if behind else goods.end() if goods else phrase.end()
            yield given.start, _transfer(slot, (given.start, end), given, behind, goods["goods"] if goods else None)


@cache
def _free() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('as_gift')})(?!\w)", re.IGNORECASE)


@cache
def _giving() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('giving')})(?!\w)", re.IGNORECASE)


def _gifts(slot: AnySlot, amounts: Sequence[Amount], span: tuple[int, int]) -> Placed:
    """Reads "hand over 300 tents free of charge"."""
    free = _free().search(slot.content, *span)
    giving = _giving().search(slot.content, *span)
    if free is None or giving is None:
        return
    given = next((amount for amount in amounts if amount.start > giving.start()), None)
    if given is not None:
        ends = (min(giving.start(), free.start()), max(given.end, free.end()))
        yield given.start, _transfer(slot, ends, given, None, None)


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('at_rate')}) ", re.IGNORECASE)


@cache
def _rate_joint() -> re.Pattern[str]:
    return re.compile(rf"[^;.]{{0,40}}?(?:\s?:\s?| (?:{one_of('rate_joint')}) )", re.IGNORECASE)


_COLON = re.compile(r"(\d{1,4})\s?:\s?(\d{1,4})(?!\d)")


def _stated_ratio(content: str, span: tuple[int, int]) -> float | None:
    """The rate that a sentence states: "at the rate of four to one", "in the ratio 4:1"."""
    lead = _rate().search(content, *span)
    if lead is None:
        return None
    stretch = content[lead.end() : min(span[1], lead.end() + 80)]
    colon = _COLON.match(stretch)
    if colon is not None:
        return int(colon[1]) / int(colon[2]) if int(colon[2]) else None
    numbers = find_numbers(stretch, 1)
    if len(numbers) < 2 or not _rate_joint().fullmatch(stretch[numbers[0].end : numbers[1].start]):
        return None
    return numbers[0].value / numbers[1].value if numbers[1].value else None
