"""tasked-not-told: somebody has a task in a passage that the distribution list does not send him."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fonds.criticism._page import Page
from fonds.criticism._parties import is_person
from fonds.criticism._scope_words import has_number
from fonds.criticism._surroundings import Surroundings
from fonds.criticism._told import Distribution, distribution_of
from fonds.model import Candidate, Dispatch, Finding, Task
from fonds.names import fold

CODE = "tasked-not-told"

EXPLANATION = (
    "A body or person is given a task in a passage, and the list of excerpts does not send that passage to them. "
    "It may be harmless: somebody on the list may head the body, the task may have been passed on by word of mouth, "
    "or the list may be incomplete. "
    "Look for the list on the original, and for a letter that passes the task on."
)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for the record: all passages whose tasks bind somebody to whom the list does not send them."""
    lists = distribution_of(page, surroundings)
    if not lists.is_comparable:
        return
    reported: set[tuple[str, str]] = set()
    missing: list[_Missing] = []
    for task in lists.tasks:
        for actor in lists.actors(task):
            key = (fold(actor), page.line(task.slots[0])[-1])
            if key not in reported and _is_not_told(lists, task, actor):
                reported.add(key)
                missing.append(_Missing(task, actor))
    if missing:
        yield _make_finding(lists, missing)


class _Missing(NamedTuple):
    task: Task
    actor: str

    @property
    def shown(self) -> str:
        persons = self.task.persons
        return f"{self.actor} ({', '.join(persons)})" if persons else self.actor


def _is_not_told(lists: Distribution, task: Task, actor: str) -> bool:
    passage = task.slots[0]
    if not _has_name(actor) and not task.persons:
        return False  # "the commander of the post": the list may name him
    forms = [actor, *task.persons]
    told = [form for one in lists.told(passage) for form in lists.forms(one)]
    told.sort(key=lambda form: form not in forms)  # who is told under the name that the task has is found at once
    if any(lists.means(forms, who) or lists.parties.names(task.literal, who) for who in told):
        return False
    if task.through and any(lists.means(list(task.through), who) for who in told):
        return False
    if any(lists.means(forms, form) for one in _unresolved(lists) for form in lists.forms(one)):
        return False  # what was sent is not known; that is a finding of its own
    if _is_covered(lists, passage):
        return not (lists.has_unnamed_head(task) and _has_stranger(lists, passage))
    return False


def _is_covered(lists: Distribution, passage: str) -> bool:
    """Tells whether the lists of the record speak of that passage's item at all."""
    place = lists.page.place[passage]
    return any(lists.page.place[one.slots[0]] > place for one in lists.dispatches)


def _has_name(actor: str) -> bool:
    """Tells whether a printed form names somebody: it has a word with a capital."""
    return any(word[:1].isupper() for word in actor.split())


def _unresolved(lists: Distribution) -> list[Dispatch]:
    return [
        one for one in lists.dispatches
        if not one.reaches and one.scope_literal and has_number(one.scope_literal)
    ]  # fmt: skip


def _has_stranger(lists: Distribution, passage: str) -> bool:
    """Tells whether somebody who is sent a passage, and has no task of his own anywhere, may head the body."""
    persons = [one.recipient for one in lists.told(passage) if is_person(one.recipient)]
    return not all(any(lists.means(lists.bound(task), person) for task in lists.tasks) for person in persons)


def _make_finding(lists: Distribution, missing: list[_Missing]) -> Finding:
    passages = tuple(dict.fromkeys(one.task.slots[0] for one in missing))
    dispatches = tuple(dict.fromkeys(slot for one in lists.dispatches for slot in one.slots))
    is_order = any(one.task.force in ("charge", "instruct") for one in missing)
    is_person_named = any(one.task.persons or is_person(one.actor) for one in missing)
    sure = max(one.task.certainty for one in missing)
    return Finding(
        code=CODE,
        slots=(*passages, *dispatches[:1]),
        literals=tuple(dict.fromkeys(one.task.literal for one in missing)),
        message=_message(lists, missing, passages),
        candidates=tuple(_candidates(lists, missing[0].task)),
        severity="warning" if is_order else "note",
        certainty=round((0.8 if is_person_named else 0.5) * sure, 2),
    )


def _message(lists: Distribution, missing: list[_Missing], passages: tuple[str, ...]) -> str:
    """One passage with its bearers in a sentence; several as a list."""
    shown = {
        passage: " and ".join(one.shown for one in missing if one.task.slots[0] == passage) for passage in passages
    }
    named = {passage: lists.page.name_of(passage) for passage in passages}
    if len(passages) == 1:
        (passage,) = passages
        gives = f"{named[passage].capitalize()} gives a task to {shown[passage]}"
        return f"{gives}, but the distribution list does not send it to them."
    tasks = "; ".join(f"{named[passage]} to {shown[passage]}" for passage in passages)
    return f"Tasks are given to people to whom the distribution list does not send them: {tasks}."


def _candidates(lists: Distribution, task: Task) -> Iterator[Candidate]:
    for one in filter(lists.is_scoped, lists.told(task.slots[0])):
        if not lists.parties.is_named_in(one.recipient, task.slots[0]):
            why = f"{lists.name_of(one)} was to pass it on"
            yield Candidate(slots=one.slots, literal=one.recipient, why=why)
    yield Candidate(slots=task.slots[:1], why="the list leaves a recipient out")
