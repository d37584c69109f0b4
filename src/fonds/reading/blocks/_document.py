"""What is each line of the document?

Walks through the lines with the rules in order: the first that answers names the line. Then the tree decides which
numbers count.

Not for: the frame of the page (`fonds.reading.blocks._frame`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from msgspec.structs import replace

from fonds import words
from fonds.reading._lines import Line, fold, make_line
from fonds.reading.blocks import (
    _rules_addressee,
    _rules_cable,
    _rules_dates,
    _rules_edges,
    _rules_handling,
    _rules_head,
    _rules_notes,
    _rules_shelfmark,
    _rules_stems,
    _rules_tail,
    _rules_text,
    _rules_told,
    _rules_typed,
)  # fmt: skip
from fonds.reading.blocks._capitals import find_lost, set_anew
from fonds.reading.blocks._cues import cue_words, find_start
from fonds.reading.blocks._frame import name_site_line
from fonds.reading.blocks._pieces import Piece
from fonds.reading.blocks._rule import Rule
from fonds.reading.blocks._rules_speech import has_turns
from fonds.reading.blocks._running import is_running
from fonds.reading.blocks._splits import split_run_on
from fonds.reading.blocks._tree import count_numbers
from fonds.reading.blocks._walk import Part, Walk

_STAR = re.compile(r"[^\W\d_][*†]")

RULES: tuple[Rule, ...] = (
    *_rules_shelfmark.RULES, *_rules_cable.RULES, *_rules_typed.RULES, *_rules_notes.RULES,
    *_rules_told.FIRST, *_rules_dates.FIRST, *_rules_tail.FIRST, *_rules_edges.FIRST,
    *_rules_stems.FIRST,
    _rules_text.numbered, _rules_notes.note_at_foot,
    *_rules_handling.FIRST, *_rules_edges.RULES, *_rules_handling.RULES, *_rules_dates.RULES, *_rules_stems.RULES,
    *_rules_addressee.RULES,
    _rules_text.marked_heading, *_rules_head.RULES,
    *_rules_text.RULES, _rules_edges.signature, *_rules_tail.LAST, *_rules_text.LAST,
)  # fmt: skip
_LENGTHS = sorted({rule.longest for rule in RULES if rule.longest is not None})


def name_document(
    lines: list[Line],
    title: str,
    *,
    has_renditions: bool,
    headings: frozenset[int] = frozenset(),
    is_typed: bool = False,
) -> list[Piece]:
    """Names the lines of a document.

    Args:
        lines: Its lines.
        title: Title of the page; empty when it has none.
        has_renditions: Whether names of renditions may stand between two texts, as in the old design.
        is_typed: Whether the document stands alone, without the frame of a page.
        headings: Starts of lines that the markup of the source calls headings.

    Returns:
        Pieces in order; a line that runs several parts together gives several.
    """
    is_cable = is_typed and _rules_cable.find_date_group(lines) is not None  # they are in capitals, and lost none
    lost = None if is_cable else find_lost(lines)
    if lost:
        copies = [set_anew(line, lost) for line in lines]
        walk = _begin(copies, title, headings=headings, is_typed=is_typed)
        return _as_captured(_name_lines(walk, has_renditions=has_renditions), lines)
    return _name_lines(_begin(lines, title, headings=headings, is_typed=is_typed), has_renditions=has_renditions)


def _name_lines(walk: Walk, *, has_renditions: bool) -> list[Piece]:
    for at, line in enumerate(walk.lines):
        walk.at = at
        if has_renditions and (named := name_site_line(line)) and named.kind == "view":
            walk.pieces.append(named)
            walk.part = "head" if named.kind == "view" else walk.part
            continue
        _name_line(walk, line)
    return count_numbers(walk.pieces, walk.numbers, is_minutes=walk.is_minutes)


def _as_captured(pieces: list[Piece], lines: list[Line]) -> list[Piece]:
    """Pieces of copies of lines, with what was captured in their place."""
    captured: list[Piece] = []
    at = 0
    for piece in pieces:
        while lines[at].end <= piece.line.start:
            at += 1
        first = piece.line.start - lines[at].start
        text = lines[at].text[first : first + len(piece.line.text)]
        captured.append(replace(piece, line=make_line(piece.line.start, text)))
    return captured


def _begin(whole: list[Line], title: str, *, headings: frozenset[int], is_typed: bool) -> Walk:
    lines, title = [part for line in whole for part in split_run_on(line)], fold(title)
    running = tuple(at for at, line in enumerate(lines) if is_running(line))
    head = lines[: min(8, running[0])] if running and running[0] > 4 else lines[:4]
    subject = f"{title} {' '.join(line.low[:90] for line in head if line.is_short)}"
    said = frozenset(subject.replace(",", " ").replace("'", " ").replace(":", " ").replace("[", " ").split())
    return Walk(
        lines=lines,
        title=title,
        is_minutes=(bool(said & cue_words("minutes", "words")) and not _is_other_kind(title))
        or _is_session(lines, said),
        is_diary=bool(said & cue_words("speech", "diary")),
        is_talk=bool(said & cue_words("speech", "words")) or has_turns(lines),
        headings=headings,
        is_typed=is_typed,
        date_group=_rules_cable.find_date_group(lines) if is_typed else None,
        running=running,
        has_star=any(_has_star(line.text) for line in lines),
        form_lines=_rules_edges.find_form_lines(lines[: running[0]] if running else lines),
    )


def _has_star(text: str) -> bool:
    """Whether a note is marked by a star at a word."""
    return ("*" in text or "†" in text) and _STAR.search(text) is not None


def _is_session(lines: list[Line], said: frozenset[str]) -> bool:
    """Whether those present are named at the head of what is no talk and no letter: the paper of a body that met."""
    if said & cue_words("speech", "words") or said & cue_words("speech", "papers"):
        return False
    return any((cue := find_start(line.low)) is not None and cue.kind == "attendance" for line in lines[:16])


@cache
def _kinds_before_minutes() -> tuple[str, ...]:
    return tuple(
        word
        for table in words.tables("kinds")
        for kind in table["kind"]
        if kind["name"] in ("telegram", "letter", "report", "notes", "diary", "conversation")
        for word in kind["words"]
    )


def _is_other_kind(title: str) -> bool:
    """Whether the title opens with another kind of document, so that "decision" in it means something else."""
    return title.startswith(_kinds_before_minutes())


def _name_line(walk: Walk, line: Line) -> None:
    size = bisect_left(_LENGTHS, len(line.text))
    for rule in _rules_for(walk.part, size, walk.previous_kind, is_minutes=walk.is_minutes, is_typed=walk.is_typed):
        found = rule.answer(walk, line)
        if found is not None:
            walk.add(line, found[0], rule.name, found[1])
            return


@cache
def _rules_for(part: Part, size: int, previous: str, *, is_minutes: bool, is_typed: bool) -> tuple[Rule, ...]:
    """The rules that can name a line; its size is the place of its length among the lengths that rules know."""
    length = _LENGTHS[size] if size < len(_LENGTHS) else _LENGTHS[-1] + 1
    return tuple(
        rule for rule in RULES if rule.can_name(part, length, previous, is_minutes=is_minutes, is_typed=is_typed)
    )
