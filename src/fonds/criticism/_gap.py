"""What the parts of part-missing have in common: the slots of the document in order, and the finding they make.

Not for: any reasoning about what is missing (`_gap_end`, `_gap_heads`, `_gap_values`, `_gap_lists`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from fonds.criticism._gap_words import gap_words
from fonds.criticism._page import Page
from fonds.model import AnySlot, Candidate, Finding, Severity

CODE = "part-missing"

RUNNING = frozenset({"paragraph", "point", "subpoint", "list_item", "speech", "footnote"})
"""Kinds of lines that hold sentences."""

_SILENT = frozenset({"separator"})
_BRACKET = re.compile(r"\[[^\[\]]{3,80}\]")
_LAST_WORD = re.compile(r"[^\W\d_]+\.?\Z")


def document(page: Page) -> list[AnySlot]:
    """Slots of the document itself, in order, without ornaments."""
    return [slot for slot in page.text_slots if slot.kind not in _SILENT]


def with_next(slots: Sequence[AnySlot]) -> Iterator[tuple[AnySlot, AnySlot | None]]:
    """Each slot with the one behind it; with None the last."""
    return zip_longest(slots, islice(slots, 1, None))


def last_word(content: str) -> str:
    """The word that a line ends with, in lower case; empty when it ends with a sign or a figure."""
    piece = content[max(0, len(content) - 40, content.rfind(" ") + 1) :]
    if piece.removesuffix(".").isalpha():
        return piece.casefold()
    match = _LAST_WORD.search(piece) if piece[-1:] == "." or piece[-1:].isalnum() else None
    return match.group().casefold() if match else ""


def told_losses(content: str) -> list[str]:
    """Brackets in which an editor says that something is lost; what stands for a signature is a mark of it."""
    brackets = _BRACKET.findall(content) if "[" in content else []
    return [one for one in brackets if _says(one, "losses") and not _says(one, "signatures")]


def _says(bracket: str, key: str) -> bool:
    low = bracket.casefold()
    return any(map(low.__contains__, gap_words(key)))


def missing(
    slots: Sequence[str],
    literals: Sequence[str],
    message: str,
    candidates: Sequence[Candidate] = (),
    *,
    severity: Severity = "warning",
    certainty: float = 0.9,
) -> Finding:
    """A finding of part-missing."""
    return Finding(
        code=CODE,
        slots=tuple(slots),
        literals=tuple(literals),
        message=message,
        candidates=tuple(candidates),
        severity=severity,
        certainty=certainty,
    )
