"""What a person should know before a release: words that are closed elsewhere or public already, and gaps that show.

Cautions decide nothing. They look only into stores that the person may read.

Not for: the packet itself (`fonds.release`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from fonds.actions.access import Access
from fonds.actions.archive import Archive
from fonds.actions.held import find_kept
from fonds.actions.holding import Shelf
from fonds.actions.releasing import Proposal
from fonds.actions.searching import search_archive
from fonds.model import Actor, AnySlot, Invalid, Passage, Record
from fonds.model.base import Value
from fonds.release import OPEN, Seen, find_echoes, label_of, runs_of

_FIGURES = re.compile(r"[0-9]{1,6}")
_RUN = 6
_MOST_QUESTIONS = 12

CautionKind = Literal["closed-text", "public-already", "near-duplicate", "unmarked-gap"]


class Caution(Value, frozen=True, kw_only=True):
    """Something to look at before signing.

    Attributes:
        kind: The released text holds words of a passage that stays closed; it is public elsewhere; nearly the same is
            closed elsewhere; numbers show that something lies between, and no gap says so.
        where: A reference, or two labels.
        words: The words in common; empty for a gap.
    """

    kind: CautionKind
    where: str
    words: str = ""


def find_cautions(archive: Archive, proposal: Proposal, after: Record, *, actor: Actor) -> tuple[Caution, ...]:
    """All that is to be looked at in a proposal.

    Args:
        archive: The archive.
        proposal: What is proposed.
        after: What the public will see of the record.
        actor: Who asks.
    """
    found = (
        *_closed_in_record(archive, proposal, actor),
        *_alike(archive, proposal, actor),
        *_unmarked(after),
    )
    return tuple(dict.fromkeys(found))


def _closed_in_record(archive: Archive, proposal: Proposal, actor: Actor) -> Iterator[Caution]:
    """Words of passages of the same record that stay closed."""
    packet = proposal.packet
    released = {slot.id for slot in packet.slots}

    def find(shelf: Shelf) -> list[tuple[str, Caution]]:
        kept = find_kept(shelf.store, packet.record_id)
        stays = [slot for slot in kept.record.slots if slot.id not in released] if kept else []
        return [
            (label, Caution(kind="closed-text", where=f"{packet.record_id}#{label}", words=echo.words))
            for slot, label in ((slot, label_of(slot)) for slot in stays)
            for echo in find_echoes([slot], packet.slots)
        ]

    def seen(found: Sequence[tuple[str, Caution]]) -> list[Seen]:
        labels = tuple(dict.fromkeys(label for label, _ in found))
        return [Seen(record=packet.record_id, labels=labels)] if labels else []

    for store in archive.stores_of(actor):
        if store != OPEN:
            access = Access(archive, store, actor=actor, deed="release")
            yield from (caution for _, caution in access.read(find, seen))


def _alike(archive: Archive, proposal: Proposal, actor: Actor) -> Iterator[Caution]:
    """Passages of other records with the same words: public already, or still closed."""
    for store in archive.stores_of(actor):
        kind: CautionKind = "public-already" if store == OPEN else "near-duplicate"
        for words in _questions(proposal.packet.slots):
            try:
                hits = search_archive(archive, f'"{words}"', actor=actor, store=store).hits
            except Invalid:  # words that the query language has another meaning for
                continue
            for hit in hits:
                label = hit.passages[0].label if hit.passages else ""
                if hit.record_id != proposal.packet.record_id:
                    yield Caution(kind=kind, where=f"{hit.record_id}#{label}".rstrip("#"), words=words)


def _questions(slots: Sequence[AnySlot]) -> list[str]:
    """Runs of words to look for, spread over what is released."""
    runs = [run for slot in slots for run in runs_of(slot.content, _RUN) if run.count(" ") > 1]
    step = max(len(runs) // _MOST_QUESTIONS, 1)
    return [" ".join(run.replace('"', " ").split()) for run in runs[::step][:_MOST_QUESTIONS]]


def _unmarked(after: Record) -> Iterator[Caution]:
    """Neighbours whose numbers or leaves leave something out, where no gap is shown between them."""
    behind = {gap.after for gap in after.gaps}
    between: list[str] = []
    last: dict[tuple[str, ...], tuple[int, int, str]] = {}
    for place, slot in enumerate(after.slots):
        between.append(slot.id)
        counted = _counted(slot)
        if counted is None:
            continue
        series, number, label = counted
        if series in last:
            earlier, since, name = last[series]
            if number > earlier + 1 and not behind & set(between[since:place]):
                yield Caution(kind="unmarked-gap", where=f"{name}, {label}")
        last[series] = (number, place, label)


def _counted(slot: AnySlot) -> tuple[tuple[str, ...], int, str] | None:
    """In which series a slot is numbered, its number, and how it is called."""
    if slot.kind == "page_mark":
        digits = [
            word for word in "".join(c if c.isdecimal() else " " for c in slot.content).split() if word.isascii()
        ]
        return (("leaf",), int(digits[-1]), f"leaf {digits[-1]}") if digits else None
    if not isinstance(slot, Passage) or not slot.number:
        return None
    *series, number = slot.number
    if number.isascii() and number.isdecimal():
        return (slot.kind, *series), int(number), slot.label
    if len(number) == 1 and number.isascii() and number.isalpha():
        return (slot.kind, *series), ord(number.lower()), slot.label
    return None
