"""count-mismatch: so many parts are announced, and another number is listed."""

from __future__ import annotations

from collections.abc import Iterator

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import Candidate, Count, Finding

CODE = "count-mismatch"

EXPLANATION = (
    "A number of copies, points, documents or names is announced, and the list that follows makes another number. "
    "It may be harmless: the list may be an excerpt, and one recipient may have had a copy that is not listed. "
    "Count on the original; a missing entry is as likely as a wrong number."
)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each announcement that its list does not bear out."""
    del surroundings
    for count in page.statements(Count):
        if count.announced[1] != count.listed:
            yield _finding(count)


def _finding(count: Count) -> Finding:
    literal, announced = count.announced
    return Finding(
        code=CODE,
        slots=count.slots,
        literals=(literal,),
        message=f"“{literal}” are announced, the list makes {count.listed}.",
        candidates=tuple(_candidates(count, announced)),
        severity="warning",
        certainty=count.certainty,
    )


def _candidates(count: Count, announced: int) -> Iterator[Candidate]:
    listed, behind = count.listed, count.slots[1:] or count.slots
    right = Candidate(slots=count.slots[:1], literal=str(listed), why=f"the list is whole: {listed} was meant")
    if listed > announced:
        yield right
        yield Candidate(slots=behind, why=f"{listed - announced} of the list came to it later, or one was divided")
    else:
        yield Candidate(slots=behind, why=f"{announced - listed} of the list is missing here")
        yield right
