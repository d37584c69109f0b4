"""captures-differ: the same record was captured twice, with different content.

Two captures are of one record when the site gives both the same record id, or when both have the same shelfmark down
to the leaves; the date at the head of the page must be the same too, and most of the text. What differs is told by
the passages of this record; of the other one only its id is named, so that no text goes from record to record.

Not for: originals and their translations, nor for versions of one source, which the archive keeps as versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from fonds import words
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, Finding, Record
from fonds.names import fold

CODE = "captures-differ"

EXPLANATION = (
    "Another record here has the same record id or shelfmark and the same date, and most of the same text, but some "
    "passages are not the same. "
    "It may be harmless: the site corrected its page, or another translator worked over it. "
    "Compare both with the original, and keep the one that is nearer to it; the other stays as its variant."
)

_MOST_NEIGHBOURS = 20
_MOST_SHOWN = 5
_SAME = 0.5
"""Share of the passages of the shorter capture that both must have."""


class _Identity(NamedTuple):
    """By what a capture is known: the site's id, the line of the shelfmark, the date at the head; folded."""

    site_id: str
    shelfmark: str
    day: str


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each neighbour that is another capture of this record."""
    own = None
    for other in islice(surroundings.neighbours(), _MOST_NEIGHBOURS):
        own = own or _identity(page.slots)
        if _are_one(page, own, _identity(other.slots)):
            yield from _compare(page, other)


def _identity(slots: Sequence[AnySlot]) -> _Identity:
    day = next((slot.content for slot in slots if slot.kind == "page_date"), "")
    shelfmark = next((slot.content for slot in slots if slot.kind == "source"), "")
    return _Identity(_plain(_site_id(slots)), _plain(shelfmark), _plain(day))


def _site_id(slots: Sequence[AnySlot]) -> str:
    """The value behind the label of the site's record id."""
    return next(
        (
            value.content
            for label, value in pairwise(slots)
            if label.kind == "label"
            and value.kind == "label_value"
            and label.content.strip(" :").casefold() in _labels()
        ),
        "",
    )


@cache
def _labels() -> frozenset[str]:
    return frozenset(
        label for frame in words.tables("frame") for label, field in frame["labels"].items() if field == "record_id"
    )


def _plain(text: str) -> str:
    """A text as it is compared: without case, signs of transcription, and differences of white space."""
    return " ".join(fold(text).split()).strip(" .")


def _are_one(page: Page, own: _Identity, other: _Identity) -> bool:
    if not own.day or own.day != other.day:
        return False
    if own.site_id or other.site_id:
        return own.site_id == other.site_id
    cited = page.reading.description.citation
    if cited is None or not cited.repository or not cited.leaves:
        return False  # a whole file is cited: many records have that shelfmark
    mark = _plain(cited.literal)
    return bool(mark) and _begins_with(own.shelfmark, mark) and _begins_with(other.shelfmark, mark)


def _begins_with(line: str, mark: str) -> bool:
    """The line has the whole shelfmark, and no further leaf or letter stands right behind it."""
    behind = line[len(mark) : len(mark) + 2]
    return line.startswith(mark) and (not behind or behind[0] in ".;" or behind == " (")


def _compare(page: Page, other: Record) -> Iterator[Finding]:
    own = {_plain(slot.content): slot for slot in page.text_slots}
    others = {_plain(slot.content) for slot in other.slots if slot.kind not in FRAME_KINDS}
    apart = [slot for content, slot in own.items() if content not in others]
    added = len(others - own.keys())
    shared = len(own) - len(apart)
    if (apart or added) and shared and shared >= _SAME * min(len(own), len(others)):
        kept = next(slot for content, slot in own.items() if content in others)
        yield _finding(page, apart or [kept], added, other.id, is_longer=bool(apart))


def _finding(page: Page, apart: Sequence[AnySlot], added: int, other: str, *, is_longer: bool) -> Finding:
    shown = apart[:_MOST_SHOWN] if is_longer else apart
    which = f"record {other}" if other else "another record"
    where = ", ".join(dict.fromkeys(page.name_of(slot.id) for slot in shown))
    what = f"differs in {where}" if is_longer else f"has {added} more passage{'s' * (added > 1)}"
    return Finding(
        code=CODE,
        slots=tuple(slot.id for slot in shown),
        literals=tuple(opening(slot.content) for slot in shown) if is_longer else (),
        message=f"Another capture of this page, {which}, {what}.",
        candidates=(
            Candidate(slots=tuple(slot.id for slot in shown), why="the site changed its page between the captures"),
            Candidate(slots=tuple(slot.id for slot in shown), why="one of the captures lost or garbled a part"),
        ),
        severity="note",
        certainty=0.8,
    )
