"""TEI P5 that fonds has written, as a record.

Entities are not resolved, nothing is fetched, and a document type declaration is refused, so that a file can neither
grow without bounds nor read others of the machine.

Not for: what was computed from the record and written beside it; that is computed anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import msgspec
from lxml import etree

from fonds.formats.tei._gaps import read_gaps
from fonds.formats.tei._names import PROGRAM, XML, read_path, read_tongue, slot_id_of, tag, text_id_of
from fonds.formats.tei._phrases import Place, read_across, read_content
from fonds.model import (
    AnySlot,
    Invalid,
    Mark,
    Passage,
    Record,
    Slot,
    SlotKind,
    Text,
    TextRole,
    Unsupported,
    from_bytes,
    to_bytes,
)


def read_tei(data: bytes) -> Record:
    """Reads a record that `fonds.formats.tei.write_tei` wrote.

    Args:
        data: The file.

    Returns:
        The record as it was, ids included.

    Raises:
        Invalid: ``xml`` (not well formed, with the line), ``doctype``, ``not-tei``, ``tei`` (the parts of a record do
            not fit together).
        Unsupported: ``tei-of-others``, when another program wrote it.
    """
    root = _parsed(data)
    application = root.find(f".//{tag('application')}")
    if application is None or application.get("ident") != PROGRAM:
        raise Unsupported("TEI that another program wrote can not be read back", code="tei-of-others")
    try:
        return from_bytes(to_bytes(_record(root)), Record)  # every value is checked against the model
    except (Invalid, KeyError, ValueError, TypeError, AttributeError) as error:
        raise Invalid(f"the parts of the record do not fit together ({type(error).__name__})", code="tei") from None


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Invalid(f"not well-formed XML, line {error.lineno}", code="xml", position=error.offset) from None
    if root.getroottree().docinfo.doctype:
        raise Invalid("a document type declaration is not allowed here", code="doctype")
    if root.tag != tag("TEI"):
        raise Invalid("not a TEI document", code="not-tei")
    return root


def _record(root: etree._Element) -> Record:
    reasons = {f"#{one.get(f'{XML}id')}": one.text or "" for one in root.iter(tag("interp"))}
    across: dict[str, list[Place]] = {}
    for span in root.iter(tag("span")):
        slot_id, place = read_across(span, _reason_in(reasons))
        across.setdefault(slot_id, []).append(place)
    number = root.find(f".//{tag('publicationStmt')}/{tag('idno')}")
    body = root.find(f"{tag('text')}/{tag('body')}")
    blocks = (
        []
        if body is None
        else [block for block in body.iter(tag("ab"), tag("p"), tag("note")) if block.get(f"{XML}id")]
    )
    return Record(
        id=(number.text or "") if number is not None else "",
        texts=tuple(map(_text, root.iter(tag("witness")))),
        slots=tuple(_slot(block, across, _reason_in(reasons)) for block in blocks),
        gaps=read_gaps(root),
    )


def _reason_in(reasons: dict[str, str]) -> Callable[[str | None], str]:
    return lambda pointer: reasons[pointer] if pointer else ""


def _text(witness: etree._Element) -> Text:
    language, script = read_tongue(witness.get(f"{XML}lang", ""))
    return Text(
        id=text_id_of(witness.get(f"{XML}id", "")),
        role=cast("TextRole", witness.text),
        language=language,
        script=script,
        certainty=float(witness.get("cert", "1")),
    )


def _slot(block: etree._Element, across: dict[str, list[Place]], reason_of: Callable[[str | None], str]) -> AnySlot:
    content, marks = read_content(block, reason_of)
    slot = Slot(
        id=slot_id_of(block.get(f"{XML}id", "")),
        kind=cast("SlotKind", block.get("type", "paragraph")),
        content=content,
        text=text_id_of(block.get("source", "")),
    )
    slot = msgspec.structs.replace(slot, marks=_with_those_across(marks, across.get(slot.id, [])))
    label = block.get("n")
    if label is None:
        return slot
    item = block.getparent()
    is_numbered = item is not None and item.tag == tag("item") and item[0] is block
    return Passage(
        **msgspec.structs.asdict(slot),
        label=label,
        number=read_path(item.get("sortKey", "")) if item is not None and is_numbered else (),
        parent=_parent(block, is_numbered=is_numbered),
        aliases=tuple(anchor.get("n", "") for anchor in block.findall(tag("anchor"))),
    )


def _with_those_across(marks: list[Mark], across: list[Place]) -> tuple[Mark, ...]:
    """All marks of a slot in their order; those across others know their places."""
    found = list(marks)
    for place, mark in across:
        found.insert(place, mark)
    return tuple(found)


def _parent(block: etree._Element, *, is_numbered: bool) -> str:
    """The passage that a block is a part of: one that it points to, else the one whose item it stands in."""
    if block.get("corresp"):
        return slot_id_of(block.get("corresp", ""))
    items = list(block.iterancestors(tag("item")))
    around = items[1:] if is_numbered else items
    return slot_id_of(around[0][0].get(f"{XML}id", "")) if around else ""
