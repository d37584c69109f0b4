"""unit-missing: a sum or an amount stands without its unit.

Not for: figures that are names or numbers of something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.criticism._gap import RUNNING
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding, Quantity

CODE = "unit-missing"

EXPLANATION = (
    "A sum or an amount stands without its currency or its unit. "
    "It may be harmless: the unit may be plain from the sentence before. "
    "Where the same figure stands elsewhere with a unit, that is named; do not add a unit in a quotation."
)

_SUM = re.compile(r"\d(?:\d{0,2}(?:[ \u00a0,.]\d{3}){1,6}(?![.,]*\d)|\d{3,}(?!\w))")
_EQUIVALENT = re.compile(r"\(\d")
_SIGNS = "$\u00a3\u20ac\u00a5"


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each amount without a unit."""
    del surroundings
    bare = [one for one in page.statements(Quantity) if one.unit is None and _is_large(one.literal)]
    sums = [(slot, *one) for slot in page.slots if slot.kind in RUNNING for one in _bare_sums(slot)]
    units = _units(page) if bare or sums else {}
    seen: set[tuple[str, int]] = set()
    for quantity in bare:
        slot = page.by_id[quantity.slots[0]]
        rest = slot.content[quantity.end :].lstrip()
        if slot.kind in RUNNING and (_digits(quantity.literal) in units or _EQUIVALENT.match(rest)):
            seen.add((slot.id, quantity.start))
            yield _make_finding(page, slot, quantity.literal, units)
    for slot, start, literal in sums:
        if (slot.id, start) not in seen:
            yield _make_finding(page, slot, literal, units)


def _is_large(literal: str) -> bool:
    return len(_digits(literal)) >= 3


def _units(page: Page) -> dict[str, Quantity]:
    """Amounts of the record that have a unit, by the digits of their number."""
    return {_digits(one.literal): one for one in page.statements(Quantity) if one.unit}


def _digits(literal: str) -> str:
    return "".join(filter(str.isdigit, literal))


def _bare_sums(slot: AnySlot) -> list[tuple[int, str]]:
    """Figures behind words that announce a sum, with no word behind them that could be a unit."""
    return [
        (match.start(), match.group())
        for match in _SUM.finditer(slot.content)
        if slot.content[max(0, match.start() - 24) : match.start()].casefold().rstrip().endswith(_cues())
        and _nothing_follows(slot.content[match.end() : match.end() + 24])
    ]


def _nothing_follows(rest: str) -> bool:
    """No word that could be a unit stands behind the figure: a stop, a bracket, or a word of grammar."""
    if rest[:1] in _SIGNS and rest[:1]:
        return False
    word = re.match(r"[ \u00a0]?([^\W\d_]+)", rest)
    if word is None:
        return not rest.lstrip().startswith(("%", "[", "-", "\u2013"))
    return word.group(1) in _grammar()


@cache
def _cues() -> tuple[str, ...]:
    return tuple(cue for table in words.tables("sums") for cue in table["cues"])


@cache
def _grammar() -> frozenset[str]:
    return frozenset(word for table in words.tables("units") for word in table.get("ending", ()))


def _make_finding(page: Page, slot: AnySlot, literal: str, units: dict[str, Quantity]) -> Finding:
    candidates = tuple(_candidates(page, slot, literal, units))
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(literal,),
        message=f"The amount {literal} in {page.name_of(slot.id)} has no unit.",
        candidates=candidates,
        severity="warning" if len(candidates) > 1 else "note",
        certainty=0.95 if _digits(literal) in units else 0.8,
    )


def _candidates(page: Page, slot: AnySlot, literal: str, units: dict[str, Quantity]) -> Iterator[Candidate]:
    """The unit that the same number has elsewhere, else the currency of other sums."""
    other = units.get(_digits(literal))
    money = next((one for one in units.values() if one.unit in _money()), None)
    if other is not None:
        where = page.name_of(other.slots[0])
        yield Candidate(slots=other.slots, literal=f"{literal} {other.unit}", why=f"so {where} has it")
    elif money is not None:
        yield Candidate(
            slots=money.slots, literal=f"{literal} {money.unit}", why="other sums of the record are in it"
        )
    yield Candidate(slots=(slot.id,), why="the unit was lost in copying or translation")


@cache
def _money() -> frozenset[str]:
    return frozenset(word for table in words.tables("units") for word in table.get("money", ()))
