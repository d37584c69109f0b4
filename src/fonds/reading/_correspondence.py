"""Sender and addressee of a record: by the heading above it, else by the lines of its head.

Not for: the grammar of a heading (`_parties`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fonds.model import AnySlot, Party
from fonds.reading._parties import OUTER, Parties, comrades, dividers, low_of, read_heading, read_parties
from fonds.reading.blocks import is_handling

_HEADINGS = frozenset({"heading", "document_kind", "page_title", "sender", "addressee"})


def find_parties(slots: Sequence[AnySlot]) -> Parties:
    """Who writes to whom, of a record.

    Args:
        slots: Those of the record, in the order of the page.

    Returns:
        The parties as a heading says, else as lines of their own do.
    """
    for slot in slots:
        if slot.kind in _HEADINGS and (found := read_heading(slot.content)) and found.senders and found.addressees:
            return found
    senders = tuple(map(_not_by_one_word, _by_lines(slots, "sender")))
    return Parties(senders, _by_lines(slots, "addressee"))


def _not_by_one_word(party: Party) -> Party:
    """One word above a paper, alone or at its head, is a place or an office, not a person."""
    is_person = not party.name or len(party.name.split()) > 1 or not party.literal.startswith(party.name)
    return party if is_person else Party(literal=party.literal, office=party.literal)


def _by_lines(slots: Sequence[AnySlot], kind: str) -> tuple[Party, ...]:
    """The parties that the first lines of a kind name; a line that goes on belongs to the one before it."""
    lines: list[str] = []
    for at, slot in enumerate(slots):
        if slot.kind != kind:
            if lines and slot.kind in _TEXT:
                break
            continue
        if len(slot.content.split()) > _LONGEST or slot.content.endswith((".", "!", "?")):
            continue
        is_apart = bool(lines) and (lines[-1][-1].isdigit() or _opens_party(slot.content))
        goes_on = at > 0 and slots[at - 1].kind == kind and lines and not is_apart
        text = " ".join(slot.content.split())
        if goes_on:
            lines[-1] = f"{lines[-1].rstrip(',')}, {text}"
        else:
            lines.append(text)
    return tuple(party for line in lines for party in read_parties(_without_label(line)))


_LONGEST = 16
_TEXT = frozenset({"paragraph", "point", "item", "speech"})


def _opens_party(content: str) -> bool:
    first, _, rest = content.partition(" ")
    return bool(rest) and low_of(first) in _before_party()


@cache
def _before_party() -> frozenset[str]:
    """Words that stand before a party: "to", "Cde."."""
    return dividers() | comrades()


def _without_label(line: str) -> str:
    """The line without "To:" or "From" before the party, and without "Cde."."""
    tokens = line.split()
    while len(tokens) > 1 and low_of(tokens[0]) in _before_party():
        tokens = tokens[1:]
    parts = [part.strip(OUTER) for part in " ".join(tokens).strip(OUTER).split(", ")]
    named = ", ".join(part for part in parts if part and not is_handling(part))
    head, _, serial = named.rpartition(" ")
    return head if serial.isdigit() else named
