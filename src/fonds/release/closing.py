"""Closing: passages go from the open store to a closed one, and what each of the two then holds.

It goes in two steps, first into the closed store and then out of the open one, and the second follows from what the
two hold: so a deed that was interrupted between them can be finished.

Not for: writing it down (`fonds.actions.guard`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from fonds.model import AnySlot, Closing, Conflict, ExtentClass, Gap, Passage, Record
from fonds.model.base import Value
from fonds.release.holdings import Once, Position, Split
from fonds.release.lines import label_of
from fonds.release.splitting import (
    find_roots,
    free_label,
    join,
    outline_of,
    parents_of,
    part_of,
    weave,
    with_below,
    with_parents,
    without_count,
)


class Terms(Value, frozen=True, kw_only=True):
    """What a person says of passages that are closed.

    Attributes:
        reason: Number in the archive's list of reasons.
        extent: Coarse class; None where their existence is withheld, and no gap is shown.
        review_year: Year in which the closing is looked at again, or None.
        stand_in: Words for the public in place of a passage; empty for none.
    """

    reason: int
    extent: ExtentClass | None
    review_year: int | None = None
    stand_in: str = ""


class Kept(Value, frozen=True, kw_only=True):
    """What a closed store holds of a record.

    Attributes:
        record: Its own slots.
        split: What it knows beside.
        told: What was closed now.
    """

    record: Record
    split: Split
    told: tuple[Closing, ...] = ()


def keep_closed(
    opened: Record | None, kept: Kept | None, labels: Sequence[str], terms: Terms, ids: Sequence[str]
) -> Kept:
    """The first step: what the closed store holds when passages, with all that is below them, have been closed.

    Of a whole record one gap tells, not one for each line.

    Args:
        opened: What the open store holds, or None.
        kept: What the closed store holds already, or None.
        labels: Of passages of either store.
        terms: What a person says of them.
        ids: Fresh ids, two for each passage that the labels may name: for its gap, and for words that stand in.

    Raises:
        NotFound: ``passage``. Conflict: ``closed-already``, when words are to stand in for what is not open.
    """
    whole = join(opened, [(kept.record, kept.split)] if kept else [])
    known = {slot.id: slot for record in (opened, kept.record if kept else None) if record for slot in record.slots}
    kept_ids = {slot.id for slot in kept.record.slots} if kept else set()
    before = kept.split if kept else Split()
    roots = [known[root.id] for root in _named(whole, labels, kept_ids, before)]
    replaced = {one.slot: one for one in before.closings if one.slot in {root.id for root in roots}}
    if terms.stand_in:
        _refuse_late(roots, replaced, known.keys() - kept_ids)
    lifted = [one.gap.id for one in replaced.values() if one.gap]
    # Of a whole record one gap tells, where its first line stood.
    first = {_named(whole, ("",), kept_ids, before)[0].id: ""} if "" in labels else {}
    shown = first or _shown_labels(roots, opened, lifted)
    told = tuple(
        _instead_of(replaced.get(root.id), _closing(root, terms, shown.get(root.id), ids[2 * place : 2 * place + 2]))
        for place, root in enumerate(roots)
    )
    outline = _outline(opened, kept)
    own = part_of(whole, with_below(whole, roots) | kept_ids)
    return Kept(
        record=with_parents(_with_lasting_labels(own, known, before), parents_of(whole) | _parents_in(outline)),
        split=Split(
            outline=outline,
            closings=(*(one for one in before.closings if one.slot not in replaced), *told),
            lifted=(*before.lifted, *lifted),
            texts=tuple({text.id: text for text in (*whole.texts, *before.texts)}.values()),
            once=before.once,
        ),
        told=told,
    )


def leave_open(opened: Record, kept: Kept, stand_ins: Mapping[str, str]) -> Record:
    """The second step: what the open store holds when it has lost all that the closed one keeps.

    Args:
        opened: What the open store holds.
        kept: What the closed store holds.
        stand_ins: Words for the public, by the id of the slot that holds them, or will.
    """
    own = {slot.id for slot in kept.record.slots}
    for_root = {one.slot: one.stand_in for one in kept.split.closings if one.stand_in in stand_ins}
    slots: list[AnySlot] = []
    now_behind = {"": ""}
    for slot in opened.slots:
        if slot.id not in own:
            words = stand_ins.get(slot.id, slot.content)
            slots.append(slot if words == slot.content else msgspec.structs.replace(slot, content=words, marks=()))
        elif slot.id in for_root:
            new_id = for_root[slot.id]
            slots.append(msgspec.structs.replace(slot, id=new_id, content=stand_ins[new_id], marks=()))
        now_behind[slot.id] = slots[-1].id if slots else ""
    gaps = tuple(msgspec.structs.replace(gap, after=now_behind.get(gap.after, "")) for gap in opened.gaps)
    rest = msgspec.structs.replace(opened, slots=tuple(slots), gaps=gaps)
    return with_gaps(with_parents(rest, parents_of(opened)), kept.split)


def leave_kept(kept: Kept, opened: Collection[str]) -> Kept:
    """The second step of a release: what the closed store holds when it has lost all that is open.

    Args:
        kept: What the closed store holds.
        opened: Ids of the slots that are open.
    """
    rest = {slot.id for slot in kept.record.slots if slot.id not in opened}
    closings = tuple(one for one in kept.split.closings if _is_left(one.slot, kept.split, rest))
    record = with_parents(part_of(kept.record, rest), _parents_in(kept.split.outline))
    once = (*kept.split.once, *_known_as(slot for slot in kept.record.passages() if slot.id in opened))
    split = msgspec.structs.replace(kept.split, closings=closings, once=tuple(dict.fromkeys(once)))
    return Kept(record=record, split=split)


def with_gaps(opened: Record, split: Split) -> Record:
    """The open record with the gaps of what one closed store keeps, each in its place; those of others stay."""
    order = [position.slot for position in split.outline]
    place = {each: number for number, each in enumerate(order)}
    stands = {"": -1} | {slot.id: number for number, slot in enumerate(opened.slots)}
    told = sorted(
        ((place.get(one.slot, 0), one.gap) for one in split.closings if one.gap), key=lambda placed: placed[0]
    )
    own = [msgspec.structs.replace(gap, after=_last_open(order[:at], stands)) for at, gap in told]
    of_this = {gap.id for gap in own} | {*split.lifted}
    others = (gap for gap in opened.gaps if gap.id not in of_this)
    gaps = sorted((*others, *own), key=lambda gap: stands.get(gap.after, -1))
    return msgspec.structs.replace(opened, gaps=tuple(gaps))


def _last_open(before: Sequence[str], opened: Collection[str]) -> str:
    return next((each for each in reversed(before) if each in opened), "")


def _named(whole: Record, labels: Sequence[str], kept: Collection[str], before: Split) -> list[AnySlot]:
    """What labels name, each once. Who names several passages at once means those that are open.

    Otherwise the number of gaps would tell how many were closed before, be it without a gap. A label that is borne by
    words that stand in names the passage for which they do.
    """
    stands_for = before.stands_for
    named: dict[str, AnySlot] = {}
    for label in labels:
        roots = find_roots(whole, label)
        if label:
            roots = tuple(whole.get_slot(stands_for.get(root.id, root.id)) for root in roots)
        named |= {root.id: root for root in [each for each in roots if each.id not in kept] or roots}
    return list(named.values())


def _refuse_late(roots: Sequence[AnySlot], replaced: Mapping[str, Closing], opened: Collection[str]) -> None:
    """Refuses words in place of what is not open, unless others stand there already."""
    for root in roots:
        stands = replaced[root.id].stand_in if root.id in replaced else ""
        if root.id not in opened and stands not in opened:
            hint = "Words take the place only of what is open when it is closed. Leave --stand-in out."
            raise Conflict("the passage is closed already", code="closed-already", ref=label_of(root), hint=hint)


def _with_lasting_labels(record: Record, known: Mapping[str, AnySlot], before: Split) -> Record:
    """Slots with labels that no release moves; those that they had, and have in the open store, resolve as well."""
    once: dict[str, list[str]] = {}
    for each in before.once:
        once.setdefault(each.slot, []).append(each.label)
    slots: list[AnySlot] = []
    for slot in record.slots:
        own = slot
        if isinstance(slot, Passage):
            label = label_of(known[slot.id])
            own = without_count(msgspec.structs.replace(slot, label=label), (*once.get(slot.id, ()), label))
        slots.append(own)
    return msgspec.structs.replace(record, slots=tuple(slots))


def _known_as(passages: Iterable[Passage]) -> Iterator[Once]:
    """The labels of passages, but for lasting ones, which need no memory."""
    return (
        Once(slot=slot.id, label=label)
        for slot in passages
        for label in (*slot.aliases, slot.label)
        if label != slot.lasting_label
    )


def _shown_labels(roots: Sequence[AnySlot], opened: Record | None, lifted: Collection[str]) -> dict[str, str]:
    """How gaps are labelled, by the ids of what is closed: as the passages are while they are open.

    What is not open is labelled without counting what is closed.
    """
    public = {slot.id: slot.label for slot in opened.passages()} if opened else {}
    taken = {*public.values(), *(gap.label for gap in (opened.gaps if opened else ()) if gap.id not in lifted)}
    labels: dict[str, str] = {}
    for root in roots:
        if isinstance(root, Passage):
            labels[root.id] = public.get(root.id) or free_label(root, taken)
            taken.add(labels[root.id])
        else:
            labels[root.id] = root.kind
    return labels


def _instead_of(before: Closing | None, now: Closing) -> Closing:
    """A closing in the place of an earlier one of the same passage: words that stand for it go on doing so."""
    if before is None or not before.stand_in:
        return now
    return msgspec.structs.replace(now, stand_in=before.stand_in)


def _closing(root: AnySlot, terms: Terms, shown: str | None, ids: Sequence[str]) -> Closing:
    """A closing; without a gap where existence is withheld, or another gap tells of it (`shown` is None)."""
    gap = None
    if terms.extent is not None and shown is not None:
        gap = Gap(label=shown, reason=terms.reason, extent=terms.extent, review_year=terms.review_year, id=ids[0])
    return Closing(
        slot=root.id,
        label=label_of(root),
        gap=gap,
        reason=terms.reason,
        review_year=terms.review_year,
        stand_in=ids[1] if terms.stand_in else "",
    )


def _outline(opened: Record | None, kept: Kept | None) -> tuple[Position, ...]:
    """The closed store's outline, with what is open and was not in it yet."""
    before = kept.split.outline or outline_of(kept.record) if kept else ()
    now = outline_of(opened) if opened else ()
    parents = _parents_in((*now, *before))
    woven = weave([position.slot for position in before], [position.slot for position in now])
    return tuple(Position(slot=each, parent=parents[each]) for each in woven)


def _parents_in(outline: Sequence[Position]) -> dict[str, str]:
    return {position.slot: position.parent for position in outline}


def _is_left(root: str, split: Split, rest: Collection[str]) -> bool:
    """Whether anything of a closed passage stays closed."""
    below = {root}
    for position in split.outline:
        if position.parent in below:
            below.add(position.slot)
    return any(each in below for each in rest)
