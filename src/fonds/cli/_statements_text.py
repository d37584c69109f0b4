"""What a page says, set for a terminal by question: who was sent what, who is to do what, dates, amounts, papers.

A question to which the page gives no answer has no rows.

Not for: reading any of it (`fonds.reading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from fonds.cli._rows import Column, Rows
from fonds.model import AnyStatement, Dispatch, Task
from fonds.reading import Gathered, gather_amounts, gather_dates, gather_papers, show_date

Labels = Mapping[str, str]
"""What slots are called, by their ids."""


def dispatches_text(statements: Iterable[AnyStatement], labels: Labels) -> Rows:
    """Recipients, what the page says that they were sent, and the passages which that means."""
    rows = Rows(Column(0.35), Column(0.25), Column())
    for said in statements:
        if isinstance(said, Dispatch):
            rows.add(_recipient(said), _scope(said), _reached(said, labels))
    return rows


def tasks_text(statements: Iterable[AnyStatement], labels: Labels) -> Rows:
    """Who is charged, asked or advised, where, and to do what."""
    rows = Rows(Column(0.32), Column(0.15), Column())
    for said in statements:
        if isinstance(said, Task):
            rows.add(_actor(said), Text(_where(said.slots[-1:], labels), style="bold"), _deed(said))
    return rows


def dates_text(statements: Sequence[AnyStatement], labels: Labels) -> Rows:
    """Days, what they are dates of, and where they stand."""
    return _three(gather_dates(statements), labels)


def papers_text(statements: Sequence[AnyStatement], labels: Labels) -> Rows:
    """What other papers are named, how this one stands to them, and where it says so."""
    return _three(gather_papers(statements), labels)


def amounts_text(statements: Sequence[AnyStatement], labels: Labels) -> Rows:
    """Where an amount stands, and below it the readings of one that can be read in several ways."""
    rows = Rows(Column(0.25), Column())
    before = ""
    for one in gather_amounts(statements):
        where = _where(one.slots, labels)
        rows.add(Text("" if where == before else where, style="bold"), one.says)
        before = where
        for number, reading in enumerate(one.readings):
            rows.add("", Text(f"{'or ' if number else '?  '}{reading}", style="yellow"), inset=2)
    return rows


def _three(found: Iterable[Gathered], labels: Labels) -> Rows:
    rows = Rows(Column(0.5), Column(0.3), Column())
    for one in found:
        rows.add(one.says, Text(one.means, style="dim"), Text(_where(one.slots, labels), style="bold"))
    return rows


def _where(slots: Iterable[str], labels: Labels) -> str:
    return ", ".join(dict.fromkeys(labels.get(slot, slot) for slot in slots))


def _recipient(dispatch: Dispatch) -> str:
    return f"{dispatch.recipient} ({dispatch.office})" if dispatch.office else dispatch.recipient


def _scope(dispatch: Dispatch) -> str:
    facts = [dispatch.scope_literal or "", f"by {dispatch.channel}" if dispatch.channel else ""]
    if dispatch.copies:
        facts.append(f"{dispatch.copies} {'copy' if dispatch.copies == 1 else 'copies'}")
    if dispatch.copy_number:
        facts.append(f"copy {dispatch.copy_number}")
    return ", ".join(fact for fact in facts if fact)


def _reached(dispatch: Dispatch, labels: Labels) -> Text:
    """The passages that were sent; a scope that leads nowhere says so, whether or not there are readings of it."""
    if dispatch.reaches:
        return Text(f"→ {_where(dispatch.reaches, labels)}")
    if not dispatch.scope_literal:
        return Text()
    readings = "  or  ".join(_where(candidate.slots, labels) for candidate in dispatch.candidates)
    return Text(f"→ ?  {readings}".rstrip(), style="yellow")


def _actor(task: Task) -> Text:
    actor = Text(task.actor)
    if task.persons:
        actor.append(f" ({', '.join(task.persons)})")
    actor.append(f"\n{task.force}", style="dim")
    return actor


def _deed(task: Task) -> Text:
    deed = Text(task.deed)
    for word, others in (("through", task.through), ("with", task.jointly)):
        if others:
            deed.append(f"\n{word} {', '.join(others)}", style="dim")
    if task.due or task.term:
        deed.append(f"\ndeadline: {show_date(task.due.edtf) if task.due else task.term}", style="dim")
    return deed
