"""range-excludes-date: a stated range of dates does not hold the date that belongs in it.

The meetings from which a decision is taken, the dates between which a file runs, the days that a diary or a title
covers. Dates known in part are compared by their bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import Candidate, DatedAct, Finding

CODE = "range-excludes-date"

EXPLANATION = (
    "A range of dates (of meetings, of a file, of a diary, in a title) does not hold the date that belongs in it. "
    "It may be harmless: decisions taken by a survey of members are often entered in the minutes of a later month, "
    "and files go on after they were labelled. "
    "Compare with the neighbours in the file, and look for the number of the minutes."
)


_MOST = 40
"""Ranges and dates that are compared with each other."""


class _Range(NamedTuple):
    """Days from the first to the last, with the acts that say so."""

    first: int
    last: int
    acts: tuple[DatedAct, ...]


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """At most one finding for each kind of range: meetings, files, diaries, titles and heads of pages."""
    del surroundings
    acts = [known for act in page.statements(DatedAct) if (known := _known(act)) is not None]
    own = _own(acts)
    decided = [act for act in acts if act.role == "decided"] or own
    yield from _outside(page, _wide(acts, "meeting_range"), decided, "The range of meetings", 0.85)
    files = [*_wide(acts, "file_range"), *_from_to([act for act in acts if act.role == "file_range"])]
    yield from _outside(page, files, own, "The range of the file", 0.8)
    entries = [act for act in acts if act.role == "entry"]
    covered = _wide(acts, "entry_range") or _wide(acts, "title")
    lone = [act for act in entries if not any(_holds(one, act) for one in covered[:_MOST])]
    yield from _outside(page, covered, lone[:1] if entries else own, "The range", 0.8)
    documents = [act for act in acts if act.role in ("document", "decided")]
    yield from _outside(page, _wide(acts, "header"), documents, "The range at the head of the page", 0.85)


def _known(act: DatedAct) -> DatedAct | None:
    """The act with a day that can be compared: its own, or in the year that the record suggests."""
    readings = (
        date for date in (act.date, *act.alternatives) if date.earliest is not None and date.latest is not None
    )
    date = next(readings, None)
    return None if date is None else act if date is act.date else msgspec.structs.replace(act, date=date)


def _own(acts: Sequence[DatedAct]) -> list[DatedAct]:
    """The date of the document itself: of its own lines, else of the head of the page."""
    for roles in (("document", "decided"), ("header",)):
        found = [act for act in acts if act.role in roles and "/" not in act.date.edtf]
        if found:
            return found
    return []


def _wide(acts: Sequence[DatedAct], role: str) -> list[_Range]:
    """Ranges that one act states: an interval, or for meetings and files also a month."""
    found = []
    for act in acts:
        is_wide = "/" in act.date.edtf or (role in ("meeting_range", "file_range") and _length(act) > 1)
        if act.role == role and is_wide and act.date.earliest is not None and act.date.latest is not None:
            found.append(_Range(act.date.earliest, act.date.latest, (act,)))
    return found


def _length(act: DatedAct) -> int:
    return (act.date.latest or 0) - (act.date.earliest or 0)


def _from_to(acts: Sequence[DatedAct]) -> list[_Range]:
    """The range of two lines, "beginning ..." and "ending ..."."""
    single = [act for act in acts if "/" not in act.date.edtf]
    if len(single) != 2:
        return []
    first, last = single
    if first.date.earliest is None or last.date.latest is None or first.date.earliest > last.date.latest:
        return []
    return [_Range(first.date.earliest, last.date.latest, (first, last))]


def _outside(
    page: Page, ranges: Sequence[_Range], dates: Sequence[DatedAct], what: str, certainty: float
) -> Iterator[Finding]:
    """A finding when no date of those that belong in the ranges lies in one of them."""
    ranges, dates = ranges[:_MOST], dates[:_MOST]
    if not ranges or not dates or any(_holds(one, act) for one in ranges for act in dates):
        return
    pairs = [(_distance(one, act), place) for place, one in enumerate(ranges) for act in dates]
    nearest = ranges[min(pairs)[1]]
    act = min(dates, key=lambda date: _distance(nearest, date))
    yield _finding(page, nearest, act, what, certainty)


def _holds(one: _Range, act: DatedAct) -> bool:
    readings = (act.date, *act.alternatives)
    return any(
        date.earliest is not None
        and date.latest is not None
        and date.earliest <= one.last
        and one.first <= date.latest
        for date in readings
    )


def _distance(one: _Range, act: DatedAct) -> int:
    return max((act.date.earliest or 0) - one.last, one.first - (act.date.latest or 0), 0)


def _finding(page: Page, one: _Range, act: DatedAct, what: str, certainty: float) -> Finding:
    said = " to ".join(part.literal for part in one.acts)
    slots = sorted({*(part.slots[0] for part in one.acts), act.slots[0]}, key=page.place.__getitem__)
    return Finding(
        code=CODE,
        slots=tuple(slots),
        literals=(*(part.literal for part in one.acts), act.literal),
        message=f"{what} ({said}) does not hold {act.literal} in {page.name_of(act.slots[0])}.",
        candidates=(
            Candidate(slots=(one.acts[-1].slots[0],), why=f"the range is a slip: {act.literal} is the surer date"),
            Candidate(slots=(act.slots[0],), why=f"{act.literal} is a slip"),
            Candidate(slots=tuple(slots), why="the paper was entered or filed with those of another time"),
        ),
        severity="warning",
        certainty=certainty,
    )
