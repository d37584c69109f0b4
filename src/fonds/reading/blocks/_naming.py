"""From a source to its named lines: the steps in their order.

Not for: any rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fonds.model import CaptureForm
from fonds.reading._forms import frame_phrases, recognise_form
from fonds.reading._lines import Line, split_lines
from fonds.reading._paging import find_page_lines
from fonds.reading._shown import Hint
from fonds.reading.blocks._document import name_document
from fonds.reading.blocks._frame import split_frame
from fonds.reading.blocks._pieces import Piece
from fonds.reading.blocks._rules_cable import find_date_group
from fonds.reading.blocks._wrapping import join_wrapped
from fonds.reading.citations import cited_title


class Named(NamedTuple):
    """The lines of a source, named.

    Attributes:
        form: Form of capture.
        certainty: How sure the form is, 0 to 1.
        pieces: In order; they hold everything but white space.
    """

    form: CaptureForm
    certainty: float
    pieces: list[Piece]


def name_lines(source: str, hints: Mapping[int, Hint] | None = None) -> Named:
    """Names every line of a decoded source.

    Args:
        source: The text, as captured or as its markup shows it.
        hints: What the markup says of lines, by the code point at which they start; None for a source without markup.
    """
    has_markup, hints = hints is not None, hints or {}
    lines, asides = _set_aside(split_lines(source), hints)
    form, certainty = recognise_form(source, lines, has_markup=has_markup)
    if form == "plain":
        pages = find_page_lines(source, lines)
        asides += [Piece(lines[at], "page_mark", "page number or running head", 0.8) for at in sorted(pages)]
        lines = _join(source, [line for at, line in enumerate(lines) if at not in pages])
    head, body, foot = split_frame(lines, form, hints)
    title = _find_title(head)
    headings = frozenset(start for start, hint in hints.items() if hint in ("heading", "title"))
    document = name_document(body, title, has_renditions=form == "O", headings=headings, is_typed=form == "plain")
    pieces = [*head, *document, *foot]
    if asides:
        pieces = sorted([*pieces, *asides], key=lambda piece: piece.line.start)
    return Named(form, certainty, pieces)


def _join(source: str, lines: list[Line]) -> list[Line]:
    """Lines with what was broken at the margin joined, but for the head of a telegram that machines set in lines."""
    date_group = find_date_group(lines)
    first = 0 if date_group is None else date_group + 1
    return [*lines[:first], *join_wrapped(source, lines[first:])]


def _find_title(head: list[Piece]) -> str:
    """The title of the page, else the one that its full citation gives; empty when there is none."""
    title = next((piece.line.text for piece in head if piece.kind == "page_title"), None)
    cited = next((piece.line.text for piece in head if piece.kind == "citation"), "")
    return title or cited_title(cited) or ""


def _set_aside(lines: list[Line], hints: Mapping[int, Hint]) -> tuple[list[Line], list[Piece]]:
    """Lines of the page itself, and those of menus and page corners, which take no part in the grammar.

    The words by which the form is known stay where they are.
    """
    kept: list[Line] = []
    asides: list[Piece] = []
    for line in lines:
        if hints.get(line.start) == "aside" and line.low not in frame_phrases("skip"):
            asides.append(Piece(line, "chrome", "menu, button or corner of the page", 0.9))
        else:
            kept.append(line)
    return kept, asides
