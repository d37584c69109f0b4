"""Documents: what search knows of a record.

A document is made from one store's reading of a record and from nothing else, so that an index says no more than
its store. Searchable are the passages of the document and, of the page's frame, title and summary: not the words of
the site, its labels or its statement of rights.

Not for: how a document is indexed (`fonds.search.engine`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from fonds.model import (
    FRAME_KINDS,
    AnySlot,
    Date,
    DatedAct,
    Mention,
    NameKind,
    Passage,
    Reading,
    day_number,
)
from fonds.model.base import Value
from fonds.names import shipped
from fonds.search._analysis import language_by_script

SEARCHABLE_FRAME = {"page_title": "title", "summary": "summary"}
"""Kinds of the frame that are searched, with the label to show where the slot has none."""

_MAX_YEARS = 200
_DATES_OF_DOCUMENT = ("document", "decided", "sent", "typed")


class Named(Value, frozen=True, kw_only=True):
    """A name that a record mentions.

    Attributes:
        shown: The form to show and to count by.
        forms: All forms by which it is found, the shown one included.
    """

    shown: str
    forms: tuple[str, ...]


class SearchPassage(Value, frozen=True, kw_only=True):
    """A passage to be found.

    Attributes:
        slot_id: Id of the slot.
        label: Label to show ("8.3.b").
        kind: Kind of the slot.
        content: The string as captured.
        language: Language to stem it by, or empty.
    """

    slot_id: str
    label: str
    kind: str
    content: str
    language: str = ""


class Document(Value, frozen=True, kw_only=True):
    """A record to be found.

    Attributes:
        record_id: At most twelve characters, each of a-z and 0-9.
        title: As captured, or None.
        date: EDTF, or None.
        earliest: First day that it can be of, counted from 1970-01-01; None when open or not known.
        latest: Last day, included; None likewise.
        years: Years that it can be of, at most 200, rising; empty when there are more or none is known.
        kind: "minutes", "telegram" ..., or None.
        repository: Holding institution as cited, or None.
        held_by: Short name of the institution that holds its papers today, where another name is cited; else None.
        fond: Fonds as cited, or None.
        citation: Literal of the citation, or None.
        marking: Security marking, or None.
        languages: BCP 47 subtags of its texts, in order.
        places: Places mentioned, each once, by shown form.
        persons: Persons mentioned, likewise.
        bodies: Bodies mentioned, likewise.
        passages: In the order of the page.
    """

    record_id: str
    title: str | None = None
    date: str | None = None
    earliest: int | None = None
    latest: int | None = None
    years: tuple[int, ...] = ()
    kind: str | None = None
    repository: str | None = None
    held_by: str | None = None
    fond: str | None = None
    citation: str | None = None
    marking: str | None = None
    languages: tuple[str, ...] = ()
    places: tuple[Named, ...] = ()
    persons: tuple[Named, ...] = ()
    bodies: tuple[Named, ...] = ()
    passages: tuple[SearchPassage, ...] = ()


def build_document(reading: Reading) -> Document:
    """Makes the document of a reading.

    Args:
        reading: One store's view of a record, under its id.

    Returns:
        What search knows of it. Names that are known stand under the form to show, others as printed.
    """
    description, citation, date = reading.description, reading.description.citation, _date(reading)
    return Document(
        record_id=reading.record.id,
        title=description.title,
        date=date.edtf if date else None,
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        years=_years(date),
        kind=description.document_kind,
        repository=citation.repository if citation else None,
        held_by=citation.held_by if citation else None,
        fond=citation.fond if citation else None,
        citation=citation.literal if citation else None,
        marking=description.marking,
        languages=tuple(dict.fromkeys(text.language for text in reading.record.texts if text.language)),
        places=_named(reading.mentions, "place"),
        persons=_named(reading.mentions, "person"),
        bodies=_named(reading.mentions, "body"),
        passages=tuple(_passages(reading)),
    )


def _date(reading: Reading) -> Date | None:
    """The date of the page's head; where the page has none, the first that the document gives of itself."""
    if reading.description.date is not None:
        return reading.description.date
    acts = [statement for statement in reading.statements if isinstance(statement, DatedAct)]
    for role in _DATES_OF_DOCUMENT:
        for act in acts:
            if act.role == role and act.date.earliest is not None:
                return act.date
    return None


def _years(date: Date | None) -> tuple[int, ...]:
    if date is None or date.earliest is None or date.latest is None:
        return ()
    first, last = _year_of(date.earliest), _year_of(date.latest)
    return tuple(range(first, last + 1)) if last - first < _MAX_YEARS else ()


def _year_of(day: int) -> int:
    year = 1970 + day // 366
    while day_number(year + 1, 1, 1) <= day:
        year += max(1, (day - day_number(year + 1, 1, 1)) // 366)
    while day_number(year, 1, 1) > day:
        year -= 1
    return year


@functools.cache
def _forms_by_name() -> dict[str, tuple[str, ...]]:
    return {name.id: tuple(form.text for form in name.forms) for name in shipped()}


def _named(mentions: Iterable[Mention], kind: NameKind) -> tuple[Named, ...]:
    forms: dict[str, dict[str, None]] = {}
    for mention in mentions:
        if mention.kind == kind:
            known = _forms_by_name().get(mention.name or "", (mention.literal,))
            forms.setdefault(known[0], {}).update(dict.fromkeys((*known, mention.literal)))
    return tuple(Named(shown=shown, forms=tuple(forms[shown])) for shown in sorted(forms))


def _passages(reading: Reading) -> Iterator[SearchPassage]:
    languages = {text.id: text.language for text in reading.record.texts}
    for slot in reading.record.slots:
        if slot.content.strip() and (isinstance(slot, Passage) or slot.kind in SEARCHABLE_FRAME):
            if slot.kind in FRAME_KINDS and slot.kind not in SEARCHABLE_FRAME:
                continue
            yield SearchPassage(
                slot_id=slot.id,
                label=_label(slot),
                kind=slot.kind,
                content=slot.content,
                language=languages.get(slot.text, "") or language_by_script(slot.content),
            )


def _label(slot: AnySlot) -> str:
    return (slot.label if isinstance(slot, Passage) else "") or SEARCHABLE_FRAME.get(slot.kind, slot.kind)
