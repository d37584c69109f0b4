"""clock-order: hours or days at which a paper was handled run backwards.

Only steps that follow each other on the page, in the order in which papers are handled, are compared: a line "sent
on" below a line "received" is a step of its own, and nothing is said about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fonds.criticism._gap_words import handling
from fonds.criticism._page import Page
from fonds.criticism._shown_dates import shown
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, ClockTime, Date, DatedAct, Finding

CODE = "clock-order"

EXPLANATION = (
    "The lines that tell how a paper was handled run backwards: received before it was sent, deciphered before it "
    "was received. "
    "It may be harmless: two places keep two times, and a paper may have been handled twice. "
    "Look at the longitude of both places first, then at the stamps on the original."
)

_RANKS = {"sent": 0, "received": 1, "arrived": 1, "deciphered": 2, "typed": 3, "delivered": 3}
_LINES = frozenset({"routing", "production", "stamp", "reference", "field"})
_HALF_A_DAY = 720
_SHORT = 90
_UNNAMED = 0.5
"""So sure is the role of a step whose line has no word that is known: it stands where it stands on the page."""


class _Step(NamedTuple):
    """One step of handling: what, on which days, how many minutes after midnight, in which words."""

    role: str
    slot: str
    literal: str
    date: Date
    minutes: int | None
    certainty: float


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each step that lies before the step above it."""
    del surroundings
    for before, after in pairwise(_steps(page)):
        is_named = min(before.certainty, after.certainty) > _UNNAMED
        if (is_named and _RANKS[before.role] > _RANKS[after.role]) or (before.role, after.role) == ("sent", "typed"):
            continue
        if _is_earlier_day(after.date, before.date):
            yield _finding(before, after, 0.85)
        elif _is_earlier_hour(before, after):
            yield _finding(before, after, 0.75)


def _steps(page: Page) -> list[_Step]:
    """Steps in the order of the page, each with its hour where there is one."""
    found: list[_Step] = []
    for statement in page.reading.statements:
        if not isinstance(statement, (DatedAct, ClockTime)) or statement.role not in _RANKS or not statement.slots:
            continue
        slot = page.by_id.get(statement.slots[0])
        if slot is not None and _tells_of_handling(slot):
            found.extend(_step(statement))
    timed = {(step.slot, step.role, step.date.edtf) for step in found if step.minutes is not None}
    return [step for step in found if step.minutes is not None or (step.slot, step.role, step.date.edtf) not in timed]


def _tells_of_handling(slot: AnySlot) -> bool:
    """Lines of handling, and short lines that were taken for something else but say what was done with the paper."""
    return slot.kind in _LINES or (slot.kind not in FRAME_KINDS and len(slot.content) <= _SHORT)


def _step(statement: DatedAct | ClockTime) -> Iterator[_Step]:
    said = (statement.role, statement.slots[0], statement.literal)
    if isinstance(statement, ClockTime):
        if statement.date is not None and statement.since_midnight is not None:
            yield _Step(*said, statement.date, statement.since_midnight, statement.certainty)
        return
    dates = (statement.date, *statement.alternatives)
    date = next((one for one in dates if one.earliest is not None), None)
    if date is not None:
        yield _Step(*said, date, None, statement.certainty)


def _is_earlier_day(one: Date, other: Date) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _is_earlier_hour(before: _Step, after: _Step) -> bool:
    if before.minutes is None or after.minutes is None or before.date.earliest != before.date.latest:
        return False
    return before.date.edtf == after.date.edtf and after.minutes < before.minutes


def _finding(before: _Step, after: _Step, certainty: float) -> Finding:
    return Finding(
        code=CODE,
        slots=(before.slot, after.slot) if before.slot != after.slot else (before.slot,),
        literals=(before.literal, after.literal),
        message=_message(before, after),
        candidates=tuple(_candidates(before, after)),
        severity="warning",
        certainty=round(certainty * min(1.0, after.certainty + 0.15), 2),
    )


def _message(before: _Step, after: _Step) -> str:
    earlier, later = (handling().get(step.role, step.role) for step in (after, before))
    if earlier == later:
        return f"Of two lines of {later} the lower has the earlier time: {_shown(after)} below {_shown(before)}."
    return f"The {earlier}, {_shown(after)}, is earlier than the {later}, {_shown(before)}."


def _shown(step: _Step) -> str:
    if step.minutes is None:
        return shown(step.date)
    return f"{shown(step.date)} at {step.minutes // 60}:{step.minutes % 60:02d}"


def _candidates(before: _Step, after: _Step) -> Iterator[Candidate]:
    if before.minutes is not None and after.minutes is not None and before.date.edtf == after.date.edtf:
        if before.role == "sent" and before.minutes - after.minutes < _HALF_A_DAY:
            why = "each place keeps its own time, and the receiver lies further west"
            yield Candidate(slots=(before.slot, after.slot), why=why)
        yield Candidate(slots=(after.slot,), why=f"{after.role} on the next day")
        yield Candidate(slots=(after.slot,), why="the hour is counted to twelve, and the half of the day is left out")
    else:
        yield Candidate(slots=(after.slot,), literal=shown(before.date), why="the day of the later step is a slip")
        yield Candidate(slots=(before.slot,), literal=shown(after.date), why="the day of the earlier step is a slip")
