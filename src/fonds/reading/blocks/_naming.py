"""From a source to its named lines: the steps in their order.

Not for: any rule.
"""

from __future__ import annotations

from typing import NamedTuple

from fonds.model import CaptureForm
from fonds.reading._forms import recognise_form
from fonds.reading._lines import split_lines
from fonds.reading.blocks._document import name_document
from fonds.reading.blocks._frame import split_frame
from fonds.reading.blocks._pieces import Piece
from fonds.reading.blocks._wrapping import join_wrapped


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


def name_lines(source: str) -> Named:
    """Names every line of a decoded source."""
    lines = split_lines(source)
    form, certainty = recognise_form(source, lines)
    if form == "plain":
        lines = join_wrapped(source, lines)
    head, body, foot = split_frame(lines, form)
    title = next((piece.line.text for piece in head if piece.kind == "page_title"), "")
    document = name_document(body, title, has_renditions=form == "O", is_typed=form == "plain")
    return Named(form, certainty, [*head, *document, *foot])
