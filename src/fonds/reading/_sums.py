"""Which amounts belong together: parts that make a total, and what is given for what?

A sentence says that it divides a total by its words ("of which", "of the total of", "consists of", "in all ...:").
Whether the parts make the total is for `fonds.criticism`. Not for: finding single amounts (`_quantities`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from fonds.model import AnySlot, Quantity, Sum, Transfer
from fonds.reading._program import PROGRAM
from fonds.reading._quantities import TEXT_KINDS, Amount, Number, as_quantity, find_amounts, find_numbers
from fonds.reading._sentences import sentences

Amounts = Quantity | Sum | Transfer


def find_amount_statements(slots: Sequence[AnySlot]) -> list[Amounts]:
    """Finds the amounts of a record, the sums and the exchanges in which they stand.

    Args:
        slots: All slots of the record.

    Returns:
        Statements in the order of the page; within a line amounts, then sums, then exchanges.
    """
    found: list[Amounts] = []
    for slot in slots:
        if slot.kind in TEXT_KINDS:
            found.extend(_in_slot(slot))
    return found


def _in_slot(slot: AnySlot) -> list[Amounts]:
    content = slot.content
    amounts = find_amounts(content)
    low = content.lower()
    sums: list[Sum] = []
    transfers: list[Transfer] = []
    more: list[Amount] = []
    if amounts:
        starts = [amount.start for amount in amounts]
        for start, end in sentences(content):
            inside = amounts[bisect_left(starts, start) : bisect_left(starts, end)]
            parts = _bare_parts(content, inside, end)
            more += parts if len(parts) > 1 else []
            sums += _sums(slot, inside, parts, (start, end)) or _summed_up(slot, inside)
            transfers += _transfers(slot, inside, (start, end)) if "exchang" in low else []
    if "each" in low:
        more += _one_each(content)
    return [*(as_quantity(slot, amount) for amount in sorted([*amounts, *more])), *sums, *transfers]


_OF_WHICH = re.compile(r",? of (?:which|whom|them)(?: only)? ")
_WHAT = re.compile(
    r" (?:are|were|is|was|being) (?P<what>[^\s,;:.\[\]()]+(?: [^\s,;:.\[\]()]+){0,2}?)"
    r"(?= (?:and|to|for|in|from|at|with|on|under|without) |[ ]?[,;:.\[(]|\Z)"
)
_VERB = re.compile(r" [a-z]{2,}")
_SMALL = frozenset({"and", "to", "for", "in", "from", "at", "with", "on", "under", "by", "of"})
_GOES_ON = (" and", ",", ";", " which", " whom", " them", " only")


def _bare_parts(content: str, amounts: Sequence[Amount], end: int) -> list[Amount]:
    """Parts that name no unit of their own: "nine aircraft, of which three are SB and six are I-16 fighters"."""
    taken = {amount.start for amount in amounts}
    for total in amounts:
        lead = _OF_WHICH.search(content, total.end, min(end, total.end + 80))
        if lead is None or total.unit is None:
            continue
        head = total.unit.split()[-1]
        behind = [number for number in find_numbers(content[:end], 1) if number.start >= lead.end() - 1]
        parts = [number for number in behind if content[: number.start].rstrip()[-8:].endswith(_GOES_ON)]
        return [_bare_part(content, number, head) for number in parts if number.start not in taken]
    return []


def _bare_part(content: str, number: Number, head: str) -> Amount:
    """A number with what its verb says of it, in units of the total."""
    told = _WHAT.match(content, number.end)
    if told is not None and told["what"].split()[0] not in _SMALL:
        return Amount(number.start, told.end(), number.value, f"{told['what']} {head}")
    verb = _VERB.match(content, number.end)
    has_verb = verb is not None and verb[0].strip() not in _SMALL
    return Amount(number.start, verb.end() if verb and has_verb else number.end, number.value, head)


_DIVIDING = re.compile(
    r"\b(?:consists?|consisted|consisting|is made up|made up|composed|is composed) of\b|\bcompris(?:es|ing)\b"
)
_OF_TOTAL = re.compile(
    r"(?:^|[\s(\[“\"])(?:[Oo]f|[Oo]ut of|[Oo]f these|[Oo]f the(?: total(?: of)?)?|[Oo]f a total of)\s*\Z"
)
_IN_ALL = re.compile(r"\b(?:[Ii]n all|[Aa]ltogether|[Ii]n total|[Aa] total of|[Tt]otal(?:ling)?)\b")


def _sums(slot: AnySlot, amounts: Sequence[Amount], bare: Sequence[Amount], span: tuple[int, int]) -> list[Sum]:
    if not amounts or len(amounts) + len(bare) < 3:
        return []
    total = max((amount for amount in amounts if bare and amount.end < bare[0].start), default=amounts[0])
    rest = sorted([*(amount for amount in amounts if amount.start > total.start), *bare])
    parts = [amount for amount in rest if _is_of_one_kind(total, amount)]
    if len(parts) < 2 or not _divides(slot.content, total, parts[0], span[0]):
        return []
    return [_sum(slot, total, parts)]


def _divides(content: str, total: Amount, first: Amount, start: int) -> bool:
    """Whether the words around the first amount of a sentence say that the others are its parts."""
    before, between = content[start : total.start], content[total.end : first.start]
    if _OF_WHICH.search(between) or _DIVIDING.search(between):
        return True
    if _OF_TOTAL.search(before) and len(before.strip()) < 20:
        return True
    return between.rstrip().endswith(":") or (":" in between and _IN_ALL.search(before + between) is not None)


def _summed_up(slot: AnySlot, amounts: Sequence[Amount]) -> list[Sum]:
    """Parts that stand before their total: "320 killed and 475 wounded, altogether 795 men"."""
    content = slot.content
    for place, total in enumerate(amounts):
        lead = _ALTOGETHER.search(content, max(0, total.start - 24), total.start)
        parts = _joined_before(content, amounts, place) if lead is not None and place > 1 else []
        if len(parts) > 1 and lead is not None and lead.start() - parts[-1].end <= 4:
            certainty = 0.85 if _is_of_one_kind(total, parts[-1]) else 0.7
            found = _sum(slot, total, parts)
            literal = content[parts[0].start : total.end]
            return [msgspec.structs.replace(found, literal=literal, certainty=certainty)]
    return []


_ALTOGETHER = re.compile(
    r"(?<!\w)(?:altogether|in all|all told|in total|a total|total(?:ling)?|making(?: together)?|together)(?: of)? \Z"
)
_MOST_PARTS = 30
_LISTED = re.compile(r",? and |, |; ")


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


def _sum(slot: AnySlot, total: Amount, parts: Sequence[Amount]) -> Sum:
    content = slot.content
    return Sum(
        slots=(slot.id,),
        literal=content[total.start : parts[-1].end],
        said_by=PROGRAM,
        certainty=0.85,
        total=(content[total.start : total.end], total.value),
        parts=tuple((content[part.start : part.end], part.value) for part in parts),
    )


_EXCHANGE = re.compile(r"\b[Ee]xchang(?:e|ed|es|ing) (?=[\w$£€])")
_NEAREST = 6
_REACH = 300
"""How many amounts and characters behind the verb what is received stands at most."""

_FOR_GOODS = re.compile(r" for (?P<goods>[a-z][a-z-]*(?: and [a-z][a-z-]*)?)(?=[\s.,;:)]|\Z)")


def _transfers(slot: AnySlot, amounts: Sequence[Amount], span: tuple[int, int]) -> list[Transfer]:
    """What is exchanged for what: "exchange 36 aircraft ... for nine aircraft"."""
    content = slot.content
    found: list[Transfer] = []
    starts = [amount.start for amount in amounts]
    for verb in _EXCHANGE.finditer(content, *span):
        place = bisect_left(starts, verb.end())
        if place < len(amounts) and starts[place] <= verb.end() + 12:
            near = amounts[place : place + _NEAREST]
            found.append(_transfer(slot, verb.start(), near, min(span[1], verb.end() + _REACH)))
    return found


def _transfer(slot: AnySlot, start: int, amounts: Sequence[Amount], end: int) -> Transfer:
    content = slot.content
    given, *others = amounts
    received = next((amount for amount in others if content[amount.start - 5 : amount.start] == " for "), None)
    goods = _FOR_GOODS.search(content, given.end, end)
    literal_end = received.end if received else goods.end() if goods else given.end
    return Transfer(
        slots=(slot.id,),
        literal=content[start:literal_end],
        said_by=PROGRAM,
        certainty=0.85 if received else 0.7,
        given=content[given.start : given.end],
        received=content[received.start : received.end] if received else goods["goods"] if goods else None,
        ratio=given.value / received.value if received and received.value else None,
    )


_EACH = re.compile(r"\beach\b")
_ONE = re.compile(
    r"\bone(?! (?:is|was|has|had|of|by|or|and|to|day|way|more|another|side)\b)"
    r"(?P<what>(?: [a-z][a-z-]+){1,4}?)(?= (?:and|in|of|from|for|to|with|at|on|as|by)\b|[,.;:)]|\Z)"
)


def _one_each(content: str) -> list[Amount]:
    """Reads "each ... one official and one specialist": one is an amount where it is said for each of several."""
    found: list[Amount] = []
    for start, end in sentences(content):
        each = _EACH.search(content, start, end)
        if each is not None:
            ones = _ONE.finditer(content, each.end(), end)
            found += [Amount(one.start(), one.end(), 1, one["what"].strip()) for one in ones]
    return found
