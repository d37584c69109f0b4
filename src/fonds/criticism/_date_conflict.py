"""date-conflict: two dates that should agree, or follow each other, do not.

Partial and uncertain dates are compared by their bounds: only dates that can not both be true conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.criticism._gap_words import handling
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, Date, DatedAct, Finding, Severity, make_date

CODE = "date-conflict"

EXPLANATION = (
    "Two dates of the record do not agree: the header has another date than the document, the text speaks of a later "
    "day as past, or a note is older than the paper on which it stands. "
    "It may be harmless: calendars differ, copies are dated when they are made, a page may hold several documents. "
    "Look at the date on the original; the header is the more likely to be wrong."
)

_OWN_ROLES = ("document", "decided", "citation", "title", "meeting_range")
"""Roles that say when the document itself was made, the surest first."""

_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?](?=\s)|\n")

_NOTED = frozenset({"handwritten", "stamped", "decided", "mentioned", "document", "meeting_range"})
"""Roles of dates in notes that can be held against the paper; others (executed, received) follow it."""

_BLANK_DAY = re.compile(r"__\W{0,4}[^\W\d_]{3,}")

_REACH = 31
"""A date without a year can only be said to lie after the document when it lies close behind it."""


class _Days(NamedTuple):
    """First and last day that a date can mean, counted from 1970-01-01."""

    first: int
    last: int


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """Findings for the header, for what the text says of later days, and for notes older than the paper."""
    del surroundings
    acts = list(page.statements(DatedAct))
    header = next((act for act in acts if act.role == "header" and _days(act.date)), None)
    if header is not None:
        for role in _OWN_ROLES:
            yield from _against_header(page, header, acts, role)
        if not any(act.role in ("document", "decided") for act in acts):
            yield from _handled_on_other_days(page, header, acts)
    anchor = header or next((act for act in acts if act.role in ("document", "decided") and _days(act.date)), None)
    if anchor is not None:
        yield from _against_document(page, anchor, acts)
    yield from _before_it_was_written(page, acts)


def _against_header(page: Page, header: DatedAct, acts: list[DatedAct], role: str) -> Iterator[Finding]:
    """The document may hold several dates: one of them must be that of the header."""
    if "/" in header.date.edtf or (role == "title" and any("/" in act.date.edtf for act in acts if act.role == role)):
        return  # a range that lacks a date is a finding of its own (range-excludes-date)
    own = [act for act in acts if act.role == role and _days(act.date) and _is_day_of_paper(page, act)]
    if role == "meeting_range":
        own = [act for act in own if act.date.earliest == act.date.latest and not page.is_note(act.slots[0])]
    apart = [act for act in own if _distance(header, act)]
    if not apart:
        return
    if len(apart) < len(own):
        if any(act.role == "title" and act.date.edtf == header.date.edtf for act in acts):
            return  # the record is dated by the day that it tells of, and was written down later
        late = [act for act in apart if role == "document" and 0 < _distance(header, act) <= _REACH]
        later = "{source} says {one}, but {where} bears a later day, {other}"
        for act in late:
            yield _conflict(page, header, act, later, "warning", 0.6)
    elif not _is_borne_out(page, header, acts) and not (role == "title" and _is_told(header, apart, acts)):
        nearest = min(apart, key=lambda act: abs(_distance(header, act)))
        yield _conflict(page, header, nearest, "{source} says {one}, the {what} {other}", "conflict", 0.9)


def _is_borne_out(page: Page, header: DatedAct, acts: list[DatedAct]) -> bool:
    """Tells whether the head of the document says the day of the header, or a diary has or covers it."""
    entries = [act for act in acts if act.role in ("entry", "entry_range")]
    if any(not _distance(header, act) for act in entries):
        return True
    if any(act.date.edtf == header.date.edtf and _is_on_paper(page, act) for act in acts):
        return True
    points = [page.place[passage.id] for passage in page.numbered]
    head = min(points, default=0)
    return any(
        act.date.edtf == header.date.edtf and page.place[act.slots[0]] < head
        for act in acts
        if act.role in ("mentioned", "meeting_range", "sent", "document", "decided")
    )


_HANDLED = frozenset({"sent", "received", "arrived", "deciphered", "delivered"})


def _handled_on_other_days(page: Page, header: DatedAct, acts: list[DatedAct]) -> Iterator[Finding]:
    """A telegram without a date of its own was sent or came in on the day of the header."""
    steps = [act for act in acts if _is_step(page, act) and act.date.earliest == act.date.latest]
    if any(act.role == "sent" for act in steps) and all(_distance(header, act) not in (0, 1) for act in steps):
        nearest = min(steps, key=lambda act: abs(_distance(header, act)))
        said = "{source} says {one}, but the {deed} is of another day, {other}"
        yield _conflict(page, header, nearest, said, "warning", 0.7)


def _before_it_was_written(page: Page, acts: list[DatedAct]) -> Iterator[Finding]:
    """A paper was registered, received or sent before the day that it bears."""
    own = [act for act in acts if act.role == "document" and _days(act.date) and _is_day_of_paper(page, act)]
    if len(own) != 1:
        return  # a page of several papers has several days
    for act in acts:
        if act.role == "due" and len(act.date.edtf) == 10 and _days(act.date) and _distance(own[0], act) < 0:
            said = "{source} says {one}, but something in {where} is due before that, on {other}"
            yield _conflict(page, own[0], act, said, "warning", 0.6)
        if _is_step(page, act) and -_MOST_DAYS < _distance(own[0], act) < 0:
            said = "{source} says {one}, but the {deed} is of an earlier day, {other}"
            yield _conflict(page, own[0], act, said, "warning", 0.7)
            return


def _is_step(page: Page, act: DatedAct) -> bool:
    """A line of handling; the text of a paper tells of the handling of others."""
    is_told = page.by_id[act.slots[0]].kind in _TELLING - {"reference", "field"}
    return act.role in _HANDLED and not is_told and _days(act.date) is not None


_MOST_DAYS = 366
"""What was handled so long before is another paper."""


def _is_on_paper(page: Page, act: DatedAct) -> bool:
    """A date of the lines at head and foot of the paper, whatever happened on it."""
    kind = page.by_id[act.slots[0]].kind
    return kind not in FRAME_KINDS and kind not in _TELLING - {"reference", "field"}


def _is_told(header: DatedAct, titles: list[DatedAct], acts: list[DatedAct]) -> bool:
    """The title dates what the paper tells of ("Note on a talk on 18 May"); the paper bears the day of the header."""
    own = any(act.role in ("document", "decided") and act.date.edtf == header.date.edtf for act in acts)
    told = {act.date.edtf for act in acts if act.role not in ("header", "title", "citation", "related")}
    return own and all(act.date.edtf in told for act in titles)


def _is_day_of_paper(page: Page, act: DatedAct) -> bool:
    """A day that the paper bears: none of several, no limit, and not of a paper that is enclosed in it."""
    slot = page.by_id[act.slots[0]]
    before = slot.content.partition(act.literal)[0].casefold()[-90:]
    is_own = act.role != "document" or not (_limit("deadline").search(before) or _has_blank_day(page, act))
    return is_own and not _is_one_of_several(page, act)


def _has_blank_day(page: Page, act: DatedAct) -> bool:
    """The line for the day of the paper has been left open above this one."""
    place = page.place[act.slots[0]]
    heads = (slot for slot in page.slots[:place] if slot.kind in ("dateline", "reference"))
    return any("__" in slot.content and _BLANK_DAY.search(slot.content) for slot in heads)


def _is_one_of_several(page: Page, act: DatedAct) -> bool:
    """A title that names several days ("on 3 and 6 June") says nothing of the day of the record."""
    content = page.by_id[act.slots[0]].content
    before, _, behind = content.partition(act.literal)
    is_second = re.search(r"\d\s*(?:and|&|,|to|и|[-\u2013\u2014])\s*\Z", before) is not None
    is_first = re.match(r"\s?(?:and|&|и)\s(?:[^\W\d_]{3,10} )?\d{1,2}(?!\d)", behind) is not None
    return act.role == "title" and (is_second or is_first)


def _against_document(page: Page, anchor: DatedAct, acts: list[DatedAct]) -> Iterator[Finding]:
    last = max(_latest(act) for act in [anchor, *(act for act in acts if act.role in ("document", "decided"))])
    for act in acts:
        days = _possible_days(act, anchor)
        if days is None:
            continue
        if act.role == "mentioned" and days.first > last and _is_told_as_past(page, act, days.first - last):
            said = "{source} says {one}, but {where} speaks of a later day, {other}, as past"
            yield _conflict(page, anchor, act, said, "warning", 0.7)
        elif page.is_note(act.slots[0]) or act.role in ("handwritten", "stamped"):
            yield from _note_against_paper(page, anchor, act, days)


def _note_against_paper(page: Page, anchor: DatedAct, act: DatedAct, days: _Days) -> Iterator[Finding]:
    """A note can not be older than the paper; a month alone, or one wrong figure, is suspect when it is later."""
    own = _days(anchor.date)
    if own is None or act.role not in _NOTED or not _distance(anchor, act):
        return
    if act.role in ("handwritten", "stamped") and days.last < own.first and not _may_be_later(act, own):
        said = "{source} says {one}, but {where} is older, of {other}"
        yield _conflict(page, anchor, act, said, "warning", 0.7)
    elif days.first > own.last and act.role == "stamped" and days.last - days.first > 26:
        said = "{source} says {one}, but {where} bears a later month, {other}"
        yield _conflict(page, anchor, act, said, "note", 0.5)
    elif days.first > own.last and _names_own_paper(page, act) and _differ_in_one_part(anchor.date, act.date):
        said = "{source} says {one}, but {where} calls it the paper of {other}"
        yield _conflict(page, anchor, act, said, "warning", 0.8)


def _may_be_later(act: DatedAct, own: _Days) -> bool:
    """The surest reading is not before the paper, or it is far before and lies close behind it when turned round."""
    read = _days(act.date)
    if read is not None and read.last >= own.first:
        return True
    parts = act.date.edtf.split("-")
    if len(parts) != 3 or not parts[2].isdigit() or int(parts[2]) > 12 or any(map(str.isalpha, act.literal)):
        return False
    turned = _days(make_date(f"{parts[0]}-{parts[2]}-{parts[1]}"))
    return turned is not None and read is not None and own.first - read.last > _REACH >= turned.first - own.first >= 0


def _conflict(page: Page, one: DatedAct, other: DatedAct, said: str, severity: Severity, certainty: float) -> Finding:
    """Two dates in a sentence that has places for both, for where the second stands, and for what it dates."""
    first, second = sorted((one, other), key=lambda act: page.place[act.slots[0]])
    message = said.format(
        one=_shown(one, other),
        other=_shown(other, one),
        where=page.name_of(other.slots[0]),
        what=_WHAT.get(other.role, "text"),
        source=page.name_of(one.slots[0]).capitalize(),
        deed=handling().get(other.role, other.role),
    )
    return Finding(
        code=CODE,
        slots=(first.slots[0], second.slots[0]),
        literals=(first.literal, second.literal),
        message=f"{message.rstrip('.')}.",
        candidates=tuple(_candidates(page, one, other)),
        severity=severity,
        certainty=min(certainty, other.certainty + 0.05),
    )


_WHAT = {"document": "document", "decided": "decision", "citation": "citation", "title": "title"}


def _shown(act: DatedAct, beside: DatedAct) -> str:
    """A date as printed; one without a year with the year in which the other sets it."""
    year = re.match(r"\d{4}", beside.date.edtf)
    literal = act.literal.rstrip(" .…,;")
    return f"{literal} (taken as {year.group()})" if act.date.edtf.startswith("XXXX") and year else literal


def _candidates(page: Page, one: DatedAct, other: DatedAct) -> Iterator[Candidate]:
    if _differ_in_one_part(one.date, other.date):
        why = "only one part of the date differs: one is a slip for the other"
        yield Candidate(slots=(one.slots[0], other.slots[0]), literal=one.literal, why=why)
    for right, wrong in ((other, one), (one, other)):
        if _exactness(right.date) >= _exactness(wrong.date):
            why = f"{page.name_of(right.slots[0])} is right, and {wrong.literal} a slip for it"
            yield Candidate(slots=wrong.slots[:1], literal=right.literal, why=why)


def _exactness(date: Date) -> int:
    """How many figures of a date are known: "[illegible] December 1943" can not stand for a day."""
    return sum(map(str.isdigit, date.edtf.partition("/")[0]))


def _days(date: Date) -> _Days | None:
    if date.earliest is None or date.latest is None:
        return None
    return _Days(date.earliest, date.latest)


def _latest(act: DatedAct) -> int:
    days = _days(act.date)
    return days.last if days else -(10**9)


def _distance(one: DatedAct, other: DatedAct) -> int:
    """Days from the end of one date to the start of the other; 0 when some reading of both can be true."""
    own = _days(one.date)
    readings = [days for date in (other.date, *other.alternatives) if (days := _days(date))]
    if own is None or not readings:
        return 0
    apart = [max(days.first - own.last, 0) or min(days.last - own.first, 0) for days in readings]
    return min(apart, key=abs)


def _possible_days(act: DatedAct, anchor: DatedAct) -> _Days | None:
    """The days of the earliest reading; a date without a year is taken in the year of the document."""
    readings = [days for date in (act.date, *act.alternatives) if (days := _days(date))]
    if readings:
        return min(readings)
    match = re.fullmatch(r"XXXX-(\d\d-\d\d)", act.date.edtf)
    year = re.match(r"\d{4}", anchor.date.edtf)
    if match is None or year is None or match.group(1) == "02-29":  # the one day that not every year has
        return None
    return _days(make_date(f"{year.group()}-{match.group(1)}"))


def _is_told_as_past(page: Page, act: DatedAct, days_later: int) -> bool:
    slot = page.by_id[act.slots[0]]
    if slot.kind not in _TELLING or (act.date.edtf.startswith("XXXX") and days_later > _REACH):
        return False
    start = slot.content.find(act.literal)
    if start < 0 or any(mark.start <= start < mark.end and mark.kind in _ASIDE for mark in slot.marks):
        return False
    before = _words_before(page, slot, start)
    if _cited_paper().search(before):
        return True
    if _limit("until").search(before):
        return False
    sentence = _sentence(slot.content, start, start + len(act.literal)).casefold()
    return bool(_cue("past").search(sentence)) and not _cue("future").search(sentence)


_TELLING = frozenset({"point", "subpoint", "paragraph", "list_item", "speech", "item", "reference", "table", "field"})
_ASIDE = frozenset({"translator_note", "footnote_mark", "handwritten", "stamp", "gloss", "description"})


def _words_before(page: Page, slot: AnySlot, start: int) -> str:
    """The words before a date in small letters; at the start of a line those of the line before."""
    before = slot.content[max(0, start - 90) : start]
    place = page.place[slot.id]
    if not before.strip() and place and page.slots[place - 1].kind == slot.kind:
        before = page.slots[place - 1].content[-90:] + " "
    return before.casefold()


def _sentence(content: str, start: int, end: int) -> str:
    """The sentence around a span, at most some lines long; a stop behind a short word or a figure ends none."""
    before, after = content[max(0, start - 400) : start], content[end : end + 400]
    stops = list(_STOP.finditer(before))
    first = stops[-1].end() if stops else 0
    stop = _STOP.search(after)
    return before[first:] + content[start:end] + (after[: stop.end()] if stop else after)


def _names_own_paper(page: Page, act: DatedAct) -> bool:
    """A note such as "from minutes No. 44 of 9 May" names the paper that it stands on."""
    content = page.by_id[act.slots[0]].content
    start = content.find(act.literal)
    return start >= 0 and bool(_cue("own_paper_of").search(content[max(0, start - 60) : start].casefold()))


def _differ_in_one_part(one: Date, other: Date) -> bool:
    """Two full days of which two of day, month and year agree."""
    first, second = one.edtf.split("-"), other.edtf.split("-")
    if len(first) != 3 or len(second) != 3:
        return False
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


@cache
def _cue(name: str) -> re.Pattern[str]:
    """A pattern of the words of one kind, in all languages."""
    found = sorted({word for table in words.tables("times") for word in table[name]}, key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\*", r"\w{2,20}") for word in found)
    ending = r"[^.;\n]{0,24}\Z" if name == "own_paper_of" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{either}){ending}")


@cache
def _limit(key: str) -> re.Pattern[str]:
    """The end of a text that sets a limit: "not later than the"."""
    until = "|".join(re.escape(word) for table in words.tables("times") for word in table[key])
    return re.compile(rf"(?<!\w)(?:{until})\s+(?:the\s+)?\Z")


@cache
def _cited_paper() -> re.Pattern[str]:
    """The end of a text in which a paper and its date are named: "the note of Cdes. X and Y of"."""
    papers = "|".join(re.escape(word) for table in words.tables("times") for word in table["papers"])
    of = "|".join(re.escape(word) for table in words.tables("times") for word in table["of"])
    return re.compile(rf"(?<!\w)(?:{papers})(?!\w)[^;\n]{{0,60}}(?<!\w)(?:{of})\s+\Z")
