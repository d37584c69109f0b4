"""What is a date the date of? The kind of its line says it, or the nearest word of handling before it.

Not for: finding dates (`_date_forms`), nor their value (`_dates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fonds import words
from fonds.model import AnySlot, DateRole
from fonds.reading._date_forms import FoundDate

_BY_KIND: dict[str, DateRole] = {
    "page_date": "header", "page_title": "title", "citation": "citation", "source": "citation", "related": "related",
    "minutes_head": "meeting_range", "decision_date": "decided", "dateline": "document", "field": "document",
    "signature": "document", "stamp": "stamped", "handwritten": "handwritten", "resolution": "executed",
    "reference": "document", "production": "typed", "routing": "sent", "document_kind": "document",
}  # fmt: skip
_HANDLED = frozenset({"routing", "production", "stamp", "resolution"})
_PLAIN = frozenset({"field", "paragraph", "heading", "signature", "reference", "sender", "addressee"})
_COVERING = frozenset({"dateline", "heading", "paragraph", "subject", "document_kind"})
_SHORT = 90
_REACH = 60


class Course:
    """Where the reader of a record stands: what the lines before say about the dates to come.

    Args:
        slots: All slots of the record, in the order of the page.
    """

    def __init__(self, slots: Sequence[AnySlot]) -> None:
        self._slots = slots
        self.is_diary = any(
            slot.kind == "page_title" and any(word in slot.content.lower() for word in _words("diary", "words"))
            for slot in slots
        )
        self.before = ""
        self.kind_before = ""
        self.is_in_resolution = False

    def enter(self, index: int) -> None:
        """Goes on to the slot of that index."""
        previous = self._slots[index - 1] if index else None
        self.before = previous.content[-_REACH:].lower() if previous is not None else ""
        self.kind_before = previous.kind if previous is not None else ""
        kind = self._slots[index].kind
        if kind in ("handwritten", "resolution") or _is_note_by_hand(self._slots[index]):
            self.is_in_resolution = True
        elif kind != "dateline" and (self.kind_before != "dateline" or kind not in ("signature", "addressee")):
            self.is_in_resolution = False


def _is_note_by_hand(slot: AnySlot) -> bool:
    """Whether a short line says that it was written by hand, whatever it was taken for; a signature always is."""
    return (
        slot.kind != "signature"
        and len(slot.content) <= 2 * _SHORT
        and any(mark.kind == "handwritten" for mark in slot.marks)
    )


def role_of(slot: AnySlot, found: FoundDate, course: Course) -> tuple[DateRole, float]:
    """Says what a date is the date of.

    Args:
        slot: The line.
        found: The date in it.
        course: What stands before the line.

    Returns:
        The role and a certainty from 0 to 1.
    """
    before = slot.content[max(0, found.start - _REACH) : found.start].lower()
    if slot.kind in _HANDLED:
        return _handled(slot, before, course)
    if (said := _in_plain_line(slot, before, found, course)) is not None:
        return said, 0.7
    if slot.kind == "handwritten" or _is_behind_note(slot, found):
        return _in_note(before, course)
    if slot.kind == "dateline":
        return _in_dateline(before, course)
    if slot.kind in _BY_KIND and slot.kind not in ("reference", "page_title"):
        return _BY_KIND[slot.kind], 0.9
    return _in_text(slot, before, found)


def _handled(slot: AnySlot, before: str, course: Course) -> tuple[DateRole, float]:
    """Sent, received, deciphered, typed: the nearest word of handling, else that of the line before."""
    default = _BY_KIND[slot.kind]
    if slot.kind == "stamp":
        return ("declassified", 0.9) if _nearest(before) == "declassified" else (default, 0.85)
    role = _nearest(before)
    if role is None and course.kind_before in _HANDLED:
        role = _nearest(course.before)
    return (role, 0.85) if role is not None else (default, 0.5)


def _in_plain_line(slot: AnySlot, before: str, found: FoundDate, course: Course) -> DateRole | None:
    """The days that a diary covers; what a short line of any kind begins with ("Rec'd: ...", "taken down ...")."""
    if course.is_diary and found.last is not None and slot.kind in _COVERING:
        return "entry_range"
    if slot.kind not in _PLAIN or len(slot.content) > _SHORT:
        return None
    if slot.kind == "field":
        return "due" if is_due(before.rstrip(" :")) else _nearest(before)
    low = before.lstrip(" [(\u2013-")
    return _nearest(before) if any(low.startswith(cue) for cue, _ in _handling()) else None


def _is_behind_note(slot: AnySlot, found: FoundDate) -> bool:
    """Whether a mark of handwriting stands before the date in its line."""
    return (
        len(slot.content) <= _SHORT
        and slot.kind in _PLAIN
        and any(m.kind == "handwritten" and m.start <= found.start for m in slot.marks)
    )


def _in_note(before: str, course: Course) -> tuple[DateRole, float]:
    """Handwritten notes on minutes give the meeting and the decision; others their own date."""
    context = f"{course.before}\n{before}" if course.kind_before == "handwritten" else before
    near = context[-40:]
    if any(cue in near for cue in _words("meeting", "words")):
        return "meeting_range", 0.8
    if any(cue in near for cue in _words("meeting", "decided")) or before.strip() in ("of", "from", "от"):
        return "decided", 0.7
    if _nearest(context) == "executed":
        return "executed", 0.7
    return "handwritten", 0.7


def _in_dateline(before: str, course: Course) -> tuple[DateRole, float]:
    if before.strip().startswith(("beginning", "ending", "begun", "ended", "started", "начато", "окончено")):
        return "file_range", 0.9
    if course.is_in_resolution:
        return "executed", 0.6
    if before.rstrip().endswith("on/"):
        return "sent", 0.8
    if is_due(before):
        return "due", 0.8
    if course.kind_before == "production":
        return "typed", 0.7
    return ("entry", 0.8) if course.is_diary else ("document", 0.9)


def _in_text(slot: AnySlot, before: str, found: FoundDate) -> tuple[DateRole, float]:
    if slot.kind == "page_title":
        return "title", 0.9
    if is_due(before):
        return "due", 0.8
    if slot.kind == "reference" and before.rstrip().endswith((" from", " of", " от")):
        return ("document", 0.7) if not found.start > 40 else ("mentioned", 0.6)
    if found.start == 0 and slot.content[found.end - 2 : found.end] == "г.":
        return "document", 0.6
    if slot.kind in ("heading", "subject") and (role := _in_heading(before, found)) is not None:
        return role, 0.7
    return "mentioned", 0.8


def _in_heading(before: str, found: FoundDate) -> DateRole | None:
    """The days of meetings; the day of the paper, behind "on"."""
    if found.last is not None and any(cue in before for cue in _words("meeting", "words")):
        return "meeting_range"
    return "document" if before.rstrip().endswith(" on") else None


def is_due(before: str) -> bool:
    """Whether the words before a date (in lower case) make it a day by which something is to be done."""
    low = before.rstrip(" :\n\t\u00a0")
    if any(low.endswith(" " + cue) or low == cue for cue in _words("due", "words")):
        return True
    sentence = low.rpartition(". ")[2]
    return any(cue in sentence for cue in _words("due", "future"))


def _nearest(before: str) -> DateRole | None:
    """The role whose cue stands nearest before the date."""
    best: DateRole | None = None
    place = (0, 0)
    for cue, role in _handling():
        at = before.rfind(cue)
        if at >= 0 and (at + len(cue), len(cue)) > place:
            best, place = role, (at + len(cue), len(cue))
    return best


@cache
def _handling() -> tuple[tuple[str, DateRole], ...]:
    return tuple(
        (cue, role) for table in words.tables("dates") for role, found in table["roles"].items() for cue in found
    )


@cache
def _words(section: str, topic: str) -> tuple[str, ...]:
    return tuple(word for table in words.tables("dates") for word in table[section][topic])
