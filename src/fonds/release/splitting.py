"""A record taken apart between stores, and put together again for who may read several of them.

Every store holds its own slots. What it holds stands by itself: a parent that is kept elsewhere is replaced by the
nearest one that is not, and no label, order or number says how much lies between two slots.

Not for: writing (`fonds.actions.guard`), nor for what is read from the slots (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from fonds.model import AnySlot, Gap, NotFound, Passage, Record, Text
from fonds.release.holdings import Position, Split

RANGE = ".."


def find_roots(record: Record, label: str) -> tuple[AnySlot, ...]:
    """The slots that somebody names, without what is below them.

    Args:
        record: Any record.
        label: Of a passage ("8.3"); of the first and the last of several that have one parent ("8.1..8.2"); a kind of
            lines in the frame ("source"); empty for all of the record.

    Returns:
        At least one slot, in the order of the page.

    Raises:
        NotFound: ``passage``.
    """
    if not label:
        whole = tuple(slot for slot in record.slots if not isinstance(slot, Passage) or not slot.parent)
        return whole or (record.get_passage(label),)  # which there is not, where all of it lies elsewhere
    if RANGE in label:
        return _between(record, *label.split(RANGE, 1))
    passage = record.find_passage(label)
    if passage is not None:
        return (passage,)
    return tuple(s for s in record.slots if s.kind == label) or (record.get_passage(label),)


def find_named(record: Record, label: str) -> frozenset[str]:
    """Ids of what a label names, as `find_roots` takes it, with all that is below; empty when it names nothing."""
    try:
        return with_below(record, find_roots(record, label))
    except NotFound:
        return frozenset()


def with_below(record: Record, roots: Iterable[AnySlot]) -> frozenset[str]:
    """Ids of slots and of all that is below them."""
    found = {slot.id for slot in roots}
    for slot in record.passages():  # a parent stands before its parts
        if slot.parent in found:
            found.add(slot.id)
    return frozenset(found)


def part_of(record: Record, wanted: Collection[str]) -> Record:
    """Some slots of a record as a record that stands by itself, without gaps.

    Args:
        record: All of it, or as much as one store has.
        wanted: Ids of slots.
    """
    slots = tuple(slot for slot in record.slots if slot.id in wanted)
    return with_parents(msgspec.structs.replace(record, slots=slots, gaps=()), parents_of(record))


def with_parents(record: Record, parents: Mapping[str, str]) -> Record:
    """The same slots under the nearest parents that the record has, and the texts that they belong to.

    Args:
        record: Any record.
        parents: For each slot the id of its true parent, be it in the record or not.
    """
    own = {slot.id for slot in record.slots}
    used = {slot.text for slot in record.slots}
    return msgspec.structs.replace(
        record,
        slots=tuple(_under(slot, parents, own) for slot in record.slots),
        texts=tuple(text for text in record.texts if text.id in used),
    )


def parents_of(record: Record) -> dict[str, str]:
    """Ids of parents by ids of passages."""
    return {slot.id: slot.parent for slot in record.passages()}


def outline_of(record: Record) -> tuple[Position, ...]:
    """Where each slot of a record stands."""
    return tuple(
        Position(slot=slot.id, parent=slot.parent if isinstance(slot, Passage) else "") for slot in record.slots
    )


def weave(
    first: Sequence[str], second: Sequence[str], numbers: Mapping[str, tuple[str, ...]] | None = None
) -> list[str]:
    """Two orders of ids as one.

    Args:
        first: Stays in its order.
        second: What the first lacks goes behind its nearest predecessor that the first has.
        numbers: Printed numbers, for ids that have the same predecessor in both.
    """
    index = {each: place for place, each in enumerate(first)}
    shared, known, place = set(second), numbers or {}, 0
    before: dict[int, list[str]] = {}
    for each in second:
        if each in index:
            place = index[each] + 1
            continue
        own = _natural(known.get(each, ()))
        while own and place < len(first) and first[place] not in shared and _comes_before(known, first[place], own):
            place += 1
        before.setdefault(place, []).append(each)
    return [each for at in range(len(first) + 1) for each in (*before.get(at, ()), *first[at : at + 1])]


def join(opened: Record | None, parts: Sequence[tuple[Record, Split | None]]) -> Record:
    """What somebody sees who may read several stores. Of the open slots nothing changes.

    Args:
        opened: What the open store holds, or None.
        parts: What each of the other stores holds, and what it knows of the record beside.
    """
    records = [*([opened] if opened else []), *(record for record, _ in parts)]
    slots = {slot.id: slot for record in reversed(records) for slot in record.slots}
    numbers = {slot.id: slot.number for slot in slots.values() if isinstance(slot, Passage)}
    order = [slot.id for slot in opened.slots] if opened else []
    parents: dict[str, str] = {}
    for record, split in parts:
        outline = split.outline if split else outline_of(record)
        parents |= {position.slot: position.parent for position in outline}
        order = weave(order, [position.slot for position in outline if position.slot in slots], numbers)
    joined = Record(
        id=records[0].id,
        texts=texts_of([text for record in records for text in record.texts], [slots[each] for each in order]),
        slots=_with_own_labels([slots[each] for each in order], opened),
        gaps=_gaps_left(opened, parts),
    )
    return with_parents(joined, parents_of(joined) | parents)


def texts_of(known: Iterable[Text], slots: Iterable[AnySlot]) -> tuple[Text, ...]:
    """The texts to which slots belong, in the order in which they begin."""
    by_id = {text.id: text for text in known}
    return tuple(by_id[each] for each in dict.fromkeys(slot.text for slot in slots) if each in by_id)


def free_label(slot: Passage, taken: Collection[str]) -> str:
    """The label that a passage has where others are named already: its own, or the next that is free.

    A printed number is kept where no other passage has it. Of the others ("/3", "signature~2") the number says how
    many there are, so it is given anew among those that stand here, as is the id that stands for it when closed.
    """
    if slot.number and slot.label == ".".join(slot.number) and slot.label not in taken:
        return slot.label
    stem, mark = slot.counted
    if mark == "/":
        return _next(stem, mark, 2 if stem else 1, taken)
    return stem if stem not in taken else _next(stem, "~", 2, taken)


def without_count(slot: AnySlot, once: Iterable[str] = ()) -> AnySlot:
    """A slot as closed stores label it: a label that counts gets the id instead.

    So it stays what it is whatever is released, it is no label that the public may give to another passage, and who
    quotes it does not tell how many there are.

    Args:
        slot: Any slot.
        once: Labels by which it was known.
    """
    if not isinstance(slot, Passage):
        return slot
    label = slot.lasting_label if slot.counted[1] else slot.label
    aliases = dict.fromkeys(each for each in (*slot.aliases, *once) if each != label)
    return msgspec.structs.replace(slot, label=label, aliases=tuple(aliases))


def with_counts(record: Record) -> dict[str, str]:
    """Labels by ids of passages, counted anew where they bear an id: those that a reader of the page gives."""
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for slot in record.passages():
        has_id = slot.label == slot.lasting_label
        labels[slot.id] = free_label(slot, taken) if has_id else slot.label
        taken.add(labels[slot.id])
    return labels


def _between(record: Record, first: str, last: str) -> tuple[AnySlot, ...]:
    begin, end = record.get_passage(first), record.get_passage(last)
    inside = False
    found: list[AnySlot] = []
    for slot in record.passages():
        inside = inside or slot.id == begin.id
        if inside and slot.parent == begin.parent:
            found.append(slot)
        if slot.id == end.id:
            break
    if not found or end.parent != begin.parent or found[-1].id != end.id:
        hint = "Name two passages that follow each other and stand on one level, such as 8.1..8.3."
        raise NotFound(
            "this is no run of passages", code="passage", ref=f"{record.id}#{first}..{last}"[:80], hint=hint
        )
    return tuple(found)


def _under(slot: AnySlot, parents: Mapping[str, str], own: Collection[str]) -> AnySlot:
    if not isinstance(slot, Passage):
        return slot
    parent = parents.get(slot.id, "")
    while parent and parent not in own:
        parent = parents.get(parent, "")
    return slot if parent == slot.parent else msgspec.structs.replace(slot, parent=parent)


def _natural(number: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in number)


def _comes_before(numbers: Mapping[str, tuple[str, ...]], other: str, own: tuple[tuple[int, int, str], ...]) -> bool:
    number = _natural(numbers.get(other, ()))
    return bool(number) and number < own


def _with_own_labels(slots: Sequence[AnySlot], opened: Record | None) -> tuple[AnySlot, ...]:
    """Labels that are one for each passage; those of open passages stay, and what is closed gives way."""
    public = {slot.id: slot.label for slot in opened.passages()} if opened else {}
    taken = set(public.values())
    labelled: list[AnySlot] = []
    for slot in slots:
        if not isinstance(slot, Passage) or slot.id in public:
            labelled.append(slot)
            continue
        own = slot
        if slot.label in taken:
            own = msgspec.structs.replace(slot, label=slot.lasting_label, aliases=(*slot.aliases, slot.label))
        taken.add(own.label)
        labelled.append(own)
    return tuple(labelled)


def _gaps_left(opened: Record | None, parts: Sequence[tuple[Record, Split | None]]) -> tuple[Gap, ...]:
    seen = {c.gap.id for _, split in parts if split for c in split.closings if c.gap}
    return tuple(gap for gap in opened.gaps if gap.id not in seen) if opened else ()


def _next(stem: str, mark: str, start: int, taken: Collection[str]) -> str:
    number = start
    while f"{stem}{mark}{number}" in taken:
        number += 1
    return f"{stem}{mark}{number}"
