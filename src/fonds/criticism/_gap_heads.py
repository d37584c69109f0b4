"""A line of the head has lost its beginning or its end, or the number of the paper can not be read.

Not for: the end of the document (`_gap_end`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fonds.criticism._gap import RUNNING, last_word, missing, told_losses, with_next
from fonds.criticism._gap_words import gap_openings, gap_words
from fonds.criticism._page import Page, opening
from fonds.model import AnySlot, Candidate, Finding, Passage

_HEADS = frozenset({"minutes_head", "heading", "document_kind", "subject", "sender", "addressee", "routing"})
_WITH_NUMBERS = frozenset({"minutes_head", "heading", "document_kind", "reference", "handwritten", "item"})
_BREAKING_OFF = RUNNING | _HEADS
_TELLING = ("page_title", "citation", "summary")
_TOLD = 1000
"""So many signs of a title, a citation or a summary are compared."""

_WORDS_COMPARED = 16
_SENTENCE = 60
"""A shorter piece of running text is a label or a heading that was not known for one."""

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_NUMBER = re.compile(r"(?<!\w)(?:[Nn](?:[or\u00ba\u00b0]|um)?s?\.?|\u2116)\s?\[*\Z")
_VALUE = re.compile(r"[-\u2013\u2014][ \u00a0]?\w+\Z")
"""A word behind a dash at the end is what a list says of its last entry ("Petrov \u2013 for")."""

_FIGURE = re.compile(r"(?<!\w)(?:[Nn][or\u00ba\u00b0]?s?\.?|\u2116)\s?(\d[\w/-]*)")


def find_broken_heads(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """One finding for each line of the head without its beginning, its end, or its number."""
    before = None
    for slot, after in with_next(slots):
        if slot.kind in _HEADS and _is_beheaded(slot, before):
            yield _beheaded(page, slot)
        if after is not None and slot.kind in _BREAKING_OFF and _breaks_off(slot, after):
            yield _broken(page, slot, after)
        if slot.marks and slot.kind in _WITH_NUMBERS:
            yield from _unreadable_numbers(page, slot)
        before = slot


def _is_beheaded(slot: AnySlot, before: AnySlot | None) -> bool:
    """A line of the head that begins with "of", where no line before it says of what."""
    if not slot.content.startswith(_joints()):
        return False
    if before is None:
        return True
    if told_losses(before.content):
        return False  # the line that is lost is told of there
    nouns = {word.casefold() for word in _WORD.findall(before.content)}
    goes_on = before.content.rstrip().endswith(",") or last_word(before.content) in gap_words("hanging")
    return not goes_on and nouns.isdisjoint(gap_words("head_nouns"))


@cache
def _joints() -> tuple[str, ...]:
    return tuple(f"{joint} " for joint in gap_openings("joints"))


def _beheaded(page: Page, slot: AnySlot) -> Finding:
    shown = opening(slot.content)
    return missing(
        (slot.id,),
        (shown,),
        f"The line “{shown}” in the head has lost its beginning.",
        tuple(_beginnings(page, slot)),
        certainty=0.85,
    )


def _beginnings(page: Page, slot: AnySlot) -> Iterator[Candidate]:
    """What stands before the same words elsewhere on the page; else that a line is lost."""
    for other in page.first_of(*_TELLING):
        if other.id != slot.id:
            ahead = _words_ahead(slot.content, other.content[:_TOLD])
            if ahead:
                yield Candidate(
                    slots=(other.id,),
                    literal=f"{ahead} {slot.content.strip()}",
                    why=f"so {page.name_of(other.id)} has it",
                )
                break
    yield Candidate(slots=(slot.id,), why="the line above it was lost: what paper it is, and its number")


def _words_ahead(line: str, other: str) -> str:
    """The words that `other` has before the words of `line`, from the last word that names a kind of paper."""
    words = line.split()[:_WORDS_COMPARED]
    for count in range(len(words), 2, -1):
        place = other.casefold().find(" " + " ".join(words[:count]).casefold())
        if place > 0:
            ahead = other[:place].split()
            nouns = gap_words("head_nouns")
            starts = [n for n, word in enumerate(ahead) if word.strip("\"'“‘(,").casefold() in nouns]
            return " ".join(ahead[starts[-1] :]) if starts else ""
    return ""


def _breaks_off(slot: AnySlot, after: AnySlot) -> bool:
    """A line that ends with a word which must be followed by another, where the next line does not go on."""
    goes_on = after.kind in RUNNING and not (isinstance(after, Passage) and after.number)
    if slot.kind in RUNNING and (goes_on or len(slot.content) < _SENTENCE):
        return False
    word = last_word(slot.content)
    if word not in gap_words("hanging") or _VALUE.search(slot.content.rstrip()[-24:]):
        return False
    if slot.kind in RUNNING:
        return word not in gap_words("list_words")
    is_fresh = after.content.casefold().startswith(gap_openings("fresh_heads"))
    return is_fresh or after.kind in RUNNING or after.kind in ("item", "salutation", "omission")


def _broken(page: Page, slot: AnySlot, after: AnySlot) -> Finding:
    shown = slot.content.strip()[-60:]
    following = opening(after.content)
    return missing(
        (slot.id, after.id),
        (shown, following),
        f"The line that ends “{shown}” breaks off; the next line begins anew.",
        tuple(_endings(page, slot)),
        certainty=0.85,
    )


def _endings(page: Page, slot: AnySlot) -> Iterator[Candidate]:
    """What follows the last words of the line elsewhere on the page."""
    words = slot.content[-200:].split()
    for other in page.first_of(*_TELLING):
        told = other.content[:_TOLD]
        for count in range(min(6, len(words)), 1, -1):
            place = told.casefold().find(" ".join(words[-count:]).casefold() + " ")
            if other.id != slot.id and place >= 0:
                rest = told[place:].split()[count : count + 6]
                yield Candidate(
                    slots=(other.id,), literal=" ".join(rest), why=f"so it goes on in {page.name_of(other.id)}"
                )
                return
    yield Candidate(slots=(slot.id,), why="the rest of the line was lost in the transcription")


def _unreadable_numbers(page: Page, slot: AnySlot) -> Iterator[Finding]:
    for mark in slot.marks:
        before = slot.content[max(0, mark.start - 8) : mark.start]
        sign = _BEFORE_NUMBER.search(before)
        told = told_losses(slot.content[mark.start : mark.end])  # such a loss is in `_gap_told`
        if mark.kind == "unreadable" and sign and not told:
            shown = before[sign.start() :] + slot.content[mark.start : mark.end]
            yield missing(
                (slot.id,),
                (shown,),
                f"The number in {page.name_of(slot.id)} can not be read: “{shown}”.",
                tuple(_numbers_elsewhere(page, slot)),
                severity="note",
            )


def _numbers_elsewhere(page: Page, slot: AnySlot) -> Iterator[Candidate]:
    for other in page.first_of(*_TELLING):
        figure = _FIGURE.search(other.content[:_TOLD])
        if figure and other.id != slot.id:
            yield Candidate(
                slots=(other.id,), literal=figure.group(1), why=f"{page.name_of(other.id)} has this number"
            )
    yield Candidate(slots=(slot.id,), why="ask for a better copy, or look the day up in the register of the body")
