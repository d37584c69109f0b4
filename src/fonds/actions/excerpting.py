"""Excerpts: of a record, the passages that its own list sent to somebody, or those that are asked for.

A pointer of the list that leads to no passage yields none, but a question: which passage was meant is for a person to
decide. Nothing but what was sent is in an excerpt; of a passage that was sent, what is below it was sent as well.

Not for: sending (`fonds.cli`), nor for how a list is read (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fonds.model import AnySlot, Description, Dispatch, NotFound, Passage, Reading
from fonds.model.base import Value
from fonds.names import fold
from fonds.release import Holding


class Question(Value, frozen=True, kw_only=True):
    """A pointer that leads to no passage.

    Attributes:
        scope: As printed.
        candidates: Labels of passages that it may mean, likeliest first.
    """

    scope: str
    candidates: tuple[str, ...] = ()


class Excerpt(Value, frozen=True, kw_only=True):
    """Passages of a record for one recipient.

    Attributes:
        reading: The record with these passages alone, and of its description what stands at the head of an excerpt.
        recipient: As the list names him; empty when passages were asked for without one.
        channels: By which the list says that they were sent.
        questions: Pointers of the list that lead nowhere.
    """

    reading: Reading
    recipient: str = ""
    channels: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


def excerpt_for(holding: Holding, recipient: str) -> Excerpt:
    """What the record's own list sent to somebody.

    Args:
        holding: The record, as one store holds it.
        recipient: His name, or words of it, in any case and with or without diacritics.

    Returns:
        The excerpt; without passages when all that was sent to him is in question.

    Raises:
        NotFound: ``recipient``, when the list names nobody so, or several.
    """
    dispatches = [one for one in holding.reading.statements if isinstance(one, Dispatch)]
    meant = _meant(dispatches, recipient)
    if len(meant) != 1:
        what = "names nobody so" if not meant else f"names {len(meant)} recipients so"
        hint = f"fonds show {holding.record.id} shows to whom it was sent."
        raise NotFound(f"the record's list {what}", code="recipient", ref=holding.record.id, hint=hint)
    ((name, sent),) = meant.items()
    reached = [slot for dispatch in sent for slot in dispatch.reaches]
    return Excerpt(
        reading=_reading_of(holding.reading, reached),
        recipient=name,
        channels=tuple(dict.fromkeys(dispatch.channel for dispatch in sent if dispatch.channel)),
        questions=tuple(_question(holding, one) for one in sent if one.scope_literal and not one.reaches),
    )


def excerpt_of(holding: Holding, labels: Sequence[str]) -> Excerpt:
    """The passages of some labels, each with what is below it.

    Raises:
        NotFound: ``passage``.
    """
    wanted = [holding.record.get_passage(label).id for label in labels]
    return Excerpt(reading=_reading_of(holding.reading, wanted))


def _meant(dispatches: Iterable[Dispatch], recipient: str) -> dict[str, list[Dispatch]]:
    """Entries of the list by recipient: of the one who is named so in full, else of all with these words."""
    by_name: dict[str, list[Dispatch]] = {}
    for dispatch in dispatches:
        by_name.setdefault(dispatch.recipient, []).append(dispatch)
    asked = fold(recipient).split()
    whole = {name: sent for name, sent in by_name.items() if fold(name).split() == asked}
    some = {name: sent for name, sent in by_name.items() if asked and set(asked) <= set(fold(name).split())}
    return whole or some


def _question(holding: Holding, dispatch: Dispatch) -> Question:
    labels = {passage.id: passage.label for passage in holding.record.passages()}
    named = [labels[slot] for one in dispatch.candidates for slot in one.slots if slot in labels]
    return Question(scope=dispatch.scope_literal or "", candidates=tuple(dict.fromkeys(named)))


def _reading_of(reading: Reading, wanted: Iterable[str]) -> Reading:
    """The record with some passages and what is below them, in the order of the page, and the head of an excerpt."""
    kept = set(wanted)
    slots: list[AnySlot] = []
    for slot in reading.record.slots:
        if slot.id in kept or (isinstance(slot, Passage) and slot.parent in kept):
            kept.add(slot.id)
            slots.append(slot)
    used = {slot.text for slot in slots}
    record = msgspec.structs.replace(
        reading.record,
        texts=tuple(text for text in reading.record.texts if text.id in used),
        slots=tuple(slots),
    )
    said = reading.description
    head = Description(
        title=said.title, date=said.date, document_kind=said.document_kind, citation=said.citation,
        translated_by=said.translated_by,
    )  # fmt: skip
    return Reading(record=record, description=head)
