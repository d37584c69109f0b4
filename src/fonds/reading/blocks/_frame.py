"""Which lines belong to the frame that a site puts around a document, and which to the document?

The head of the page is read by its form of capture; the foot begins with the first label of a metadata field
that hardly ever stands in a document. The summary between document and foot has no mark of its own: it is the last
line before the foot, and how sure that is depends on how it reads.

Not for: the lines of the document (`fonds.reading.blocks._walk`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import CaptureForm, SlotKind
from fonds.reading._daylines import is_month_first
from fonds.reading._forms import frame_labels, frame_phrases, is_full_citation
from fonds.reading._lines import Line
from fonds.reading._shown import Hint
from fonds.reading.blocks._cues import find_start
from fonds.reading.blocks._enumerators import read_enumerator
from fonds.reading.blocks._marked_head import read_marked_head
from fonds.reading.blocks._pieces import Piece

_HEAD = 16
_ASIDE = re.compile(r" ?\([^()]{0,40}\)$")


class Frame(NamedTuple):
    """The page, divided.

    Attributes:
        head: Named lines before the document.
        body: Lines of the document, not named yet.
        foot: Named lines behind it, the summary among them.
    """

    head: list[Piece]
    body: list[Line]
    foot: list[Piece]


def split_frame(lines: list[Line], form: CaptureForm, hints: Mapping[int, Hint]) -> Frame:
    """Divides a page into head, document and foot.

    Args:
        lines: All lines of the page.
        form: Its form of capture.
        hints: What markup says of lines, by their start.

    Returns:
        The parts; together they hold every line once, in order.
    """
    if form in ("plain", "unknown"):
        head = read_marked_head(lines, hints)
        return Frame(head, lines[len(head) :], [])
    if form == "B" and lines and hints.get(lines[0].start) == "title":
        head = read_marked_head(lines, hints)
    else:
        head = _READERS.get(form, _read_head)(lines)
    start = _find_foot(lines, len(head))
    body, foot = lines[len(head) : start], _read_foot(lines[start:], _funders(head))
    if form not in ("O", "P"):
        summary = _find_summary(body, has_foot=bool(foot), head=head)
        if summary:
            return Frame(head, body[:-1], [summary, *foot])
    return Frame(head, body, foot)


def label_field(low: str) -> str | None:
    """The metadata field that a folded line names; None when it is no label."""
    return frame_labels().get(low.rstrip(": "))


def _read_head(lines: list[Line]) -> list[Piece]:
    """Head of a page with the site's date, title and funder line, in this order; each may be missing."""
    pieces = _take_chrome(lines)
    at = len(pieces)
    date = next((i for i in range(at, min(at + 4, len(lines))) if is_month_first(lines[i].low)), None)
    if date is not None and all(_is_sentence(line) for line in lines[at:date]):
        pieces += [Piece(line, "related", "summary above the date of the page", 0.9) for line in lines[at:date]]
        pieces.append(Piece(lines[date], "page_date", "date in the style of the page", 0.98))
        at = date + 1
    if at < len(lines):
        pieces.append(Piece(lines[at], "page_title", "line where the title stands", 0.9))
        at += 1
    if at < len(lines) and lines[at].low.startswith(frame_phrases("funder")):
        pieces.append(Piece(lines[at], "funder", "phrase of support", 0.98))
    return pieces


def _take_chrome(lines: list[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in lines[:_HEAD]:
        if line.low not in frame_phrases("chrome"):
            break
        pieces.append(Piece(line, "chrome", "words of the site", 0.98))
    return pieces


def _read_old_head(lines: list[Line]) -> list[Piece]:
    """Head of the old design: summary and full citation stand before the document."""
    citation = next((i for i, line in enumerate(lines[:_HEAD]) if is_full_citation(line)), None)
    if citation is None:
        return _read_head(lines)
    pieces = [_name_old_line(line, i, lines) for i, line in enumerate(lines[:citation])]
    pieces.append(Piece(lines[citation], "citation", "title in quotation marks and its date", 0.95))
    for line in lines[citation + 1 : citation + 8]:
        named = name_site_line(line)
        if named is None:
            break
        pieces.append(named)
    return pieces


def _name_by_words(line: Line) -> Piece | None:
    """A line of the head that its own words name."""
    if named := name_site_line(line):
        return named
    if is_month_first(line.low):
        return Piece(line, "page_date", "date in the style of the page", 0.98)
    if line.low.startswith(frame_phrases("funder")):
        return Piece(line, "funder", "phrase of support", 0.98)
    return None


def _name_old_line(line: Line, at: int, lines: list[Line]) -> Piece:
    if named := _name_by_words(line):
        return named
    if at > 0 and lines[at - 1].low in frame_phrases("chrome") and is_month_first(lines[at + 1].low):
        return Piece(line, "chrome", "name of the site, between its words and the date", 0.7)
    if _is_sentence(line) and _has_summary_verb(line):
        return Piece(line, "summary", "written as a summary", 0.8)
    if at == 0 or is_month_first(lines[at - 1].low) or (name_site_line(lines[at - 1]) and not _is_sentence(line)):
        return Piece(line, "page_title", "line where the title stands", 0.85)
    return Piece(line, "summary", "text before the full citation", 0.9)


def name_site_line(line: Line) -> Piece | None:
    """Names a line of the site's own words: a button, the name of a rendition, a lone label."""
    low = line.low
    if low in frame_phrases("chrome"):
        return Piece(line, "chrome", "words of the site", 0.98)
    if len(low) < 60 and (low.startswith(frame_phrases("view")) or low.endswith(frame_phrases("view_ends"))):
        return Piece(line, "view", "name of a rendition", 0.95)
    field = label_field(low)
    if field in ("citation", "summary", "information"):
        return Piece(line, "label", "name of a field", 0.95)
    return None


def _read_rendition_head(lines: list[Line]) -> list[Piece]:
    """Head of a PDF rendition: date and title, then labels with their values on one line."""
    named = [(i, kind) for i, line in enumerate(lines[:_HEAD]) if (kind := _rendition_kind(line))]
    kinds = dict(named)
    pieces = _take_chrome(lines)
    for i in range(len(pieces), named[-1][0] + 1):
        pieces.append(_name_rendition_line(lines[i], kinds.get(i), pieces))
    return pieces


def _rendition_kind(line: Line) -> SlotKind | None:
    kinds: tuple[tuple[str, SlotKind], ...] = (
        ("citation", "citation"), ("summary", "summary"), ("credits", "funder"), ("language", "label"),
        ("contents", "view"),
    )  # fmt: skip
    return next((kind for key, kind in kinds if line.low.startswith(frame_phrases(key))), None)


def _name_rendition_line(line: Line, kind: SlotKind | None, before: list[Piece]) -> Piece:
    if kind:
        return Piece(line, kind, "label before its value", 0.98)
    if is_month_first(line.low):
        return Piece(line, "page_date", "date in the style of the page", 0.98)
    if before and before[-1].kind == "summary":
        return Piece(line, "summary", "goes on from the line before", 0.8)
    return Piece(line, "page_title", "line where the title stands", 0.9)


_READERS = {"O": _read_old_head, "P": _read_rendition_head}


def _funders(head: list[Piece]) -> tuple[str, ...]:
    return tuple(piece.line.low for piece in head if piece.kind == "funder")


def _find_foot(lines: list[Line], after: int) -> int:
    strong = frame_phrases("strong")
    for at in range(after, len(lines)):
        if lines[at].end - lines[at].start < 60 and lines[at].low.rstrip(": ") in strong:
            return at
    return len(lines)


def _read_foot(lines: list[Line], funders: tuple[str, ...]) -> list[Piece]:
    pieces: list[Piece] = []
    field = ""
    for line in lines:
        named = label_field(line.low) if len(line.text) < 60 else None
        if named:
            field = named
            kind: SlotKind = "info_heading" if named == "information" else "label"
            pieces.append(Piece(line, kind, "name of a field", 0.97))
            continue
        pieces.append(_name_value(line, field, funders, pieces))
        field = field if pieces[-1].kind in ("related", "rights") else ""
    return pieces


def _name_value(line: Line, field: str, funders: tuple[str, ...], before: list[Piece]) -> Piece:
    """A line of the foot that is no label: what it is depends on the label before it and on its length."""
    if field == "related":
        return Piece(line, "related", "entry under related documents", 0.95)
    if any(funder.rstrip(".").endswith(line.low.rstrip(".")) for funder in funders):
        return Piece(line, "tail", "funder once more", 0.97)
    if not funders and len(line.text) < 60 and line.low.split()[-1].strip(".") in frame_phrases("funders"):
        return Piece(line, "tail", "name of a foundation", 0.7)
    has_source = any(piece.kind == "source" for piece in before)
    if not has_source and field in ("source", "information") and _is_source(line, named=field == "source"):
        return Piece(line, "source", "shelfmark or provenance", 0.95)
    if len(line.text) > 80 or field == "rights":
        return Piece(line, "rights", "prose behind the source", 0.9)
    return Piece(line, "label_value", "short line behind a label", 0.85)


def _is_source(line: Line, *, named: bool) -> bool:
    """A shelfmark has figures, a provenance names its deed, and a statement of rights has neither."""
    if any(character.isdigit() for character in line.low) or len(line.text) < 100:
        return True
    deeds = [
        deed for frame in words.tables("frame") for key in frame["provenance"] for deed in frame["provenance"][key]
    ]
    return named and any(deed in line.low for deed in deeds)


def _find_summary(body: list[Line], *, has_foot: bool, head: list[Piece]) -> Piece | None:
    if not body or not _is_sentence(body[-1]):
        return None
    line = body[-1]
    verb = _has_summary_verb(line)
    if has_foot:
        return Piece(line, "summary", "last line before the foot of the page", 0.95 if verb else 0.7)
    if verb and len(body) > 1 and _shares_name(line, head):
        return Piece(line, "summary", "last line, written as a summary", 0.6)
    return None


def _has_summary_verb(line: Line) -> bool:
    first = line.low.replace(",", " ").split()[:14]
    return not _summary_words("verbs").isdisjoint(first) or line.low.startswith(tuple(_summary_words("nouns")))


@cache
def _summary_words(key: str) -> frozenset[str]:
    return frozenset(word for frame in words.tables("frame") for word in frame["summary"][key])


def _shares_name(line: Line, head: list[Piece]) -> bool:
    title = {
        word.strip(".,'()[]") for piece in head if piece.kind == "page_title" for word in piece.line.text.split()
    }
    names = {word for word in title if word[:1].isupper() and len(word) > 3}
    return any(word.strip(".,'()[]") in names for word in line.text.split()[:12])


def _is_sentence(line: Line) -> bool:
    """Whether it reads as running text: ends as a sentence does and is no numbered, named or bracketed line."""
    if len(line.text) < 40 or line.text.startswith("["):
        return False
    text = _ASIDE.sub("", line.text) if line.text.endswith(")") else line.text
    if not text.rstrip("\"'”’ )").endswith((".", "!", "?")):
        return False
    if read_enumerator(line.text):
        return False
    cue = find_start(line.low)
    return cue is None or cue.kind not in ("distribution", "production", "copies", "signature", "stamp", "enclosure")
