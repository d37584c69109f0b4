"""Where the reader of a record stands when it meets a date: what the lines before say about it.

Not for: what is said of the date (`_date_roles`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from fonds.model import FRAME_KINDS, AnySlot, DateRole
from fonds.reading._date_handling import opening_role
from fonds.reading._date_words import date_words

SHORT = 90
"""Lines up to this length say of their date what words at their head say."""

REACH = 60
"""So many code points before a date are looked at."""


class Course:
    """Where the reader of a record stands: what the lines before say about the dates to come.

    Args:
        slots: All slots of the record, in the order of the page.
    """

    def __init__(self, slots: Sequence[AnySlot]) -> None:
        self._slots = slots
        self._at = -1
        self._is_in_resolution = False
        self._resolved = -1

    @cached_property
    def is_diary(self) -> bool:
        """Whether the head of the record calls it a diary."""
        heads = (slot.content for slot in self._slots if slot.kind in ("page_title", "citation"))
        return any(map(_is_of_diary, heads))

    @cached_property
    def is_dated(self) -> bool:
        """Whether a line of its own dates the record."""
        return any(slot.kind == "dateline" for slot in self._slots)

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
        return previous.content[-REACH:].lower() if previous is not None else ""

    @property
    def kind_before(self) -> str:
        """The kind of the line before."""
        previous = self._previous
        return previous.kind if previous is not None else ""

    @property
    def opening(self) -> DateRole | None:
        """What the line before says at its head that happened, if it is a short line of the document."""
        previous = self._previous
        is_short = previous is not None and len(previous.content) <= SHORT and previous.kind not in FRAME_KINDS
        return opening_role(previous.content) if previous is not None and is_short else None

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


def _is_of_diary(content: str) -> bool:
    low = content.lower()
    return any(word in low for word in date_words("diary", "words"))


def _is_note_by_hand(slot: AnySlot) -> bool:
    """Whether a short line says that it was written by hand, whatever it was taken for."""
    is_short = slot.kind != "signature" and len(slot.content) <= 2 * SHORT
    return is_short and any(mark.kind == "handwritten" for mark in slot.marks)
