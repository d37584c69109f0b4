"""A reading as TEI P5.

Not for: which names stand for what (`_names`), phrases (`_phrases`), the header (`_header`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from fonds.formats.tei._gaps import write_gaps
from fonds.formats.tei._header import write_header
from fonds.formats.tei._names import (
    NOTES,
    NS,
    XML,
    attribute,
    reason_key,
    slot_key,
    tag,
    text_key,
    write_path,
    write_tongue,
)
from fonds.formats.tei._phrases import split_marks, write_across, write_content
from fonds.model import AnySlot, Decision, Dispatch, Passage, Reading, Record, Text


def write_tei(reading: Reading, *, archive: str = "fonds", decisions: Sequence[Decision] = ()) -> bytes:
    """Writes a record with its description, to whom it was sent, and what was decided about it.

    Args:
        reading: The record and what was read from it, as one reader may see them.
        archive: Name of the archive that gives the file out.
        decisions: Those that this reader may see, in their order; written as revision notes, without their grounds.

    Returns:
        UTF-8, valid by the schema ``tei_all``; the same reading gives the same bytes in one version of fonds.
    """
    reasons = _Reasons()
    root = etree.Element(tag("TEI"), nsmap={None: NS})
    header = write_header(reading, archive=archive, decisions=decisions)
    text = etree.Element(tag("text"))
    text.append(_body(reading.record, reasons.pointer))
    dispatches = [one for one in reading.statements if isinstance(one, Dispatch)]
    if dispatches:
        text.append(_back(reading.record, dispatches))
    beside = _beside(reading.record, reasons)
    root.extend([header, *([beside] if beside is not None else []), text])
    for element in root.iter(tag("ab"), tag("p"), tag("note"), tag("item"), tag("list"), tag("div"), tag("witness")):
        element.tail = element.tail or "\n"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


class _Reasons:
    """The reasons for marks, each written once and pointed to."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def pointer(self, reason: str) -> str:
        """The pointer to a reason, which is taken in."""
        return "#" + self._keys.setdefault(reason, reason_key(len(self._keys) + 1))

    def group(self) -> etree._Element | None:
        """All of them (TEI P5 17.3, ``interpGrp``)."""
        if not self._keys:
            return None
        group = etree.Element(tag("interpGrp"), type="reason")
        for reason, key in self._keys.items():
            element = etree.SubElement(group, tag("interp"))
            element.set(f"{XML}id", key)
            element.text = attribute(reason)
        return group


def _body(record: Record, ana_of: Callable[[str], str]) -> etree._Element:
    """Every slot as a block, in the order of the page; what has a number holds what is below it."""
    body = etree.Element(tag("body"))
    page = etree.SubElement(body, tag("div"), type="page")
    texts = {text.id: text for text in record.texts}
    opened: list[tuple[str, etree._Element]] = []
    for slot in record.slots:
        parent = slot.parent if isinstance(slot, Passage) else ""
        while opened and opened[-1][0] != parent:
            opened.pop()
        block = _block(slot, texts, ana_of)
        if parent and not opened:
            block.set("corresp", f"#{slot_key(parent)}")
        around = opened[-1][1] if opened else page
        if isinstance(slot, Passage) and slot.number:
            item = etree.SubElement(_list_in(around), tag("item"), sortKey=write_path(slot.number))
            item.append(block)
            opened.append((slot.id, item))
        else:
            around.append(block)
    write_gaps(body, record)
    return body


def _list_in(around: etree._Element) -> etree._Element:
    """The list that goes on in an element, or a new one."""
    last = around[-1] if len(around) else None
    return (
        last
        if last is not None and last.tag == tag("list")
        else etree.SubElement(around, tag("list"), type="passages")
    )


def _block(slot: AnySlot, texts: dict[str, Text], ana_of: Callable[[str], str]) -> etree._Element:
    name = "p" if slot.kind == "paragraph" else "note" if slot.kind in NOTES else "ab"
    block = etree.Element(tag(name))
    block.set(f"{XML}id", slot_key(slot.id))
    if name != "p":
        block.set("type", slot.kind)
    if isinstance(slot, Passage):
        block.set("n", attribute(slot.label))
    if slot.text:
        block.set("source", f"#{text_key(slot.text)}")
        text = texts.get(slot.text)
        tongue = write_tongue(text.language, text.script) if text is not None else ""
        if tongue:
            block.set(f"{XML}lang", tongue)
    for alias in slot.aliases if isinstance(slot, Passage) else ():
        etree.SubElement(block, tag("anchor"), type="alias", n=attribute(alias))
    write_content(block, slot.content, split_marks(slot.marks)[0], ana_of)
    return block


def _beside(record: Record, reasons: _Reasons) -> etree._Element | None:
    """Marks that lie across others, and the reasons of all (TEI P5 16.10, ``standOff``)."""
    spans = etree.Element(tag("spanGrp"), type="mark")
    for slot in record.slots:
        spans.extend(write_across(slot.id, split_marks(slot.marks)[1], reasons.pointer))
    found = [group for group in (reasons.group(), spans) if group is not None and len(group)]
    if not found:
        return None
    beside = etree.Element(tag("standOff"))
    beside.extend(found)
    return beside


def _back(record: Record, dispatches: Sequence[Dispatch]) -> etree._Element:
    """To whom which passages were sent, as a list."""
    labels = {passage.id: passage.label for passage in record.passages()}
    back = etree.Element(tag("back"))
    entries = etree.SubElement(etree.SubElement(back, tag("div"), type="distribution"), tag("list"))
    for dispatch in dispatches:
        item = etree.SubElement(entries, tag("item"), corresp=" ".join(f"#{slot_key(at)}" for at in dispatch.slots))
        item.extend(_entry(dispatch, labels))
    return back


def _entry(dispatch: Dispatch, labels: dict[str, str]) -> Iterator[etree._Element]:
    name = etree.Element(tag("name"))
    if dispatch.sort:
        name.set("type", dispatch.sort)
    name.text = attribute(dispatch.recipient)
    yield name
    if dispatch.scope_literal is not None:
        scope = etree.Element(tag("ref"), type="passages" if dispatch.reaches else "unresolved")
        if dispatch.reaches:
            scope.set("target", " ".join(f"#{slot_key(at)}" for at in dispatch.reaches if at in labels))
        scope.text = attribute(dispatch.scope_literal)
        yield scope
    if dispatch.channel is not None:
        channel = etree.Element(tag("note"), type="channel")
        channel.text = attribute(dispatch.channel)
        yield channel
    if dispatch.copies is not None:
        copies = etree.Element(tag("num"), type="copies", value=str(dispatch.copies))
        copies.text = str(dispatch.copies)
        yield copies
