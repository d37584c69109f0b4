"""date-missing: the page of a record has no date at its head, or its citation lacks the date.

Not for: dates that a document leaves out itself; typed text without the page of an archive around it has no head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, DatedAct, Finding

CODE = "date-missing"

EXPLANATION = (
    "The page gives no date for the record, or its citation goes from the title to the archive without one. "
    "It may be harmless: the paper may be undated, or the capture may have lost the line. "
    "Take the date from the paper, if it has one, and say in the citation where it comes from."
)

_SUREST = ("citation", "document", "decided", "title", "sent", "typed", "received", "meeting_range")
_NAMING = frozenset({"page_title", "citation", "summary", "source", "info_heading"})
"""Kinds of lines one of which every page of an archive has."""

_OF_MARKUP = frozenset({"page_title"})
"""All that markup adds to a typed text, by naming its title."""

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_QUOTED = re.compile(r"[^\"“]{0,12}[\"“]")


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """At most one finding: for the head of the page, else for the citation."""
    del surroundings
    kinds = page.kinds
    if kinds.isdisjoint(_NAMING) or kinds <= FRAME_KINDS or kinds & FRAME_KINDS <= _OF_MARKUP:
        return
    citation = next(iter(page.all_of("citation")), None)
    if "page_date" not in kinds:
        yield _finding(page, _heading(page), "The page has no date at its head")
    elif citation is not None and _is_full(citation) and not _YEAR.search(citation.content):
        yield _finding(page, citation, "The citation has no date")


def _is_full(citation: AnySlot) -> bool:
    """A full citation gives the title in quotation marks; others give the shelfmark alone."""
    return _QUOTED.match(citation.content) is not None


def _heading(page: Page) -> AnySlot:
    ranked = ("page_title", "citation", "summary", "funder")
    frame = [slot for slot in page.slots if slot.kind in FRAME_KINDS]
    return min(frame, key=lambda slot: ranked.index(slot.kind) if slot.kind in ranked else len(ranked))


def _finding(page: Page, slot: AnySlot, what: str) -> Finding:
    candidates = tuple(_candidates(page))
    where = "stands elsewhere on it" if candidates else "stands nowhere else on it"
    return Finding(
        code=CODE,
        slots=(slot.id,),
        literals=(opening(slot.content),),
        message=f"{what}; a date of the record {where}.",
        candidates=candidates,
        severity="note" if candidates else "warning",
        certainty=0.9,
    )


def _candidates(page: Page) -> Iterator[Candidate]:
    """Dates that the page gives elsewhere, the surest first, each once."""
    acts = [act for act in page.statements(DatedAct) if act.role in _SUREST]
    seen: set[str] = set()
    for act in sorted(acts, key=lambda act: _SUREST.index(act.role)):
        if act.date.edtf not in seen:
            seen.add(act.date.edtf)
            where = page.name_of(act.slots[0])
            yield Candidate(slots=act.slots[:1], literal=act.literal, why=f"{where} gives {act.literal}")
