"""number-conflict: one number of the paper is given in two ways, or the year in a file number is not the paper's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from rapidfuzz.distance import OSA

from fonds import words
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, DatedAct, Dispatch, Finding, PaperNumber

CODE = "number-conflict"

EXPLANATION = (
    "The number of the minutes, the telegram or the resolution is another in the title than on the paper, or a file "
    "number ends in another year than that of the paper. "
    "It may be harmless: minutes have special numbers beside their own, and a file opened in one year goes on in the "
    "next. "
    "Look at the number on the original before you cite it."
)

_TITLES = frozenset({"page_title", "citation"})
_MOST = 40
"""Numbers that are compared with each other."""

_YEAR = re.compile(r"[-/](1[89]\d\d|20\d\d)\Z")


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each kind of paper whose numbers differ, and for each file number of another year."""
    del surroundings
    numbers = list(page.statements(PaperNumber))
    for paper in dict.fromkeys(one.paper for one in numbers if one.paper):
        yield from _between(page, [one for one in numbers if one.paper == paper])
    yield from _head_and_foot(page, numbers)
    yield from _of_a_letter(page, numbers)
    yield from _of_an_item(page, numbers)
    yield from _in_the_title(page, numbers)
    yield from _of_a_copy(page)
    yield from _in_words(page)
    yield from _in_the_shelfmark(page)
    bare = [one for one in numbers if not one.paper]
    years = _years(page) if bare else set()
    for one in bare if years else ():
        yield from _of_another_year(page, one, years)


def _between(page: Page, numbers: Sequence[PaperNumber]) -> Iterator[Finding]:
    """The title, or the first line that gives a number, against the first other line that gives none like it."""
    by_slot: dict[str, list[PaperNumber]] = {}
    for one in numbers:
        if page.by_id[one.slots[0]].kind != "reference" or one.paper == "minutes":
            by_slot.setdefault(one.slots[0], []).append(one)
    first, *others = sorted(by_slot, key=lambda slot: page.by_id[slot].kind not in _TITLES) or [""]
    for slot in others:
        if not any(_agree(_plain(a.number), _plain(b.number)) for a in by_slot[first] for b in by_slot[slot]):
            yield _conflict(page, by_slot[first][0], by_slot[slot][0])
            return


def _head_and_foot(page: Page, numbers: Sequence[PaperNumber]) -> Iterator[Finding]:
    """A bare number that is a slip away from the one that the paper is called by."""
    called = [one for one in numbers if one.paper and page.by_id[one.slots[0]].kind != "reference"][:_MOST]
    named = {_plain(one.number) for one in called}
    bare = [one for one in numbers if not one.paper][:_MOST]
    same = next((one for one in bare if _plain(one.number) in named), None)
    same = same or next(iter(called), None)
    cited = [one for one in numbers if one.paper and page.by_id[one.slots[0]].kind == "reference"][:_MOST]
    for one in [*bare, *cited]:
        number = _plain(one.number)
        if same is not None and number not in named and any(_is_slip(number, other) for other in named):
            yield _conflict(page, same, one)
            return


def _of_a_letter(page: Page, numbers: Sequence[PaperNumber]) -> Iterator[Finding]:
    """The only number on a letter is its own; a telegram bears those of offices through which it went."""
    titles = [one for one in numbers if one.paper and page.by_id[one.slots[0]].kind in _TITLES]
    bare = [one for one in numbers if not one.paper]
    if len(titles) != 1 or (titles[0].paper not in _OWN_NUMBERED and not _are_fields(page, bare)):
        return
    others = [one for one in numbers if one.paper and page.by_id[one.slots[0]].kind not in _TITLES]
    if len(bare) == 1 and not others:
        own, title = _plain(bare[0].number), _plain(titles[0].number)
        if not _agree(own, title) and not _is_slip(own, title):
            yield _conflict(page, titles[0], bare[0])


def _are_fields(page: Page, numbers: Sequence[PaperNumber]) -> bool:
    """A form has one field for the number of its paper."""
    return bool(numbers) and all(page.by_id[one.slots[0]].kind == "field" for one in numbers)


_OWN_NUMBERED = frozenset({"letter", "report", "order", "resolution"})


_LONG_NUMBER = re.compile(r"(?<!\w)(?<!\d\.)\d{2,6}[./]\d{3,6}(?![\w.]\w)")


def _in_the_title(page: Page, numbers: Sequence[PaperNumber]) -> Iterator[Finding]:
    """The title has a number of several parts that is one figure away from the only one on the paper."""
    own = [one for one in numbers if not one.paper and _LONG_NUMBER.fullmatch(one.number)]
    title = next(iter(page.first_of("page_title")), None)
    said = _LONG_NUMBER.search(title.content[:_TITLE]) if title is not None else None
    if title is None or said is None or len(own) != 1:
        return
    if OSA.distance(said.group(), own[0].number, score_cutoff=1) == 1:
        yield _conflict(page, msgspec.structs.replace(own[0], slots=(title.id,), literal=said.group()), own[0])


_TITLE = 400


def _of_a_copy(page: Page) -> Iterator[Finding]:
    """One copy by its number goes to two recipients, in two lists of the paper."""
    first: dict[str, Dispatch] = {}
    for one in page.statements(Dispatch):
        number = one.copy_number or ""
        other = first.setdefault(number, one)
        if number and other.slots[0] != one.slots[0] and _are_apart(page, other, one):
            yield _copy_twice(page, number, other, one)
            return


def _are_apart(page: Page, one: Dispatch, other: Dispatch) -> bool:
    """The recipients share no word, and another line than those of one list stands between them."""
    places = sorted((page.place[one.slots[0]], page.place[other.slots[0]]))
    between = page.slots[places[0] : places[1]]
    named = [set(_NAME.findall(it.recipient.casefold())) for it in (one, other)]
    return named[0].isdisjoint(named[1]) and any(slot.kind != "distribution" for slot in between)


_NAME = re.compile(r"[^\W\d_]{3,}")


def _copy_twice(page: Page, number: str, one: Dispatch, other: Dispatch) -> Finding:
    where = [page.name_of(it.slots[0]) for it in (one, other)]
    return Finding(
        code=CODE,
        slots=(one.slots[0], other.slots[0]),
        literals=(one.literal, other.literal),
        message=f"Copy {number} goes to {one.recipient} in {where[0]} and to {other.recipient} in {where[1]}.",
        candidates=(
            Candidate(slots=other.slots, why="one of the two numbers is a slip"),
            Candidate(slots=other.slots, why="the copy went on from one to the other"),
        ),
        severity="warning",
        certainty=0.7,
    )


_FIGURES_IN_BRACKETS = re.compile(r" \((?P<figures>\d{1,3}(?:[, ]\d{3})+|\d{1,9})\) (?=\w)")
_WORDS_WITHIN = 80


def _in_words(page: Page) -> Iterator[Finding]:
    """A number in words, and another in figures behind it: "twenty-four (34) places"."""
    for slot in page.text_slots if _FIGURES_IN_BRACKETS.search(page.text) else ():
        for match in _FIGURES_IN_BRACKETS.finditer(slot.content):
            said = _said_before(slot.content, match.start())
            if said is not None and said[1] != words.value_of(match["figures"]):
                yield _words_and_figures(page, slot, said, match)


def _said_before(content: str, end: int) -> tuple[int, int | float] | None:
    """Where a number in words begins that ends there, with its value; up to ten they count the points of a list."""
    first = max(0, end - _WORDS_WITHIN)
    for numeral in words.find_numerals(content[first:end], 11):
        if first + numeral.end == end:
            return first + numeral.start, numeral.value
    return None


def _words_and_figures(page: Page, slot: AnySlot, said: tuple[int, int | float], match: re.Match[str]) -> Finding:
    start, value = said
    spelled = slot.content[start : match.start()]
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(slot.content[start : match.end()].strip(),),
        message=f"{page.name_of(slot.id).capitalize()} says {spelled} in words and {match['figures']} in figures.",
        candidates=(
            Candidate(slots=(slot.id,), literal=str(value), why="the words are right"),
            Candidate(slots=(slot.id,), literal=match["figures"], why="the figures are right"),
        ),
        severity="conflict",
        certainty=0.85,
    )


_ITEM_OF = re.compile(r"/(\d{1,4})(?![\w.-])")


def _of_an_item(page: Page, numbers: Sequence[PaperNumber]) -> Iterator[Finding]:
    """The number of an item that a reference gives ("P70/45") is that of the only item on the page."""
    items = [passage for passage in page.numbered if passage.kind == "item" and len(passage.number) == 1]
    if len(items) != 1 or not items[0].number[0].isdecimal():
        return
    for one in numbers:
        match = _ITEM_OF.search(one.literal) if one.paper == "minutes" else None
        if match is not None and match.group(1) != items[0].number[0]:
            name = page.name_of(items[0].id)
            yield Finding(
                code=CODE,
                slots=(one.slots[0], items[0].id),
                literals=(one.literal, opening(items[0].content)),
                message=f"The reference {one.literal} gives the item {match.group(1)}, the page has {name}.",
                candidates=(
                    Candidate(slots=one.slots, literal=items[0].number[0], why="the reference is a slip"),
                    Candidate(slots=(items[0].id,), literal=match.group(1), why="the number of the item is a slip"),
                ),
                severity="warning",
                certainty=0.8,
            )
            return


def _is_slip(one: str, other: str) -> bool:
    """Numbers of three and more figures that differ in one of them."""
    return len(one) == len(other) > 2 and one.isdecimal() and OSA.distance(one, other, score_cutoff=1) == 1


def _plain(number: str) -> str:
    """A number without what offices add to it: zeros before it."""
    return number.casefold().replace(" ", "").lstrip("0") or "0"


def _agree(one: str, other: str) -> bool:
    """The same, or one with the letters of an office behind it ("600473", "600473/sh")."""
    shorter, longer = sorted((one, other), key=len)
    return longer == shorter or (longer.startswith(shorter) and longer[len(shorter)] in "/-")


def _conflict(page: Page, title: PaperNumber, paper: PaperNumber) -> Finding:
    first, second = sorted((title, paper), key=lambda one: page.place[one.slots[0]])
    where = (page.name_of(first.slots[0]), page.name_of(second.slots[0]))
    return Finding(
        code=CODE,
        slots=tuple(dict.fromkeys((first.slots[0], second.slots[0]))),
        literals=(first.literal, second.literal),
        message=f"One number is given in two ways: {first.literal} in {where[0]}, {second.literal} in {where[1]}.",
        candidates=(
            Candidate(
                slots=title.slots, literal=paper.number, why="the paper is nearer to the office that numbered it"
            ),
            Candidate(slots=paper.slots, literal=title.number, why="the title may come from another copy"),
            Candidate(slots=(*title.slots, *paper.slots), why="they are two numbers: of a series, and a special one"),
        ),
        severity="warning",
        certainty=0.85,
    )


_SHELFMARK_YEAR = re.compile(r"(?<![\d/.-])(1[89]\d\d|20\d\d)(?=[,;])")
_FILED = re.compile(r"(?<![\w/-])\d{2,8}(?:/\w{1,8}){0,3}/(?P<year>1[89]\d\d|20\d\d)(?![\w/-])")


def _in_the_shelfmark(page: Page) -> Iterator[Finding]:
    """A file of the year of the paper holds a number that a later year gave."""
    for slot in page.first_of("source"):
        filed = _FILED.search(slot.content) if "/" in slot.content else None
        of_file = _SHELFMARK_YEAR.search(slot.content) if filed else None
        if of_file and filed and int(filed["year"]) > int(of_file.group(1)) and int(of_file.group(1)) in _years(page):
            yield Finding(
                code=CODE,
                slots=(slot.id,),
                literals=(of_file.group(1), filed.group()),
                message=f"The file is of {of_file.group(1)}, a number in it is of {filed['year']}: {filed.group()}.",
                candidates=(
                    Candidate(slots=(slot.id,), literal=of_file.group(1), why=f"{filed['year']} is a slip"),
                    Candidate(slots=(slot.id,), why="the paper was numbered when it was answered, a year on"),
                ),
                severity="warning",
                certainty=0.6,
            )


def _years(page: Page) -> set[int]:
    """The years in which the document can have been written, by its own dates."""
    found: set[int] = set()
    for act in page.statements(DatedAct):
        if act.role in ("header", "document", "decided", "sent", "typed", "title") and act.date.earliest is not None:
            found.update(int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", act.date.edtf))
    return found


_LIFETIME = 60


def _of_another_year(page: Page, number: PaperNumber, years: set[int]) -> Iterator[Finding]:
    match = _YEAR.search(number.number)
    if match is None or int(match.group(1)) in years or int(match.group(1)) + 1 in years:
        return
    year = int(match.group(1))
    near = min(years, key=lambda one: abs(one - year))
    if abs(near - year) > _LIFETIME:
        return  # four figures that are no year of the office
    act = next((one for one in page.statements(DatedAct) if str(near) in one.date.edtf), None)
    date = act.literal if act is not None else str(near)
    yield Finding(
        code=CODE,
        slots=number.slots if act is None else tuple(sorted({*number.slots, *act.slots}, key=page.place.__getitem__)),
        literals=(number.literal, *((act.literal,) if act is not None else ())),
        message=f"The number {number.number} ends in {year}, the document is of {near} ({date}).",
        candidates=(
            Candidate(slots=number.slots, literal=str(near), why=f"{year} is a slip for {near}"),
            Candidate(slots=number.slots, why=f"{match.group(1)} is a running number and no year"),
            Candidate(slots=number.slots, why=f"the number was given when the file was put in order in {year}"),
        ),
        severity="warning",
        certainty=0.8 if year > near else 0.6,
    )
