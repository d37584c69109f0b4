"""Who was sent which passages, and who has a task in them, within one record.

Shared by the two checks that compare tasks with the distribution list.

Not for: deciding what a scope means; a dispatch says what it reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from fonds.criticism._page import Page
from fonds.criticism._parties import Parties, is_person, split
from fonds.criticism._scope_words import has_number
from fonds.criticism._surroundings import Surroundings
from fonds.model import Dispatch, Task
from fonds.names import fold

_BINDING = frozenset({"charge", "instruct", "recommend", "ask"})
"""A permission or a ban need not be sent to whom it names."""


class Distribution:
    """The distribution list of one page against its tasks.

    Args:
        page: The page.
        surroundings: Whose names are known.
    """

    def __init__(self, page: Page, surroundings: Surroundings) -> None:
        self.page = page
        self.surroundings = surroundings
        self.parties = Parties(page, surroundings)

    @cached_property
    def dispatches(self) -> list[Dispatch]:
        """Entries of lists of excerpts; lists that count copies say nothing of passages."""
        found = self.page.statements(Dispatch)
        return [one for one in found if one.copies is None and one.copy_number is None]

    @cached_property
    def tasks(self) -> list[Task]:
        """Tasks in numbered passages that bind whom they name."""
        found = self.page.statements(Task)
        return [one for one in found if one.force in _BINDING and self._is_numbered(one.slots[0])]

    @property
    def is_comparable(self) -> bool:
        """Tells whether the record has both a list of excerpts and tasks in numbered passages."""
        return bool(self.dispatches) and bool(self.tasks)

    def _is_numbered(self, slot_id: str) -> bool:
        return any(one in self.page.passages and self.page.passages[one].number for one in self.page.line(slot_id))

    def reaches(self, dispatch: Dispatch, slot_id: str) -> bool:
        """Tells whether a dispatch sends a passage, a part of it, or the whole that it is a part of."""
        if dispatch.reaches:
            line = self.page.line(slot_id)
            return any(one in line or slot_id in self.page.line(one) for one in dispatch.reaches)
        if dispatch.scope_literal is None:
            return self._list_covers(dispatch, slot_id)
        return not has_number(dispatch.scope_literal)

    def _list_covers(self, dispatch: Dispatch, slot_id: str) -> bool:
        """A list without scopes is for the item before it, where each item has a list of its own."""
        here = self.page.place[dispatch.slots[0]]
        task = self.page.place[slot_id]
        places = {self.page.place[one.slots[0]] for one in self.dispatches}
        between = [place for place in places if task < place < here and self._is_own_list(place, here)]
        return task < here and not between

    def _is_own_list(self, place: int, here: int) -> bool:
        """Tells whether numbered passages stand between two lines of recipients."""
        return any(place < self.page.place[passage.id] < here for passage in self.page.numbered)

    def is_scoped(self, dispatch: Dispatch) -> bool:
        """Tells whether an entry sends certain passages; who is sent everything need have no task."""
        return bool(dispatch.reaches) and has_number(dispatch.scope_literal or "")

    def told(self, slot_id: str) -> list[Dispatch]:
        """Entries that send a passage."""
        return [one for one in self.dispatches if self.reaches(one, slot_id)]

    def forms(self, dispatch: Dispatch) -> list[str]:
        """Printed forms of a recipient: the name, and the office or body whose holder it is."""
        return [dispatch.recipient, *([dispatch.office] if dispatch.office else [])]

    def name_of(self, dispatch: Dispatch) -> str:
        """A recipient as a sentence can name him: a list has names in the dative, a task may have the nominative."""
        forms = (form for task in self.tasks for form in self.bound(task))
        return self.parties.plainest(dispatch.recipient, forms)

    def actors(self, task: Task) -> Sequence[str]:
        """Those whom a task binds: the body or bodies named, else the persons."""
        return split(task.actor)

    def bound(self, task: Task) -> list[str]:
        """All printed forms under which those whom a task binds may stand in the list."""
        return [*self.actors(task), *task.persons]

    def means(self, forms: Sequence[str], recipient: str) -> bool:
        """Tells whether a recipient is one of some printed forms.

        A slip in a long name still means the name: it is for another check to say that the spelling varies.
        """
        likeliest = sorted(forms, key=lambda form: form != recipient)
        return any(self.parties.are_one(form, recipient) or _resemble(form, recipient) for form in likeliest)

    def tasks_at(self, dispatch: Dispatch) -> list[Task]:
        """Tasks in the passages that an entry sends."""
        return [task for task in self.tasks if self.reaches(dispatch, task.slots[0])]

    def has_unnamed_head(self, task: Task) -> bool:
        """Tells whether a task binds a body without naming a person, so that any person may be its head."""
        return not task.persons and any(not is_person(actor) for actor in self.actors(task))


def distribution_of(page: Page, surroundings: Surroundings) -> Distribution:
    """The distribution list of a page: one for both checks, gone with the page."""
    return page.made(Distribution, surroundings)


def _resemble(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    return min(len(first), len(second)) > 6 and OSA.distance(first, second, score_cutoff=1) <= 1
