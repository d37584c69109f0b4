"""Who is told what, and who is to do what: the tables under the text.

Not for: reading these from the text (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fonds.model import AnyStatement, Date, Dispatch, Relation, Task
from fonds.reading import FORCE_WORDS
from fonds.web.page.findings import ShownCandidate, show_candidates
from fonds.web.page.labels import Labels


@dataclass(frozen=True, slots=True)
class Told:
    """One recipient.

    Attributes:
        recipient: As printed.
        scope: What they were sent, as printed; empty when the page does not say.
        labels: The passages it means; empty when it means none.
        channel: How, or empty.
        copies: How many copies and which, in words, or empty.
        is_open: Whether the scope leads nowhere, so that a person must decide.
        candidates: Possible readings of such a scope.
        said_in: Labels of the passages that say so.
    """

    recipient: str
    scope: str
    labels: tuple[str, ...]
    channel: str
    copies: str
    is_open: bool
    candidates: tuple[ShownCandidate, ...]
    said_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tasked:
    """One task.

    Attributes:
        actor: Who, as printed.
        persons: Who answers for it.
        force: How strongly, in words.
        deed: What.
        through: Through whom, as printed.
        jointly: With whom, as printed.
        due: By when, or None.
        term: Within what time, as printed; empty when it says none.
        said_in: Labels of the passages that say so.
    """

    actor: str
    persons: tuple[str, ...]
    force: str
    deed: str
    through: tuple[str, ...]
    jointly: tuple[str, ...]
    due: Date | None
    term: str
    said_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A part of the record that the page says is kept elsewhere."""

    target: str
    literal: str
    said_in: tuple[str, ...]


def who_is_told(statements: Sequence[AnyStatement], labels: Labels) -> tuple[Told, ...]:
    """All dispatches, in the order of the page."""
    return tuple(_told(statement, labels) for statement in statements if isinstance(statement, Dispatch))


def who_is_to_act(statements: Sequence[AnyStatement], labels: Labels) -> tuple[Tasked, ...]:
    """All tasks, in the order of the page."""
    return tuple(_tasked(statement, labels) for statement in statements if isinstance(statement, Task))


def kept_elsewhere(statements: Sequence[AnyStatement], labels: Labels) -> tuple[Elsewhere, ...]:
    """What the page says is kept elsewhere."""
    return tuple(
        Elsewhere(statement.target, statement.literal, labels(statement.slots))
        for statement in statements
        if isinstance(statement, Relation) and statement.kind == "kept-elsewhere"
    )


def _told(dispatch: Dispatch, labels: Labels) -> Told:
    reached = labels(dispatch.reaches)
    return Told(
        recipient=f"{dispatch.recipient} ({dispatch.office})" if dispatch.office else dispatch.recipient,
        scope=dispatch.scope_literal or "",
        labels=reached,
        channel=dispatch.channel or "",
        copies=_copies(dispatch),
        is_open=bool(dispatch.scope_literal) and not reached,
        candidates=show_candidates(dispatch.candidates, labels),
        said_in=labels(dispatch.slots),
    )


def _copies(dispatch: Dispatch) -> str:
    count = "" if dispatch.copies is None else str(dispatch.copies)
    which = f"copy {dispatch.copy_number}" if dispatch.copy_number else ""
    return ", ".join(part for part in (count, which) if part)


def _tasked(task: Task, labels: Labels) -> Tasked:
    return Tasked(
        actor=task.actor,
        persons=task.persons,
        force=FORCE_WORDS[task.force],
        deed=task.deed,
        through=task.through,
        jointly=task.jointly,
        due=task.due,
        term=task.term or "",
        said_in=labels(task.slots),
    )
