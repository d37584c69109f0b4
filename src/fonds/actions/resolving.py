"""Saying what a pointer of a record's list means: which passage was sent, where the list names none that exists.

Not for: candidates, which the reader finds (`fonds.reading`).
"""

from __future__ import annotations

import msgspec

from fonds.actions.archive import Archive
from fonds.actions.consulting import get_holding
from fonds.actions.guard import keep_resolution
from fonds.criticism import with_findings
from fonds.model import Actor, AnyStatement, Decision, Dispatch, NotFound, Source
from fonds.model.base import Value
from fonds.release import OPEN


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
    archive: Archive, reference: str, answer: Answer, *, actor: Actor, now: str, store: str = OPEN
) -> int:
    """Records which passage a pointer means. Until then it yields nothing.

    Args:
        archive: The archive.
        reference: ``ID`` of a record.
        answer: What it means.
        actor: Who acts.
        now: ISO 8601 in UTC.
        store: The store whose record it is.

    Returns:
        For how many entries of the list it was said.

    Raises:
        NotFound: ``record``, ``passage``, ``pointer``: no entry has it, or it leads somewhere already.
    """
    held, _ = get_holding(archive, reference, actor=actor, store=store, deed="resolve")
    passage = held.record.get_passage(answer.label)
    meant = [one for one in held.reading.statements if _is_open(one, answer.pointer)]
    if not meant:
        hint = f"`fonds show {held.record.id}` shows the list, and what leads nowhere."
        what = "no entry of the list has this pointer in question"
        raise NotFound(what, code="pointer", ref=answer.pointer[:40], hint=hint)
    said_by = Source(agent=answer.by)
    statements = tuple(
        msgspec.structs.replace(one, reaches=(passage.id,), candidates=(), said_by=said_by) if one in meant else one
        for one in held.reading.statements
    )
    reading = with_findings(msgspec.structs.replace(held.reading, statements=statements))
    decision = _decision(answer, held.record.id, passage.label, now)
    keep_resolution(archive, msgspec.structs.replace(held, reading=reading), decision, actor=actor, now=now)
    return len(meant)


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


def _is_open(statement: AnyStatement, pointer: str) -> bool:
    """Whether an entry has the pointer, and leads nowhere or only where a person said."""
    if not isinstance(statement, Dispatch) or statement.scope_literal != pointer:
        return False
    return not statement.reaches or not statement.said_by.version
