"""Which passages does a scope in a list of recipients mean ("everything", "6", "1-3")?

Figures in such lists count the points below the item that the list belongs to, never the items. A figure that leads
to no point is left open: the readings are named with their reasons, and nothing is decided.

Not for: reading the list (`_recipients`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fonds.model import AnySlot, Candidate, Passage
from fonds.reading._recipients import everything_words

_ALIKE = {
    "0": "689",
    "1": "47",
    "2": "7",
    "3": "589",
    "4": "19",
    "5": "368",
    "6": "058",
    "7": "12",
    "8": "0356",
    "9": "4038",
}
"""Figures that are taken for one another in typescript and bad copies."""

_TOKEN = re.compile(r"(\d{1,3}(?:\.?[a-zа-я](?!\w))?(?:\.\w{1,3})*)(?:\s*[-–]\s*(\d{1,3}))?")
_PARTS = re.compile(r"\d+|[a-zа-я]")
_ANSWERING = re.compile(
    r"(?P<body>[^\W\d_][\w()'’-]*)(?: \[[^\]\n]{1,80}\])? "
    r"\((?:Cdes?\.?|Comrade|т\.|тов\.) ?(?P<person>[^\W\d_][\w'’ .-]{1,40})\)"
)
_LONGEST_RANGE = 50


class Tree:
    """The numbered passages of a record as a list of recipients sees them.

    Args:
        slots: All slots of the record.
        place: Index of the first line of the list; what stands before it is what can have been sent.
    """

    def __init__(self, slots: Sequence[AnySlot], place: int) -> None:
        before = [slot for slot in slots[:place] if isinstance(slot, Passage) and slot.number]
        self.item = next((slot for slot in reversed(before) if slot.kind == "item"), None)
        root = self.item.number if self.item is not None else ()
        self._root = root
        self._by_number = {slot.number: slot for slot in before if slot.number[: len(root)] == root}
        first = slots.index(self.item) if self.item is not None else 0
        self._slots = slots[first:place]

    def resolve(self, scope: str) -> tuple[str, ...]:
        """Ids of the passages that a scope means; none when it leads nowhere.

        Args:
            scope: As printed: a word for everything, or figures.
        """
        if scope.lower() in everything_words():
            return self._everything()
        found = [self._by_number.get((*self._root, *number)) for number in _numbers(scope)]
        return tuple(dict.fromkeys(passage.id for passage in found if passage is not None))

    def _everything(self) -> tuple[str, ...]:
        if self.item is not None:
            return (self.item.id,)
        return tuple(passage.id for number, passage in self._by_number.items() if len(number) == 1)

    def candidates(self, scope: str, recipient: str) -> tuple[Candidate, ...]:
        """Readings of a scope that leads to no point, likeliest first.

        Args:
            scope: As printed.
            recipient: Whom the passages were sent to.
        """
        found = []
        if self.item is not None and scope == self.item.number[-1]:
            why = f"{scope} is the number of the agenda item, so the whole decree"
            found.append(Candidate(slots=(self.item.id,), why=why))
        named = list(self._points_that_name(recipient))
        found += [self._misread(scope, recipient, point) for point in named if _look_alike(scope, point.number[-1])]
        found += [_only_named(recipient, point) for point in named if not _look_alike(scope, point.number[-1])]
        return tuple(found)

    def _misread(self, scope: str, recipient: str, point: Passage) -> Candidate:
        read = point.number[-1]
        why = f"a {read} misread as {scope}: {recipient} is named in point {read}"
        return Candidate(slots=(point.id,), why=why, literal=read)

    def _points_that_name(self, recipient: str) -> Iterator[Passage]:
        """Points (with what stands below them) that name the recipient, or a body for which the recipient answers."""
        wanted = {_surname(recipient), *self._bodies_of(recipient)}
        point: Passage | None = None
        given: set[str] = set()
        for slot in self._slots:
            if isinstance(slot, Passage) and len(slot.number) == len(self._root) + 1:
                point = slot
            if point is not None and point.id not in given and any(_names(slot.content, name) for name in wanted):
                given.add(point.id)
                yield point

    def _bodies_of(self, recipient: str) -> set[str]:
        surname = _surname(recipient)
        return {
            match["body"]
            for slot in self._slots
            for match in _ANSWERING.finditer(slot.content)
            if _surname(match["person"]) == surname
        }


def _numbers(scope: str) -> Iterator[tuple[str, ...]]:
    """Paths below the item: "3" and "3a" and each figure of "1-3"."""
    for match in _TOKEN.finditer(scope):
        first, last = match[1], match[2]
        if last is not None and first.isdigit() and 0 < int(last) - int(first) < _LONGEST_RANGE:
            yield from ((str(number),) for number in range(int(first), int(last) + 1))
        else:
            yield tuple(_PARTS.findall(first))


def _only_named(recipient: str, point: Passage) -> Candidate:
    read = point.number[-1]
    return Candidate(slots=(point.id,), why=f"{recipient} is named in point {read}", literal=read)


def _look_alike(printed: str, meant: str) -> bool:
    """Whether two numbers differ in one figure, and that one is easily misread."""
    if len(printed) != len(meant) or printed == meant:
        return False
    different = [(a, b) for a, b in zip(printed, meant, strict=True) if a != b]
    return len(different) == 1 and different[0][1] in _ALIKE.get(different[0][0], "")


def _surname(name: str) -> str:
    """The last word of a person's name; the whole of a body's."""
    if " of " in name:
        return name.removeprefix("the ")
    return name.rsplit(" ", 1)[-1]


def _names(content: str, name: str) -> bool:
    """Whether a line holds a name as whole words."""
    at = content.find(name) if name else -1
    while at >= 0:
        if not content[at - 1 : at].isalnum() and not content[at + len(name) : at + len(name) + 1].isalnum():
            return True
        at = content.find(name, at + 1)
    return False
