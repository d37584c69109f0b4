"""What is a date the date of? One table of rules, read from top to bottom: the first that answers is right.

Rules stand in groups: `_GROUPS` says whose lines each group is asked about, and its rules in their order. The last
group is every line's; what no rule dates is only mentioned.

Not for: finding dates (`_date_forms`), their value (`_dates`), nor the words of handling (`_date_handling`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import FRAME_KINDS, AnySlot, DateRole
from fonds.reading._date_course import REACH, SHORT, Course
from fonds.reading._date_forms import FoundDate
from fonds.reading._date_handling import is_due, nearest_role, opening_role
from fonds.reading._date_words import date_words
from fonds.reading._lines import fold

_BY_KIND: dict[str, DateRole] = {
    "page_date": "header", "citation": "citation", "source": "citation", "related": "related",
    "minutes_head": "meeting_range", "decision_date": "decided", "field": "document", "signature": "document",
    "document_kind": "document", "sender": "sent",
}  # fmt: skip
"""What a line of that kind dates, when its words do not say otherwise."""

_BY_HANDLING: dict[str, DateRole] = {
    "routing": "sent", "production": "typed", "stamp": "stamped", "resolution": "executed",
}  # fmt: skip
_PLAIN = frozenset({"field", "paragraph", "heading", "signature", "reference", "sender", "addressee"})
_ALONE = 48
_NEAR = 40


class _Place(NamedTuple):
    """A date in its line, what stands before it there (in lower case), and what the lines before say."""

    slot: AnySlot
    found: FoundDate
    before: str
    course: Course


Said = tuple[DateRole, float]
_Rule = Callable[[_Place], Said | None]


def role_of(slot: AnySlot, found: FoundDate, course: Course) -> Said:
    """Says what a date is the date of.

    Args:
        slot: The line.
        found: The date in it.
        course: What stands before the line.

    Returns:
        The role and a certainty from 0 to 1.
    """
    before = slot.content[max(0, found.start - REACH) : found.start].lower()
    place = _Place(slot, found, before, course)
    for is_own, rules in _GROUPS:
        if is_own(place):
            for rule in rules:
                said = rule(place)
                if said is not None:
                    return said
    return "mentioned", 0.8


# Lines of handling: routing, production, stamps, resolutions.


def _is_handled(place: _Place) -> bool:
    return place.slot.kind in _BY_HANDLING


def _due_in_resolution(place: _Place) -> Said | None:
    return ("due", 0.8) if place.slot.kind == "resolution" and is_due(place.before) else None


def _stamped(place: _Place) -> Said | None:
    """A stamp has its own day, but that of declassification says so."""
    if place.slot.kind != "stamp":
        return None
    return ("declassified", 0.9) if nearest_role(place.before) == "declassified" else ("stamped", 0.85)


def _handled(place: _Place) -> Said | None:
    """Sent, received, deciphered, typed: the nearest word of handling, else that of the line before."""
    role = nearest_role(place.before)
    if role is None and place.course.kind_before in _BY_HANDLING:
        role = nearest_role(place.course.before)
    return (role, 0.85) if role is not None else None


def _handled_by_kind(place: _Place) -> Said | None:
    return _BY_HANDLING[place.slot.kind], 0.5


# Notes by hand: on minutes they give the meeting and the decision, others their own date.


def _is_note(place: _Place) -> bool:
    if place.slot.kind == "handwritten":
        return True
    is_short = place.slot.kind in _PLAIN and len(place.slot.content) <= SHORT
    return (
        is_short
        and any(mark.kind == "handwritten" and mark.start <= place.found.start for mark in place.slot.marks)
        and opening_role(place.slot.content) is None
    )


def _note_of_meeting(place: _Place) -> Said | None:
    return ("meeting_range", 0.8) if _has_word(_near_note(place), "meeting", "words") else None


def _note_of_decision(place: _Place) -> Said | None:
    is_led = place.before.strip() in date_words("forms", "of_paper")
    return ("decided", 0.7) if is_led or _has_word(_near_note(place), "meeting", "decided") else None


def _near_note(place: _Place) -> str:
    goes_on = place.course.kind_before == "handwritten"
    return (f"{place.course.before}\n{place.before}" if goes_on else place.before)[-_NEAR:]


def _note_by_hand(place: _Place) -> Said | None:
    return ("executed" if nearest_role(place.before) == "executed" else "handwritten"), 0.7


# Words of the document, whatever kind of line they were taken for.


def _is_of_document(place: _Place) -> bool:
    return place.slot.kind not in FRAME_KINDS


def _telegram(place: _Place) -> Said | None:
    """In running text: when a telegram came or went, to the hour ("Your cable came in at 14:30 on 5 May")."""
    sentence = place.before.rpartition(". ")[2]
    if ":" not in sentence or not any(map(str.isdigit, sentence)):
        return None
    has_paper = any(word.strip(",.") in _papers() for word in sentence.split())
    role = nearest_role(sentence) if has_paper else None
    return (role, 0.7) if role in ("sent", "received", "arrived", "delivered") else None


@cache
def _papers() -> frozenset[str]:
    return frozenset(word for table in words.tables("times") for word in table["papers"])


def _is_short(place: _Place) -> bool:
    return _is_of_document(place) and len(place.slot.content) <= SHORT


def _entries(place: _Place) -> Said | None:
    """The days that a part of a diary covers."""
    return ("entry_range", 0.8) if place.found.last is not None and place.course.is_diary else None


def _meetings(place: _Place) -> Said | None:
    """The days of the meetings of which a heading speaks."""
    is_range = place.slot.kind in ("heading", "subject") and place.found.last is not None
    return ("meeting_range", 0.7) if is_range and _has_word(place.before, "meeting", "words") else None


def _deadline(place: _Place) -> Said | None:
    return ("due", 0.8) if place.before.strip(" :") in date_words("due", "words") else None


def _answered(place: _Place) -> Said | None:
    """The day of a paper that is answered: "In reply to No. 280 of"."""
    tokens = fold(place.slot.content[: place.found.start]).split()
    if not tokens or tokens[-1] not in date_words("forms", "dated"):
        return None
    answers = fold(place.slot.content).lstrip("([ ").startswith(date_words("forms", "answers"))
    return ("mentioned", 0.7) if answers else None


def _numbered(place: _Place) -> Said | None:
    """The day of the paper whose number stands before it: "Out. No. 280 of", "№ 5/12 от"."""
    before = place.slot.content[: place.found.start]
    tokens = fold(before).split()
    if tokens and tokens[-1] in date_words("forms", "dated"):
        tokens = tokens[:-1]
    elif not before.rstrip().endswith(","):
        return None
    is_number = len(tokens) > 1 and any(map(str.isdigit, tokens[-1]))
    is_named = is_number and tokens[-2].strip("(.:") in date_words("forms", "numbers")
    return ("document", 0.7) if is_named else None


def _by_hand(place: _Place) -> Said | None:
    """A date in a bracket, or behind a label in one, that says that it was written by hand."""
    _, opened, inside = place.slot.content[: place.found.start].rpartition("[")
    label, closed, _ = inside.lower().partition("]")
    is_open = not closed or label.rstrip().endswith(":")
    return ("handwritten", 0.75) if opened and is_open and label.startswith(_hand_words()) else None


@cache
def _hand_words() -> tuple[str, ...]:
    tables = words.tables("cues")
    return tuple(word for table in tables for word in table["brackets"].get("handwritten", ()))


def _behind_typist(place: _Place) -> Said | None:
    is_below = place.slot.kind == "dateline" and place.course.kind_before == "production"
    return ("typed", 0.7) if is_below else None


def _alone(place: _Place) -> Said | None:
    """A date in a line of its own, below the words that say what happened on it."""
    is_alone = not place.slot.content[: place.found.start].strip(" ([") and not place.course.is_in_resolution
    role = place.course.opening if is_alone else None
    return (role, 0.7) if role is not None else None


def _opened(place: _Place) -> Said | None:
    """Words of handling that open the line."""
    if place.slot.kind == "decision_date" or ". " in place.before.rstrip(" ."):
        return None
    role = opening_role(place.slot.content)
    return (role, 0.75) if role is not None else None


# Datelines.


def _is_dateline(place: _Place) -> bool:
    return place.slot.kind == "dateline"


def _of_file(place: _Place) -> Said | None:
    """When a file was begun and ended."""
    return ("file_range", 0.9) if place.before.strip().startswith(date_words("file", "words")) else None


def _of_resolution(place: _Place) -> Said | None:
    return ("executed", 0.6) if place.course.is_in_resolution else None


def _sent_on(place: _Place) -> Said | None:
    return ("sent", 0.8) if place.before.rstrip().endswith(date_words("forms", "sent_on")) else None


def _due(place: _Place) -> Said | None:
    return ("due", 0.8) if is_due(place.before) else None


def _of_entry_or_paper(place: _Place) -> Said | None:
    if place.course.kind_before == "production":
        return "typed", 0.7
    return ("entry", 0.8) if place.course.is_diary else ("document", 0.9)


# Lines whose kind says what they date, and the text.


def _any_line(_place: _Place) -> bool:
    return True


def _by_kind(place: _Place) -> Said | None:
    role = _BY_KIND.get(place.slot.kind)
    return (role, 0.9) if role is not None else None


def _in_title(place: _Place) -> Said | None:
    return ("title", 0.9) if place.slot.kind == "page_title" else None


def _in_reference(place: _Place) -> Said | None:
    """The day of this paper's own number, or further on of another's."""
    led = place.before.split()[-1:]
    if place.slot.kind != "reference" or not led or led[0] not in date_words("forms", "of_paper"):
        return None
    return ("document", 0.7) if place.found.start <= _NEAR else ("mentioned", 0.6)


def _at_head(place: _Place) -> Said | None:
    """A date that opens a line which holds nothing else, or is too short for a sentence."""
    content, behind = place.slot.content, place.slot.content[place.found.end :].strip(" .,")
    is_short = len(content) <= _ALONE and behind[:1] != ";" and not behind[:1].islower()
    return ("document", 0.6) if place.found.start == 0 and (not behind or is_short) else None


def _of_notes(place: _Place) -> Said | None:
    """Notes of a meeting have its day; a paper with a dateline names the day of another thing."""
    is_held = place.slot.kind == "heading" and place.before.endswith(_held_on())
    return ("document", 0.7) if is_held and not place.course.is_dated else None


@cache
def _held_on() -> tuple[str, ...]:
    return tuple(f" {word} " for word in date_words("forms", "held_on"))


_GROUPS: tuple[tuple[Callable[[_Place], bool], tuple[_Rule, ...]], ...] = (
    (_is_handled, (_due_in_resolution, _stamped, _handled, _handled_by_kind)),
    (_is_note, (_note_of_meeting, _note_of_decision, _note_by_hand)),
    (_is_of_document, (_telegram,)),
    (_is_short, (_entries, _meetings, _deadline, _answered, _numbered, _by_hand, _behind_typist, _alone, _opened)),
    (_is_dateline, (_of_file, _of_resolution, _sent_on, _due, _of_entry_or_paper)),
    (_any_line, (_by_kind, _in_title, _due, _in_reference, _at_head, _of_notes)),
)
"""Whose lines each group is, and its rules."""


def _has_word(low: str, section: str, key: str) -> bool:
    return any(word in low for word in date_words(section, key))
