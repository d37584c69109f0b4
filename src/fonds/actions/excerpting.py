"""Excerpts: of a record, the passages that its own list sent to somebody, or those that are asked for.

A pointer of the list that leads to no passage yields none, but a question: which passage was meant is for a person to
decide. Nothing but what was sent is in an excerpt; of a passage that was sent, what is below it was sent as well.

Not for: sending (`fonds.cli`), nor for how a list is read (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from fonds.actions.reasons import Reasons, show_gap
from fonds.actions.recipients import dispatches_of, find_recipients
from fonds.model import Description, Dispatch, Gap, NotFound, Reading, Record
from fonds.model.base import Value
from fonds.reading import show_date
from fonds.release import Holding, part_of, with_below


class Question(Value, frozen=True, kw_only=True):
    """A pointer that leads to no passage.

    Attributes:
        scope: As printed.
        candidates: Labels of passages that it may mean, likeliest first.
    """

    scope: str
    candidates: tuple[str, ...] = ()


class Head(Value, frozen=True, kw_only=True):
    """What stands above an excerpt, for people; a part of which the record says nothing is empty.

    Attributes:
        title: Of the record, as captured.
        date: In plain English.
        shelfmark: Where the paper lies, as cited.
        recipient: For whom it is, and by which channels the list sent it.
        credit: Who translated the record.
    """

    title: str = ""
    date: str = ""
    shelfmark: str = ""
    recipient: str = ""
    credit: str = ""


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
        recipient: His name, as `fonds.actions.recipients.find_recipients` takes it.

    Returns:
        The excerpt; without passages when all that was sent to him is in question.

    Raises:
        NotFound: ``recipient``, when the list names nobody so, or several.
    """
    meant = find_recipients(dispatches_of(holding.reading), recipient)
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
        questions=tuple(question_of(holding.record, one) for one in sent if is_in_question(one)),
    )


def excerpt_of(holding: Holding, labels: Sequence[str]) -> Excerpt:
    """The passages of some labels, each with what is below it.

    Raises:
        NotFound: ``passage``.
    """
    wanted = [holding.record.get_passage(label).id for label in labels]
    return Excerpt(reading=_reading_of(holding.reading, wanted))


def without_questions(made: Excerpt) -> Excerpt:
    """An excerpt as its recipient gets it: what the list leaves open tells of other passages."""
    return msgspec.structs.replace(made, questions=())


def labels_of(made: Excerpt) -> tuple[str, ...]:
    """The labels of its passages, in the order of the page."""
    return tuple(passage.label for passage in made.reading.record.passages())


def head_of(made: Excerpt) -> Head:
    """What is to stand above an excerpt."""
    said = made.reading.description
    by = f", by {' and '.join(made.channels)}" if made.channels else ""
    return Head(
        title=said.title or "",
        date=show_date(said.date.edtf) if said.date else "",
        shelfmark=said.citation.literal if said.citation else "",
        recipient=f"For {made.recipient}{by}" if made.recipient else "",
        credit=f"Translated by {', '.join(said.translated_by)}" if said.translated_by else "",
    )


def words_of(gap: Gap, reasons: Reasons) -> str:
    """What stands in the place of a passage that is kept elsewhere, for people."""
    return f"[{gap.label or 'A part'} is not public: {show_gap(gap, reasons)}]"


def is_in_question(dispatch: Dispatch) -> bool:
    """Whether an entry of a list points to passages, and there are none."""
    return bool(dispatch.scope_literal) and not dispatch.reaches


def question_of(record: Record, dispatch: Dispatch) -> Question:
    """What an entry leaves open."""
    labels = {passage.id: passage.label for passage in record.passages()}
    named = [labels[slot] for one in dispatch.candidates for slot in one.slots if slot in labels]
    return Question(scope=dispatch.scope_literal or "", candidates=tuple(dict.fromkeys(named)))


def sent_part(record: Record, wanted: Iterable[str]) -> Record:
    """Slots of some ids with all that is below them, and the gaps among them."""
    ids = set(wanted)
    part = part_of(record, with_below(record, [slot for slot in record.slots if slot.id in ids]))
    return msgspec.structs.replace(part, gaps=tuple(_gaps_within(record, part)))


def _reading_of(reading: Reading, wanted: Iterable[str]) -> Reading:
    """The record with some passages and what is below them, and the head of an excerpt."""
    said = reading.description
    head = Description(
        title=said.title, date=said.date, document_kind=said.document_kind, citation=said.citation,
        translated_by=said.translated_by,
    )  # fmt: skip
    return Reading(record=sent_part(reading.record, wanted), description=head)


def _gaps_within(record: Record, part: Record) -> Iterator[Gap]:
    """Gaps in what was sent, also where words stand in; all, if no numbered passage of the record was left out."""
    sent = {slot.id for slot in part.slots}
    is_whole = all(passage.id in sent for passage in record.passages() if passage.number)
    labels = {passage.label for passage in part.passages()}
    below = tuple(f"{label}{sign}" for label in labels for sign in "./")
    return (gap for gap in record.gaps if is_whole or gap.label in labels or gap.label.startswith(below))
