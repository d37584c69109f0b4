"""told-not-tasked: somebody is sent a certain passage that gives tasks, and none of them is his."""

from __future__ import annotations

from collections.abc import Iterator

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.criticism._told import Distribution, distribution_of
from fonds.model import Candidate, Dispatch, Finding, Task

CODE = "told-not-tasked"

EXPLANATION = (
    "Somebody is sent one passage of a decision by its number; the passage gives tasks, and does not name him. "
    "It may be harmless: he may head or supervise the body that is charged, or be told for information. "
    "See who held which office at the date, and whether the number of another passage was meant."
)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each entry of the list that sends passages with tasks to those whom they do not name."""
    lists = distribution_of(page, surroundings)
    if not lists.is_comparable:
        return
    by_scope: dict[tuple[tuple[str, ...], str], list[Dispatch]] = {}
    for dispatch in lists.dispatches:
        tasks = lists.tasks_at(dispatch) if lists.is_scoped(dispatch) else []
        if tasks and not _is_explained(lists, dispatch, tasks):
            by_scope.setdefault((dispatch.slots, dispatch.literal), []).append(dispatch)
    for dispatches in by_scope.values():
        yield _make_finding(lists, dispatches)


def _is_explained(lists: Distribution, dispatch: Dispatch, tasks: list[Task]) -> bool:
    if any(_is_bound(lists, who, dispatch, tasks) for who in lists.forms(dispatch)):
        return True
    # a body that is on no list under its name: he may stand for it
    return any(lists.has_unnamed_head(task) and not _is_told_itself(lists, task) for task in tasks)


def _is_bound(lists: Distribution, who: str, dispatch: Dispatch, tasks: list[Task]) -> bool:
    """Tells whether a task in the passages that an entry sends binds somebody, or these name him."""
    if any(lists.means([*lists.bound(task), *task.through, *task.jointly], who) for task in tasks):
        return True
    return any(lists.parties.is_named_in(who, passage) for passage in dispatch.reaches)


def _is_told_itself(lists: Distribution, task: Task) -> bool:
    told = [form for one in lists.told(task.slots[0]) for form in lists.forms(one)]
    return all(lists.parties.is_among(actor, told) for actor in lists.actors(task))


def _make_finding(lists: Distribution, dispatches: list[Dispatch]) -> Finding:
    dispatch = dispatches[0]
    where = " and ".join(lists.page.name_of(passage) for passage in dispatch.reaches)
    who = " and ".join(lists.name_of(one) for one in dispatches)
    return Finding(
        code=CODE,
        slots=(dispatch.slots[0], *(one for one in dispatch.reaches if one in lists.page.by_id)),
        literals=(dispatch.literal or dispatch.recipient,),
        message=f"The list sends {where} to {who}; it gives tasks, and does not name them.",
        candidates=tuple(_candidates(lists, dispatch, lists.tasks_at(dispatch))),
        severity="note",
        certainty=round(0.7 * dispatch.certainty, 2),
    )


def _candidates(lists: Distribution, dispatch: Dispatch, tasks: list[Task]) -> Iterator[Candidate]:
    """Other passages of the same level that name the recipient, then the office that he may hold."""
    who = lists.name_of(dispatch)
    others = [one for one in lists.page.numbered if one.kind != "item" and one.id not in dispatch.reaches]
    for passage in others:
        if lists.parties.is_named_in(who, passage.id):
            why = f"{lists.page.name_of(passage.id)} names {who}"
            yield Candidate(slots=(passage.id,), literal=passage.number[-1], why=why)
    why = f"{who} is told for information, or supervises {tasks[0].actor}"
    yield Candidate(slots=dispatch.reaches, why=why)
