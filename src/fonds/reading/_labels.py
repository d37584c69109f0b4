"""Under which label is each passage cited?

A numbered passage has its path ("8.3.b"); an unnumbered paragraph the path it stands under and its place there
("8.1/2": the number itself is the first paragraph; "/2" before any number); every other passage its kind. A label
that occurs again gets "~2".

Not for: ids, which are kept for life while labels may change.
"""

from __future__ import annotations

import msgspec

from fonds.model import NUMBERED_KINDS
from fonds.reading.blocks import Piece

_RUNNING = frozenset({"paragraph", "list_item", "speech", "table", "omission", "separator", "page_mark"})
_NAMES = {"page_title": "title"}
_LEAVES = frozenset({"signature", "distribution", "addressee", "document_kind", "salutation"})


class Labelled(msgspec.Struct, frozen=True):
    """Where a passage stands.

    Attributes:
        label: Its label.
        parent: Label of the passage that it is a part of; empty at the top.
    """

    label: str
    parent: str


class Labels:
    """Gives labels in the order of the page."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}
        self._open: dict[tuple[str, ...], str] = {}
        self._path: tuple[str, ...] = ()
        self._paragraphs: dict[str, int] = {"": 0}

    def next(self, piece: Piece) -> Labelled:
        """The label of the next passage."""
        if piece.number and piece.kind in NUMBERED_KINDS:
            return self._numbered(piece.number)
        if piece.kind in _RUNNING:
            return self._running()
        if piece.kind in _LEAVES:
            self._path = ()
        return Labelled(self._free(_NAMES.get(piece.kind, piece.kind)), "")

    def _numbered(self, path: tuple[str, ...]) -> Labelled:
        label = self._free(".".join(path))
        parent = next((self._open[path[:end]] for end in range(len(path) - 1, 0, -1) if path[:end] in self._open), "")
        self._open[path] = label
        self._path = path
        self._paragraphs[label] = 1
        return Labelled(label, parent)

    def _running(self) -> Labelled:
        parent = self._open.get(self._path, "")
        self._paragraphs[parent] += 1
        return Labelled(self._free(f"{parent}/{self._paragraphs[parent]}"), parent)

    def _free(self, label: str) -> str:
        """The label, or with "~2" and so on where it is taken."""
        count = self._used.get(label, 0) + 1
        self._used[label] = count
        if count == 1:
            return label
        again = f"{label}~{count}"
        return self._free(label) if again in self._used else self._take(again)

    def _take(self, label: str) -> str:
        self._used[label] = 1
        return label
