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
    found: set[str] = set()
    unclear: set[str] = set()
    for slot in chosen:
        for text in others if slot.text else ():
            form = _form(record, slot, text)
            if form is not None:
                found.add(form.id)
            elif any(each.text == text and each.id in own for each in record.passages()):
                unclear.add(slot.id)
    return Forms(tuple(_of_ids(record, found & own)), tuple(_of_ids(record, unclear)))


def _form(record: Record, slot: AnySlot, text: str) -> AnySlot | None:
    """The one slot of a text that stands where a slot stands in its own."""
    own, other = _alike(record, slot, slot.text), _alike(record, slot, text)
    if isinstance(slot, Passage) and slot.number:
        return other[0] if len(other) == len(own) == 1 else None
    return other[own.index(slot)] if len(other) == len(own) else None


def _alike(record: Record, slot: AnySlot, text: str) -> list[AnySlot]:
    """Slots of a text that could be a form of a slot: of its number, or unnumbered ones of its kind and parent."""
    return [each for each in record.slots if each.text == text and _key(record, each) == _key(record, slot)]


def _key(record: Record, slot: AnySlot) -> tuple[object, ...]:
    if not isinstance(slot, Passage):
        return (slot.kind,)
    if slot.number:
        return slot.number
    parent = record.get_slot(slot.parent) if slot.parent else None
    return (slot.kind, parent.number if isinstance(parent, Passage) else ())


def _of_ids(record: Record, ids: Collection[str]) -> Iterator[AnySlot]:
    return (slot for slot in record.slots if slot.id in ids)
