"""Where does one document end on a page that holds several, and the next begin?

A letter and what it forwards, a telegram and the reply, an original and its translation stand on one page and are one
record. Where each begins is told by the kinds of its lines: behind a signature or a list of recipients, a new head
and then new text. It is computed from the slots at hand, so that nothing is known of slots that are kept elsewhere.

Not for: what a document is; its first line says that.
"""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model.records import FRAME_KINDS, AnySlot, Record

_TEXT = frozenset({"paragraph", "point", "item", "subpoint", "speech", "list_item", "formula", "table"})
_ENDS = frozenset({"signature", "distribution", "production", "enclosure"})
_BEGINS = frozenset(
    {
        "document_kind", "minutes_head", "addressee", "sender", "salutation", "subject", "heading", "translator_note",
        "priority", "decision_date", "attendance",
    }
)  # fmt: skip
_ABOVE = frozenset({"marking", "copies", "separator", "stamp", "reference", "dateline"})


def find_documents(record: Record) -> tuple[tuple[AnySlot, ...], ...]:
    """The documents that a record holds.

    Args:
        record: Any record, or one store's part of it.

    Returns:
        For each document its slots, in the order of the page; one for a page with one document, none for a page that
        is all frame. Slots of the frame are in none.
    """
    slots = [slot for slot in record.slots if slot.kind not in FRAME_KINDS]
    starts = [0, *_find_starts(slots)]
    return tuple(
        tuple(slots[start:end]) for start, end in zip(starts, [*starts[1:], len(slots)], strict=True) if start < end
    )


def _find_starts(slots: Sequence[AnySlot]) -> list[int]:
    """Places at which a further document begins."""
    starts: list[int] = []
    has_text = has_ended = False
    begun: int | None = None
    for at, slot in enumerate(slots):
        if slot.kind in _TEXT:
            if begun is not None:
                starts.append(_with_what_stands_above(slots, begun))
            has_text, has_ended, begun = True, False, None
        elif slot.kind in _BEGINS and begun is None and (has_ended or _changes_tongue(slots, at)):
            begun = at if has_text else None
        elif slot.kind in _ENDS and has_text and begun is None:
            has_ended = True
    return starts


def _changes_tongue(slots: Sequence[AnySlot], at: int) -> bool:
    return at > 0 and slots[at].text != slots[at - 1].text


def _with_what_stands_above(slots: Sequence[AnySlot], begun: int) -> int:
    """The place of the first line of a head: what stands above its first words and is no foot of the one before."""
    at = begun
    while at > 0 and slots[at - 1].kind in _ABOVE:
        if slots[at - 1].kind == "dateline" and slots[at - 1].text != slots[begun].text:
            break
        if slots[at - 1].kind == "dateline" and not _changes_tongue(slots, at - 1):
            break
        at -= 1
    return at
