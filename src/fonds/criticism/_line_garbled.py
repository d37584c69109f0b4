"""line-garbled: what stands there is no text any more: signs of a wrong encoding, or a machine's misreadings.

One finding for each sort and record; single slips are for `_text_typo`.

Not for: words that an editor could not read and says so (marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.criticism._lexicon import words_near
from fonds.criticism._misread import Misread, misread_words
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding

CODE = "line-garbled"

EXPLANATION = (
    "Signs stand where there should be text: replacement characters, letters of a wrong encoding, or so many misread "
    "letters that a machine must have read the page and nobody the result. "
    "It may be harmless: the words can often be guessed. "
    "Read the original or capture the page anew before you quote it; names and figures on it are not to be trusted."
)

_BROKEN_BEGIN = "\ufffd\u00c2\u00c3\u00d0\u00d1\u00e2"
_BROKEN = re.compile(
    r"\ufffd+|(?:[\u00c2\u00c3\u00d0\u00d1\u00e2][\u0080-\u00bf\u2010-\u2044\u20ac\u0152-\u0192\u02c6\u02dc]){2,}"
)

_SHOWN = 12


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for broken signs, one for a page that was misread throughout."""
    broken = []
    if any(sign in page.text for sign in _BROKEN_BEGIN):
        broken = [(slot, match) for slot in page.slots for match in _BROKEN.finditer(slot.content)]
    if broken:
        yield _broken(page, broken)
    misread = misread_words(page, surroundings)
    if misread:
        yield _misread(misread)


def _broken(page: Page, broken: list[tuple[AnySlot, re.Match[str]]]) -> Finding:
    slots = tuple(dict.fromkeys(slot.id for slot, _ in broken))
    return Finding(
        code=CODE,
        slots=slots,
        literals=tuple(dict.fromkeys(match.group() for _, match in broken))[:3],
        message=f"Signs that are no text stand in {page.name_of(slots[0])}: the page was read in a wrong encoding.",
        candidates=(
            Candidate(slots=slots, why="read the source again and name its encoding"),
            Candidate(slots=slots, why="the signs were lost before the page was captured"),
        ),
        severity="warning",
        certainty=0.95,
    )


def _misread(misread: list[Misread]) -> Finding:
    slots = tuple(dict.fromkeys(word.slot.id for word in misread))
    literals = tuple(dict.fromkeys(word.literal for word in misread))
    return Finding(
        code=CODE,
        slots=slots,
        literals=literals[:_SHOWN],
        message=f"{len(literals)} words are misread, such as “{literals[0]}”: a machine seems to have read the page.",
        candidates=tuple(_readings(misread)),
        severity="warning",
        certainty=0.85,
    )


def _readings(misread: list[Misread]) -> Iterator[Candidate]:
    for word in misread[:_SHOWN]:
        near = words_near(word.literal, "en")
        if near:
            yield Candidate(slots=(word.slot.id,), literal=near[0], why=f"for “{word.literal}”: one sign apart")
