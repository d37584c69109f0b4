"""How many parts does a record announce, and how many does it list?

Copies ("11 copies: A - 2, B - 1"), numbered copies ("Four copies typed. No 1 to ..."), points behind a colon ("three
conditions:"), lists inside a sentence ("two measures: a) ...; b) ..."), names ("three delegates: A, B and C"). Only a
list that is whole is counted: one that breaks off with the page, or says that it gives a choice, is left alone.

Not for: amounts and their sums (`_sums`), nor for whether the numbers agree (`fonds.criticism`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from fonds import words
from fonds.model import FRAME_KINDS, AnySlot, Count, Dispatch, Passage, Record
from fonds.reading._program import PROGRAM
from fonds.reading.amounts import find_numbers, names_something, word_before
from fonds.reading.distribution import copy_announced

_OF_COPIES = frozenset({"distribution", "copies", "production"})
_LISTS = frozenset({"item", "point", "subpoint", "list_item"})
_OPENS_WITH_COPIES = re.compile(r"\s{0,4}\d{1,2} [^\W\d_]{4,12},")
_MOST = 30
_REACH = 3000
"""How far behind its announcement a list inside a sentence is looked for."""

_ENDS = (".", ";", ":", "!", "?", '"', "”", "»", ")", "]")


def find_counts(record: Record, dispatches: Sequence[Dispatch]) -> list[Count]:
    """Finds announced numbers of parts together with the lists that they announce.

    Args:
        record: Slots with kinds and numbers.
        dispatches: Who received what, in the order of the page.

    Returns:
        Counts in no particular order.
    """
    found: list[Count] = []
    slots = record.slots
    copies = _Copies(slots, dispatches)
    for index, slot in enumerate(slots):
        if slot.kind in _OF_COPIES or (slot.kind == "reference" and _OPENS_WITH_COPIES.match(slot.content)):
            found.extend(_numbered_lines(slots, index) or copies.read(index))
        elif ":" in slot.content and slot.kind not in FRAME_KINDS:
            found.extend(_numbered_lines(slots, index) or _parts(slots, index))
    return found


class _Announced(NamedTuple):
    """A number of parts, with its place in the line."""

    literal: str
    value: int
    noun: str


class _Copies:
    """Who received copies, by the line that says so and by the number of the copy.

    Args:
        slots: All slots of the record.
        dispatches: Who received what.
    """

    def __init__(self, slots: Sequence[AnySlot], dispatches: Sequence[Dispatch]) -> None:
        self._slots = slots
        self._dispatches = dispatches
        self._reached = 0
        self._entries: dict[str, list[Dispatch]] = {}
        for one in dispatches:
            self._entries.setdefault(one.slots[0], []).append(one)

    def read(self, index: int) -> Iterator[Count]:
        """The number of copies that a line announces, against the list behind it or against the numbered copies."""
        slot = self._slots[index]
        announced = _announced(_head(slot.content), "copies")
        if announced is None or index < self._reached:
            return
        listed = self._counted(index) or self._numbered(announced.value) or _in_line(slot) or self._elsewhere()
        if listed is not None:
            yield _count(slot, announced, *listed)

    def _counted(self, index: int) -> tuple[int, tuple[str, ...], float] | None:
        """How many copies the lines from here on give to recipients who are named without the number of a copy."""
        behind = list(takewhile(lambda slot: slot.kind == "distribution", islice(self._slots, index + 1, None)))
        block = [self._slots[index].id, *(slot.id for slot in behind)]
        entries = [one for slot in block for one in self._entries.get(slot, ())]
        if any(one.copies for one in self._entries.get(block[0], ())):  # a line without copies is an address
            block = [block[0], *takewhile(self._gives_copies, block[1:])]
            entries = [one for slot in block for one in self._entries.get(slot, ())]
        if not entries or any(one.copy_number for one in entries) or not _is_list(entries):
            return None
        self._reached = index + len(block)
        return sum(one.copies or 1 for one in entries), tuple(block[1:]), 0.9

    def _gives_copies(self, slot: str) -> bool:
        return any(one.copies for one in self._entries.get(slot, ()))

    def _elsewhere(self) -> tuple[int, tuple[str, ...], float] | None:
        """How many copies the only list of the paper gives, when each of its entries says how many."""
        is_whole = len(self._dispatches) > 1 and all(one.copies and not one.copy_number for one in self._dispatches)
        if self._reached or not is_whole:
            return None
        listed = tuple(dict.fromkeys(one.slots[0] for one in self._dispatches))
        return sum(one.copies or 0 for one in self._dispatches), listed, 0.8

    def _numbered(self, announced: int) -> tuple[int, tuple[str, ...], float] | None:
        """How many copies are known by their numbers: all from 1 on, or one beyond those announced."""
        at = self._by_number
        if not at:
            return None
        highest = max(at)
        if highest > announced:
            return highest, (at[highest],), 0.7
        is_whole = len(at) > 1 and sorted(at) == list(range(1, len(at) + 1))
        return (len(at), (at[highest],), 0.7) if is_whole else None

    @cached_property
    def _by_number(self) -> dict[int, str]:
        """Ids of the lines that name a numbered copy, by its number."""
        at: dict[int, str] = {}
        for one in self._dispatches:
            if one.copy_number and one.copy_number.isdecimal():
                at.setdefault(int(one.copy_number), one.slots[0])
        for slot in self._slots:
            own = copy_announced(slot.content) if slot.kind == "copies" else None
            if own:
                at.setdefault(int(own), slot.id)
        return at


def _in_line(slot: AnySlot) -> tuple[int, tuple[str, ...], float] | None:
    """The highest number of a list of numbered copies inside the line: "Nos. 1-20 members, 21 Sill, 22 Frost"."""
    colon = slot.content.find(":")
    if colon < 0 or _FIRST_COPY.match(slot.content, colon + 1) is None:
        return None
    numbers = [int(one) for one in _FIGURE.findall(slot.content, colon + 1)]
    is_list = len(numbers) > 2 and all(a < b for a, b in pairwise(numbers))
    return (numbers[-1], (), 0.7) if is_list else None


def _numbered_lines(slots: Sequence[AnySlot], index: int) -> list[Count]:
    """Copies that are announced before a colon, against lines that begin with their numbers ("1, 2 – Name")."""
    slot = slots[index]
    announced = _announced(slot.content, "copies") if slot.content.rstrip().endswith(":") else None
    if announced is None or len(slot.content) > _SHORT:
        return []
    highest, ids = 0, []
    for line in slots[index + 1 : index + 1 + _MOST]:
        numbers = _NUMBERS.match(line.content)
        if numbers is None:
            break
        first, *rest = map(int, _FIGURE.findall(numbers.group()))
        if first != highest + 1:
            return []
        highest = rest[-1] if rest else first
        ids.append(line.id)
    return [_count(slot, announced, highest, tuple(ids), 0.85)] if len(ids) > 1 else []


_SHORT = 90
_FIRST_COPY = re.compile(r"\s{0,4}(?:[Nn]os?\.? ?|[Nn]º ?|№ ?)?1(?!\d)")
_FIGURE = re.compile(r"\d+")
_NUMBERS = re.compile(
    r"\s{0,4}(?:[Nn]o\.? ?|[Nn]º ?|№ ?|[Cc]opy )?\d{1,2}(?:(?:, ?| and | ?[-–] ?)\d{1,2}){0,8}"
    r"\s?[-–—.):]{1,3}\s?(?=[^\W\d_])"
)


def _head(line: str) -> str:
    """What stands before the list: "A - 3 copies, B - 1 copy" announces none."""
    colon = line.find(":")
    return (
        line[:colon]
        if colon >= 0 and not line[colon + 1 :].strip()[:1].isdigit()
        else _DASHED.split(line, maxsplit=1)[0]
    )


_DASHED = re.compile(r"(?<=[^\W\d_])[ \u00a0]?[-–—][ \u00a0]?(?=\d)")


def _is_list(entries: Sequence[Dispatch]) -> bool:
    """One recipient without a number of copies is no list."""
    return len(entries) > 1 or entries[0].copies is not None


def _parts(slots: Sequence[AnySlot], index: int) -> Iterator[Count]:
    """The number of parts that a line announces before a colon, against the list behind it."""
    content = slots[index].content
    colon = content.find(":")
    while colon >= 0:
        head = content[_sentence_start(content, colon) : colon]
        if any(map(str.isalpha, head)):
            yield from _list_behind(slots, index, head, content[colon + 1 : colon + _REACH])
        colon = content.find(":", colon + 1)


def _sentence_start(content: str, end: int) -> int:
    tail = max(0, end - 200)
    return max(tail, *(content.rfind(stop, tail, end) + 1 for stop in (". ", "; ", ": ", "\n", "? ", "! ")))


def _list_behind(slots: Sequence[AnySlot], index: int, head: str, behind: str) -> Iterator[Count]:
    if not find_numbers(head, 2):
        return
    slot, behind = slots[index], behind.strip()
    parts = _announced(head, "parts")
    if parts is not None:
        listed = () if behind else _run(slots, index)
        number = _inline_marks(behind) if behind else len(listed)
        if number > 1 and abs(number - parts.value) <= max(2, parts.value // 3):  # else the list is of something else
            yield _count(slot, parts, number, listed, 0.8)
        return
    named = _announced(head, "named") if behind else None
    names = _names(behind) if named is not None else 0
    if named is not None and names > 1:
        yield _count(slot, named, names, (), 0.6)


def _announced(text: str, topic: str) -> _Announced | None:
    """The last number of a text that counts something of that topic, with the word for it."""
    low = text.lower()
    stated = _stated().match(low) if topic == "copies" and len(low) == len(text) else None
    if stated is not None and (stated["number"] != "1" or not low[stated.end() :].strip(" .;:")):
        return _Announced(text[stated.start("said") : stated.end("said")], int(stated["number"]), "copies")
    if topic != "copies" and any(cue in low for cue in _words("partial")):
        return None
    for number in reversed(find_numbers(text, 2)):
        if not isinstance(number.value, int) or not 1 < number.value <= _MOST:
            continue
        if number.in_figures and names_something(number, word_before(text, number.start)):
            continue
        for word in islice(_WORDS.finditer(low, number.end, number.end + 60), 4):
            if word[0] in _words(topic):
                return _Announced(text[number.start : word.end()], int(number.value), word[0])
    return None


@cache
def _stated() -> re.Pattern[str]:
    """A line that gives the number behind the word: "Number of copies: 8"."""
    words_for, numbers = words.one_of(_words("copies")), words.one_of(_words("number"))
    return re.compile(
        rf"\s{{0,4}}(?P<said>(?:(?:{numbers}) )?(?:{words_for})(?: \w{{2,10}})?\s?[:–-]\s?"
        r"(?P<number>\d{1,2}))(?=[.;:]|\s{0,4}\Z)"
    )


_WORDS = re.compile(r"[^\W\d_]+")


def _run(slots: Sequence[AnySlot], index: int) -> tuple[str, ...]:
    """Ids of the list directly behind a line, when it is whole: numbered passages of one family, or a plain list."""
    first = slots[index + 1] if index + 1 < len(slots) else None
    if first is None or first.kind not in _LISTS:
        return ()
    number = first.number if isinstance(first, Passage) else ()
    found = _family(slots, index + 1, number) if number else _plain(slots, index + 1)
    if not found or not (slots[found[-1]].content.rstrip().endswith(_ENDS) or _goes_on(slots, found[-1])):
        return ()
    return tuple(slots[place].id for place in found)


def _family(slots: Sequence[AnySlot], start: int, number: tuple[str, ...]) -> list[int]:
    """Places of the passages of one parent, from the first of its numbers on."""
    found: list[int] = []
    if number[-1].casefold() not in ("1", "a", "а", "i"):
        return found
    for place, slot in enumerate(slots[start:], start):
        path = slot.number if isinstance(slot, Passage) else ()
        if path and path[: len(number) - 1] == number[:-1]:
            if len(path) == len(number):
                found.append(place)
        elif path or slot.kind != "paragraph":
            break
    return found


def _plain(slots: Sequence[AnySlot], start: int) -> list[int]:
    return [start + place for place, _ in enumerate(takewhile(lambda slot: slot.kind == "list_item", slots[start:]))]


def _goes_on(slots: Sequence[AnySlot], place: int) -> bool:
    """Whether the document goes on behind a line, so that the page did not break off in it."""
    return any(slot.kind not in FRAME_KINDS for slot in slots[place + 1 : place + 3])


_MARK = re.compile(r"(?:(?<=\s)|(?<=\())(?P<mark>[a-z]|\d{1,2})\)\s|^(?P<first>[a-z]|\d{1,2})\)\s")


def _inline_marks(behind: str) -> int:
    """How many marks ("a)", "1)") stand in a row from the first on; 0 when the list does not end."""
    marks = [match["mark"] or match["first"] for match in _MARK.finditer(behind)]
    wanted = [chr(ord("a") + place) for place in range(len(marks))]
    figures = [str(place + 1) for place in range(len(marks))]
    if not behind.rstrip().endswith(_ENDS):
        return 0
    return len(marks) if marks in (wanted, figures) else 0


_BETWEEN = re.compile(r", and |, | and | и ")
_NAME = re.compile(r"(?:Cdes?\. ?)?[^\W\d_](?:[^\W\d_]|['’.-])*(?: [^\W\d_](?:[^\W\d_]|['’.-])*){0,3}")


def _names(behind: str) -> int:
    """How many names a sentence lists and nothing else; 0 when it says more."""
    sentence = _end_of_names(behind)
    if sentence is None or "(" in sentence or "[" in sentence:
        return 0
    pieces = [piece.strip() for piece in _BETWEEN.split(sentence)]
    if not all(piece[:1].isupper() and _NAME.fullmatch(piece) and len(piece) > 3 for piece in pieces):
        return 0
    return len(pieces)


_STOP = re.compile(r"(?<=[^\W\d_]{3})[.;]")


def _end_of_names(behind: str) -> str | None:
    stop = _STOP.search(behind[:300])
    return behind[: stop.start()] if stop else None


def _count(slot: AnySlot, announced: _Announced, listed: int, others: tuple[str, ...], certainty: float) -> Count:
    return Count(
        slots=tuple(dict.fromkeys((slot.id, *others))),
        literal=announced.literal,
        said_by=PROGRAM,
        certainty=certainty,
        announced=(announced.literal, announced.value),
        listed=listed,
        what=announced.noun,
    )


@cache
def _words(topic: str) -> frozenset[str]:
    return frozenset(word for table in words.tables("counts") for word in table[topic])
