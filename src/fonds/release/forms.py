"""One passage in several texts: what says in the translation what a passage of the original says, and the reverse.

A decision is one for all forms of a passage (DESIGN 4). Which passage of another text is meant is told by printed
numbers, else by place where both texts have as many passages of the kind; anything else is for a person to say.

Not for: what the words mean, nor for closing or releasing (`fonds.actions`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from typing import NamedTuple

from fonds.model import AnySlot, Passage, Record


class Forms(NamedTuple):
    """The other forms of some slots.

    Attributes:
        found: Slots of other texts, in the order of the page.
        unclear: Slots that another text may say too, where it can not be told which of its passages does.
    """

    found: tuple[AnySlot, ...]
    unclear: tuple[AnySlot, ...]


def find_forms(record: Record, chosen: Collection[AnySlot], among: Set[str] | None = None) -> Forms:
    """What of other texts says the same as some slots; slots that are chosen too are not given.

    Where any slot of another text is chosen, that text needs no further one: a person has said which.

    Args:
        record: All of it that there is to see.
        chosen: Slots without what is below them.
        among: Ids of the slots that may be decided about; None for all.
    """
    own = {slot.id for slot in record.slots} if among is None else among
    said = {slot.text for slot in chosen}
    others = [text.id for text in record.texts if text.id not in said]
    alike = _Alike(record)
    found: set[str] = set()
    unclear: set[str] = set()
    for slot in chosen:
        for text in others if slot.text else ():
            form = alike.form(slot, text)
            if form is not None:
                found.add(form.id)
            elif any(each.text == text and each.id in own for each in record.passages()):
                unclear.add(slot.id)
    return Forms(tuple(_of_ids(record, found & own)), tuple(_of_ids(record, unclear)))


class _Alike:
    """The slots of a record by text and by what makes them forms of each other.

    That is the printed number; of unnumbered ones the kind, and the number of the passage that they are a part of.
    """

    def __init__(self, record: Record) -> None:
        self._numbers = {passage.id: passage.number for passage in record.passages()}
        self._slots: dict[tuple[object, ...], list[AnySlot]] = {}
        for slot in record.slots:
            self._slots.setdefault((slot.text, *self._key(slot)), []).append(slot)

    def form(self, slot: AnySlot, text: str) -> AnySlot | None:
        """The one slot of a text that stands where a slot stands in its own."""
        own, other = (self._slots.get((each, *self._key(slot)), []) for each in (slot.text, text))
        if isinstance(slot, Passage) and slot.number and len(own) > 1:
            return None
        return other[own.index(slot)] if len(other) == len(own) else None

    def _key(self, slot: AnySlot) -> tuple[object, ...]:
        if not isinstance(slot, Passage):
            return (slot.kind,)
        return slot.number or (slot.kind, self._numbers.get(slot.parent, ()))


def _of_ids(record: Record, ids: Collection[str]) -> Iterator[AnySlot]:
    return (slot for slot in record.slots if slot.id in ids)
