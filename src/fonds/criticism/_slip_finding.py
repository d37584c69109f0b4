"""From the slips of a slot to their finding.

Not for: finding slips (`_slips`, `_glued`, `_grammar_slips`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fonds.criticism._glued import split_word
from fonds.criticism._grammar_slips import find_grammar_slips
from fonds.criticism._page import Page
from fonds.criticism._slip import Slip
from fonds.criticism._slips import Speller
from fonds.model import AnySlot, Candidate, Finding, Passage

_NUMBER_AND_STOP = re.compile(r"\s{0,4}(\d{1,4}) (\.)(?= ?[^\W\d_])")


def slips_of(slot: AnySlot, speller: Speller) -> list[Slip]:
    """All slips of a slot, by place."""
    language = speller.language_of(slot)
    slips = [*_at_numbers(slot), *find_grammar_slips(slot.content, language)]
    if speller.odd_pieces(slot):
        slips = [*speller.slips(slot), *_run_together(slot, speller, language), *_glued(slot, speller), *slips]
    return sorted({slip.start: slip for slip in reversed(slips)}.values(), key=lambda slip: slip.start)


def _at_numbers(slot: AnySlot) -> Iterator[Slip]:
    """The number of a passage with a space before its stop: "12 . On fuel"."""
    match = _NUMBER_AND_STOP.match(slot.content) if isinstance(slot, Passage) and slot.number else None
    if match is not None:
        reading = f"{match.group(1)}{match.group(2)}"
        yield Slip(match.group().strip(), match.start(1), ((reading, "a space too many before the stop"),), 0.9)


def _run_together(slot: AnySlot, speller: Speller, language: str) -> Iterator[Slip]:
    """Unknown words that are two; in English a capital makes a name of them (Reston, Lawson)."""
    for word, start in speller.unknown(slot):
        if language != "en" or word.islower():
            parts = split_word(word, language)
            if parts:
                yield Slip(word, start, ((parts, "the space between two words is lost"),), 0.85)


def _glued(slot: AnySlot, speller: Speller) -> Iterator[Slip]:
    for place, read in speller.odd_pieces(slot):
        for slip in read.glued:
            yield slip._replace(start=place + slip.start)


def slip_finding(code: str, page: Page, slot: AnySlot, slips: Sequence[Slip]) -> Finding:
    """One finding for the slips of a slot; the readings of the surest first."""
    surest = sorted(slips, key=lambda slip: -slip.certainty)
    return Finding(
        code=code,
        slots=(slot.id,),
        literals=tuple(dict.fromkeys(slip.literal for slip in slips)),
        message=f"{_said(slips)} in {page.name_of(slot.id)}.",
        candidates=tuple(
            Candidate(slots=(slot.id,), literal=reading, why=f"for “{slip.literal}”: {why}")
            for slip in surest
            for reading, why in slip.readings
        ),
        severity="note",
        certainty=surest[0].certainty,
    )


def _said(slips: Sequence[Slip]) -> str:
    pairs = [f"“{slip.literal}” seems to stand for “{slip.readings[0][0]}”" for slip in slips[:3]]
    more = f", and {len(slips) - 3} more words are misspelt" if len(slips) > 3 else ""
    return ", ".join(pairs) + more
