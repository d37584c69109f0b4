"""Readings made by hand, for checks one at a time."""

from fonds.model import (
    AnySlot,
    AnyStatement,
    Date,
    DatedAct,
    DateRole,
    Dispatch,
    Passage,
    Reading,
    Record,
    Slot,
    Source,
    Sum,
    Task,
    make_date,
)

BY = Source(agent="tests")


def passage(
    slot_id: str, content: str, number: str = "", kind: str = "", parent: str = "", **more: object
) -> Passage:
    """A passage; `number` is its path with stops ("8.3.b")."""
    path = tuple(number.split(".")) if number else ()
    guessed = kind or ("point" if path else "paragraph")
    return Passage(
        id=slot_id, kind=guessed, content=content, label=number or slot_id, number=path, parent=parent, **more
    )


def reading(*slots: AnySlot, statements: tuple[AnyStatement, ...] = ()) -> Reading:
    return Reading(record=Record(slots=slots), statements=statements)


def decree(*points: str, more: tuple[AnySlot, ...] = ()) -> tuple[AnySlot, ...]:
    """Item 4 with its points as p1, p2 ..., and a distribution list as d."""
    numbered = [passage(f"p{n}", f"{n}. {text}", f"4.{n}", parent="i") for n, text in enumerate(points, start=1)]
    item = passage("i", "4. Concerning a bridge", "4", kind="item")
    return (item, *numbered, *more, passage("d", "Excerpts sent to: ...", kind="distribution"))


def task(slot: str, actor: str, *persons: str, force: str = "charge", **more: object) -> Task:
    literal = f"{actor} in {slot}"
    return Task(
        slots=(slot,), literal=literal, said_by=BY, actor=actor, persons=persons, deed="", force=force, **more
    )


def dispatch(recipient: str, scope: str | None, *reaches: str, slot: str = "d", **more: object) -> Dispatch:
    literal = f"{recipient} - {scope}"
    return Dispatch(
        slots=(slot,), literal=literal, said_by=BY, recipient=recipient, scope_literal=scope, reaches=reaches, **more
    )


def act(slot: str, literal: str, edtf: str, role: DateRole, *alternatives: str) -> DatedAct:
    others: tuple[Date, ...] = tuple(make_date(one) for one in alternatives)
    return DatedAct(slots=(slot,), literal=literal, said_by=BY, date=make_date(edtf), role=role, alternatives=others)


def total(slot: str, number: float, *parts: float, certainty: float = 1.0) -> Sum:
    return Sum(
        slots=(slot,), literal="", said_by=BY, certainty=certainty, total=(str(number), number),
        parts=tuple((str(part), part) for part in parts),
    )  # fmt: skip


def frame(slot_id: str, kind: str, content: str) -> Slot:
    return Slot(id=slot_id, kind=kind, content=content)
