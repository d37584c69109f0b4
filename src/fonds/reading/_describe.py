"""What does the page say about the record? Title, date, funders, summary, citation, provenance.

Read from the slots alone, because a store's view of a record may lack some of them. What the page does not show is
absent (None); a label without its value is told apart from a value that is empty.

Not for: what the document says about itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, dropwhile, takewhile, zip_longest

from fonds import words
from fonds.model import FRAME_KINDS, AnySlot, Date, Description, Lost, Record
from fonds.reading._correspondence import find_parties, kind_before_party
from fonds.reading._datelines import first_date
from fonds.reading._dates import date_of
from fonds.reading._daylines import read_day
from fonds.reading._forms import frame_labels, frame_phrases
from fonds.reading._lines import fold
from fonds.reading.blocks import unspaced
from fonds.reading.citations import Provenance, SourceLine, cited_title, read_source_line

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
    slots, said = record.slots, _by_kind(record.slots)
    citation, further, provenance = _read_source(said)
    values, lone = _read_labels(slots)
    title = _read_title(slots, said)
    parties = find_parties(slots)
    return Description(
        title=title,
        date=_read_date(said),
        document_kind=_read_kind(title, slots, said),
        senders=parties.senders,
        addressees=parties.addressees,
        funders=_read_funders(slots),
        summary=_read_summary(said),
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
        rights="\n".join(said.get("rights", ())) or None,
        labels_without_value=lone,
        lost=_find_lost(slots),
    )


_Said = Mapping[str, Sequence[str]]
"""The contents of the slots of each kind, in the order of the page; kinds that the page lacks are left out."""


def _by_kind(slots: Sequence[AnySlot]) -> _Said:
    said: dict[str, list[str]] = {}
    for slot in slots:
        said.setdefault(slot.kind, []).append(slot.content)
    return said


def _first(said: _Said, kind: str) -> str | None:
    return said[kind][0] if kind in said else None


def _read_marking(slots: Sequence[AnySlot]) -> str | None:
    """The first class mark, passing over rules of handling ("Special folder"); else that of a form's field."""
    for slot in slots:
        if slot.kind == "marking" and fold(slot.content).strip(" .!") not in _markings("handling"):
            return _first_class(slot.content)
        if slot.kind == "field" and (value := _read_classification(slot.content)):
            return value
    return None


def _read_classification(content: str) -> str:
    """The value of a form's field for the class mark; empty for another field."""
    name, _, value = content.partition(":")
    return value.strip() if frame_labels().get(fold(name).strip()) == "classification" else ""


@cache
def _markings(key: str) -> frozenset[str]:
    return frozenset(phrase for table in words.tables("markings") for phrase in table["markings"][key])


def _first_class(content: str) -> str:
    """The class mark of a line that says more about handling behind it: "Secret" of "Secret. Copy No. 2"."""
    first = _BEHIND_CLASS.split(content, maxsplit=1)[0].strip()
    return first if fold(first) in _markings("phrases") else content.rstrip(".")


def _read_title(slots: Sequence[AnySlot], said: _Said) -> str | None:
    title = _first(said, "page_title")
    if title is not None:
        return title
    citation = _first(said, "citation")
    if citation is not None:
        return cited_title(citation)
    return None if _has_frame(said) else _read_typed_title(slots, said)


def _has_frame(said: _Said) -> bool:
    """Whether the page of an archive stands around the text; a title alone, which markup names, does not make one."""
    return not (FRAME_KINDS - {"page_title"}).isdisjoint(said)


def _read_date(said: _Said) -> Date | None:
    """The date at the head of the page; of typed text without a page around it, that of its first dated line."""
    day = _first(said, "page_date")
    if day is not None:
        return read_day(day)
    if _has_frame(said):
        return None
    dates = (first_date(dated) for kind in _DATING for dated in said.get(kind, ()))
    found = next((date for date in dates if date is not None), None)
    return date_of(found) if found is not None else None


def _read_typed_title(slots: Sequence[AnySlot], said: _Said) -> str | None:
    """What typed text without a page around it calls itself, or says that it is about."""
    kind = next((kind for kind in _TITLED if kind in said), None)
    if kind is None:
        return None
    found = _read_subject(slots) if kind == "subject" else said[kind][0]
    return " ".join(unspaced(found).split())


_TITLED = ("heading", "subject", "document_kind", "minutes_head")
_LONGEST_LABEL = 16


def _read_subject(slots: Sequence[AnySlot]) -> str:
    """The first line that says what a paper is about, with those that go on, without "Subject:" before it."""
    run = list(takewhile(lambda slot: slot.kind == "subject", dropwhile(lambda slot: slot.kind != "subject", slots)))
    text = " ".join(slot.content for slot in run)
    label, _, matter = text.partition(":")
    return matter if matter.strip() and len(label) <= _LONGEST_LABEL else text


def _read_funders(slots: Sequence[AnySlot]) -> tuple[str, ...]:
    """Names of funders, each once, however often the page names it."""
    found: dict[str, str] = {}
    for slot in slots:
        if slot.kind not in ("funder", "tail"):
            continue
        low = fold(slot.content)
        phrase = next((phrase for phrase in frame_phrases("funder") if phrase in low), "")
        name = slot.content[low.find(phrase) + len(phrase) :].strip(" .:")
        name = name[4:] if name.lower().startswith("the ") else name
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _read_summary(said: _Said) -> str | None:
    if "summary" not in said:
        return None
    summary = "\n".join(said["summary"])
    for frame in words.tables("frame"):
        label = frame["frame"]["summary"]
        summary = summary[len(label) :].lstrip() if summary.lower().startswith(label) else summary
    return summary


def _read_source(said: _Said) -> SourceLine:
    """From the source line; else the full citation; else the lines in the document that say where it lies."""
    literal = _first(said, "source") or _first(said, "citation")
    return read_source_line(literal) if literal else _read_shelfmarks(said)


def _read_shelfmarks(said: _Said) -> SourceLine:
    """The first shelfmark in the document that names its repository, with the provenance of all such lines."""
    lines = [read_source_line(literal) for literal in said.get("shelfmark", ())]
    cited = [line for line in lines if line.citation is not None and line.citation.repository is not None]
    if not cited and _has_frame(said):
        return SourceLine()
    told = [line.provenance for line in lines]
    told += (
        [] if _has_frame(said) else [read_source_line(note).provenance for note in said.get("translator_note", ())]
    )
    names = (tuple(dict.fromkeys(chain.from_iterable(each))) for each in zip(*told, strict=True))
    first = next(iter(cited or lines), SourceLine())
    return first._replace(provenance=Provenance(*names)) if told else first


def _read_labels(slots: Sequence[AnySlot]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Values by field, and the labels that stand alone."""
    values: dict[str, str] = {}
    lone: list[str] = []
    for slot, following in zip_longest(slots, slots[1:]):
        if slot.kind != "label":
            continue
        name, _, behind = slot.content.partition(":")
        field = frame_labels().get(fold(name).strip(), "")
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
    day = read_day(values.get("uploaded", ""))
    return day.edtf if day else None


def _find_lost(slots: Sequence[AnySlot]) -> tuple[Lost, ...]:
    page = "\n".join(slot.content for slot in slots)
    kinds = [(what, literal) for what, literal in _kinds_lost() if literal in page]
    return tuple(
        [
            Lost(what=what, literal=literal, slot=slot.id)
            for slot in slots
            for what, literal in kinds
            if literal in slot.content
        ]
    )


@cache
def _kinds_lost() -> tuple[tuple[str, str], ...]:
    """What captures lose, and the words that stand in its place."""
    return tuple((lost["what"], lost["literal"]) for frame in words.tables("frame") for lost in frame["lost"])


@cache
def _kinds() -> dict[str, list[tuple[str, str]]]:
    """Words for kinds of documents between blanks, each with the name of its kind, by their first word."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in (kind for table in words.tables("kinds") for kind in table["kind"]):
        for word in kind["words"]:
            found.setdefault(word.partition(" ")[0], []).append((f" {word} ", kind["name"]))
    return found


def _read_kind(title: str | None, slots: Sequence[AnySlot], said: _Said) -> str | None:
    """Kind of document, by what it calls itself, else by the earliest word of the title that tells one."""
    if _is_passed_on(said):
        return "telegram"
    heads = [slot.content for slot in slots if slot.kind in ("document_kind", "minutes_head")]
    heads += [called for slot in slots if slot.kind == "addressee" and (called := kind_before_party(slot.content))]
    for text in (title, *heads):
        if text and (found := _find_kind(fold(unspaced(text)))):
            return found
    return next((name for name, signs in _SIGNS if not signs.isdisjoint(said)), None)


def _is_passed_on(said: _Said) -> bool:
    """Whether a sender is named as in telegrams that machines passed on: "FM AMEMBASSY X"."""
    firsts = (sender.partition(" ")[0] for sender in said.get("sender", ()))
    return any(first.isupper() and first.lower() in _before_sender() for first in firsts)


@cache
def _before_sender() -> frozenset[str]:
    return frozenset(word for table in words.tables("cables") for word in table["from"])


_SIGNS = (
    ("minutes", frozenset({"item", "decision_date", "minutes_head"})),
    ("telegram", frozenset({"routing"})),
    ("letter", frozenset({"addressee", "salutation"})),
)
"""Kinds of lines that tell the kind of document where no word does."""


_BETWEEN_WORDS = str.maketrans(",.:", "   ")


def _find_kind(low: str) -> str | None:
    """The kind that the first of the words for one tells; the longest counts where two begin together."""
    padded, at = f" {low.translate(_BETWEEN_WORDS)} ", 0
    for first in padded[1:].split(" "):
        found = [(-len(word), name) for word, name in _kinds().get(first, ()) if padded.startswith(word, at)]
        if found:
            return min(found)[1]
        at += len(first) + 1
    return None
