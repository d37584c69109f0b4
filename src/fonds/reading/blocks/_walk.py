"""The way through the lines of a document, and what is remembered on it.

A line of an official record is seldom named by its words alone: "Torbin" is an addressee before the text and a
signature behind it. The walk keeps what the rules need to know of the lines before: the part of the document, an
open note, a distribution list that goes on.

Not for: the rules themselves (`_rules_notes`, `_rules_edges`, `_rules_head`, `_rules_text`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from fonds.model import SlotKind
from fonds.reading._lines import Line
from fonds.reading.blocks._enumerators import Enumerator
from fonds.reading.blocks._pieces import Piece
from fonds.reading.blocks._running import is_running

Part = Literal["head", "text", "end"]
PARTS: tuple[Part, ...] = ("head", "text", "end")
Found = tuple[SlotKind, float]

TEXT_KINDS = frozenset(
    {"paragraph", "item", "point", "subpoint", "speech", "list_item", "table", "formula", "attendance"}
)  # fmt: skip
END_KINDS = frozenset({"signature", "distribution", "production", "enclosure"})
_LONGEST_HEAD = 24
_NEW_DOCUMENT = frozenset({"addressee", "salutation", "document_kind", "heading", "subject", "sender"})


@dataclass(slots=True)
class Walk:
    """What is known at a line.

    Attributes:
        lines: All lines of the document.
        title: Folded title of the page; empty when there is none.
        is_minutes: Whether the record is minutes or a decision: its first number counts items.
        is_talk: Whether people speak in it by turns.
        is_diary: Whether it is a diary.
        is_typed: Whether it stands alone, without the frame of a page around it.
        headings: Starts of lines that the markup of the source calls headings.
        running: Places of the lines that read as running text.
        has_star: Whether a star stands behind a word somewhere, as the mark of a note.
        date_group: Place of the date-time group of a telegram that machines passed on; None in other papers.
        form_lines: Places of the lines of a filled-in form ("From: ...").
        at: Place of the line at hand.
        part: Part of the document: before the text, in it, behind it.
        pieces: What was named so far.
        numbers: Numbers at the head of pieces, by place in `pieces`.
        note: Kind of the note that goes on, or None.
        note_open: Whether the note's bracket is still open.
        note_lines: Number of lines the note has.
        is_distributing: Whether a distribution list goes on.
        list_is_open: Whether its first line ended with a colon, so that it stands below.
    """

    lines: list[Line]
    title: str = ""
    is_minutes: bool = False
    is_talk: bool = False
    is_diary: bool = False
    is_typed: bool = False
    headings: frozenset[int] = frozenset()
    running: tuple[int, ...] = ()
    has_star: bool = False
    date_group: int | None = None
    form_lines: frozenset[int] = frozenset()
    at: int = 0
    part: Part = "head"
    pieces: list[Piece] = field(default_factory=list)
    numbers: dict[int, Enumerator] = field(default_factory=dict)
    note: SlotKind | None = None
    note_open: bool = False
    note_lines: int = 0
    is_distributing: bool = False
    list_is_open: bool = False

    @property
    def previous(self) -> Piece | None:
        """The piece before, or None at the first line."""
        return self.pieces[-1] if self.pieces else None

    @property
    def previous_kind(self) -> str:
        """Kind of the piece before; empty at the first line."""
        return self.pieces[-1].kind if self.pieces else ""

    @property
    def text_is_ahead(self) -> bool:
        """Whether running text stands in one of the lines below: a short line here may still be of the head."""
        place = bisect_right(self.running, self.at)
        return place < len(self.running) and self.running[place] - self.at <= _LONGEST_HEAD

    @property
    def has_addressee(self) -> bool:
        """Whether it was said to whom the document goes."""
        return any(piece.kind == "addressee" for piece in self.pieces[-12:])

    @property
    def following(self) -> Line | None:
        """The line after the one at hand, or None at the last."""
        return self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None

    def add(self, line: Line, kind: SlotKind, rule: str, certainty: float) -> None:
        """Names a line, and moves on to the part of the document that it shows."""
        self.pieces.append(Piece(line, kind, rule, certainty))
        if kind in TEXT_KINDS:
            is_lost = kind == "paragraph" and self.part == "head" and self.text_is_ahead and not is_running(line)
            self.part = "head" if is_lost else "text"
        elif kind in END_KINDS and self.part == "text":
            self.part = "end"
        elif (kind in _NEW_DOCUMENT and self.part == "end") or kind in ("document_kind", "priority"):
            self.part = "head" if self.part == "head" or self.text_is_ahead else self.part
        is_list = kind == "distribution"
        self.list_is_open = is_list and (self.list_is_open or line.text.endswith(":"))
        self.is_distributing = is_list
        self.is_talk = self.is_talk or kind == "attendance"
