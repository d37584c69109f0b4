"""quote-unbalanced: a quotation mark without its partner, with the likeliest place of the partner.

A quotation may run over several paragraphs; each of them may open anew, and only the last one closes. An apostrophe,
a sign of inches, and a single mark inside a word are no quotation marks.

Not for: what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fonds.criticism._misread import is_misread
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, Finding

CODE = "quote-unbalanced"

EXPLANATION = (
    "A quotation is opened and not closed, or closed and not opened. "
    "It may be harmless: printers close a quotation of several paragraphs only once, and that is not counted. "
    "Where one mark is lost, it is not certain which words are quoted: look at the candidates, and at the original, "
    "before you give the words to a speaker."
)

_NOTES = frozenset({"handwritten", "stamp", "resolution", "translator_note", "page_mark", "footnote"})
_ALONE = FRAME_KINDS | frozenset({"heading", "subject", "table"})
_TITLES = frozenset({"page_title", "heading", "subject"})
_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb'
_MARK = re.compile(f"[{_MARKS}]")
_SINGLE_OPENS = re.compile(r"(?:\A|(?<=[\s,(\[:]))['\u2018](?=[^\W\d_]{2,}\s)")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?\])])['\u2019](?!\w)")


_DEEPEST = 4
_FAR = 64
"""So many slots further nobody looks for the end of a quotation."""


_BEFORE = " \u00a0\n\t([\u2014\u2013-"


class _Place(NamedTuple):
    """A mark: index of its slot, place in it, whether it opens."""

    slot: int
    place: int
    opens: bool


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each slot in which a quotation lacks one of its marks."""
    if is_misread(page, surroundings):
        return
    told: set[int] = set()
    for mark in _lone_marks(page):
        if mark.slot not in told:
            told.add(mark.slot)
            yield _make_finding(page, mark)


def _lone_marks(page: Page) -> Iterator[_Place]:
    is_quoting = any(sign in page.text for sign in _MARKS)
    marked = {index for index, slot in enumerate(page.slots) if is_quoting and _MARK.search(slot.content)}
    for index, slot in enumerate(page.slots):
        if slot.kind in _ALONE:
            if index in marked:
                yield from _in_one(page, [index])
            if slot.kind in _TITLES:
                yield from _single(index, slot)
    yield from _in_one(page, [index for index in sorted(marked) if page.slots[index].kind not in _ALONE | _NOTES])
    for run in _runs_of_notes(page.slots):
        if not marked.isdisjoint(run):
            yield from _in_one(page, run)


def _runs_of_notes(slots: Sequence[AnySlot]) -> Iterator[list[int]]:
    run: list[int] = []
    for index, slot in enumerate(slots):
        if slot.kind in _NOTES and (not run or (run[-1] == index - 1 and slots[run[-1]].kind == slot.kind)):
            run.append(index)
        elif run:
            yield run
            run = [index] if slot.kind in _NOTES else []
    if run:
        yield run


def _in_one(page: Page, indexes: Sequence[int]) -> Iterator[_Place]:
    """Marks without partner of one flow of text."""
    stack: list[_Place] = []
    for index in indexes:
        content = page.slots[index].content
        for match in _MARK.finditer(content):
            opens = _opens(content, match, is_open=bool(stack))
            if opens is None:
                continue
            mark = _Place(index, match.start(), opens)
            if not opens and not stack:
                yield mark
            elif not opens:
                stack.pop()
            elif stack and _opens_anew(content, mark, stack[0]):
                del stack[1:]
            elif len(stack) < _DEEPEST:
                stack.append(mark)
    if stack and not _is_cut_off(page, stack[0]):
        yield stack[0]


def _opens_anew(content: str, mark: _Place, waiting: _Place) -> bool:
    """A further paragraph of the same quotation."""
    return mark.slot != waiting.slot and not content[: mark.place].strip(" [(")


def _is_cut_off(page: Page, mark: _Place) -> bool:
    """The page ends in the paragraph in which the quotation is opened: with the page its end is missing."""
    return mark.slot == len(page.slots) - 1 and page.slots[mark.slot].kind not in FRAME_KINDS


def _opens(content: str, match: re.Match[str], *, is_open: bool) -> bool | None:
    """Whether a mark opens or closes; None when it is none (inches, seconds, ditto)."""
    sign = match.group()
    before, after = content[: match.start()][-1:], content[match.end() : match.end() + 1]
    if sign in "\u00ab\u00bb":
        is_ahead = not before.strip(_BEFORE)  # German has them the other way round
        return sign == "\u00ab" if is_ahead and not after.strip() else is_ahead
    if sign in "\u201e\u201d":
        return sign == "\u201e"
    if sign == "\u201c":
        return not (is_open and before.strip() and not after.strip())  # German closes with it
    if before.isdigit() and not is_open:
        return None
    if not before.strip() or before in "([\u2014\u2013-/'\u2018":
        return None if not after.strip() and not is_open else bool(after.strip())
    return False if not after.isalnum() or is_open else None


def _single(index: int, slot: AnySlot) -> Iterator[_Place]:
    """An inner title that is opened by a single mark and not closed; apostrophes are no closing marks."""
    if "'" not in slot.content and "\u2018" not in slot.content:
        return
    opened = list(_SINGLE_OPENS.finditer(slot.content))
    is_open = opened and not _SINGLE_CLOSES.search(slot.content, opened[-1].end())
    if is_open and len(slot.content[opened[-1].end() :].split()) > 2:
        yield _Place(index, opened[-1].start(), opens=True)


def _make_finding(page: Page, mark: _Place) -> Finding:
    slot = page.slots[mark.slot]
    shown = _around(slot.content, mark)
    what = "opened and not closed" if mark.opens else "closed and was not opened"
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(shown,),
        message=f"A quotation is {what} in {page.name_of(slot.id)}: {_excerpt(slot.content, mark)}",
        candidates=tuple(_ends(page, mark) if mark.opens else _beginnings(page, mark)),
        severity="note",
        certainty=0.85,
    )


def _around(content: str, mark: _Place) -> str:
    if mark.opens:
        return content[mark.place : mark.place + 50].partition("\n")[0].strip()
    return content[max(0, mark.place - 40) : mark.place + 1].rpartition("\n")[2].strip()


_LAST_STOP = re.compile(r"\.(?=\W?\Z)")


def _excerpt(content: str, mark: _Place) -> str:
    """The words at a mark as the end of a sentence: whole words, and a single stop."""
    shown = _around(content, mark)
    if mark.opens and len(content) > mark.place + 50 and "\n" not in content[mark.place : mark.place + 50]:
        return f"{shown.rpartition(' ')[0]} ..."
    if not mark.opens and mark.place > 40 and "\n" not in content[mark.place - 40 : mark.place]:
        shown = f"... {shown.partition(' ')[2]}"
    return f"{_LAST_STOP.sub('', shown)}."


def _ends(page: Page, mark: _Place) -> Iterator[Candidate]:
    """Where it may have been closed: at the end of the sentence, of the paragraph, of the text before a signature."""
    slot = page.slots[mark.slot]
    rest = slot.content[mark.place + 1 : mark.place + 2000]
    sentence = re.match(r"[^.!?\n]{3,400}[.!?]", rest)
    last = mark.slot
    while (
        last + 1 < len(page.slots)
        and last - mark.slot < _FAR
        and page.slots[last + 1].kind in ("paragraph", "point", "subpoint", "list_item")
    ):
        last += 1
    if last != mark.slot:
        words = " ".join(page.slots[last].content.split()[-5:])
        yield Candidate(slots=(page.slots[last].id,), literal=words, why="the quoted text ends there")
    if rest.strip():
        yield Candidate(
            slots=(slot.id,), literal=" ".join(rest.split()[-5:]), why="it was closed at the end of the paragraph"
        )
    if sentence and sentence.end() < len(rest.rstrip()):
        yield Candidate(
            slots=(slot.id,), literal=" ".join(sentence.group().split()[-5:]), why="it was closed behind the sentence"
        )


def _beginnings(page: Page, mark: _Place) -> Iterator[Candidate]:
    """Where it may have been opened: behind a colon, at the head of the sentence, of the paragraph, of the text."""
    slot = page.slots[mark.slot]
    ahead = slot.content[max(0, mark.place - 2000) : mark.place]
    for sign, why in ((": ", "it was opened behind the colon"), (". ", "it was opened with the last sentence")):
        place = ahead.rstrip(" .!?").rfind(sign)
        if place >= 0:
            yield Candidate(slots=(slot.id,), literal=" ".join(ahead[place + 2 :].split()[:5]), why=why)
    if ahead.strip():
        words = " ".join(ahead.split()[:5])
        yield Candidate(slots=(slot.id,), literal=words, why="it was opened at the beginning of the paragraph")
    for first in page.first_of("paragraph")[:1]:
        if page.place[first.id] >= mark.slot:
            continue
        words = " ".join(first.content.split()[:5])
        yield Candidate(slots=(first.id,), literal=words, why="the whole text from there on is quoted")
