"""A reading as JSON: description, blocks, passages, distribution, dates, marks, quantities, statements, findings.

The form is one for other programs: passages are named by their labels, values stand beside their literals, and each
statement says who makes it. Object members keep the order of this module.

Not for: keeping records (`fonds.model.canonical`), because it can not be read back into a record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from fonds.model import (
    AnySlot,
    AnyStatement,
    Citation,
    Date,
    DatedAct,
    Description,
    Dispatch,
    Finding,
    Passage,
    Quantity,
    Reading,
    Record,
    find_documents,
)

Plain = dict[str, Any]

_NO_MARK = frozenset({"lost_in_capture"})


def write_reading_json(reading: Reading) -> bytes:
    """Writes a reading as JSON (UTF-8, indented by one, with a final line break)."""
    return msgspec.json.format(msgspec.json.encode(reading_as_dict(reading)), indent=1) + b"\n"


def reading_as_dict(reading: Reading) -> Plain:
    """A reading as plain dicts, lists, strings, numbers and None.

    Args:
        reading: Any reading.

    Returns:
        Members in this order: id, form, description, texts, documents, blocks, passages, distribution, dates, marks,
        quantities, statements, mentions, findings. Passages are named by label, slots without a label by their kind.
    """
    record = reading.record
    labels = _labels(record)
    return {
        "id": record.id or None,
        "form": _form(reading),
        "description": _description(reading.description, labels),
        "texts": [_plain(text) for text in record.texts],
        "documents": [{"from": labels[slots[0].id], "to": labels[slots[-1].id]} for slots in find_documents(record)],
        "blocks": _blocks(reading),
        "passages": [_passage(passage, labels) for passage in record.passages()],
        "distribution": [_dispatch(s, labels) for s in reading.statements if isinstance(s, Dispatch)],
        "dates": _dates(reading.statements, labels),
        "marks": list(_marks(record, labels)),
        "quantities": [_quantity(s, labels) for s in reading.statements if isinstance(s, Quantity)],
        "statements": [_statement(statement, labels) for statement in reading.statements],
        "mentions": [_mention(_plain(mention), labels) for mention in reading.mentions],
        "findings": [_finding(finding, labels) for finding in reading.findings],
    }


def _plain(value: object) -> Plain:
    """A struct as JSON would give it back: lists, not tuples."""
    plain: Plain = msgspec.json.decode(msgspec.json.encode(value))
    return plain


def _labels(record: Record) -> dict[str, str]:
    return {slot.id: slot.label if isinstance(slot, Passage) else slot.kind for slot in record.slots}


def _form(reading: Reading) -> Plain:
    capture = reading.capture
    return {
        "name": capture.form,
        "certainty": capture.certainty,
        "design": capture.design,
        "encoding": capture.encoding,
        "size_bytes": capture.size_bytes,
        "sha256": capture.sha256,
    }


def _description(description: Description, labels: Mapping[str, str]) -> Plain:
    return {
        "title": description.title,
        "date": _date(description.date),
        "document_kind": description.document_kind,
        "senders": [_plain(party) for party in description.senders],
        "addressees": [_plain(party) for party in description.addressees],
        "funders": list(description.funders),
        "summary": description.summary,
        "citation": _citation(description.citation),
        "further_citations": [_citation(citation) for citation in description.further_citations],
        "obtained_by": list(description.obtained_by),
        "contributed_by": list(description.contributed_by),
        "translated_by": list(description.translated_by),
        "edited_by": list(description.edited_by),
        "record_id": description.record_id,
        "uploaded": description.uploaded,
        "type": description.type,
        "language": description.language,
        "marking": description.marking,
        "rights": description.rights,
        "labels_without_value": list(description.labels_without_value),
        "lost": [
            {"what": lost.what, "literal": lost.literal, "passage": labels.get(lost.slot)}
            for lost in description.lost
        ],
    }


def _date(date: Date | None) -> Plain | None:
    if date is None:
        return None
    return {"edtf": date.edtf, "earliest": date.earliest, "latest": date.latest}


def _citation(citation: Citation | None) -> Plain | None:
    if citation is None:
        return None
    return {
        "literal": citation.literal,
        "repository": citation.repository,
        "fond": citation.fond,
        "opis": citation.opis,
        "delo": citation.delo,
        "leaves": list(citation.leaves) if citation.leaves else None,
        "others": list(citation.others),
        "held_by": citation.held_by,
        "grammar": citation.grammar,
        "levels": [_plain(level) for level in citation.levels],
    }


def _blocks(reading: Reading) -> list[Plain]:
    """Blocks with their text; of a view without a capture, the slots in their order."""
    slots = {slot.id: slot for slot in reading.record.slots}
    if not reading.capture.blocks:
        return [{"text": slot.content, "kind": slot.kind} for slot in slots.values()]
    return [
        {
            "text": slots[block.slot].content,
            "kind": block.kind,
            "start": block.start,
            "end": block.end,
            "rule": block.rule,
            "certainty": block.certainty,
        }
        for block in reading.capture.blocks
        if block.slot in slots
    ]


def _passage(passage: Passage, labels: Mapping[str, str]) -> Plain:
    return {
        "id": passage.label,
        "slot": passage.id,
        "kind": passage.kind,
        "number": list(passage.number),
        "parent": labels.get(passage.parent),
        "text": passage.content,
        "aliases": list(passage.aliases),
    }


def _named(slots: tuple[str, ...], labels: Mapping[str, str]) -> list[str]:
    return [labels[slot] for slot in slots if slot in labels]


def _dispatch(dispatch: Dispatch, labels: Mapping[str, str]) -> Plain:
    return {
        "recipient": dispatch.recipient,
        "office": dispatch.office,
        "sort": dispatch.sort,
        "scope_literal": dispatch.scope_literal,
        "passages": _named(dispatch.reaches, labels),
        "channel": dispatch.channel,
        "copies": dispatch.copies,
        "copy_number": dispatch.copy_number,
        "candidates": [_candidate(_plain(candidate), labels) for candidate in dispatch.candidates],
        "literal": dispatch.literal,
        "said_in": _named(dispatch.slots, labels),
    }


def _candidate(candidate: Plain, labels: Mapping[str, str]) -> Plain:
    found = {
        "passages": _named(tuple(candidate.get("slots", ())), labels),
        "literal": candidate.get("literal", ""),
        "why": candidate.get("why", ""),
    }
    return found if candidate.get("value") is None else {**found, "value": candidate["value"]}


def _dates(statements: tuple[AnyStatement, ...], labels: Mapping[str, str]) -> list[Plain]:
    """Dates in the order of the page; those of a title or a citation, which repeat others, stand at the end."""
    acts = [statement for statement in statements if isinstance(statement, DatedAct)]
    return [_dated(act, labels) for act in sorted(acts, key=lambda act: act.role in ("title", "citation"))]


def _dated(act: DatedAct, labels: Mapping[str, str]) -> Plain:
    return {
        "literal": act.literal,
        "edtf": act.date.edtf,
        "role": act.role,
        "alternatives": [date.edtf for date in act.alternatives],
        "julian": act.julian or None,
        "said_in": _named(act.slots, labels),
    }


def _quantity(quantity: Quantity, labels: Mapping[str, str]) -> Plain:
    return {
        "literal": quantity.literal,
        "value": quantity.value,
        "unit": quantity.unit,
        "currency": quantity.currency,
        "is_each": quantity.is_each,
        "candidates": [_candidate(_plain(candidate), labels) for candidate in quantity.candidates],
        "said_in": _named(quantity.slots, labels),
    }


def _marks(record: Record, labels: Mapping[str, str]) -> Iterator[Plain]:
    """Marks in order; one that runs over several slots is joined with spaces into one, whatever stands in it."""
    found: list[Plain] = []
    running: list[Plain] = []
    for slot in record.slots:
        for mark in slot.marks:
            words = slot.content[mark.start : mark.end]
            goes_on = [whole for whole in running if whole["kind"] == mark.kind]
            if mark.part in ("medial", "final") and goes_on:
                goes_on[-1]["text"] += f" {words}"
                if mark.part == "final":
                    running.remove(goes_on[-1])
            elif mark.kind not in _NO_MARK:
                found.append(_mark(slot, mark.kind, words, labels))
                if mark.part == "initial":
                    running.append(found[-1])
    yield from found


def _mark(slot: AnySlot, kind: str, text: str, labels: Mapping[str, str]) -> Plain:
    return {"text": text, "kind": kind, "passage": labels[slot.id]}


def _statement(statement: AnyStatement, labels: Mapping[str, str]) -> Plain:
    """Any statement, with labels for slots."""
    plain = _plain(statement)
    plain["passages"] = _named(statement.slots, labels)
    plain.pop("slots", None)
    if "reaches" in plain:
        plain["reaches"] = _named(tuple(plain["reaches"]), labels)
    if "candidates" in plain:
        plain["candidates"] = [_candidate(candidate, labels) for candidate in plain["candidates"]]
    return plain


def _mention(mention: Plain, labels: Mapping[str, str]) -> Plain:
    mention["passage"] = labels.get(mention.pop("slot"))
    return mention


def _finding(finding: Finding, labels: Mapping[str, str]) -> Plain:
    return {
        "code": finding.code,
        "passages": _named(finding.slots, labels),
        "literals": list(finding.literals),
        "message": finding.message,
        "candidates": [_candidate(_plain(candidate), labels) for candidate in finding.candidates],
        "severity": finding.severity,
        "certainty": finding.certainty,
    }
