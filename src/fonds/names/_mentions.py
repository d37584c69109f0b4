"""Mentions in a record: what is known, and what is proposed beside it."""

from __future__ import annotations

from fonds.model import Mention, Name, Record
from fonds.names._proposals import with_proposals
from fonds.names._recogniser import Recogniser
from fonds.names._shipped import shipped

_PASSED_OVER = frozenset(
    {"chrome", "funder", "view", "info_heading", "label", "rights", "tail", "separator", "page_mark", "page_date"}
)
"""Kinds of slots that belong to the publishing site: a name in them is none of the record's."""


def find_mentions(record: Record, names: tuple[Name, ...] | Recogniser | None = None) -> tuple[Mention, ...]:
    """Finds spans that may mean a name.

    Args:
        record: Any record; marks, where it has them, add proposals from brackets.
        names: The names to know, or a recogniser built from them (build it once when they are many);
            those that ship with fonds when left out.

    Returns:
        Mentions in the order of the page. Known forms name their authority; forms that are new have no name and
        a reason (after a title, in brackets beside a known place). Two names with one spelling are two mentions.
    """
    recogniser = names if isinstance(names, Recogniser) else recogniser_of(shipped() if names is None else names)
    found: list[Mention] = []
    for slot in record.slots:
        if slot.kind not in _PASSED_OVER:
            found += with_proposals(slot, recogniser.find(slot.id, slot.content))
    return tuple(found)


_built: dict[int, tuple[tuple[Name, ...], Recogniser]] = {}


def recogniser_of(names: tuple[Name, ...]) -> Recogniser:
    """The recogniser of a tuple of names, built when that tuple is first met.

    The last few are kept by the identity of the tuple: to compare thousands of names at each call
    would take longer than to read a page.
    """
    known = _built.get(id(names))
    if known is None or known[0] is not names:
        while len(_built) >= 4:
            _built.pop(next(iter(_built)))
        known = _built[id(names)] = (names, Recogniser(names))
    return known[1]
