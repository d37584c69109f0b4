"""Gaps as TEI: where a passage is kept elsewhere, and what a person let be known of it (TEI P5 11.3.3.1, ``gap``).

Not for: omissions in the original, which are marks of the text.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

from fonds.formats.tei._names import XML, attribute, gap_id_of, gap_key, slot_id_of, slot_key, tag
from fonds.model import ExtentClass, Gap, Record

_REASON = "reason-"


def write_gaps(body: etree._Element, record: Record) -> None:
    """Puts the gaps of a record into its body, each behind the block of its slot."""
    blocks = {slot_id_of(block.get(f"{XML}id", "")): block for block in body.iter() if block.get(f"{XML}id")}
    for gap in reversed(record.gaps):
        block = etree.Element(tag("ab"), type="gap")
        block.append(_gap(gap))
        before = blocks.get(gap.after)
        if before is None:
            body[0].insert(0, block)
        else:
            before.addnext(block)


def read_gaps(root: etree._Element) -> tuple[Gap, ...]:
    """The gaps of a record, in their order."""
    return tuple(_read(element) for element in root.iter(tag("gap")) if element.get(f"{XML}id"))


def _gap(gap: Gap) -> etree._Element:
    element = etree.Element(tag("gap"), n=attribute(gap.label), reason=f"{_REASON}{gap.reason}", extent=gap.extent)
    element.set(f"{XML}id", gap_key(gap.id))
    if gap.after:
        element.set("corresp", f"#{slot_key(gap.after)}")
    if gap.review_year is not None:
        review = etree.SubElement(etree.SubElement(element, tag("desc")), tag("date"), type="review")
        review.set("when", f"{gap.review_year:04}")
    return element


def _read(element: etree._Element) -> Gap:
    review = element.find(f"{tag('desc')}/{tag('date')}")
    return Gap(
        id=gap_id_of(element.get(f"{XML}id", "")),
        label=element.get("n", ""),
        reason=int(element.get("reason", "").removeprefix(_REASON)),
        extent=cast("ExtentClass", element.get("extent")),
        review_year=int(review.get("when", "")) if review is not None else None,
        after=slot_id_of(element.get("corresp", "")),
    )
