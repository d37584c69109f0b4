"""What does a statement say, in a few words? For people who want to know what was read from a line.

Not for: programs, which take the statement itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch

from fonds.model import (
    AnyStatement,
    ClockTime,
    Count,
    DatedAct,
    DateRole,
    Dispatch,
    PaperNumber,
    Quantity,
    Relation,
    Sum,
    Task,
    Transfer,
)
from fonds.reading._amount_words import amount_words

Labels = Mapping[str, str]
"""What slots are called, by their ids."""

FORCE_WORDS = {
    "charge": "is charged",
    "instruct": "is instructed",
    "recommend": "is advised",
    "ask": "is asked",
    "permit": "is permitted",
    "forbid": "is forbidden",
}
"""How strongly a task is said, in words."""

_RELATION_WORDS = {
    "kept-elsewhere": "kept elsewhere",
    "refers-to": "refers to",
    "adds-to": "adds to",
    "replies-to": "replies to",
}

_ROLE_WORDS = {
    "header": "at the head of the page",
    "title": "in the title",
    "document": "date of the document",
    "decided": "day of the decision",
    "meeting_range": "days of the meeting",
    "executed": "carried out",
    "due": "deadline",
    "entry": "day of the entry",
    "entry_range": "days of the entries",
    "file_range": "years of the file",
    "citation": "in the citation",
    "related": "of another record",
}


def gist_of(statement: AnyStatement, labels: Labels) -> str:
    """What a statement says.

    Args:
        statement: Any statement.
        labels: What slots are called; those that are not there are passed over.

    Returns:
        A few words, without a final stop; of a type that is not known here its literal.
    """
    return _gist(statement, labels)


@singledispatch
def _gist(statement: AnyStatement, _labels: Labels) -> str:
    return statement.literal


@_gist.register
def _of_dispatch(statement: Dispatch, labels: Labels) -> str:
    reached = _called(statement.reaches, labels)
    scope = f"“{statement.scope_literal}”" if statement.scope_literal else ""
    if reached:
        what = f"is sent {', '.join(reached)}" + (f" ({scope})" if scope else "")
    else:
        what = f"is sent {scope}, which leads nowhere" if scope else "is on the list"
    how = f", by {statement.channel}" if statement.channel else ""
    copies = f", copies: {statement.copies}" if statement.copies else ""
    return f"{statement.recipient} {what}{how}{copies}"


@_gist.register
def _of_task(statement: Task, _labels: Labels) -> str:
    persons = f" ({', '.join(statement.persons)})" if statement.persons else ""
    due = f", by {statement.due.edtf}" if statement.due else f", {statement.term}" if statement.term else ""
    return f"{statement.actor}{persons} {FORCE_WORDS.get(statement.force, statement.force)}: {statement.deed}{due}"


@_gist.register
def _of_quantity(statement: Quantity, _labels: Labels) -> str:
    amount = f"{statement.value:,} {statement.unit}" if statement.unit else f"{statement.value:,}, without a unit"
    each = " for each" if statement.is_each else ""
    readings = " or ".join(candidate.why for candidate in statement.candidates)
    return f"{amount}{each}" + (f"; {readings}" if readings else "")


@_gist.register
def _of_sum(statement: Sum, _labels: Labels) -> str:
    return f"{statement.total[1]:,} is said to be {' and '.join(f'{value:,}' for _, value in statement.parts)}"


@_gist.register
def _of_count(statement: Count, _labels: Labels) -> str:
    return amount_words(statement)


@_gist.register
def _of_transfer(statement: Transfer, _labels: Labels) -> str:
    return amount_words(statement)


@_gist.register
def _of_clock_time(statement: ClockTime, _labels: Labels) -> str:
    day = f" on {statement.date.edtf}" if statement.date else ""
    return f"{statement.literal}{day}, {role_words(statement.role)}"


@_gist.register
def _of_paper_number(statement: PaperNumber, _labels: Labels) -> str:
    return f"{statement.paper or 'paper'} No. {statement.number}"


@_gist.register
def _of_dated_act(statement: DatedAct, _labels: Labels) -> str:
    others = "".join(f" or {date.edtf}" for date in statement.alternatives)
    return f"{statement.date.edtf}{others}, {role_words(statement.role)}"


@_gist.register
def _of_relation(statement: Relation, _labels: Labels) -> str:
    return f"{relation_words(statement.kind)}: {statement.target}"


def relation_words(kind: str) -> str:
    """How a paper stands to another one, in words."""
    return _RELATION_WORDS.get(kind, kind.replace("-", " "))


def role_words(role: DateRole) -> str:
    """What a date is the date of, in words."""
    return _ROLE_WORDS.get(role, role.replace("_", " "))


def _called(slots: Sequence[str], labels: Labels) -> list[str]:
    return [labels[slot] for slot in slots if slot in labels]
