"""pointer-unresolved: something points to a passage that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._parties import Parties
from fonds.criticism._scope_words import has_number
from fonds.criticism._surroundings import Surroundings
from fonds.criticism._told import distribution_of
from fonds.model import AnySlot, Candidate, Dispatch, Finding, Passage, Relation

CODE = "pointer-unresolved"

EXPLANATION = (
    "A pointer leads nowhere: somebody was sent a point that the record does not have, or the text refers to one. "
    "It may be harmless: the record may be an excerpt, or the number may be that of the item. "
    "Compare the number with the original. Until a person decides, such a pointer releases nothing."
)

_NUMBER = r"(\d{1,3}(?:\.\d{1,2}|[a-z](?![a-z]))?)"
_NUMBERS = re.compile(_NUMBER)
_STEPS = re.compile(r"\d+|[a-z]")
_SIMPLE_SCOPE = re.compile(rf"\s*(?:{_NUMBER}(?:\s*(?:,|;|and|&|и)\s*|\s*$))+")
_FIGURE = re.compile(r"\d(?<=[ \u00a0].)")
_ROMAN = re.compile(r"[IVX]{1,5}")
_EMPTY = re.compile(r"\(\s*(see(?: also)?|cf\.|см\.(?: также)?)\s*\)", re.IGNORECASE)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each recipient whose scope leads nowhere, and for each reference in the text that does."""
    is_pointing = any(map(page.low.__contains__, _shortest_pointing_words()))
    if page.numbered:
        for dispatch in page.statements(Dispatch):
            lost = _lost_numbers(page, dispatch)
            if lost:
                parties = distribution_of(page, surroundings).parties
                yield _unresolved_dispatch(page, parties, dispatch, lost)
        for slot in page.slots if is_pointing else ():
            if slot.kind in _WITH_REFERENCES:
                yield from _lost_references(page, slot)
            elif slot.kind == "attendance":
                yield from _lost_invitations(page, slot)
    if page.all_of("footnote"):
        yield from _lost_notes(page)
    for slot in page.slots if _EMPTY.search(page.text) else ():
        yield from _empty_references(slot)
    if any(map(page.text.__contains__, _words_of_options())):
        yield from _lost_options(page)


_WITH_REFERENCES = frozenset({"item", "point", "subpoint", "paragraph", "list_item", "speech", "formula"})


def _lost_numbers(page: Page, dispatch: Dispatch) -> list[str]:
    """Numbers of a scope that lead to no passage; empty when there is no scope or it says "everything"."""
    scope = dispatch.scope_literal
    if scope is None or not has_number(scope):
        return []
    if not dispatch.reaches:
        return [scope]
    if _SIMPLE_SCOPE.fullmatch(scope) is None:
        return []
    reached = [page.passages[one] for one in dispatch.reaches if one in page.passages]
    numbers = _NUMBERS.findall(scope)
    return [number for number in numbers if not any(_bears(passage, number) for passage in reached)]


def _bears(passage: Passage, number: str) -> bool:
    """Tells whether a passage, or one above it, has that number ("3", "3b", "3.1")."""
    path = [part.casefold() for part in passage.number]
    wanted = _STEPS.findall(number)
    size = len(wanted)
    return any(path[start : start + size] == wanted for start in range(len(path)))


def _unresolved_dispatch(page: Page, parties: Parties, dispatch: Dispatch, lost: list[str]) -> Finding:
    readings = dispatch.candidates or tuple(_candidates(page, parties, dispatch, lost[0]))
    return Finding(
        code=CODE,
        slots=dispatch.slots,
        literals=(dispatch.recipient, dispatch.scope_literal or ""),
        message=f"{dispatch.recipient} is sent “{', '.join(lost)}”; {_what_lacks(page, dispatch, lost)}.",
        candidates=(*readings, *_kept_elsewhere(page, lost[0])),
        severity="conflict" if not dispatch.reaches else "warning",
        certainty=min(0.95, dispatch.certainty),
    )


def _what_lacks(page: Page, dispatch: Dispatch, lost: list[str]) -> str:
    item = page.passages.get(_item_before(page, dispatch))
    if item is None or len(lost) > 1 or not lost[0].isdigit():
        return "the record has no passage to which that leads"
    return f"there is no point {lost[0]} under item {item.number[-1]}"


def _kept_elsewhere(page: Page, lost: str) -> Iterator[Candidate]:
    """A note that a part of that number is kept elsewhere may mean the point that is missed here."""
    for relation in page.statements(Relation):
        if relation.kind == "kept-elsewhere" and lost in re.findall(r"\d+", relation.target):
            yield Candidate(why=f"a point {lost} that is not on this page: “{relation.literal}”")


def _candidates(page: Page, parties: Parties, dispatch: Dispatch, lost: str) -> Iterator[Candidate]:
    """Readings in place of a number that leads nowhere: the item itself, a passage that names the recipient."""
    for passage in page.numbered:
        if passage.kind == "item" and passage.number[-1] == lost:
            yield Candidate(slots=(passage.id,), why=f"{lost} is the number of the item, so the whole of it")
    for passage in page.families.get(_item_before(page, dispatch), ()):
        if parties.is_named_in(dispatch.recipient, passage.id):
            number = passage.number[-1]
            why = f"{number} misread as {lost}: {dispatch.recipient} is named in {page.name_of(passage.id)}"
            yield Candidate(slots=(passage.id,), literal=number, why=why)


def _item_before(page: Page, dispatch: Dispatch) -> str:
    """Id of the item that a list of recipients follows; empty when the record has none."""
    place = page.place[dispatch.slots[0]]
    items = [one.id for one in page.numbered if one.kind == "item" and page.place[one.id] < place]
    return items[-1] if items else ""


_NOTE = re.compile(r"\s{0,4}(?P<mark>[\[(](?:\d{1,3}|[ivxl]{1,6}|[a-z]|\*{1,3})[\])])\s?\S")


def _lost_notes(page: Page) -> Iterator[Finding]:
    """Notes to which no mark in the text leads, where marks of other notes have survived the capture."""
    notes = [(slot, match["mark"]) for slot in page.all_of("footnote") if (match := _NOTE.match(slot.content))]
    if not notes:
        return
    text = "\n".join(slot.content for slot in page.text_slots if slot.kind != "footnote")
    if not any(mark in text for _, mark in notes):
        return
    yield from _lost_marks(page, {mark for _, mark in notes})
    for slot, mark in notes:
        if mark not in text:
            yield Finding(
                code=CODE,
                slots=(slot.id,),
                literals=(mark,),
                message=f"No mark in the text leads to the note {mark}.",
                candidates=(
                    Candidate(slots=(slot.id,), why="the mark was lost in the capture"),
                    Candidate(slots=(slot.id,), why="the note belongs to a part of the text that is not here"),
                ),
                severity="note",
                certainty=0.8,
            )


def _lost_marks(page: Page, notes: set[str]) -> Iterator[Finding]:
    """Marks in the text to which no note belongs, where other notes are there."""
    style = {mark[1:-1].isdecimal() for mark in notes}
    for slot in page.text_slots:
        for mark in slot.marks if slot.kind != "footnote" else ():
            literal = slot.content[mark.start : mark.end]
            is_like_others = literal[:1] in "[(" and literal[1:-1].isdecimal() in style
            if mark.kind == "footnote_mark" and is_like_others and literal not in notes:
                yield Finding(
                    code=CODE,
                    slots=(slot.id,),
                    literals=(literal,),
                    message=f"The mark {literal} leads to no note.",
                    candidates=(
                        Candidate(slots=(slot.id,), why="the note was lost in the capture"),
                        Candidate(slots=(slot.id,), why="the mark is that of another note"),
                    ),
                    severity="note",
                    certainty=0.8,
                )


def _empty_references(slot: AnySlot) -> Iterator[Finding]:
    for match in _EMPTY.finditer(slot.content):
        yield Finding(
            code=CODE,
            slots=(slot.id,),
            literals=(match.group(),),
            message=f"“{match.group()}” names nothing that one could see.",
            severity="note",
            certainty=0.9,
        )


def _lost_references(page: Page, slot: AnySlot) -> Iterator[Finding]:
    low = slot.content.lower()
    if not any(low.endswith(_pointing_words(), 0, figure.start() - 1) for figure in _FIGURE.finditer(low)):
        return
    for match in _reference().finditer(low):
        numbers = re.findall(r"\d{1,3}", match["numbers"])
        if not (match["see"] or match["here"]) or match["there"]:
            continue
        lost = [number for number in numbers if not any(number in one.number for one in page.numbered)]
        if lost and not _continues_elsewhere(page, lost):
            yield _lost_reference(page, slot, slot.content[match.start() : match.end()].strip(), lost)


def _lost_invitations(page: Page, slot: AnySlot) -> Iterator[Finding]:
    """Somebody is invited to points of the agenda that the minutes do not have: "(to points 4 and 5)"."""
    low = slot.content.lower()
    for match in _reference().finditer(low) if any(word in low for word in _pointing_words()) else ():
        numbers = re.findall(r"\d{1,3}", match["numbers"])
        lost = [number for number in numbers if not any(number in one.number for one in page.numbered)]
        if 0 < len(lost) < len(numbers) and not match["there"]:
            yield _lost_reference(page, slot, slot.content[match.start() : match.end()].strip(), lost)


def _lost_options(page: Page) -> Iterator[Finding]:
    """An option is named by a letter, and the options of the paper have others."""
    texts = [slot for slot in page.slots if slot.kind in _WITH_REFERENCES]
    given = {match.group(1) for slot in texts if (match := _LETTERED.match(slot.content))}
    for slot in texts if len(given) > 1 else ():
        for match in _option().finditer(slot.content):
            if match["letter"] not in given:
                yield Finding(
                    code=CODE,
                    slots=(slot.id,),
                    literals=(match.group(),),
                    message=f"“{match.group()}” is none of those that the paper gives ({', '.join(sorted(given))}).",
                    severity="warning",
                    certainty=0.75,
                )


_LETTERED = re.compile(r"\s{0,4}\(?([A-H])[.)] ?(?=[^\W\d_])")


@cache
def _option() -> re.Pattern[str]:
    found = "|".join(map(re.escape, _words_of_options()))
    return re.compile(rf"(?<!\w)(?:{found}) (?P<letter>[A-H])(?!\w)")


@cache
def _words_of_options() -> tuple[str, ...]:
    return tuple(word for table in words.tables("pointers") for word in table["options"])


def _continues_elsewhere(page: Page, lost: list[str]) -> bool:
    """Items of excerpted minutes have numbers far apart: one that is not here is no fault."""
    tops = [one for one in page.numbered if one.kind == "item"]
    return bool(tops) and any(len(number) >= len(tops[0].number[-1]) > 1 for number in lost)


def _lost_reference(page: Page, slot: AnySlot, literal: str, lost: list[str]) -> Finding:
    near = [one for one in page.numbered if one.number[-1] in lost[0] or lost[0] in one.number[-1]]
    why = "a digit too many or too few for {}"
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(literal,),
        message=f"{page.name_of(slot.id).capitalize()} refers to {', '.join(lost)}, which the record does not have.",
        candidates=tuple(
            Candidate(slots=(one.id,), literal=one.number[-1], why=why.format(one.number[-1])) for one in near[:2]
        ),
        severity="warning",
        certainty=0.7,
    )


@cache
def _pointing_words() -> tuple[str, ...]:
    return tuple(word for table in words.tables("pointers") for word in table["passages"])


@cache
def _shortest_pointing_words() -> tuple[str, ...]:
    """Those in which no other stands: where none of these is, there are no others."""
    found = _pointing_words()
    return tuple(word for word in found if not any(other in word for other in found if other != word))


@cache
def _reference() -> re.Pattern[str]:
    def either(part: str) -> str:
        return words.one_of({word for table in words.tables("pointers") for word in table[part]})

    numbers = r"\d{1,3}(?:(?:, | and | to | or | и |-)\d{1,3}){0,6}"
    return re.compile(
        rf"(?:(?<!\w)(?P<see>{either('see')}) )?"
        rf"(?<!\w)(?:{either('passages')})[ \u00a0](?P<numbers>{numbers})(?![\d.]\d|\w)"
        rf"(?: (?:(?P<here>{either('here')})|(?P<there>{either('there')}))(?!\w))?"
    )
