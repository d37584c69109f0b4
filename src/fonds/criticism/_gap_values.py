"""A value is left out where its name or its sign stands: an empty field, a number, a day, an hour.

Not for: lists and tables (`_gap_lists`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fonds import words
from fonds.criticism._gap import RUNNING, missing, with_next
from fonds.criticism._gap_words import gap_words, handling
from fonds.criticism._page import Page
from fonds.model import AnySlot, Candidate, Finding, Passage

_NUMBER_SIGN = re.compile(
    r"([N\u2116](?<!\w.)(?:(?<=N)(?:os?\.|r\.|[\u00ba\u00b0])|(?<=\u2116)))[ \u00a0]+([^\W\d_]+)"
)
_OPEN_NUMBER = re.compile(r"\s{0,4}(N(?:os?\.|r\.|[\u00ba\u00b0])|\u2116)[ \u00a0]{0,4}[_.\u2026]{2,}\s{0,4}")
_SIGN_AT_END = re.compile(r"[^\W\d_]+ (N(?:os?\.|r\.|[\u00ba\u00b0])|\u2116)\Z")
_WITH_NUMBERS = frozenset({"reference", "document_kind", "stamp", "minutes_head"})
_NUMBER_BEGINS = tuple("0123456789[(#")
_BLANK = re.compile(
    r"[\"'\u201c\u201e\u2018\u00ab(\[]?[ \u00a0]{0,4}_{2,}[ \u00a0]{0,4}[\"'\u201d\u201c\u2019\u00bb)\]]?"
)
_EMPTY_QUOTES = re.compile(r"(?:\"[ \u00a0]{1,6}\"|\u201c[ \u00a0]{1,6}\u201d|\u00ab[ \u00a0]{1,6}\u00bb)")
_CLOCK = re.compile(
    r"(?<![\d.])(?:\d{1,2}[:.] ?\d{2}(?!\.?\d)|\d{1,2} hours?(?!\w)|\d{4}(?=[ \u00a0]\d)|\d{4}[ \u00a0]?h)"
)
_DAY = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|(?<!\d)\d{1,2}[ \u00a0][^\W\d_]{3,9}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_EMPTY = 6
"""A form with more fields empty has a field for whatever might be said, and most of them say nothing."""
_NO_BLANKS = frozenset({"copies", "label", "label_value"})
"""The number of a copy is filled in by hand on numbered copies only: a blank says nothing."""


def find_missing_values(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """Findings of each kind, in this order: fields, numbers, days, hours."""
    if page.all_of("field"):
        yield from _empty_fields(slots)
    for slot, after in with_next(slots):
        if "N" in slot.content or "\u2116" in slot.content:
            yield from _missing_numbers(page, slot, after)
        if "_" in slot.content or "  " in slot.content:
            yield from _blanks(page, slot)
    yield from _missing_hours(page.all_of("routing"))


def _empty_fields(slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """One finding for all fields of a form that stand without a value."""
    columns = _heads_of_columns(slots)
    empty = [
        slot
        for slot, after in with_next(slots)
        if slot.kind == "field" and slot.id not in columns and _is_empty(slot.content, after)
    ]
    if not empty or len(empty) > _MOST_EMPTY:
        return
    names = [slot.content.strip() for slot in empty]
    fields = f"field {_quoted(names)} is" if len(names) == 1 else f"fields {_quoted(names)} are"
    yield missing(
        [slot.id for slot in empty],
        names,
        f"The {fields} empty.",
        (
            Candidate(slots=tuple(slot.id for slot in empty), why="the form was not filled in there"),
            Candidate(slots=tuple(slot.id for slot in empty), why="the values were lost in the transcription"),
        ),
        severity="note",
        certainty=0.85,
    )


def _heads_of_columns(slots: Sequence[AnySlot]) -> set[str]:
    """Names of two fields or more directly above numbered passages: the columns in which these stood."""
    found: set[str] = set()
    run: list[str] = []
    for slot in slots:
        if isinstance(slot, Passage) and slot.number and len(run) > 1:
            found.update(run)
        run = [*run, slot.id] if slot.kind == "field" and slot.content.rstrip().endswith(":") else []
    return found


def _is_empty(content: str, after: AnySlot | None) -> bool:
    bare = content.strip().casefold()
    is_name = bare.endswith((":", *gap_words("number_signs")))
    return is_name and (after is None or after.kind not in RUNNING)


def _quoted(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


def _missing_numbers(page: Page, slot: AnySlot, after: AnySlot | None) -> Iterator[Finding]:
    """A sign of a number with another word behind it, or at the end of a line of the head."""
    left_open = _OPEN_NUMBER.fullmatch(slot.content)
    if left_open is not None:
        yield _no_number(page, slot, left_open.group().strip(), left_open.group(1))
    for match in _NUMBER_SIGN.finditer(slot.content):
        if match.group(2) in gap_words("after_a_number"):
            yield _no_number(page, slot, match.group(), match.group(1))
    end = _SIGN_AT_END.search(slot.content.rstrip()[-24:]) if slot.kind in _WITH_NUMBERS else None
    if end and not (after is not None and after.content[:1] in _NUMBER_BEGINS):
        yield _no_number(page, slot, end.group(), end.group(1))


def _no_number(page: Page, slot: AnySlot, shown: str, sign: str) -> Finding:
    return missing(
        (slot.id,),
        (shown,),
        f"No number follows “{sign}” in {page.name_of(slot.id)}.",
        (
            Candidate(slots=(slot.id,), why="the number was left open for later and never filled in"),
            Candidate(slots=(slot.id,), why="the number was lost in the transcription"),
        ),
    )


def _blanks(page: Page, slot: AnySlot) -> Iterator[Finding]:
    """A blank before the name of a month is a day that was to be filled in by hand."""
    if slot.kind in _NO_BLANKS:
        return
    for pattern in (_BLANK, _EMPTY_QUOTES):
        for match in pattern.finditer(slot.content):
            following = _WORD.match(slot.content[match.end() : match.end() + 24].lstrip())
            if following and following.group().casefold() in words.month_names():
                end = slot.content.index(following.group(), match.end()) + len(following.group())
                yield _blank_day(page, slot, slot.content[match.start() : end])


def _blank_day(page: Page, slot: AnySlot, shown: str) -> Finding:
    header = next(iter(page.first_of("page_date")), None)
    known = (
        (Candidate(slots=(header.id,), literal=header.content.strip(), why="the header of the page dates it so"),)
        if header is not None and any(sign.isdigit() for sign in header.content.partition(" ")[2].partition(",")[0])
        else ()
    )
    return missing(
        (slot.id,),
        (shown,),
        f"The day of the month is left blank in {page.name_of(slot.id)}: “{shown}”.",
        (*known, Candidate(slots=(slot.id,), why="the paper was typed before it was signed, or is a draft")),
        severity="note",
    )


def _missing_hours(routing: Sequence[AnySlot]) -> Iterator[Finding]:
    """An act of handling with its day alone, where the others of the paper have day and hour."""
    acts = _acts(routing)
    timed = [act for act in acts if _CLOCK.search(act[2])]
    bare = [act for act in acts if not _CLOCK.search(act[2]) and _DAY.search(act[2])]
    if len(timed) < 2:
        return
    for slot_id, deed, text in bare:
        shown = text.strip().partition("\n")[0].strip()
        yield missing(
            (slot_id,),
            (shown,),
            f"The hour of {deed} is missing, while other acts of handling have theirs.",
            (Candidate(slots=(slot_id,), why="the hour was lost in the transcription, or was never noted"),),
            severity="note",
            certainty=0.8,
        )


def _acts(routing: Sequence[AnySlot]) -> list[tuple[str, str, str]]:
    """Acts of handling: the slot in which each is named, what it is, and its words up to the next act."""
    acts: list[tuple[str, str, str]] = []
    for slot in routing:
        named = [match for match in _WORD.finditer(slot.content) if match.group().casefold() in handling()]
        ends = [*(match.start() for match in named[1:]), len(slot.content)][: len(named)]
        if acts and (not named or named[0].start()):
            before = slot.content[: named[0].start()] if named else slot.content
            acts[-1] = (*acts[-1][:2], f"{acts[-1][2]}\n{before}")
        for match, end in zip(named, ends, strict=True):
            acts.append((slot.id, handling()[match.group().casefold()], slot.content[match.start() : end]))
    return acts
