"""exchange-mismatch: the arithmetic of an exchange or a price fails.

A ratio that is named does not make the amounts that are exchanged; so many at so much each do not make the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding, Quantity, Transfer

CODE = "exchange-mismatch"

EXPLANATION = (
    "A text names how many are exchanged for how many, or so many at so much each, and the figures do not agree. "
    "It may be harmless: a rate may be rounded, and a total may hold carriage or a reserve. "
    "Work the figures out on the original; one wrong figure is the usual cause."
)

_NEAR = 160
_TOLERANCE = 0.02


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each ratio, and for each price, that the amounts contradict."""
    del surroundings
    for transfer in page.statements(Transfer):
        yield from _ratios(page, transfer)
    by_slot: dict[str, list[Quantity]] = {}
    for quantity in page.statements(Quantity):
        by_slot.setdefault(quantity.slots[0], []).append(quantity)
    for slot_id, quantities in by_slot.items():
        if len(quantities) > 2:
            yield from _prices(page.by_id[slot_id], quantities)


def _ratios(page: Page, transfer: Transfer) -> Iterator[Finding]:
    slot = page.by_id[transfer.slots[0]]
    at = slot.content.find(transfer.literal)
    if transfer.ratio is None or at < 0:
        return
    around = slot.content[max(0, at - _NEAR) : at + len(transfer.literal) + _NEAR]
    match = _ratio().search(around.casefold())
    if match is None:
        return
    one, other = words.value_of(match["one"]), words.value_of(match["other"])
    if one and other and not any(_is_close(transfer.ratio, made) for made in (one / other, other / one)):
        literal = around[match.start() : match.end()]
        made = f"{transfer.given} for {transfer.received} are {transfer.ratio:g} to one"
        yield _finding(
            slot, (transfer.given, literal), f"The rate is “{literal}”, but {made}.", ("the rate", "an amount")
        )


def _prices(slot: AnySlot, quantities: Sequence[Quantity]) -> Iterator[Finding]:
    """Reads "36 aircraft at 5,000 rubles each, in all 180,000 rubles"."""
    for goods, price, total in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if price.unit is None or total.unit is None or price.unit.split()[-1] != total.unit.split()[-1]:
            continue
        between = slot.content[goods.end : price.start].casefold().strip()
        behind = slot.content[price.end : total.start].casefold()
        if between not in _words("at") or len(behind) > 60:
            continue
        if _cue("each").search(behind[:24]) is None or _cue("in_all").search(behind) is None:
            continue
        made = goods.value * price.value
        if not _is_close(made, total.value):
            literals = (goods.literal, price.literal, total.literal)
            message = f"{goods.literal} at {price.literal} each make {made:,}, not {total.literal}."
            yield _finding(slot, literals, message, ("the total", "the price", "the number"))


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(abs(one), abs(other))


def _finding(slot: AnySlot, literals: tuple[str, ...], message: str, suspects: tuple[str, ...]) -> Finding:
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=literals,
        message=message,
        candidates=tuple(Candidate(slots=(slot.id,), why=f"{suspect} is a slip") for suspect in suspects),
        severity="warning",
        certainty=0.8,
    )


@cache
def _ratio() -> re.Pattern[str]:
    """A rate with its two figures: "in the ratio 3:1", "at the rate of three for one"."""
    figure = rf"\d{{1,4}}|{words.one_of(words.listed('numbers', 'units'))}"
    return re.compile(
        rf"(?<!\w)(?:{words.one_of(_words('rate'))})(?!\w)(?: of)? (?P<one>{figure})(?!\w)"
        rf"(?: ?: ?|[- ](?:{words.one_of(_words('for'))})[- ])(?P<other>{figure})(?!\w)"
    )


@cache
def _cue(topic: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(_words(topic))})(?!\w)")


@cache
def _words(topic: str) -> frozenset[str]:
    return frozenset(word for table in words.tables("exchange") for word in table[topic])
