"""Who is to do what, said in which passage?

A charge that ends with a colon is finished by the sub-points or the list below it: one task for each. The grammar of
the sentence is in `_charges`. Not for: whether those who are tasked were told (`fonds.criticism`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fonds import words
from fonds.model import AnySlot, Date, Passage, Record, Task, make_date
from fonds.reading._charges import Charge, read_charge
from fonds.reading._date_forms import find_written
from fonds.reading._date_roles import is_due
from fonds.reading._program import PROGRAM
from fonds.reading._sentences import sentences

_CHARGING = frozenset({"item", "point", "subpoint", "paragraph", "list_item"})
_DECIDING = frozenset({"item", "minutes_head", "decision_date", "formula"})
_NAMING = frozenset({"document_kind", "sender", "page_title", "heading"})
_MARK = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[a-zа-я]|[ivxIVX]{1,5})(?:[.)]|\. ?[-–—]| [-–—])[ \u00a0]*){1,2}|\s*[-–—•*][ \u00a0]+"
)
_INLINE = re.compile(r"(?:^|[;,:] (?:and )?)(?=[a-zа-я]\) )")


def find_tasks(record: Record) -> list[Task]:
    """Finds the tasks of a record.

    Args:
        record: Slots with kinds, numbers and parents.

    Returns:
        Tasks in the order of the page; those of one sentence in the order of their actors, then of their deeds.
    """
    is_decision = any(_decides(slot) for slot in record.slots)
    found: list[Task] = []
    for index, slot in enumerate(record.slots):
        if slot.kind in _CHARGING:
            is_charging = is_decision or (slot.kind == "point" and _is_cyrillic(slot.content))
            found.extend(_in_slot(record.slots, index, is_decision=is_charging))
    return found


def _is_cyrillic(content: str) -> bool:
    return any("\u0400" <= character <= "\u04ff" for character in content[:20])


def _decides(slot: AnySlot) -> bool:
    """Whether a line shows that the record is a decision."""
    if slot.kind in _DECIDING:
        return True
    return slot.kind in _NAMING and not _decision_words().isdisjoint(re.findall(r"\w+", slot.content.lower()))


@cache
def _decision_words() -> frozenset[str]:
    return frozenset(word for table in words.tables("tasks") for word in table["decisions"])


def _in_slot(slots: Sequence[AnySlot], index: int, *, is_decision: bool) -> Iterator[Task]:
    slot = slots[index]
    content = slot.content
    mark = _MARK.match(content)
    first = mark.end() if mark else 0
    for start, end in sentences(content):
        text = content[max(start, first) : end]
        charge = read_charge(text, is_decision=is_decision)
        if charge is not None:
            yield from _tasks(slots, index, text.strip(), charge)


def _tasks(slots: Sequence[AnySlot], index: int, literal: str, charge: Charge) -> Iterator[Task]:
    slot = slots[index]
    if not charge.deed or literal.endswith(":"):
        below = list(_below(slots, index))
        for actor in charge.actors:
            for passage in below:
                yield _task((slot.id, passage.id), literal, charge, actor, _without_mark(passage.content))
        return
    for actor in charge.actors:
        for deed in _inline_deeds(charge.deed):
            yield _task((slot.id,), literal, charge, actor, deed)


def _below(slots: Sequence[AnySlot], index: int) -> Iterator[AnySlot]:
    """Sub-points, the elements of a list, or lines in lower case, that finish the sentence of a slot."""
    head = slots[index]
    number = head.number if isinstance(head, Passage) else ()
    for slot in slots[index + 1 :]:
        is_child = isinstance(slot, Passage) and len(slot.number) == len(number) + 1 and slot.number[:-1] == number
        is_deeper = isinstance(slot, Passage) and len(slot.number) > len(number) + 1
        goes_on = slot.kind == "paragraph" and slot.content[:1].islower()
        if is_child or slot.kind == "list_item" or goes_on:
            yield slot
        elif not is_deeper and (slot.kind != "paragraph" or head.kind == "paragraph"):
            return


def _inline_deeds(deed: str) -> list[str]:
    """Takes a list inside the sentence apart: "the following: a) to transfer ...; b) to supply ..."."""
    parts = _INLINE.split(deed)
    if len(parts) < 3:
        return [deed]
    return [_without_mark(part) for part in parts if _MARK.match(part)]


def _without_mark(text: str) -> str:
    mark = _MARK.match(text)
    return text[mark.end() if mark else 0 :].strip(" \u00a0;.,:")


def _task(ids: tuple[str, ...], literal: str, charge: Charge, actor: str, deed: str) -> Task:
    return Task(
        slots=ids,
        literal=literal,
        said_by=PROGRAM,
        certainty=0.85,
        actor=actor,
        deed=deed,
        force=charge.force,
        persons=charge.persons,
        through=charge.through,
        jointly=charge.jointly,
        due=_due(deed),
    )


def _due(deed: str) -> Date | None:
    """The day by which the deed is to be done, with its year only where the words give it."""
    for found in find_written(deed):
        if found.day is not None and is_due(deed[max(0, found.start - 40) : found.start].lower()):
            year = f"{found.year:04d}" if found.year is not None else "XXXX"
            return make_date(f"{year}-{found.month:02d}-{found.day:02d}")
    return None
