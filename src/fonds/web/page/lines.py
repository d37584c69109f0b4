"""The text of the record as lines: number, anchor, depth, notes and findings of each.

Not for: the frame of the captured page, which is description (`fonds.web.page.description`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from fonds.actions.reasons import Reasons
from fonds.model import FRAME_KINDS, NUMBERED_KINDS, AnySlot, Passage, Record, Text
from fonds.web.languages import language_name
from fonds.web.page.findings import ShownFinding
from fonds.web.page.gaps import ShownGap, show_gaps
from fonds.web.page.labels import aliases_of, show_label
from fonds.web.page.typeset import KIND_WORDS, Apparatus, Note, typeset

MARGIN_SLOTS = frozenset({"handwritten", "stamp", "translator_note"})
"""Kinds of slots that stand in the margin as wholes."""

_MARGIN_LONGEST = 280
_HEADING_KINDS = frozenset({"item", "heading"})
_HEADING_LONGEST = 220  # code points; a longer "heading" is a paragraph that is numbered like an item
_PRINTED_NUMBER = re.compile(r"\s*([(\[]?\w{1,6}[.)\]:]{1,2})\s+(?=\S)")
_DEEPEST = 5
_GROUP_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One slot of the text, as it stands on the page.

    Attributes:
        anchor: Value of ``id``: the passage's label; empty for a slot that can not be cited.
        aliases: Former labels, which go on resolving.
        kind: Kind of the slot.
        is_heading: Whether it is a heading in the outline of the page.
        depth: 0 to 5.
        printed: The number as printed at the head of the line, which hangs; empty if there is none.
        html: The rest of the line.
        is_within: Whether it goes on with the numbered passage before it, and so stands below its first word.
        says_itself: Whether the line itself says that it is a stamp, handwriting or note.
        language: BCP 47, empty when not known.
        witness: What begins with this line ("Translation, English"), in a record of several texts; else empty.
        notes: Remarks that left the line for the margin.
        findings: What does not agree here.
        gaps: What is kept elsewhere and would stand behind it.
    """

    anchor: str
    aliases: tuple[str, ...]
    kind: str
    is_heading: bool
    depth: int
    printed: str
    html: SafeString
    is_within: bool
    says_itself: bool
    language: str
    witness: str
    notes: tuple[Note, ...]
    findings: tuple[ShownFinding, ...]
    gaps: tuple[ShownGap, ...] = ()

    @property
    def shown_label(self) -> str:
        """The label that hangs in the margin: of numbered passages, and of paragraphs by their count."""
        return show_label(self.anchor) if self.anchor[:1].isdigit() or self.anchor[:1] == "/" else ""

    @property
    def in_margin(self) -> bool:
        """Whether it stands in the margin as a whole; a long one would run past several passages."""
        return self.kind in MARGIN_SLOTS and len(self.html) <= _MARGIN_LONGEST

    @property
    def classes(self) -> str:
        """Its classes in the style sheet."""
        more = (" margin-line" if self.in_margin else "") + (" within" if self.is_within else "")
        return f"line line-{self.kind} depth-{self.depth}{more}"

    @property
    def element(self) -> str:
        """The HTML element that holds it."""
        return "h3" if self.is_heading else "p"

    @property
    def words(self) -> str:
        """What a line in the margin is, in words."""
        return KIND_WORDS.get(self.kind, self.kind).capitalize()

    @property
    def has_margin(self) -> bool:
        """Whether something stands beside the line."""
        return bool(self.notes or self.findings)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that share one stretch of margin, so that a long note does not push the text apart.

    Attributes:
        aside: Lines that stand in the margin as wholes.
        lines: Lines of the text; only the first can have notes or findings.
    """

    aside: tuple[Line, ...]
    lines: tuple[Line, ...]


def make_lines(
    record: Record, findings: Mapping[str, Sequence[ShownFinding]], apparatus: Apparatus, reasons: Reasons
) -> tuple[tuple[ShownGap, ...], tuple[Line, ...]]:
    """Sets all slots of the text, in the order of the page.

    Args:
        record: The record.
        findings: By id of the slot beside which they stand.
        apparatus: Counts notes and kinds over the page.
        reasons: Why passages may be kept elsewhere.

    Returns:
        Gaps that stand above all lines; the lines.
    """
    slots = [slot for slot in record.slots if slot.kind not in FRAME_KINDS]
    page = _Page(
        texts={text.id: text for text in record.texts},
        depths=_depths(record),
        aliases=aliases_of(record),
        findings=findings,
        apparatus=apparatus,
    )
    witnesses = _witnesses(slots, page.texts)
    lines = [_make_line(slot, witness, page) for slot, witness in zip(slots, witnesses, strict=True)]
    return _with_gaps(record, lines, {slot.id: place for place, slot in enumerate(slots)}, reasons)


def _with_gaps(
    record: Record, lines: list[Line], places: Mapping[str, int], reasons: Reasons
) -> tuple[tuple[ShownGap, ...], tuple[Line, ...]]:
    """Puts each gap behind its line; what is behind the frame or the margin goes behind the line before."""
    gaps = show_gaps(record, reasons, {line.anchor: line.depth for line in lines if line.anchor})
    above, at = list(gaps.get("", ())), -1
    for slot in record.slots if gaps else ():
        place = places.get(slot.id, -1)
        at = place if place >= 0 and not lines[place].in_margin else at
        if at < 0:
            above += gaps.get(slot.id, ())
        elif slot.id in gaps:
            lines[at] = replace(lines[at], gaps=(*lines[at].gaps, *gaps[slot.id]))
    return tuple(above), tuple(lines)


def make_groups(lines: Sequence[Line]) -> tuple[Group, ...]:
    """Divides the lines: a new group begins wherever something stands in the margin."""
    groups: list[tuple[list[Line], list[Line]]] = []
    for line in lines:
        if not groups or _begins_group(line, groups[-1][1]):
            groups.append(([], []))
        groups[-1][0 if line.in_margin else 1].append(line)
    return tuple(Group(tuple(aside), tuple(inside)) for aside, inside in groups)


def _begins_group(line: Line, inside: list[Line]) -> bool:
    if line.in_margin:
        return bool(inside)
    return bool(inside) and (line.has_margin or bool(line.witness) or len(inside) >= _GROUP_LONGEST)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the lines of one record share, by id of the text or slot."""

    texts: Mapping[str, Text]
    depths: Mapping[str, int]
    aliases: Mapping[str, tuple[str, ...]]
    findings: Mapping[str, Sequence[ShownFinding]]
    apparatus: Apparatus


def _make_line(slot: AnySlot, witness: str, page: _Page) -> Line:
    passage = slot if isinstance(slot, Passage) else None
    text = page.texts.get(slot.text)
    start = _end_of_number(slot) if passage and passage.number else 0
    html, notes = typeset(slot.content, slot.marks, page.apparatus, start=start, lift=slot.kind not in MARGIN_SLOTS)
    return Line(
        anchor=passage.label if passage else "",
        aliases=page.aliases.get(slot.id, ()),
        kind=slot.kind,
        is_heading=slot.kind in _HEADING_KINDS and len(slot.content) <= _HEADING_LONGEST,
        depth=min(page.depths.get(slot.id, 0), _DEEPEST),
        printed=slot.content[:start].strip(),
        html=html,
        is_within=bool(passage and passage.parent and not passage.number),
        says_itself=any(mark.kind == slot.kind for mark in slot.marks),
        language=text.language if text else "",
        witness=witness,
        notes=notes,
        findings=tuple(page.findings.get(slot.id, ())),
    )


def _witnesses(slots: Sequence[AnySlot], texts: Mapping[str, Text]) -> list[str]:
    """For each slot what begins there: words where another text than before begins, else empty."""
    if len({slot.text for slot in slots if slot.text in texts}) < 2:
        return ["" for _ in slots]
    before = ["", *(slot.text for slot in slots)]
    return [
        _name_witness(texts[slot.text]) if slot.text in texts and slot.text != last else ""
        for slot, last in zip(slots, before, strict=False)
    ]


def _name_witness(text: Text) -> str:
    return ", ".join(part for part in (text.role.capitalize(), language_name(text.language)) if part)


def _end_of_number(slot: AnySlot) -> int:
    """Where the text begins behind the printed number; 0 when the line does not begin with one."""
    match = _PRINTED_NUMBER.match(slot.content)
    return match.end() if match else 0


def _depths(record: Record) -> dict[str, int]:
    """How deep each passage stands: its numbered ancestors below the item, on the page's own tree."""
    passages = {passage.id: passage for passage in record.passages()}
    depths: dict[str, int] = {}
    for passage in passages.values():
        depths[passage.id] = _depth(passage, passages, depths)
    return depths


def _depth(passage: Passage, passages: Mapping[str, Passage], known: Mapping[str, int]) -> int:
    parent = passages.get(passage.parent)
    if parent is None:
        return 0
    deeper = passage.kind in NUMBERED_KINDS | {"list_item"} and parent.kind in NUMBERED_KINDS - {"item"}
    # A parent stands before its parts on the page, so its depth is known; 0 in a record where it does not.
    return known.get(parent.id, 0) + deeper
