"""clock-form: an hour is written as no clock shows it, or in two ways of counting at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import Candidate, ClockTime, Finding

CODE = "clock-form"

EXPLANATION = (
    "An hour is written in a way that no clock shows (25:10, 16:75, 24:00), or counts to twelve and to twenty-four "
    "at once (13:30 p.m.). "
    "It may be harmless: some offices write 24:00 for midnight, and a translator may have added the half of the day. "
    "Look at the figures on the original before you order events by the hour."
)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each hour that no clock shows, and one for each habit of writing hours."""
    del surroundings
    clocks = list(page.statements(ClockTime))
    for clock in clocks:
        if clock.since_midnight is None:
            yield _finding([clock], "No clock shows {}", tuple(_slips(clock)), 0.95)
    timed = [clock for clock in clocks if clock.since_midnight is not None]
    doubled = [clock for clock in timed if clock.half and (clock.hour > 12 or not clock.hour)]
    if doubled:
        what = f"{{}} {'counts' if len(_literals(doubled)) == 1 else 'count'} to twelve and to twenty-four at once"
        is_sure = any(clock.hour for clock in doubled)
        yield _finding(doubled, what, _halves(doubled[0]), 0.95 if is_sure else 0.6)
    midnights = [clock for clock in timed if clock.hour == 24 and clock not in doubled]
    if midnights:
        yield _finding(midnights, "{} is the 0:00 of the next day", _midnights(midnights[0]), 0.9)


def _literals(clocks: Sequence[ClockTime]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clock.literal for clock in clocks))


def _finding(clocks: Sequence[ClockTime], what: str, candidates: tuple[Candidate, ...], certainty: float) -> Finding:
    """One finding for all hours of one habit; the candidates are for the first of them."""
    literals = _literals(clocks)
    return Finding(
        code=CODE,
        slots=tuple(dict.fromkeys(clock.slots[0] for clock in clocks)),
        literals=literals,
        message=f"{what.format(' and '.join(literals))}.",
        candidates=candidates,
        severity="note" if clocks[0].since_midnight is not None else "warning",
        certainty=certainty,
    )


def _slips(clock: ClockTime) -> Iterator[Candidate]:
    """The same figures in an order or with a digit that a clock can show."""
    swapped = f"{clock.minute:02d}:{clock.hour:02d}"
    if clock.minute < 24 and clock.hour < 60:
        yield Candidate(slots=clock.slots[:1], literal=swapped, why="hour and minute exchanged")
    tens, ones = divmod(clock.minute, 10)
    if clock.hour < 24 and ones < 6:
        yield Candidate(slots=clock.slots[:1], literal=f"{clock.hour}:{ones}{tens}", why="two figures exchanged")
    tens, ones = divmod(clock.hour, 10)
    if clock.minute < 60 and tens and ones * 10 + tens < 24:
        why = "two figures of the hour exchanged"
        yield Candidate(slots=clock.slots[:1], literal=f"{ones}{tens}:{clock.minute:02d}", why=why)
    if clock.minute < 60:
        why = "the first figure of the hour is a slip"
        yield Candidate(slots=clock.slots[:1], literal=f"{clock.hour % 10}:{clock.minute:02d}", why=why)


def _halves(clock: ClockTime) -> tuple[Candidate, ...]:
    plain = f"{clock.hour}:{clock.minute:02d}"
    to_twelve = f"{(clock.hour - 12) % 12 or 12}:{clock.minute:02d}"
    by_twelve = Candidate(slots=clock.slots[:1], literal=to_twelve, why="the same hour, counted to twelve")
    by_day = Candidate(
        slots=clock.slots[:1], literal=plain, why="the half of the day was added to an hour of the day"
    )
    if (clock.half == "pm") == (clock.hour >= 12):
        return (by_day, by_twelve)
    return (by_day, Candidate(slots=clock.slots[:1], why="the half of the day or the hour is a slip"))


def _midnights(clock: ClockTime) -> tuple[Candidate, ...]:
    return (
        Candidate(slots=clock.slots[:1], literal="0:00", why="midnight at the end of the day that is named"),
        Candidate(slots=clock.slots[:1], literal="0:00", why="midnight at the beginning of that day"),
    )
