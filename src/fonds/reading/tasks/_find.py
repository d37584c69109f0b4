"""Over the passages of a record: each sentence is read, and sub-points go to the head that they finish.

A charge that ends with a colon is finished by the sub-points or the list below it: one task for each. Where the head
names nobody, each line below names its own ("Поручить: а) X представить ..."). A line beside a point that names who
is responsible ("Responsible: X") charges X with the point. Not for: the grammar of a sentence (`_sentences`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fonds.model import AnySlot, Date, Passage, Record, Task
from fonds.reading._program import PROGRAM
from fonds.reading._sentences import sentences
from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._deeds import MARK, Deed, find_due, make_deed, split_deeds, without_mark
from fonds.reading.tasks._parties import read_parties
from fonds.reading.tasks._sentences import read_charges, read_line
from fonds.reading.tasks._words import is_cyrillic, listed, plain

_CHARGING = frozenset({"item", "point", "subpoint", "paragraph", "list_item"})
_DECIDING = frozenset({"item", "minutes_head", "decision_date", "formula"})
_NAMING = frozenset({"document_kind", "sender", "page_title", "heading"})


def find_tasks(record: Record) -> list[Task]:
    """Finds the tasks of a record.

    Args:
        record: Slots with kinds, numbers and parents.

    Returns:
        Tasks in the order of the page; those of one sentence in the order of their actors, then of their deeds.
    """
    course = _Course(record.slots)
    found: list[Task] = []
    for index, slot in enumerate(record.slots):
        if slot.kind in _CHARGING and index not in course.finished:
            found.extend(course.read(index))
        elif slot.kind in ("field", "paragraph"):
            found.extend(course.read_field(index))
    return found


def _is_named_decision(slot: AnySlot) -> bool:
    """Whether a head calls the record a decision."""
    return slot.kind in _NAMING and not plain("decisions").isdisjoint(re.findall(r"\w+", slot.content.lower()))


class _Course:
    """Where the reader of a record stands: which lines a head has taken, and which point a field belongs to."""

    def __init__(self, slots: Sequence[AnySlot]) -> None:
        self.slots = slots
        self.finished: set[int] = set()
        self._is_decision = any(slot.kind in _DECIDING for slot in slots)
        self._is_named_so = self._is_decision or any(map(_is_named_decision, slots))
        self._number: tuple[str, ...] = ()
        self._point: int | None = None

    def read(self, index: int) -> Iterator[Task]:
        """Reads the sentences of one line."""
        slot = self.slots[index]
        if isinstance(slot, Passage) and slot.number:
            self._number, self._point = slot.number, index
        if _field(slot) is not None:
            yield from self.read_field(index)
            return
        is_point = slot.kind != "paragraph" or (isinstance(slot, Passage) and bool(self._number))
        is_decision = self._is_decision or (self._is_named_so and is_point)
        is_decision = is_decision or (slot.kind == "point" and is_cyrillic(without_mark(slot.content)))
        mark = MARK.match(slot.content)
        first = mark.end() if mark else 0
        for start, end in sentences(slot.content):
            text = slot.content[max(start, first) : end].strip()
            for charge in read_charges(text, is_decision=is_decision):
                yield from self._tasks(index, text, charge)

    def _tasks(self, index: int, literal: str, charge: Charge) -> Iterator[Task]:
        slot = self.slots[index]
        if charge.deed and charge.actors and not literal.endswith(":"):
            deeds = list(split_deeds(charge))
            for actor in charge.actors:
                yield from (_task((slot.id,), literal, charge, actor, deed) for deed in deeds)
            return
        below = list(self._below(index))
        if not charge.actors:
            yield from self._named_below(slot, literal, charge, below)
            return
        for actor in charge.actors:
            for place in below:
                deed = make_deed(charge, self.slots[place].content)
                yield _task((slot.id, self.slots[place].id), literal, charge, actor, deed)
        self.finished.update(below)

    def _named_below(self, slot: AnySlot, literal: str, charge: Charge, below: Sequence[int]) -> Iterator[Task]:
        """Lines below that name who is charged, and, unless the head says it, with what."""
        for place in below:
            line = without_mark(self.slots[place].content)
            if charge.deed:
                own = charge._replace(actors=read_parties(line).actors)
            else:
                own = read_line(line, charge.force) or charge
            ids = (slot.id, self.slots[place].id)
            for actor in own.actors:
                yield from (_task(ids, literal, own, actor, deed) for deed in split_deeds(own))
                self.finished.add(place)

    def _below(self, index: int) -> Iterator[int]:
        """Sub-points, the elements of a list, or lines in lower case, that finish the sentence of a slot."""
        head = self.slots[index]
        number = head.number if isinstance(head, Passage) and head.number else self._number
        for place in range(index + 1, len(self.slots)):
            slot = self.slots[place]
            own = slot.number if isinstance(slot, Passage) else ()
            is_child = len(own) == len(number) + 1 and own[:-1] == number
            goes_on = slot.kind == "paragraph" and slot.content[:1].islower()
            if is_child or slot.kind == "list_item" or goes_on:
                yield place
            elif not len(own) > len(number) + 1 and (slot.kind != "paragraph" or head.kind == "paragraph"):
                return

    def read_field(self, index: int) -> Iterator[Task]:
        """Reads "Responsible: X" beside a point, with the day that the next line gives."""
        field = _field(self.slots[index])
        if field is None or self._point is None or not self._is_named_so:
            return
        topic, value = field
        if topic != "responsible" or index - self._point > _BESIDE:
            return
        point = self.slots[self._point]
        charge = Charge(read_parties(value).actors, without_mark(point.content), "charge")
        due = self._due_below(index)
        for actor in charge.actors:
            deed = make_deed(charge, charge.deed)
            task = _task((point.id,), self.slots[index].content, charge, actor, deed._replace(due=due or deed.due))
            yield task

    def _due_below(self, index: int) -> Date | None:
        for slot in self.slots[index + 1 : index + 3]:
            field = _field(slot)
            if field is not None and field[0] == "due":
                return find_due(f"by {field[1]}")
        return None


_BESIDE = 4
"""How many lines behind its point a field may stand."""

_FIELD = re.compile(r"(?P<name>[^\W\d_][^\d:]{1,24}): (?P<value>[^:]{2,120})\Z")


def _field(slot: AnySlot) -> tuple[str, str] | None:
    """What a line "name: value" beside a point says: "responsible" or "due", and its value."""
    match = _FIELD.match(slot.content)
    if match is None:
        return None
    for topic in ("responsible", "due"):
        if match["name"].lower() in listed("fields", topic):
            return topic, match["value"].strip(" .")
    return None


def _task(ids: tuple[str, ...], literal: str, charge: Charge, actor: str, deed: Deed) -> Task:
    return Task(
        slots=ids,
        literal=literal,
        said_by=PROGRAM,
        certainty=0.85,
        actor=actor,
        deed=deed.words,
        force=deed.force,
        persons=charge.persons,
        through=deed.through,
        jointly=deed.jointly,
        due=deed.due,
        term=deed.term,
    )
