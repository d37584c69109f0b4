"""Rules for the lines that say in which archive a paper lies, at its head or foot.

Not for: the source line in the frame of a page (`_frame`), nor what the citation says (`fonds.reading.citations`).
"""

from __future__ import annotations

import re

from fonds.reading._lines import Line, has_digit
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._walk import Found, Walk
from fonds.reading.citations import is_citation, tells_provenance

_LONGEST = 400
_LONGEST_INSIDE = 90
_INSIDE = re.compile(r"\b(?:f|fond|ф|rg)\b\.? ?\d.{0,40}\b(?:op|opis|оп|d|delo|д|box|file)\b\.? ?['\d]")


@rule(longest=_LONGEST)
def shelfmark(walk: Walk, line: Line) -> Found | None:
    """Where the paper lies: an archive and a unit in it, or fonds and file, in a line of its own outside the text."""
    if not has_digit(line.text) or walk.note is not None or (walk.part == "text" and walk.text_is_ahead):
        return None
    if is_citation(line.text):
        return "shelfmark", 0.9
    is_inside = walk.part != "text" and len(line.low) <= _LONGEST_INSIDE and _INSIDE.search(line.low)
    return ("shelfmark", 0.85) if is_inside else None


@rule(longest=_LONGEST, after={"shelfmark"})
def provenance(_walk: Walk, line: Line) -> Found | None:
    """Who obtained, gave or translated the copy, in a line of its own below the archive's."""
    return ("shelfmark", 0.8) if tells_provenance(line.text) else None


RULES: tuple[Rule, ...] = (shelfmark, provenance)
