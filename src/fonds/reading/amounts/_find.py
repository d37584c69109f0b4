"""Which amounts, sums and exchanges does a record name? Line by line, amounts first, then what holds them together.

Not for: the single forms (`_amounts`, `_each`, `_sums`, `_transfers`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from fonds.model import AnySlot, Quantity, Sum, Transfer
from fonds.reading._program import PROGRAM
from fonds.reading._sentences import sentences
from fonds.reading.amounts._amounts import TEXT_KINDS, Amount, find_amounts
from fonds.reading.amounts._each import find_each, find_ones, find_readings
from fonds.reading.amounts._money import currency_of
from fonds.reading.amounts._sums import bare_parts, find_sums
from fonds.reading.amounts._transfers import find_transfers, may_tell_of_transfer

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
    each = find_each(content)
    ones = find_ones(content, each) if each else []
    if not amounts and not ones:
        return []
    sums: list[Sum] = []
    transfers: list[Transfer] = []
    more = list(ones)
    tells = may_tell_of_transfer(content)
    starts = [amount.start for amount in amounts]
    for start, end in sentences(content):
        inside = amounts[bisect_left(starts, start) : bisect_left(starts, end)]
        if not inside:
            continue
        parts = bare_parts(content, inside, (start, end))
        made = find_sums(slot, inside, parts, (start, end))
        more += parts if len(parts) > 1 or made else []
        sums += made
        transfers += find_transfers(slot, inside, (start, end)) if tells else []
    quantities = (_quantity(slot, amount, each) for amount in sorted([*amounts, *more], key=_place))
    return [*quantities, *sums, *transfers]


def _place(amount: Amount) -> tuple[int, int]:
    return amount.start, amount.end


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of some spans, which are in order of their starts."""
    before = bisect_right(spans, (place, _FAR))
    return any(place < end for _, end in spans[max(0, before - 2) : before])


_FAR = 1_000_000_000


def _quantity(slot: AnySlot, amount: Amount, each: Sequence[tuple[int, int]]) -> Quantity:
    candidates = find_readings(slot.content, amount)
    return Quantity(
        slots=(slot.id,),
        literal=slot.content[amount.start : amount.end],
        said_by=PROGRAM,
        certainty=0.5 if candidates else 0.9 if amount.unit else 0.6,
        value=amount.value,
        unit=amount.unit,
        start=amount.start,
        end=amount.end,
        currency=currency_of(slot.content, amount),
        is_each=_is_within(amount.start, each),
        candidates=candidates,
    )
