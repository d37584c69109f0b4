"""Names in a record that were not in use at its date: forms with years, and the record's own days.

Only the document's own dates decide, the earliest and the latest of them, with room on either side: an old name
lives on for a while in forms and habits. A later name in an early paper can only come from a later hand. An earlier
name in a late paper may be spoken of as past; it counts only where the body or the place acts: in the lines that say
who writes, to whom, from where, and who is told.

Not for: forms that translators and cataloguers have always used beside each other; those have no years.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, DatedAct, Form, Mention, Name, make_date
from fonds.names import fold

_BEFORE = 366
"""Days by which a name may be early."""

_BEHIND = 2 * 366
"""Days by which a name may be late."""

_ACTING = frozenset({"addressee", "sender", "signature", "dateline", "distribution", "minutes_head", "document_kind"})
_OWN_ROLES = frozenset({"document", "decided", "header", "title", "sent", "entry", "entry_range", "meeting_range"})
_LATER_ROLES = frozenset({"mentioned", "handwritten", "due", "stamped"})


class OutOfTime(NamedTuple):
    """A mention of a form that was not in use, and whether it came into use only later."""

    slot: AnySlot
    mention: Mention
    form: Form
    is_early: bool


class _Dated(NamedTuple):
    """A form with the days between which it was in use, and the name that it is of."""

    name: Name
    form: Form
    first: int | None
    last: int | None


def find_out_of_time(page: Page, surroundings: Surroundings, where: Container[str]) -> Iterator[OutOfTime]:
    """Mentions, in slots of some kinds, of forms that were not in use at the date of the record."""
    met = [one for one in page.made(_met, surroundings) if one[0].kind in where]
    days = own_days(page) if met else None
    if days is None:
        return
    for slot, mention, known in met:
        if _is_of_another_hand(slot, mention):
            continue
        if _is_early(page, known, days):
            yield OutOfTime(slot, mention, known.form, is_early=True)
        elif slot.kind in _ACTING and known.last is not None and days[0] > known.last + _BEHIND:
            yield OutOfTime(slot, mention, known.form, is_early=False)


def _met(page: Page, surroundings: Surroundings) -> list[tuple[AnySlot, Mention, _Dated]]:
    """Mentions of forms that were not in use at all times, with their slots."""
    table = _dated_of(surroundings.names())
    return [
        (slot, mention, known)
        for mention in page.reading.mentions
        if mention.name in table
        and (known := table[mention.name].get(fold(mention.literal))) is not None
        and (slot := page.by_id.get(mention.slot)) is not None
    ]


def own_days(page: Page) -> tuple[int, int] | None:
    """The earliest and the latest day that a date of the record itself can mean; None without a date."""
    first: list[int] = []
    last: list[int] = []
    for act in page.statements(DatedAct):
        if act.role in _OWN_ROLES:
            for date in (act.date, *act.alternatives):
                if date.earliest is None or date.latest is None:
                    return None
                first.append(date.earliest)
                last.append(date.latest)
    return (min(first), max(last)) if first else None


_built: list[tuple[tuple[Name, ...], dict[str, dict[str, _Dated]]]] = []


def _dated_of(names: tuple[Name, ...]) -> dict[str, dict[str, _Dated]]:
    """Dated forms of bodies and places by name and folded form; that of the last names is kept, by identity."""
    if not _built or _built[0][0] is not names:
        _built[:] = [(names, {name.id: forms for name in names if (forms := _dated_forms(name))})]
    return _built[0][1]


def _dated_forms(name: Name) -> dict[str, _Dated]:
    if name.kind not in ("body", "place"):
        return {}
    return {
        fold(form.text): _Dated(
            name,
            form,
            make_date(form.valid_from).earliest if form.valid_from else None,
            make_date(form.valid_to).latest if form.valid_to else None,
        )
        for form in name.forms
        if (form.valid_from or form.valid_to) and form.text not in words.listed("former", "surnames")
    }


def _is_of_another_hand(slot: AnySlot, mention: Mention) -> bool:
    """A gloss or a note says of itself that it is later; letters in brackets make another name of a form: CPSU(b)."""
    is_marked = any(mark.start <= mention.start and mention.end <= mark.end for mark in slot.marks)
    return is_marked or slot.content[mention.end : mention.end + 2].strip().startswith("(")


def _is_early(page: Page, known: _Dated, days: tuple[int, int]) -> bool:
    """The form came into use later, and the record itself knows of no day on which it was in use."""
    if known.first is None or days[1] >= known.first - _BEFORE:
        return False
    ends = (act.date.latest for act in page.statements(DatedAct) if act.role in _LATER_ROLES)
    return all(end is None or end < known.first for end in ends)
