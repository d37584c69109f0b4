"""Which numbers does a record give to the paper itself: of minutes, of a telegram, of a register?

"Minutes No. 61" in the title, "(Special No 60)" above the text, "No 18-G-1951" beside the date. Numbers of other
papers ("in addition to my No 2304") are relations.

Not for: numbers of points and items, nor for whether the numbers agree (`fonds.criticism`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.model import AnySlot, PaperNumber, Record
from fonds.reading._program import PROGRAM

_NAMING = frozenset({"page_title", "citation", "minutes_head", "document_kind", "heading"})
"""Kinds of lines that name the paper, so that a number in them is its own."""

_NOTES = frozenset({"handwritten", "stamp"})


def find_paper_numbers(record: Record) -> list[PaperNumber]:
    """Finds the numbers that a record gives to itself.

    Args:
        record: Slots with kinds.

    Returns:
        Numbers in the order of the page.
    """
    found: list[PaperNumber] = []
    for slot in record.slots:
        if slot.kind in _NAMING or slot.kind in _NOTES or slot.kind in ("reference", "field"):
            found.extend(_in_slot(slot))
    return found


def _in_slot(slot: AnySlot) -> Iterator[PaperNumber]:
    content = slot.content[:_LONGEST]
    low = content.lower()
    if not any(map(str.isdigit, low)) or len(low) != len(content):
        return
    reached = 0
    for match in _numbered().finditer(low):
        if _is_of_another(low[: match.start()]):
            continue
        paper = _kinds()[match["word"]]
        if slot.kind in _NOTES and paper != "minutes":
            continue  # notes name many papers; the minutes are those the page is taken from
        reached = match.end()
        yield _number(slot, paper, content, match)
    item = _ITEM_OF.match(low)
    if item is not None and slot.kind in ("reference", "minutes_head", "heading"):
        yield _number(slot, "minutes", content, item)
        return
    bare = _bare().match(low)
    if slot.kind in ("reference", "minutes_head", "field") and bare is not None and not reached:
        yield _number(slot, "minutes" if slot.kind == "minutes_head" else "", content, bare)


_LONGEST = 600
_ITEM_OF = re.compile(
    r"[\s\[(]{0,3}(?:no\.? |nº ?|№ ?)?(?:p|п|st|ст)[ -]?(?P<number>\d{1,4})/[\divxlc]{1,6}[\w.-]{0,6}[\s\])]{0,3}\Z"
)
"""The number of an item in minutes, with that of the minutes before it: "P70/45", "St-90/10s"."""


def _number(slot: AnySlot, paper: str, content: str, match: re.Match[str]) -> PaperNumber:
    return PaperNumber(
        slots=(slot.id,),
        literal=content[match.start() : match.end()].strip(),
        said_by=PROGRAM,
        certainty=0.9 if paper else 0.7,
        paper=paper,
        number=content[match.start("number") : match.end("number")],
    )


def _is_of_another(before: str) -> bool:
    return f" {before[-24:].rstrip(' (')}".endswith(_others())


_NUMBER = r"(?P<number>(?:[a-zа-я]{1,3}[ -]?)?\d\w*(?:\.\d{3}(?!\d))?(?:[/-]\w+){0,4})"


@cache
def _sign() -> str:
    signs = {sign for table in words.tables("papers") for sign in table["numbers"]["signs"]}
    return rf"(?:{words.one_of(signs)})"


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{words.one_of(_kinds())})(?!\w)[\s(]{{0,2}}{_sign()}[ \u00a0]?{_NUMBER}")


@cache
def _bare() -> re.Pattern[str]:
    leads = {lead for table in words.tables("papers") for lead in table["numbers"]["leads"]}
    lead = rf"(?:{words.one_of(leads)}):?"
    before = rf"(?:{lead} {_sign()}|{lead}|{_sign()}):?"
    return re.compile(rf"[\s(\[]{{0,3}}{before}[ \u00a0]?{_NUMBER}[\s)\].]{{0,4}}")


@cache
def _kinds() -> dict[str, str]:
    return {
        word: kind for table in words.tables("papers") for kind, found in table["numbered"].items() for word in found
    }


@cache
def _others() -> tuple[str, ...]:
    """Words that say so, behind a blank."""
    return tuple(f" {word}" for table in words.tables("papers") for word in table["numbers"]["others"])
