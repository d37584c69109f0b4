"""Gaps: passages that are kept elsewhere, as the open store knows them, in words for the page.

Not for: passages that the page itself says are kept elsewhere (`fonds.web.page.tables`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fonds.actions.reasons import Reasons, show_gap
from fonds.model import Gap, Record
from fonds.web.page.labels import show_label


@dataclass(frozen=True, slots=True)
class ShownGap:
    """One gap.

    Attributes:
        label: Of the passage; empty when it stands for a whole record.
        words: Why, how much, until when.
        depth: How deep it is set, as its neighbours are.
        anchor: Value of ``id``, so that a citation of the passage leads here.
    """

    label: str
    words: str
    depth: int
    anchor: str

    @property
    def shown_label(self) -> str:
        """The label that hangs in the margin, of numbered passages."""
        return show_label(self.label) if self.label[:1].isdigit() else ""


def show_gaps(record: Record, reasons: Reasons, depths: Mapping[str, int]) -> dict[str, tuple[ShownGap, ...]]:
    """The gaps of a record by the id of the slot behind which each stands, or "" at the top.

    Args:
        record: The record.
        reasons: The archive's list.
        depths: How deep passages are set, by their labels.
    """
    taken = {passage.label for passage in record.passages()}
    found: dict[str, tuple[ShownGap, ...]] = {}
    for gap in record.gaps:
        anchor = gap.label if gap.label not in taken else ""
        taken.add(gap.label)
        shown = ShownGap(label=gap.label, words=show_gap(gap, reasons), depth=_depth(gap, depths), anchor=anchor)
        found[gap.after] = (*found.get(gap.after, ()), shown)
    return found


def _depth(gap: Gap, depths: Mapping[str, int]) -> int:
    """As deep as a passage with the same path above it."""
    above = gap.label.rpartition(".")[0]
    alike = (depth for label, depth in depths.items() if label.rpartition(".")[0] == above)
    return next(alike, 0) if above else 0
