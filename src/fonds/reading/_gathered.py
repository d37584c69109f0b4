"""What was read, gathered from the whole page: dates, amounts and exchanges, other papers. For people.

What is said twice stands once, with all its places. Made from statements alone, so that one store's view gathers what
that store holds.

Not for: programs, which take the statements themselves; nor for a single line (`fonds.reading._gist`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fonds.model import (
    AnyStatement,
    ClockTime,
    Count,
    Date,
    DatedAct,
    PaperNumber,
    Quantity,
    Relation,
    Sum,
    Transfer,
)
from fonds.reading._amount_words import amount_words
from fonds.reading._gist import relation_words, role_words
from fonds.words import show_date

_YEAR = len("1945")


class Gathered(NamedTuple):
    """One thing that the page says.

    Attributes:
        says: The day, the amount, or what the other paper is, for people.
        means: What the date is the date of, or how the paper stands to the other one; empty for an amount.
        slots: Ids of the slots that say so, in the order of the page.
        readings: Possible readings of words that can be read in several ways; nothing is decided between them.
    """

    says: str
    means: str
    slots: tuple[str, ...]
    readings: tuple[str, ...] = ()


def gather_dates(statements: Sequence[AnyStatement]) -> tuple[Gathered, ...]:
    """Days with what they are dates of, and the hours that stand beside them."""
    days = {_moment(act, act.date) for act in statements if isinstance(act, DatedAct)}
    hours: dict[_Moment, list[str]] = {}
    for time in statements:
        if isinstance(time, ClockTime):
            hours.setdefault(_moment(time, time.date), []).append(time.literal)
    found: list[Gathered] = []
    for said in statements:
        if isinstance(said, DatedAct):
            says = ", ".join((_day(said), *hours.get(_moment(said, said.date), ())))
            found.append(Gathered(says, role_words(said.role), said.slots))
        elif isinstance(said, ClockTime) and _moment(said, said.date) not in days:
            says = ", ".join((*([show_date(said.date.edtf)] if said.date else ()), said.literal))
            found.append(Gathered(says, role_words(said.role), said.slots))
    return _each_once(found)


def gather_amounts(statements: Sequence[AnyStatement]) -> tuple[Gathered, ...]:
    """Exchanges, sums, counts, and the quantities that are not part of one."""
    parts = {(whole.slots[0], part) for whole in statements for part in _parts(whole)}
    found: list[Gathered] = []
    for said in statements:
        if isinstance(said, Quantity):
            if said.candidates or (said.slots[0], said.literal) not in parts:
                readings = tuple(candidate.why for candidate in said.candidates)
                found.append(Gathered(amount_words(said), "", said.slots, readings))
        elif isinstance(said, Transfer | Sum | Count):
            found.append(Gathered(amount_words(said), "", said.slots[:1]))
    return _each_once(found)


def gather_papers(statements: Sequence[AnyStatement]) -> tuple[Gathered, ...]:
    """Other papers and parts kept elsewhere, with how this paper stands to them."""
    return _each_once(
        Gathered(
            said.literal if said.kind == "kept-elsewhere" else said.target, relation_words(said.kind), said.slots
        )
        for said in statements
        if isinstance(said, Relation)
    )


def gather_numbers(statements: Sequence[AnyStatement]) -> tuple[Gathered, ...]:
    """The numbers that the paper itself bears."""
    return _each_once(
        Gathered(f"{said.paper} No. {said.number}".lstrip(), "", said.slots)
        for said in statements
        if isinstance(said, PaperNumber)
    )


_Moment = tuple[str, str, str]


def _moment(said: DatedAct | ClockTime, date: Date | None) -> _Moment:
    """Where it is said, of what, and of which day: the same of an hour and of the day beside it."""
    return said.slots[0], said.role, date.edtf if date else ""


def _day(act: DatedAct) -> str:
    """The day with its other readings; those that only add a year to it stand as years that the page suggests."""
    day = act.date.edtf
    years = [other.edtf[:_YEAR] for other in act.alternatives if _is_in_some_year(day, other.edtf)]
    others = [show_date(other.edtf) for other in act.alternatives if not _is_in_some_year(day, other.edtf)]
    dated = f"{show_date(day)} ({' or '.join(years)}?)" if years else show_date(day)
    said = " or ".join((dated, *others))
    return f"{said} (old style {show_date(act.julian)})" if act.julian else said


def _is_in_some_year(day: str, other: str) -> bool:
    return day.startswith("XXXX-") and len(other) == len(day) and other[_YEAR:] == day[_YEAR:]


def _parts(whole: AnyStatement) -> tuple[str, ...]:
    """The words of the amounts that make an exchange, a sum or a count."""
    if isinstance(whole, Transfer):
        return (whole.given, whole.received or "")
    if isinstance(whole, Sum):
        return (whole.total[0], *(literal for literal, _ in whole.parts))
    return (whole.announced[0],) if isinstance(whole, Count) else ()


def _each_once(found: Iterable[Gathered]) -> tuple[Gathered, ...]:
    """What is said in the same words once, where it is said first, with all places."""
    once: dict[Gathered, dict[str, None]] = {}
    for one in found:
        once.setdefault(one._replace(slots=()), {}).update(dict.fromkeys(one.slots))
    return tuple(one._replace(slots=tuple(slots)) for one, slots in once.items())
