"""A reading as JSON: description, blocks, passages, distribution, dates, marks, quantities, statements, findings.

The form is one for other programs: passages are named by their labels, values stand beside their literals, and each
statement says who makes it. Every member is there, whatever its value. `reading_schema` says what each of them is.

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
    DatedAct,
    Description,
    Dispatch,
    Finding,
    Gap,
    Passage,
    Quantity,
    Reading,
    Record,
    find_documents,
)
from fonds.release import label_of

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
        Members in this order: id, form, description, texts, documents, blocks, passages, gaps, distribution, dates,
        marks, quantities, statements, mentions, findings. Passages are named by label, slots without a label by their
        kind.
    """
    record = reading.record
    labels = _labels(record)
    return {
        "id": record.id or None,
        "form": _form(reading),
        "description": _description(reading.description, labels),
        "texts": _full(record.texts, labels),
        "documents": [{"from": labels[slots[0].id], "to": labels[slots[-1].id]} for slots in find_documents(record)],
        "blocks": _blocks(reading),
        "passages": [_passage(passage, labels) for passage in record.passages()],
        "gaps": [_gap(gap, labels) for gap in record.gaps],
        "distribution": [_dispatch(s, labels) for s in reading.statements if isinstance(s, Dispatch)],
        "dates": _dates(reading.statements, labels),
        "marks": list(_marks(record, labels)),
        "quantities": [_quantity(s, labels) for s in reading.statements if isinstance(s, Quantity)],
        "statements": _full(reading.statements, labels),
        "mentions": _full(reading.mentions, labels),
        "findings": [_finding(finding, labels) for finding in reading.findings],
    }


def _gap(gap: Gap, labels: Mapping[str, str]) -> Plain:
    return {
        "label": gap.label,
        "after": labels.get(gap.after),
        "reason": gap.reason,
        "extent": gap.extent,
        "review_year": gap.review_year,
    }


def _full(value: Any, labels: Mapping[str, str]) -> Any:
    """Anything of the model with every member, also those that have their usual value; labels for ids of slots."""
    if isinstance(value, tuple):
        return [_full(each, labels) for each in value]
    if not isinstance(value, msgspec.Struct):
        return value
    tag = value.__struct_config__.tag
    plain: Plain = {} if tag is None else {"type": tag}
    for name in value.__struct_fields__:
        given = getattr(value, name)
        if name == "slots":
            plain["passages"] = _named(given, labels)
        elif name == "reaches":
            plain["reaches"] = _named(given, labels)
        elif name == "slot":
            plain["passage"] = labels.get(given)
        else:
            plain[name] = _full(given, labels)
    return plain


def _labels(record: Record) -> dict[str, str]:
    return {slot.id: label_of(slot) for slot in record.slots}


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
        "date": _full(description.date, labels),
        "document_kind": description.document_kind,
        "senders": _full(description.senders, labels),
        "addressees": _full(description.addressees, labels),
        "funders": list(description.funders),
        "summary": description.summary,
        "citation": _citation(description.citation, labels),
        "further_citations": [_citation(citation, labels) for citation in description.further_citations],
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
        "lost": _full(description.lost, labels),
    }


def _citation(citation: Citation | None, labels: Mapping[str, str]) -> Plain | None:
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
        "levels": _full(citation.levels, labels),
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
        "candidates": _full(dispatch.candidates, labels),
        "literal": dispatch.literal,
        "said_in": _named(dispatch.slots, labels),
    }


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
        "candidates": _full(quantity.candidates, labels),
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


def _finding(finding: Finding, labels: Mapping[str, str]) -> Plain:
    return {
        "code": finding.code,
        "passages": _named(finding.slots, labels),
        "literals": list(finding.literals),
        "message": finding.message,
        "candidates": _full(finding.candidates, labels),
        "severity": finding.severity,
        "certainty": finding.certainty,
    }
