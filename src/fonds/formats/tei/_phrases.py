"""The content of a slot with its marks as phrases inside it, and back.

A mark that lies across another one can not be an element: it is written beside the text, as a span that points to its
place (TEI P5 16.2.4.4, ``string-range``). Characters that XML can not hold are written as ``c`` with their number.

Not for: which block a slot is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import cast

from lxml import etree

from fonds.formats.tei._names import MARK_ELEMENTS, MARK_KINDS, PARTS, UNWRITABLE, WHOLE_OF, slot_id_of, slot_key, tag
from fonds.model import Mark, MarkKind, MarkPart

Place = tuple[int, Mark]
"""A mark with its place among the marks of its slot."""


def split_marks(marks: tuple[Mark, ...]) -> tuple[list[Place], list[Place]]:
    """Marks that lie in one another or apart, in their order, and those that lie across others."""
    inside: list[Place] = []
    across: list[Place] = []
    opened: list[Mark] = []
    for place, mark in enumerate(marks):
        while opened and opened[-1].end <= mark.start:
            opened.pop()
        if opened and mark.end > opened[-1].end:
            across.append((place, mark))
        else:
            inside.append((place, mark))
            opened.append(mark)
    return inside, across


def write_content(block: etree._Element, content: str, marks: list[Place], ana_of: Callable[[str], str]) -> None:
    """Writes a content with its marks into an element.

    Args:
        block: The element of the slot.
        content: The string as captured.
        marks: Those that lie in one another or apart.
        ana_of: Gives the pointer to a reason.
    """
    opened: list[tuple[etree._Element, int]] = [(block, len(content))]
    bounds = sorted({0, len(content), *(mark.start for _, mark in marks), *(mark.end for _, mark in marks)})
    waiting = list(reversed(marks))
    for start, end in [*pairwise(bounds), (len(content), len(content))]:
        while len(opened) > 1 and opened[-1][1] <= start:
            opened.pop()
        while waiting and waiting[-1][1].start == start:
            _, mark = waiting.pop()
            element = etree.SubElement(opened[-1][0], _element_of(mark))
            _describe(element, mark, ana_of)
            if mark.end > start:
                opened.append((element, mark.end))
        _append(opened[-1][0], content[start:end])


def _element_of(mark: Mark) -> str:
    return tag("seg" if mark.part != "whole" else MARK_ELEMENTS.get(mark.kind, "seg"))


def _describe(element: etree._Element, mark: Mark, ana_of: Callable[[str], str]) -> None:
    if element.tag == tag("seg"):
        element.set("type", mark.kind)
    if mark.part != "whole":
        element.set("part", PARTS[mark.part])
    _say_how_sure(element, mark, ana_of)


def _say_how_sure(element: etree._Element, mark: Mark, ana_of: Callable[[str], str]) -> None:
    if mark.certainty != 1:
        element.set("cert", repr(mark.certainty))
    if mark.reason:
        element.set("ana", ana_of(mark.reason))


def _append(element: etree._Element, text: str) -> None:
    """Adds text behind everything that an element holds."""
    reached = 0
    for match in UNWRITABLE.finditer(text):
        _append_plain(element, text[reached : match.start()])
        etree.SubElement(element, tag("c"), n=f"U+{ord(match[0]):04X}")
        reached = match.end()
    _append_plain(element, text[reached:])


def _append_plain(element: etree._Element, text: str) -> None:
    if not text:
        return
    last = element[-1] if len(element) else None
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def write_across(slot_id: str, across: list[Place], ana_of: Callable[[str], str]) -> Iterator[etree._Element]:
    """Spans for the marks that lie across others."""
    for place, mark in across:
        target = f"#string-range({slot_key(slot_id)},{mark.start},{mark.end - mark.start})"
        span = etree.Element(tag("span"), type=mark.kind, target=target, n=str(place))
        if mark.part != "whole":
            span.set("subtype", mark.part)
        _say_how_sure(span, mark, ana_of)
        yield span


def read_content(block: etree._Element, reason_of: Callable[[str | None], str]) -> tuple[str, list[Mark]]:
    """The content of a slot, and the marks that are elements in it, in their order."""
    pieces: list[str] = []
    marks: list[Mark] = []
    _read_into(block, reason_of, pieces, marks)
    return "".join(pieces), marks


def _read_into(
    element: etree._Element, reason_of: Callable[[str | None], str], pieces: list[str], marks: list[Mark]
) -> None:
    pieces.append(element.text or "")
    for child in element:
        if child.tag == tag("c"):
            pieces.append(chr(int(child.get("n", "U+FFFD").removeprefix("U+"), 16)))
        elif child.tag != tag("anchor"):
            start, place = sum(map(len, pieces)), len(marks)
            _read_into(child, reason_of, pieces, marks)
            marks.insert(place, _mark(child, start, sum(map(len, pieces)), reason_of))
        pieces.append(child.tail or "")


def _mark(element: etree._Element, start: int, end: int, reason_of: Callable[[str | None], str]) -> Mark:
    name = etree.QName(element).localname
    return Mark(
        kind=cast("MarkKind", MARK_KINDS.get(name) or element.get("type")),
        start=start,
        end=end,
        part=WHOLE_OF.get(element.get("part", ""), "whole"),
        certainty=float(element.get("cert", "1")),
        reason=reason_of(element.get("ana")),
    )


_RANGE = re.compile(r"#string-range\((?P<slot>[^,()]+),(?P<start>\d+),(?P<length>\d+)\)")


def read_across(span: etree._Element, reason_of: Callable[[str | None], str]) -> tuple[str, Place]:
    """The slot of a mark that lies across others, and the mark with its place; nothing when it points nowhere."""
    match = _RANGE.fullmatch(span.get("target", ""))
    if match is None:
        raise ValueError("a span without a range")
    start = int(match["start"])
    mark = Mark(
        kind=cast("MarkKind", span.get("type")),
        start=start,
        end=start + int(match["length"]),
        part=cast("MarkPart", span.get("subtype", "whole")),
        certainty=float(span.get("cert", "1")),
        reason=reason_of(span.get("ana")),
    )
    return slot_id_of(match["slot"]), (int(span.get("n", "0")), mark)
