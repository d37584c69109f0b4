"""Marks: typed spans inside a passage, such as a gloss in brackets or a stamp.

Offsets are counted in Unicode code points, half-open: ``content[start:end]`` is the span, brackets included.
"""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value

MarkKind = Literal[
    "variant", "gloss", "expansion", "supplied", "original_term", "sic", "doubt", "translator_note",
    "unreadable", "omission", "handwritten", "stamp", "signature", "description", "crossed_out",
    "footnote_mark", "lost_in_capture",
]  # fmt: skip

MarkPart = Literal["whole", "initial", "medial", "final"]
"""Which part of a mark that runs over several slots (TEI P5 att.fragmentable, ``@part``)."""


class Mark(Value, frozen=True, kw_only=True):
    """A typed span.

    Attributes:
        kind: What the span does in the text.
        start: First code point of the span.
        end: Code point behind the span.
        part: ``whole``, or which part of a mark that runs on over the following slots.
        certainty: 0 to 1: how sure whoever said so is of the kind.
        reason: Which rule said so, as a short phrase.
    """

    kind: MarkKind
    start: int
    end: int
    part: MarkPart = "whole"
    certainty: float = 1.0
    reason: str = ""
