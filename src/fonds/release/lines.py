"""The lines of a record as people see them: slots, what they are called, and gaps where something is kept elsewhere.

Not for: which gaps there are (`fonds.release.closing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from fonds.model import AnySlot, Gap, Passage, Record


class Changed(NamedTuple):
    """A line before or after a change.

    Attributes:
        sign: "-" for one that goes, "+" for one that comes, " " for one that stays.
        line: A slot or a gap.
    """

    sign: Literal["-", "+", " "]
    line: AnySlot | Gap


def changed_lines(
    before: Record, after: Record, is_shown: Callable[[AnySlot | Gap], bool], around: int = 1
) -> list[list[Changed]]:
    """Where two states of a record differ, for people.

    Args:
        before: The one.
        after: The other.
        is_shown: Which lines count at all.
        around: How many lines that stay are given on either side of those that change.

    Returns:
        Lines in the order of the page, in groups between which nothing changes; none when nothing does.
    """
    old, new = ([line for line in lines_of(record) if is_shown(line)] for record in (before, after))
    matcher = SequenceMatcher(None, [_told(line) for line in old], [_told(line) for line in new], autojunk=False)
    return [list(_signed(group, old, new)) for group in matcher.get_grouped_opcodes(around)]


def lines_of(record: Record) -> Iterator[AnySlot | Gap]:
    """Slots and gaps, in the order of the page; a gap behind a slot that is not here stands at the top."""
    behind: dict[str, list[Gap]] = {}
    here = {slot.id for slot in record.slots}
    for gap in record.gaps:
        behind.setdefault(gap.after if gap.after in here else "", []).append(gap)
    yield from behind.get("", ())
    for slot in record.slots:
        yield slot
        yield from behind.get(slot.id, ())


def label_of(slot: AnySlot) -> str:
    """The label of a passage, or the kind of another line."""
    return slot.label if isinstance(slot, Passage) else slot.kind


def margin_label(slot: AnySlot) -> str:
    """What stands in the margin beside a slot: the printed number, "/2" for a paragraph, nothing for others."""
    if not isinstance(slot, Passage):
        return ""
    if slot.number:
        return slot.counted[0] if slot.label == slot.lasting_label else slot.label
    return f"/{slot.label.rpartition('/')[2]}" if "/" in slot.label else ""


def _signed(
    group: list[tuple[str, int, int, int, int]], old: list[AnySlot | Gap], new: list[AnySlot | Gap]
) -> Iterator[Changed]:
    for tag, from_old, to_old, from_new, to_new in group:
        if tag == "equal":
            yield from (Changed(" ", line) for line in new[from_new:to_new])
        else:
            yield from (Changed("-", line) for line in old[from_old:to_old])
            yield from (Changed("+", line) for line in new[from_new:to_new])


def _told(line: AnySlot | Gap) -> tuple[str, str]:
    """What a reader sees of a line."""
    if isinstance(line, Gap):
        return line.label, f"{line.reason} {line.extent} {line.review_year}"
    return label_of(line), line.content
