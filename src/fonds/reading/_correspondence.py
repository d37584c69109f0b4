"""Sender and addressee of a record: by the heading above it, else by the lines of its head.

Not for: the grammar of a heading (`_parties`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fonds.model import AnySlot, Party
from fonds.reading._lines import fold
from fonds.reading._parties import OUTER, Parties, comrades, dividers, low_of, paper_kinds, read_heading, read_parties
from fonds.reading.blocks import is_handling, names_office

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
        length = len(slot.content.split())
        if length > _LONGEST or (length > _FEW and slot.content.endswith((".", "!", "?"))):
            continue
        is_apart = bool(lines) and (lines[-1][-1].isdigit() or _opens_party(slot.content))
        goes_on = at > 0 and slots[at - 1].kind == kind and lines and not is_apart
        text = " ".join(slot.content.split())
        if goes_on:
            lines[-1] = f"{lines[-1].rstrip(',')}, {text}"
        else:
            lines.append(text)
    named = (line for line in lines if kind != "sender" or not _is_place(line))
    return tuple(party for line in named for party in read_parties(_without_label(line)))


def _is_place(line: str) -> bool:
    """Whether a line is one word that is neither a body's nor an abbreviation: where the paper was written."""
    return " " not in line and not line.isupper() and not names_office(fold(line))


_LONGEST = 16
_FEW = 4
"""So few words before a stop are no sentence."""
_TEXT = frozenset({"paragraph", "point", "item", "speech"})


def _opens_party(content: str) -> bool:
    """Whether a line begins another party: behind "to" or "Cde.", or as an office with its article does."""
    first, _, rest = content.partition(" ")
    is_office = low_of(first) == "the" and names_office(fold(rest))
    return bool(rest) and (is_office or low_of(first) in _before_party())


@cache
def _before_party() -> frozenset[str]:
    """Words that stand before a party: "to", "Cde."."""
    return dividers() | comrades()


def kind_before_party(line: str) -> str:
    """The kind of paper that a line names before its addressee ("Memorandum for: the Secretary"); empty for none."""
    first, _, rest = line.partition(" ")
    is_named = bool(rest) and low_of(first) in paper_kinds() and low_of(rest.split(maxsplit=1)[0]) in dividers()
    return first if is_named else ""


def _without_label(line: str) -> str:
    """The line without "To:" or "From" before the party, and without "Cde."."""
    tokens = line.split()[2:] if kind_before_party(line) else line.split()
    while len(tokens) > 1 and low_of(tokens[0]) in _before_party():
        tokens = tokens[1:]
    parts = [part.strip(OUTER) for part in " ".join(tokens).strip(OUTER).split(", ")]
    named = ", ".join(part for part in parts if part and not is_handling(part))
    head, _, serial = named.rpartition(" ")
    return head if serial.isdigit() else named
