"""The description of a record as rows: element, value, and where the page gives none, that it gives none.

Elements are those of ISAD(G) 2000, section 3, where it has them.

Not for: the text of the document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from fonds.model import FRAME_KINDS, Citation, Description, Passage, Record
from fonds.reading import kind_words, show_date
from fonds.web.page.labels import aliases_of


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the description.

    Attributes:
        name: What it is called on the page.
        clause: Clause of ISAD(G), or empty.
        values: What the page gives; empty when it gives none.
        missing: Why there is no value, in words; empty when there is one.
    """

    name: str
    clause: str
    values: tuple[str, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One line of the frame of the captured page.

    Attributes:
        words: Kind of the line, in words.
        content: As captured.
        anchor: Label, when it can be cited and is shown nowhere else; else empty.
        aliases: Former labels, which go on resolving.
    """

    words: str
    content: str
    anchor: str
    aliases: tuple[str, ...]


def describe(description: Description) -> tuple[Row, ...]:
    """Rows of the description: first what the page gives, then what it leaves out or has lost."""
    return (*(row for row in _given(description) if row.values), *_absent(description), *_lost(description))


def frame_lines(record: Record, shown: Collection[str]) -> tuple[FrameLine, ...]:
    """All lines of the frame, in the order of the page.

    Args:
        record: The record.
        shown: Labels that are anchors above the text already.
    """
    aliases = aliases_of(record)
    return tuple(
        FrameLine(
            words=kind_words(slot.kind),
            content=slot.content,
            anchor=slot.label if isinstance(slot, Passage) and slot.label not in shown else "",
            aliases=aliases.get(slot.id, ()),
        )
        for slot in record.slots
        if slot.kind in FRAME_KINDS
    )


def _given(description: Description) -> Iterator[Row]:
    yield Row("Reference", "3.1.1", _one(description.citation.literal if description.citation else None))
    yield from _citation_parts(description.citation)
    yield Row("Also kept or printed as", "", tuple(citation.literal for citation in description.further_citations))
    yield Row("Date", "3.1.3", _one(show_date(description.date.edtf) if description.date else None))
    yield Row("Kind of document", "", _one(description.document_kind and description.document_kind.capitalize()))
    yield Row("From", "", tuple(party.literal for party in description.senders))
    yield Row("To", "", tuple(party.literal for party in description.addressees))
    yield Row("Marking on the paper", "", _one(description.marking))
    yield Row("Copy obtained by", "3.2.4", description.obtained_by)
    yield Row("Contributed by", "3.2.4", description.contributed_by)
    yield Row("Language", "3.4.3", _one(description.language))
    yield Row("Translated by", "3.7.1", description.translated_by)
    yield Row("Edited by", "3.7.1", description.edited_by)
    yield Row("Made possible by", "", description.funders)
    yield Row("Type given by the site", "", _one(description.type))
    yield Row("Number given by the site", "", _one(description.record_id))
    yield Row("Published by the site", "", _one(description.uploaded and show_date(description.uploaded)))
    yield Row("Access and reproduction", "3.4.1–2", _one(description.rights))


_LEVELS = {"opis": "inventory", "fond": "fonds"}
"""Kinds of levels that have another word for readers."""


def _citation_parts(citation: Citation | None) -> Iterator[Row]:
    if citation is None:
        return
    levels: list[tuple[str, str | None]] = [(level.kind, level.value) for level in citation.levels]
    shown = levels or [("fond", citation.fond), ("opis", citation.opis), ("file", citation.delo)]
    named = (
        ("repository", citation.repository),
        ("held today by", citation.held_by),
        *((_LEVELS.get(kind, kind), value) for kind, value in shown),
    )
    yield Row("Reference read as", "", _one("; ".join(f"{name} {value}" for name, value in named if value)))


def _absent(description: Description) -> Iterator[Row]:
    for label in description.labels_without_value:
        yield Row(label.strip().rstrip(":"), "", (), "not given on the page")


def _lost(description: Description) -> Iterator[Row]:
    for lost in description.lost:
        yield Row(lost.what.capitalize(), "", (), f"lost in the capture; “{lost.literal}” stands in its place")


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
