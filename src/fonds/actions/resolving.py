"""Saying what a pointer of a record's list means: which passage was sent, where the list names none that exists.

What is said in view of a closed store is kept in a closed store alone, and the open one does not learn that anything
was said. Of the stores that were read it is the one that says least beyond what it names: of all compartments of what
the answer names, and of as few more as there are.

Not for: candidates, which the reader finds (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fonds.actions.archive import Archive
from fonds.actions.guard import keep_resolution
from fonds.actions.recipients import dispatches_of
from fonds.actions.viewing import derive_view, get_view
from fonds.criticism import with_findings
from fonds.model import Actor, Decision, Dispatch, Invalid, NotFound, Passage, Source
from fonds.model.base import Value
from fonds.reading import read_statements
from fonds.release import (
    OPEN,
    ClearedView,
    Holding,
    Resolution,
    Split,
    entry_of,
    last_said,
    left_beside,
    outline_of,
    resolutions_of,
    with_resolutions,
)


class Answer(Value, frozen=True, kw_only=True):
    """What a person says of a pointer.

    Attributes:
        pointer: As printed in the list ("8").
        label: Of the passage that was meant.
        by: Who says so.
        because: Why.
    """

    pointer: str
    label: str
    by: str
    because: str


def resolve_pointer(
    archive: Archive, reference: str, answer: Answer, *, actor: Actor, now: str, stores: Sequence[str] = ()
) -> int:
    """Records which passage a pointer means. Until then it yields nothing.

    Args:
        archive: The archive.
        reference: ``ID`` of a record.
        answer: What it means.
        actor: Who acts.
        now: ISO 8601 in UTC.
        stores: Closed stores that are read together with the open one; then the answer is kept in one of them.

    Returns:
        For how many entries of the list it was said.

    Raises:
        NotFound: ``record``, ``passage``, ``pointer``: no entry has it, or it leads somewhere already.
        Invalid: ``several-stores``. Conflict: ``record-changed``.
    """
    view = get_view(archive, reference, actor=actor, stores=stores, deed="resolve")
    passage = view.get_passage(answer.label)
    meant = [entry_of(one) for one in dispatches_of(derive_view(view)) if _is_open(one, answer.pointer)]
    if not meant:
        hint = f"`fonds show {view.record.id}` shows the list, and what leads nowhere."
        what = "no entry of the list has this pointer in question"
        raise NotFound(what, code="pointer", ref=answer.pointer[:40], hint=hint)
    said = [
        Resolution(slot=slot, recipient=who, scope=scope, reaches=(passage.id,), said_by=Source(agent=answer.by))
        for slot, who, scope in meant
    ]
    is_closed = any(name != OPEN for name in stores)
    keeper = _keeper(archive, view, said) if is_closed else view.holdings[0]
    decision = _decision(answer, view.record.id, _own_label(view, passage), now)
    keep_resolution(archive, _answered(keeper, said), decision, actor=actor, now=now)
    return len(meant)


def _keeper(archive: Archive, view: ClearedView, said: Sequence[Resolution]) -> Holding:
    """Which closed store keeps an answer: who reads it may read all that the answer names, and what it corrects.

    Of one that names nothing closed, those that were read decide.
    """
    closed = [holding for holding in view.holdings if holding.store != OPEN]
    if not closed:
        hint = "Leave --store out: all of the record is open."
        raise NotFound("the store has nothing of this record", code="record", ref=view.record.id, hint=hint)
    holder = view.store_of()
    named = {holder[slot] for one in said for slot in one.names}
    entries = {one.entry for one in said}
    named |= {each.store for each in closed if entries & {one.entry for one in resolutions_of(each)}}
    concerned = [each for each in closed if each.store in named] or closed
    needed = frozenset().union(*(archive.compartments_of(each.store) for each in concerned))
    keeper = next((each for each in closed if needed <= archive.compartments_of(each.store)), None)
    if keeper is None:
        names = " and ".join(each.store for each in concerned)
        hint = f"A store can keep it that holds a part of this record, and has the compartments of {names} together."
        raise Invalid("no one store may know of this", code="several-stores", ref=view.record.id, hint=hint)
    return keeper


def _answered(held: Holding, said: Sequence[Resolution]) -> Holding:
    """What a store holds, with what was said now in the place of what was said before."""
    known = last_said((*resolutions_of(held), *said))
    statements = with_resolutions(read_statements(held.record), known, held.record)
    reading = with_findings(msgspec.structs.replace(held.reading, statements=statements))
    rest, split = left_beside(known, reading), held.split
    if rest and split is None:
        split = Split(outline=outline_of(held.record), texts=held.record.texts)
    if split is not None:
        split = msgspec.structs.replace(split, resolutions=rest)
    return msgspec.structs.replace(held, reading=reading, split=split)


def _own_label(view: ClearedView, passage: Passage) -> str:
    """The label that a passage has in its own store: that of the view may count what other stores hold."""
    holder = view.store_of()[passage.id]
    (held,) = (each.record for each in view.holdings if each.store == holder)
    return next(each.label for each in held.passages() if each.id == passage.id)


def _decision(answer: Answer, record_id: str, label: str, now: str) -> Decision:
    return Decision(
        kind="resolve",
        record_id=record_id,
        labels=(label,),
        by=(answer.by,),
        on=now[:10],
        ground=answer.because,
        pointer=answer.pointer,
    )


def _is_open(dispatch: Dispatch, pointer: str) -> bool:
    """Whether an entry has the pointer, and leads nowhere or only where a person said."""
    return dispatch.scope_literal == pointer and not (dispatch.reaches and dispatch.said_by.version)
