"""Rules for lines about the handling of a paper: for whose eyes, how urgent, which copy, when it was put on the wire.

Such lines run several words together ("Secret. Copy No. 2", "Lightning. Out of turn") or say in words of their own
what others print as one ("may be opened by the addressee alone").

Not for: lines that are one of the known phrases (`_rules_edges.words_known_as_a_whole`), which are tried before.
"""

from __future__ import annotations

import re

from fonds.reading._daylines import names_month
from fonds.reading._lines import SHORT, Line, has_digit
from fonds.reading.blocks._cues import find_start, find_whole, is_copy, is_marking
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._walk import Found, Walk

_PARTS = re.compile(r"[.!;,] |\. |! | - ")
_CLOCK = re.compile(
    r"(?<![\d/.-])\d{1,2} ?[:.] ?\d\d(?! ?[./-]?\d)|\b\d{1,2} (?:hours|hrs|a\.m\.|p\.m\.|am\b|pm\b)"
    r"|\b\d{4} (?:hours|hrs)"
)
_FIGURES = re.compile(r"\b\d{1,2}[./-](?:\d{1,2}|[ivx]{1,4}\b)(?:[./-]\d{2,4})?")
_MOST_WORDS = 14


@rule("head", "end", longest=90)
def handled(walk: Walk, line: Line) -> Found | None:
    """Several words of handling in one line: what the first says counts, a marking before all else."""
    if has_digit(line.text[:2]):
        return None
    parts = [part for part in _PARTS.split(line.low.strip("[]")) if part]
    if len(parts) < 2:
        return None
    if is_marking(parts[0]):
        return "marking", 0.85
    kinds = [cue.kind for part in parts if (cue := find_whole(part))]
    if kinds and len(kinds) == len(parts) and set(kinds) <= {"priority", "copies", "marking"}:
        return kinds[0], 0.85
    is_kind = bool(kinds) and kinds[-1] == "document_kind" and find_whole(parts[-1]) is not None
    return ("document_kind", 0.75) if is_kind and walk.part == "head" else None


@rule("head", "end", longest=40)
def copy_number(_walk: Walk, line: Line) -> Found | None:
    """Which copy it is, and of how many: "Copy 3", "second copy", "7 copies, 3rd copy, 2 pages"."""
    parts = line.low.split(", ")
    are_counts = len(parts) > 1 and all(_COUNT.fullmatch(part) for part in parts)
    return ("copies", 0.85) if is_copy(line.low) or are_counts else None


_COUNT = re.compile(r"\d{1,3}(?:st|nd|rd|th)? (?:copy|copies|pages?|sheets?)")
"""One of the counts of a paper: "7 copies", "3rd copy", "2 pages"."""


@rule("head", "end", longest=SHORT)
def timed(walk: Walk, line: Line) -> Found | None:
    """A deed of handling with its day and hour: "put on the wire 05.01.49, 04:10"."""
    if len(line.text.split()) > _MOST_WORDS:
        return None
    has_clock = _CLOCK.search(line.low) is not None
    has_date = _FIGURES.search(line.low) is not None or names_month(line.low)
    if not has_date or not line.text[0].isalpha() or line.text.endswith(":"):
        return None
    if walk.previous_kind == "routing" and (has_clock or len(line.text.split()) <= 6):
        return "routing", 0.8
    first = line.low.split()[0].strip(",:")
    words = {first, *line.low.replace(":", " ").split()[1:8]}
    is_deed = first.endswith(("ed", "en")) or bool(
        words & {"came", "went", "got", "put", "sent", "received", "handed"}
    )
    return ("routing", 0.75) if has_clock and is_deed and find_start(line.low) is None else None


FIRST: tuple[Rule, ...] = (handled,)
RULES: tuple[Rule, ...] = (copy_number, timed)
