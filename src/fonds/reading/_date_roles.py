"""What is a date the date of? The kind of its line says it, or the nearest word of handling before it.

Not for: finding dates (`_date_forms`), nor their value (`_dates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fonds import words
from fonds.model import FRAME_KINDS, AnySlot, DateRole
from fonds.reading._date_forms import FoundDate
from fonds.reading._date_words import date_words
from fonds.reading._lines import fold

_BY_KIND: dict[str, DateRole] = {
    "page_date": "header", "page_title": "title", "citation": "citation", "source": "citation", "related": "related",
    "minutes_head": "meeting_range", "decision_date": "decided", "dateline": "document", "field": "document",
    "signature": "document", "stamp": "stamped", "handwritten": "handwritten", "resolution": "executed",
    "reference": "document", "production": "typed", "routing": "sent", "document_kind": "document", "sender": "sent",
}  # fmt: skip
Said = tuple[DateRole, float]
_HANDLED = frozenset({"routing", "production", "stamp", "resolution"})
_PLAIN = frozenset({"field", "paragraph", "heading", "signature", "reference", "sender", "addressee"})
_SHORT = 90
_REACH = 60
_ALONE = 48


class Course:
    """Where the reader of a record stands: what the lines before say about the dates to come.

    Args:
        slots: All slots of the record, in the order of the page.
    """

    def __init__(self, slots: Sequence[AnySlot]) -> None:
        self._slots = slots
        self.is_diary = any(
            slot.kind in ("page_title", "citation") and _has_word(slot.content.lower(), _words("diary", "words"))
            for slot in slots
        )
        self.is_dated = any(slot.kind == "dateline" for slot in slots)
        self._at = -1
        self._is_in_resolution = False
        self._resolved = -1

    def enter(self, index: int) -> None:
        """Goes on to the slot of that index."""
        self._at = index

    @property
    def _previous(self) -> AnySlot | None:
        return self._slots[self._at - 1] if self._at > 0 else None

    @property
    def before(self) -> str:
        """The end of the line before, in lower case."""
        previous = self._previous
        return previous.content[-_REACH:].lower() if previous is not None else ""

    @property
    def kind_before(self) -> str:
        """The kind of the line before."""
        previous = self._previous
        return previous.kind if previous is not None else ""

    @property
    def opening(self) -> DateRole | None:
        """What the line before says at its head that happened, if it is a short line of the document."""
        previous = self._previous
        is_short = previous is not None and len(previous.content) <= _SHORT and previous.kind not in FRAME_KINDS
        return _opening(previous.content) if previous is not None and is_short else None

    @property
    def is_in_resolution(self) -> bool:
        """Whether the line belongs to a note of decision: it is one, or stands below one with its date and name."""
        while self._resolved < self._at:
            self._resolved += 1
            self._is_in_resolution = self._goes_on(self._resolved)
        return self._is_in_resolution

    def _goes_on(self, index: int) -> bool:
        slot = self._slots[index]
        if slot.kind in ("handwritten", "resolution") or _is_note_by_hand(slot):
            return True
        is_signed = (
            index > 0 and self._slots[index - 1].kind == "dateline" and slot.kind in ("signature", "addressee")
        )
        return self._is_in_resolution and (slot.kind == "dateline" or is_signed)


def _has_word(low: str, cues: Sequence[str]) -> bool:
    return any(cue in low for cue in cues)


def _is_note_by_hand(slot: AnySlot) -> bool:
    """Whether a short line says that it was written by hand, whatever it was taken for."""
    is_short = slot.kind != "signature" and len(slot.content) <= 2 * _SHORT
    return is_short and any(mark.kind == "handwritten" for mark in slot.marks)


def role_of(slot: AnySlot, found: FoundDate, course: Course) -> Said:
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
    if slot.kind == "handwritten" or (_is_behind_note(slot, found) and not _opening(slot.content)):
        return _in_note(before, course)
    by_words = None if slot.kind in FRAME_KINDS else _by_words(slot, before, found, course)
    if by_words is not None:
        return by_words
    if slot.kind == "dateline":
        return _in_dateline(before, course)
    if slot.kind in _BY_KIND and slot.kind not in ("reference", "page_title"):
        return _BY_KIND[slot.kind], 0.9
    return _in_text(slot, before, found, course)


def _by_words(slot: AnySlot, before: str, found: FoundDate, course: Course) -> Said | None:
    """What the words of a short line say, whatever kind of line it was taken for."""
    of_paper = _of_paper(before)
    if of_paper is not None or len(slot.content) > _SHORT:
        return of_paper
    said = (rule(slot, before, found, course) for rule in _SHORT_LINES)
    return next((role for role in said if role is not None), None)


def _entries(_slot: AnySlot, _before: str, found: FoundDate, course: Course) -> Said | None:
    """The days that a part of a diary covers."""
    return ("entry_range", 0.8) if found.last is not None and course.is_diary else None


def _meetings(slot: AnySlot, before: str, found: FoundDate, _course: Course) -> Said | None:
    """The days of the meetings of which a heading speaks."""
    is_range = slot.kind in ("heading", "subject") and found.last is not None
    return ("meeting_range", 0.7) if is_range and _has_word(before, _words("meeting", "words")) else None


def _deadline(_slot: AnySlot, before: str, _found: FoundDate, _course: Course) -> Said | None:
    return ("due", 0.8) if before.strip(" :") in _words("due", "words") else None


def _numbered(slot: AnySlot, _before: str, found: FoundDate, _course: Course) -> Said | None:
    """The day of the paper whose number stands before it: this one, or the one that is answered."""
    before = slot.content[: found.start]
    words_before = fold(before).split()
    if words_before and words_before[-1] in date_words("forms", "dated") and _answers(slot.content):
        return "mentioned", 0.7
    return ("document", 0.7) if _is_numbered(before) else None


def _by_hand(slot: AnySlot, _before: str, found: FoundDate, _course: Course) -> Said | None:
    return ("handwritten", 0.75) if _is_by_hand(slot.content[: found.start]) else None


def _behind_typist(slot: AnySlot, _before: str, _found: FoundDate, course: Course) -> Said | None:
    return ("typed", 0.7) if slot.kind == "dateline" and course.kind_before == "production" else None


def _alone(slot: AnySlot, _before: str, found: FoundDate, course: Course) -> Said | None:
    """A date in a line of its own, below the words that say what happened on it."""
    is_alone = not slot.content[: found.start].strip(" ([") and not course.is_in_resolution
    role = course.opening if is_alone else None
    return (role, 0.7) if role is not None else None


def _opened(slot: AnySlot, before: str, _found: FoundDate, _course: Course) -> Said | None:
    """Words of handling that open the line."""
    if slot.kind == "decision_date" or ". " in before.rstrip(" ."):
        return None
    role = _opening(slot.content)
    return (role, 0.75) if role is not None else None


_SHORT_LINES = (_entries, _meetings, _deadline, _numbered, _by_hand, _behind_typist, _alone, _opened)


def _of_paper(before: str) -> Said | None:
    """In running text: when a telegram came or went, to the hour ("Your cable came in at 14:30 on 5 May")."""
    sentence = before.rpartition(". ")[2]
    if not any(map(str.isdigit, sentence)) or ":" not in sentence:
        return None
    has_paper = any(word.strip(",.") in _papers() for word in sentence.split())
    role = _nearest(sentence) if has_paper else None
    return (role, 0.7) if role in ("sent", "received", "arrived", "delivered") else None


@cache
def _papers() -> frozenset[str]:
    return frozenset(word for table in words.tables("times") for word in table["papers"])


def _is_by_hand(before: str) -> bool:
    """Whether a date stands in a bracket, or behind a label in one, that says that it was written by hand."""
    label, closed, _ = before[before.rfind("[") + 1 :].lower().partition("]")
    is_open = not closed or label.rstrip().endswith(":")
    return "[" in before and is_open and label.startswith(_hand_words())


def _is_numbered(before: str) -> bool:
    """Whether a date belongs to the number before it: "Out. No. 280 of", "№ 5/12 от"."""
    tokens = fold(before).split()
    if tokens and tokens[-1] in date_words("forms", "dated"):
        tokens = tokens[:-1]
    elif not before.rstrip().endswith(","):
        return False
    is_number = len(tokens) > 1 and any(map(str.isdigit, tokens[-1]))
    return is_number and tokens[-2].strip("(.:") in date_words("forms", "numbers")


def _answers(content: str) -> bool:
    return fold(content).lstrip("([ ").startswith(date_words("forms", "answers"))


@cache
def _hand_words() -> tuple[str, ...]:
    tables = words.tables("cues")
    return tuple(word for table in tables for word in table["brackets"].get("handwritten", ()))


def _opening(content: str) -> DateRole | None:
    """The role whose cue opens a line: "Taken down 05.01.49, 04:49", "To Beijing: went off 11 November"."""
    low = content.lower()
    starts = {0, low.find(": ") + 2} if ": " in low else {0}
    may_fit = ((at, *pair) for at in starts for pair in _by_letters().get(low[at : at + 2], ()))
    found = [(len(cue), role) for at, cue, role in may_fit if _stands_at(low, cue, at)]
    return max(found)[1] if found else None


@cache
def _by_letters() -> dict[str, list[tuple[str, DateRole]]]:
    """Cues by their first two letters, so that a line is compared with the few that can fit."""
    found: dict[str, list[tuple[str, DateRole]]] = {}
    for cue, role in _handling():
        found.setdefault(cue[:2], []).append((cue, role))
    return found


def _stands_at(low: str, cue: str, at: int) -> bool:
    end = at + len(cue)
    return low.startswith(cue, at) and not low[end : end + 1].isalpha()


def _handled(slot: AnySlot, before: str, course: Course) -> Said:
    """Sent, received, deciphered, typed: the nearest word of handling, else that of the line before."""
    default = _BY_KIND[slot.kind]
    if slot.kind == "resolution" and is_due(before):
        return "due", 0.8
    if slot.kind == "stamp":
        return ("declassified", 0.9) if _nearest(before) == "declassified" else (default, 0.85)
    role = _nearest(before)
    if role is None and course.kind_before in _HANDLED:
        role = _nearest(course.before)
    return (role, 0.85) if role is not None else (default, 0.5)


def _is_behind_note(slot: AnySlot, found: FoundDate) -> bool:
    """Whether a mark of handwriting stands before the date in its line."""
    return (
        len(slot.content) <= _SHORT
        and slot.kind in _PLAIN
        and any(m.kind == "handwritten" and m.start <= found.start for m in slot.marks)
    )


def _in_note(before: str, course: Course) -> Said:
    """Handwritten notes on minutes give the meeting and the decision; others their own date."""
    context = f"{course.before}\n{before}" if course.kind_before == "handwritten" else before
    near = context[-40:]
    if _has_word(near, _words("meeting", "words")):
        return "meeting_range", 0.8
    if _has_word(near, _words("meeting", "decided")) or before.strip() in ("of", "from", "от"):
        return "decided", 0.7
    if _nearest(before) == "executed":
        return "executed", 0.7
    return "handwritten", 0.7


def _in_dateline(before: str, course: Course) -> Said:
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


def _in_text(slot: AnySlot, before: str, found: FoundDate, course: Course) -> Said:
    if slot.kind == "page_title":
        return "title", 0.9
    if is_due(before):
        return "due", 0.8
    if slot.kind == "reference" and before.rstrip().endswith((" from", " of", " от")):
        return ("document", 0.7) if not found.start > 40 else ("mentioned", 0.6)
    if found.start == 0 and _is_head(slot.content, found.end):
        return "document", 0.6
    if slot.kind == "heading" and before.rstrip().endswith(" on") and not course.is_dated:
        return (
            "document",
            0.7,
        )  # notes of a meeting have its day; a paper with a dateline names the day of another thing
    return "mentioned", 0.8


def _is_head(content: str, end: int) -> bool:
    """Whether a line that begins with a date holds nothing else, or is too short for a sentence."""
    behind = content[end:].strip(" .,")
    return not behind or (len(content) <= _ALONE and not behind[0].islower() and behind[0] != ";")


def is_due(before: str) -> bool:
    """Whether the words before a date (in lower case) make it a day by which something is to be done."""
    low = before.rstrip(" :\n\t\u00a0")
    if any(low.endswith(" " + cue) or low == cue for cue in _words("due", "words")):
        return True
    sentence = low.rpartition(". ")[2]
    return _has_word(sentence, _words("due", "future"))


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
