"""language-differs: the frame declares another language than the one in which the original is, or was.

Pages show translations as a rule, so an English text under "Russian" is no fault. The original that stands on the
page, or the words that say from which language it was translated, must be in the language that is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot, Candidate, Finding

CODE = "language-differs"

EXPLANATION = (
    "The page gives the language of the record as one, and the text on it, or a note of the translator, is of "
    "another. "
    "It may be harmless: a record may hold papers in several languages, and the page may show a copy for others. "
    "See which language the original is in before you cite the language of the record."
)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """At most one finding: for what a translator says, else for the text itself."""
    del surroundings
    declared = page.reading.description.language
    codes = {code for name, code in _names().items() if declared and name in declared.casefold()}
    label = next((slot for slot in page.slots if declared and declared in slot.content and _is_label(slot)), None)
    if not codes or label is None or declared is None:
        return
    found = _translated(page, codes) or _written(page, codes)
    if found is not None:
        slot, literal, language = found
        yield _finding(label, declared, slot, literal, language)


def _is_label(slot: AnySlot) -> bool:
    return slot.kind in ("label", "label_value")


def _translated(page: Page, codes: set[str]) -> tuple[AnySlot, str, str] | None:
    """A line of the document that says from which language it was translated, when that is not declared."""
    for slot in page.text_slots if any(cue in page.low for cue in _cues()) else ():
        match = _said().search(slot.content[:400].casefold())
        if match is not None and _names()[match["name"]] not in codes:
            return slot, slot.content[match.start() : match.end()], match["name"].capitalize()
    return None


def _written(page: Page, codes: set[str]) -> tuple[AnySlot, str, str] | None:
    """A text of the page in a language that is not declared; a translation may be in any."""
    originals = [text for text in page.reading.record.texts if text.role != "translation" and text.language]
    others = [text for text in originals if text.language not in codes]
    if len(page.reading.record.texts) < 2 and "en" not in codes:
        others = [text for text in others if text.language != "en"]  # translations that do not call themselves so
    if not others or len(others) < len(originals):
        return None
    slot = next((slot for slot in page.slots if slot.text == others[0].id), None)
    named = next((name for name, code in _names().items() if code == others[0].language), others[0].language)
    return (slot, opening(slot.content), named.capitalize()) if slot is not None else None


def _finding(label: AnySlot, declared: str, slot: AnySlot, literal: str, language: str) -> Finding:
    return Finding(
        code=CODE,
        slots=(slot.id, label.id),
        literals=(literal, declared),
        message=f"The language is given as {declared}, the text is {language} or from it.",
        candidates=(
            Candidate(slots=(label.id,), literal=language, why="the text shows its language itself"),
            Candidate(slots=(slot.id,), literal=declared, why="the page shows a translation for others"),
        ),
        severity="warning",
        certainty=0.7,
    )


@cache
def _names() -> dict[str, str]:
    return {name: code for table in words.tables("languages") for name, code in table["names"].items()}


@cache
def _cues() -> frozenset[str]:
    return frozenset(cue for table in words.tables("languages") for cue in table["phrases"]["from"])


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.one_of(_cues())}) (?P<name>{'|'.join(map(re.escape, _names()))})(?!\w)")
