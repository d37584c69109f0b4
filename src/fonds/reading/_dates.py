"""Which dates does a record give, and what happened on them?

Each date becomes a `DatedAct` with its EDTF value, its role and the other readings of the same words. A year that a
line leaves out stays out of the value (``XXXX-06-22``); the year that the record suggests is an alternative.

Not for: finding dates in a line (`_date_forms`), nor for whether dates agree (`fonds.criticism`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from fonds.model import AnySlot, Date, DatedAct, FondsError, Record, day_number, is_day, make_date
from fonds.reading._clocks import end_of_hour
from fonds.reading._date_calendars import julian_text, with_calendars
from fonds.reading._date_course import Course
from fonds.reading._date_figures import Prefer, find_figures, may_hold_figures
from fonds.reading._date_forms import NEXT_MONTH, THIS_MONTH, FoundDate, find_told, find_written
from fonds.reading._date_roles import role_of
from fonds.reading._date_words import date_words
from fonds.reading._lines import figures_of
from fonds.reading._program import PROGRAM

_SILENT = frozenset({"chrome", "funder", "view", "info_heading", "label", "label_value", "rights", "tail"})
_WRITTEN_ONLY = frozenset({"source", "citation", "shelfmark", "related", "item", "table"})
_DATING = frozenset(
    {"routing", "production", "dateline", "stamp", "resolution", "decision_date", "page_date", "field"}
)
_TEXT = frozenset({"point", "subpoint", "item", "speech", "list_item", "table", "footnote"})
_SHORT = 100
_FAR = 40 * 366
"""Days from the record's own, beyond which nobody writes the year with two figures: "5/11/12" is a number there."""
_ANCHORS = ("page_date", "decision_date", "dateline", "routing", "minutes_head", "page_title", "citation")


def find_dated_acts(record: Record) -> list[DatedAct]:
    """Finds the dates of a record.

    Args:
        record: Slots with kinds.

    Returns:
        Dates in the order of the page.
    """
    anchor = _find_anchor(record.slots)
    course = Course(record.slots)
    acts: list[DatedAct] = []
    for index, slot in enumerate(record.slots):
        found = _dates_in(slot, anchor)
        if found:
            course.enter(index)
            acts.extend(_act(slot, date, anchor, course) for date in found)
    return acts


def _dates_in(slot: AnySlot, anchor: int | None) -> list[FoundDate]:
    content = slot.content
    if slot.kind in _SILENT or not figures_of(content):
        return []
    found = with_calendars(content, find_written(content))
    found = _merged(found, find_told(content))
    if slot.kind not in _WRITTEN_ONLY and may_hold_figures(content):
        is_dating = slot.kind in _DATING
        may_date = is_dating or (slot.kind not in _TEXT and len(content) <= _SHORT)
        figures = find_figures(content, _nearness(anchor, content), is_dating=may_date)
        found = _merged(found, [date for date in figures if is_dating or _is_date(content, date, anchor)])
    return found


def _is_date(content: str, date: FoundDate, anchor: int | None) -> bool:
    """Whether figures in a line that need not give a date are one."""
    if date.year is None:
        return _is_said_to_date(content, date)
    is_short = content[date.start : date.end][-3:-2] == "/"
    return not is_short or anchor is None or abs(day_number(date.year, 1, 1) - anchor) <= _FAR


def _is_said_to_date(content: str, date: FoundDate) -> bool:
    """Whether two figures in a short line are a day: behind "of", before an hour, behind a place, or alone."""
    before, behind = content[: date.start].rstrip(), content[date.end :].strip(" .])")
    opener = before.rpartition(" ")[2].strip("[(").lower()
    return (
        opener in date_words("forms", "dated")
        or end_of_hour(content, date.end) is not None
        or (not behind and (not before or before.endswith(",")))
    )


def _merged(written: list[FoundDate], figures: list[FoundDate]) -> list[FoundDate]:
    """Both kinds in the order of the line; figures inside a written date are no date of their own."""
    if not written or not figures:
        return written or figures
    spans = [(date.start, date.end) for date in written]
    free = [date for date in figures if not any(start < date.end and date.start < end for start, end in spans)]
    return sorted(written + free) if free else written


def _nearness(anchor: int | None, content: str) -> Prefer:
    """The order of day and month that brings a date nearer to the record's own; else as the separators suggest."""
    is_american = "/" in content

    def distance(year: int, month: int, day: int) -> int:
        if anchor is None:
            return (day if is_american else month) if year else 0
        if year:
            return abs(day_number(year, month, day) - anchor)
        return min(abs(day_number(1970 + year, month, day) - anchor) for year in _years_around(anchor))

    return distance


def _years_around(anchor: int) -> range:
    year = int(anchor // 365.2425)
    return range(year - 1, year + 2)


def _find_anchor(slots: Sequence[AnySlot]) -> int | None:
    """A day near which the record lies: of the head of the page, else of the first line that dates it."""
    ranked = sorted((_ANCHORS.index(slot.kind), index) for index, slot in enumerate(slots) if slot.kind in _ANCHORS)
    for _, index in ranked:
        for found in _dates_in(slots[index], None):
            if found.year is not None and 1 <= found.month <= 12:
                return day_number(found.year, found.month, found.day or 15)
    for slot in slots:
        for found in find_written(slot.content):
            if found.year is not None and slot.kind not in _SILENT:
                return day_number(found.year, found.month, found.day or 15)
    return None


def _act(slot: AnySlot, found: FoundDate, anchor: int | None, course: Course) -> DatedAct:
    role, certainty = role_of(slot, found, course)
    told = not 1 <= found.month <= 12
    if told:
        found = _in_told_month(found, anchor)
    if found.last is not None and found.year is None:
        found, certainty = _in_likely_year(found, anchor), certainty * 0.8
    return DatedAct(
        slots=(slot.id,),
        literal=slot.content[found.start : found.end],
        said_by=PROGRAM,
        certainty=certainty,
        date=make_date(f"XXXX-XX-{found.day:02d}") if told else date_of(found),
        role=role,
        alternatives=tuple(_told(found) if told else _alternatives(found, anchor)),
        julian=julian_text(found.julian) if found.julian else "",
    )


def _in_told_month(found: FoundDate, anchor: int | None) -> FoundDate:
    """A day of "this" or "last" month: year and month are those of the record, or stay open."""
    if anchor is None:
        return found
    months = _month_of(anchor) + (0 if found.month == THIS_MONTH else 1 if found.month == NEXT_MONTH else -1)
    year, month = divmod(months, 12)
    return found._replace(year=year, month=month + 1)


def _month_of(day: int) -> int:
    """Months from the year 0 to that day."""
    date = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
    return date.year * 12 + date.month - 1


def _told(found: FoundDate) -> Iterator[Date]:
    """What a day of a told month means, if the record's own month is known and has that day."""
    if found.year is not None and found.day is not None and is_day(found.year, found.month, found.day):
        yield date_of(found)


def date_of(found: FoundDate) -> Date:
    """The value of a date: a day, a month, or a range."""
    first = _edtf(found.year, found.month, found.day)
    if found.last is None or found.year is None:
        return make_date(first)
    last_year, last_month, last_day = found.last
    return _interval(first, _edtf(last_year, last_month, last_day)) or make_date(first)


def _interval(first: str, last: str) -> Date | None:
    """A range whose end lies before its beginning is no range; what stands there is for criticism."""
    try:
        return make_date(f"{first}/{last}")
    except FondsError:
        return None


def _edtf(year: int | None, month: int, day: int | None) -> str:
    head = f"{year:04d}" if year is not None else "XXXX"
    return f"{head}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def _alternatives(found: FoundDate, anchor: int | None) -> Iterator[Date]:
    if found.year is None:
        year = _likely_year(found, anchor)
        if year is not None:
            yield _date_in_year(found, year)
    elif found.is_year_supplied:
        yield make_date(_edtf(None, found.month, found.day))
    for year_of_other, month, day in found.others:
        yield make_date(_edtf(year_of_other, month, day))


def _in_likely_year(found: FoundDate, anchor: int | None) -> FoundDate:
    """A range without year gets the year of its record: an interval of unknown years has no bounds to check."""
    year = _likely_year(found, anchor)
    if year is None or found.last is None:
        return found
    _, month, day = found.last
    return found._replace(year=year, last=(year + (month < found.month), month, day))


def _date_in_year(found: FoundDate, year: int) -> Date:
    """The date in a year taken from the context; 29 February is left to the month in other years."""
    try:
        return date_of(found._replace(year=year))
    except FondsError:
        return make_date(f"{year:04d}-{found.month:02d}")


def _likely_year(found: FoundDate, anchor: int | None) -> int | None:
    """The year that puts the date within half a year of the record's own."""
    if anchor is None:
        return None
    return min(
        (1970 + year for year in _years_around(anchor)),
        key=lambda year: abs(day_number(year, found.month, min(found.day or 15, 28)) - anchor),
    )
