"""Which passages does a scope in a list of recipients mean ("everything", "6", "1-3")?

Figures in such lists count the points below the item that the list belongs to, never the items. A figure that leads
to no point is left open: the readings are named with their reasons, and nothing is decided.

Not for: reading the list (`_scoped`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from fonds.model import AnySlot, Candidate, Passage
from fonds.reading.distribution._words import listed, one_of

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

_TOKEN = re.compile(
    r"(\d{1,3}(?:\.?[a-zа-я](?!\w))?(?:\.\w{1,3})*)(?:\s*(?:[-–]|to|through)\s*(\d{1,3}))?"
    r"|(?<=[\s,])(?P<letter>[a-zа-я])(?!\w)|(?<!\w)(?P<roman>[IVX]{1,5})(?!\w)"
)
_PARTS = re.compile(r"\d+|[a-zа-я]")
_ADDRESS = r"\((?:Cdes?\.?|Comrade|т\.|тов\.)"
_IN_BRACKETS = re.compile(_ADDRESS)
_ANSWERING = re.compile(
    rf"(?P<body>[^\W\d_][\w()'’-]*)(?: \[[^\]\n]{{1,80}}\])? {_ADDRESS} ?(?P<person>[^\W\d_][\w'’ .-]{{1,40}})\)"
)
_NAME = re.compile(r"[^\W_a-zа-я](?<![\w'’(-].)[\w'’()-]*[\w)]", re.DOTALL)
"""It begins with what a name begins with, and only then looks at the sign before: so most signs are skipped."""
_WORD = re.compile(r"[^\W_][\w'’()-]*[\w)]")
_LONGEST_RANGE = 50
_MOST_CANDIDATES = 10


class Tree:
    """The numbered passages of a record as a list of recipients sees them: the item before it and what is below.

    The slots of the record are given to `take` one after the other; what was taken is what can have been sent.
    """

    def __init__(self) -> None:
        self.item: Passage | None = None
        self._by_number: dict[tuple[str, ...], Passage] = {}
        self._slots: list[AnySlot] = []
        self._names = _NamedIn()

    def take(self, slot: AnySlot) -> None:
        """Goes on to the next slot of the record; an item begins anew."""
        if isinstance(slot, Passage) and slot.number:
            if slot.kind == "item":
                self.item, self._by_number, self._slots, self._names = slot, {}, [], _NamedIn()
            self._by_number.setdefault(slot.number, slot)
        self._slots.append(slot)

    @property
    def _root(self) -> tuple[str, ...]:
        return self.item.number if self.item is not None else ()

    def resolve(self, scope: str) -> tuple[str, ...]:
        """Ids of the passages that a scope means; none when it leads nowhere.

        Args:
            scope: As printed: a word for everything, or figures.
        """
        low = scope.lower()
        if low in listed("everything"):
            return self._everything()
        excepted = _excepting().match(low)
        if excepted is not None:
            return self._all_but(excepted["numbers"])
        found = [self._by_number.get((*self._root, *number)) for number in _numbers(scope)]
        return tuple(dict.fromkeys(passage.id for passage in found if passage is not None))

    def _everything(self) -> tuple[str, ...]:
        if self.item is not None:
            return (self.item.id,)
        return tuple(passage.id for number, passage in self._by_number.items() if len(number) == 1)

    def _all_but(self, numbers: str) -> tuple[str, ...]:
        """The points below the item but for some; none when one of those does not exist."""
        left_out = {(*self._root, *number) for number in _numbers(numbers)}
        if not left_out <= set(self._by_number):
            return ()
        depth = len(self._root) + 1
        points = ((number, passage) for number, passage in self._by_number.items() if len(number) == depth)
        return tuple(passage.id for number, passage in points if number not in left_out)

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
        named = self._naming(recipient)
        found += [_misread(scope, recipient, point) for point in named if _look_alike(scope, point.number[-1])]
        found += [_only_named(recipient, point) for point in named if not _look_alike(scope, point.number[-1])]
        return tuple(found)

    def names(self, recipient: str, passages: tuple[str, ...]) -> bool:
        """Whether one of some points, given by their ids, names a recipient."""
        return any(point.id in passages for point in self._naming(recipient))

    def _naming(self, recipient: str) -> list[Passage]:
        self._names.read(self._slots, len(self._root) + 1)
        return self._names.points(recipient)


class _NamedIn:
    """Which points name whom: an index of the words of each point, with what stands below it."""

    def __init__(self) -> None:
        self._points: defaultdict[str, dict[str, Passage]] = defaultdict(dict)
        self._bodies: dict[str, set[str]] = {}
        self._point: Passage | None = None
        self._read = 0

    def read(self, slots: Sequence[AnySlot], depth: int) -> None:
        """Takes in the slots that were not read yet.

        Args:
            slots: From the item on.
            depth: Length of the path of a point.
        """
        for slot in slots[self._read :]:
            if isinstance(slot, Passage) and len(slot.number) == depth:
                self._point = slot
            if self._point is not None and slot.kind != "distribution":
                for word in set(_NAME.findall(slot.content)):
                    self._points[word][self._point.id] = self._point
            for match in _ANSWERING.finditer(slot.content) if _IN_BRACKETS.search(slot.content) else ():
                self._bodies.setdefault(_surname(match["person"]), set()).add(match["body"])
        self._read = len(slots)

    def points(self, recipient: str) -> list[Passage]:
        """Points that name the recipient, or a body for which the recipient answers, in their order, at most ten."""
        surname = _surname(recipient)
        found: dict[str, Passage] = {}
        for name in (surname, *sorted(self._bodies.get(surname, ()))):
            found.update(self._points.get(name, {}))
        return sorted(found.values(), key=lambda point: _sortable(point.number))[:_MOST_CANDIDATES]


def _sortable(number: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(int(part) if part.isascii() and part.isdigit() else 0, part) for part in number]


def _misread(scope: str, recipient: str, point: Passage) -> Candidate:
    read = point.number[-1]
    why = f"a {read} misread as {scope}: {recipient} is named in point {read}"
    return Candidate(slots=(point.id,), why=why, literal=read)


@cache
def _excepting() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{one_of('everything')}) (?:{one_of('except')}) (?:(?:{one_of('pointing')})\.? ?)?(?P<numbers>.+)"
    )


def _numbers(scope: str) -> Iterator[tuple[str, ...]]:
    """Paths below the item: "3" and "3a", each figure of "1-3", the letters of "3a, b"."""
    before: tuple[str, ...] = ()
    for match in _TOKEN.finditer(scope):
        first, last = match[1], match[2]
        if match["letter"] or match["roman"]:
            yield (*before, match["letter"]) if match["letter"] else (match["roman"],)
            continue
        before = tuple(_PARTS.findall(first))[:1]
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
    """The last word of a name: a person's surname, the country of a party."""
    words = _WORD.findall(name)
    return words[-1] if words else name
