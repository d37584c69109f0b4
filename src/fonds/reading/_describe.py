"""What does the page say about the record? Title, date, funders, summary, citation, provenance.

Read from the slots alone, because a store's view of a record may lack some of them. What the page does not show is
absent (None); a label without its value is told apart from a value that is empty.

Not for: what the document says about itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest

from fonds import words
from fonds.model import FRAME_KINDS, AnySlot, Citation, Date, Description, Lost, Record, make_date
from fonds.reading._correspondence import find_parties
from fonds.reading._datelines import first_date
from fonds.reading._dates import date_of
from fonds.reading._daylines import read_day
from fonds.reading._lines import fold
from fonds.reading.citations import Provenance, cited_title, read_citation, read_further

_DATING = ("dateline", "decision_date", "minutes_head", "heading")
_VALUED = frozenset({"label_value", "source", "rights", "related"})

_BEHIND_CLASS = re.compile(r"[.!;,]? [–—-] |[.!;,] ")
"""What parts a class mark from what else a line says."""


def describe(record: Record) -> Description:
    """Reads the description that the page shows.

    Args:
        record: Slots with kinds and contents.

    Returns:
        The description; each field is None or empty when the slots do not say.
    """
    slots = record.slots
    citation, further, provenance = _read_source(slots)
    values, lone = _read_labels(slots)
    title = _read_title(slots)
    parties = find_parties(slots)
    return Description(
        title=title,
        date=_read_date(slots),
        document_kind=_read_kind(title, slots),
        senders=parties.senders,
        addressees=parties.addressees,
        funders=_read_funders(slots),
        summary=_read_summary(slots),
        citation=citation,
        further_citations=further,
        obtained_by=provenance.obtained,
        contributed_by=provenance.contributed,
        translated_by=provenance.translated,
        edited_by=provenance.edited,
        record_id=values.get("record_id"),
        uploaded=_read_uploaded(values),
        type=values.get("type"),
        language=values.get("language"),
        marking=_read_marking(slots) or values.get("classification"),
        rights=_joined(slots, "rights"),
        labels_without_value=lone,
        lost=_find_lost(slots),
    )


def _first(slots: Sequence[AnySlot], kind: str) -> str | None:
    return next((slot.content for slot in slots if slot.kind == kind), None)


def _read_marking(slots: Sequence[AnySlot]) -> str | None:
    """The first class mark, passing over rules of handling ("Special folder"); else that of a form's field."""
    handling = {phrase for table in words.tables("markings") for phrase in table["markings"]["handling"]}
    for slot in slots:
        if slot.kind == "marking" and fold(slot.content).strip(" .!") not in handling:
            return _first_class(slot.content)
        name, _, value = slot.content.partition(":")
        if slot.kind == "field" and value.strip() and _fields().get(fold(name).strip()) == "classification":
            return value.strip()
    return None


def _first_class(content: str) -> str:
    """The class mark of a line that says more about handling behind it: "Secret" of "Secret. Copy No. 2"."""
    first = _BEHIND_CLASS.split(content, maxsplit=1)[0].strip()
    known = {phrase for table in words.tables("markings") for phrase in table["markings"]["phrases"]}
    return first if fold(first) in known else content.rstrip(".")


def _joined(slots: Sequence[AnySlot], kind: str) -> str | None:
    found = [slot.content for slot in slots if slot.kind == kind]
    return "\n".join(found) or None


def _read_title(slots: Sequence[AnySlot]) -> str | None:
    title = _first(slots, "page_title")
    if title is not None:
        return title
    citation = _first(slots, "citation")
    if citation is not None:
        return cited_title(citation)
    return None if _has_frame(slots) else _read_typed_title(slots)


def _has_frame(slots: Sequence[AnySlot]) -> bool:
    return any(slot.kind in FRAME_KINDS for slot in slots)


def _read_date(slots: Sequence[AnySlot]) -> Date | None:
    """The date at the head of the page; of typed text without a page around it, that of its first dated line."""
    day = _first(slots, "page_date")
    if day is not None:
        edtf = read_day(day)
        return make_date(edtf) if edtf else None
    if _has_frame(slots):
        return None
    for kind in _DATING:
        dated = _first(slots, kind)
        found = first_date(dated) if dated is not None else None
        if found is not None:
            return date_of(found)
    return None


def _read_typed_title(slots: Sequence[AnySlot]) -> str | None:
    """What typed text without a page around it calls itself."""
    for kind in ("heading", "subject", "document_kind", "minutes_head"):
        found = _first(slots, kind)
        if found is not None:
            return " ".join(found.split())
    return None


def _read_funders(slots: Sequence[AnySlot]) -> tuple[str, ...]:
    """Names of funders, each once, however often the page names it."""
    phrases = tuple(phrase for frame in words.tables("frame") for phrase in frame["frame"]["funder"])
    found: dict[str, str] = {}
    for slot in slots:
        if slot.kind not in ("funder", "tail"):
            continue
        low = fold(slot.content)
        phrase = next((phrase for phrase in phrases if phrase in low), "")
        name = slot.content[low.find(phrase) + len(phrase) :].strip(" .:")
        name = name[4:] if name.lower().startswith("the ") else name
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _read_summary(slots: Sequence[AnySlot]) -> str | None:
    found = [slot.content for slot in slots if slot.kind == "summary"]
    if not found:
        return None
    summary = "\n".join(found)
    for frame in words.tables("frame"):
        label = frame["frame"]["summary"]
        summary = summary[len(label) :].lstrip() if summary.lower().startswith(label) else summary
    return summary


def _read_source(slots: Sequence[AnySlot]) -> tuple[Citation | None, tuple[Citation, ...], Provenance]:
    """From the source line; else the full citation; else a shelfmark in the document that names its repository."""
    for kind in ("source", "citation", "shelfmark"):
        literal = _first(slots, kind)
        if literal:
            citation, provenance = read_citation(literal)
            if kind == "shelfmark" and (citation is None or citation.repository is None):
                continue
            return citation, read_further(literal), provenance
    return None, (), Provenance()


@cache
def _fields() -> dict[str, str]:
    return {label: field for frame in words.tables("frame") for label, field in frame["labels"].items()}


def _read_labels(slots: Sequence[AnySlot]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Values by field, and the labels that stand alone."""
    values: dict[str, str] = {}
    lone: list[str] = []
    for slot, following in zip_longest(slots, slots[1:]):
        if slot.kind != "label":
            continue
        name, _, behind = slot.content.partition(":")
        field = _fields().get(fold(name).strip(), "")
        if behind.strip():
            values.setdefault(field, behind.strip())
        elif following is not None and following.kind == "label_value" and _fits(field, following.content):
            values.setdefault(field, following.content)
        elif field not in _NOT_LONE and (
            following is None or following.kind not in _VALUED or not _owns(field, following)
        ):
            lone.append(slot.content)
    return values, tuple(lone)


_NOT_LONE = frozenset({"information", "citation", "summary"})


def _owns(field: str, following: AnySlot) -> bool:
    """Whether what follows is the value of that field, and not of one whose label is missing."""
    if following.kind == "label_value":
        return _fits(field, following.content)
    return following.kind == field or (field == "related" and following.kind == "related")


def _fits(field: str, value: str) -> bool:
    """Whether a value can be that of a field: captures lose labels and leave their values."""
    if field == "uploaded":
        return read_day(value) is not None and len(value) > 4
    if field == "record_id":
        return value.replace("-", "").replace(".", "").isalnum() and any(map(str.isdigit, value))
    return True


def _read_uploaded(values: dict[str, str]) -> str | None:
    literal = values.get("uploaded")
    return read_day(literal) if literal else None


def _find_lost(slots: Sequence[AnySlot]) -> tuple[Lost, ...]:
    kinds = [lost for frame in words.tables("frame") for lost in frame["lost"]]
    return tuple(
        Lost(what=lost["what"], literal=lost["literal"], slot=slot.id)
        for slot in slots
        for lost in kinds
        if lost["literal"] in slot.content
    )


@cache
def _kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((kind["name"], tuple(kind["words"])) for table in words.tables("kinds") for kind in table["kind"])


def _read_kind(title: str | None, slots: Sequence[AnySlot]) -> str | None:
    """Kind of document, by what it calls itself, else by the earliest word of the title that tells one."""
    said = [slot.content for slot in slots if slot.kind in ("document_kind", "minutes_head")]
    for text in (title, *said):
        if text and (found := _find_kind(fold(text))):
            return found
    kinds = {slot.kind for slot in slots}
    return next((name for name, signs in _SIGNS if kinds & signs), None)


_SIGNS = (
    ("minutes", frozenset({"item", "decision_date", "minutes_head"})),
    ("telegram", frozenset({"routing"})),
    ("letter", frozenset({"addressee", "salutation"})),
)
"""Kinds of lines that tell the kind of document where no word does."""


def _find_kind(low: str) -> str | None:
    padded = f" {low.replace(',', ' ')} "
    found = [
        (at, -len(word), name)
        for name, kind_words in _kinds()
        for word in kind_words
        if (at := padded.find(f" {word} ")) >= 0
    ]
    return min(found)[2] if found else None
