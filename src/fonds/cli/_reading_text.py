"""A reading, set for a terminal: labels in the margin, marks in the text, then who was sent and told what.

Useful for: people. Not for: programs, which take the JSON of `fonds.formats`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from fonds.actions.reasons import Reasons, shipped_reasons, show_gap
from fonds.cli._findings_text import findings_text
from fonds.cli._paper import counted
from fonds.cli._rows import Column, Lines, Rows
from fonds.cli._statements_text import amounts_text, dates_text, dispatches_text, papers_text, tasks_text
from fonds.model import FRAME_KINDS, AnySlot, Description, Gap, Passage, Reading
from fonds.reading import gather_numbers, show_date
from fonds.release import OPEN, lines_of, margin_label

_MARK_STYLES = {
    "variant": "cyan",
    "gloss": "cyan",
    "expansion": "cyan",
    "supplied": "dim",
    "original_term": "italic cyan",
    "sic": "dim",
    "doubt": "yellow",
    "translator_note": "italic green",
    "unreadable": "yellow",
    "omission": "dim",
    "handwritten": "magenta",
    "stamp": "magenta",
    "signature": "magenta",
    "description": "italic dim",
    "crossed_out": "strike",
    "footnote_mark": "dim",
    "lost_in_capture": "yellow",
}
_SIGNS = {"handwritten": "✎", "stamp": "◉", "resolution": "✎", "distribution": "→", "signature": "✒", "marking": "▲"}
_DEPTH_STEP = 2
_LIST_SEPARATOR = " · "


def reading_text(
    reading: Reading, reasons: Reasons | None = None, stores: Mapping[str, str] | None = None
) -> RenderableType:
    """Sets a whole reading; a section to which the page says nothing is left out.

    Args:
        reading: As one reader may see it.
        reasons: Why passages may be kept elsewhere; those that ship when left out.
        stores: For a reader of closed stores, the store of each slot by its id.
    """
    labels = {slot.id: label_of(slot) for slot in reading.record.slots}
    said = reading.statements
    sections: tuple[tuple[str, Rows | Lines], ...] = (
        ("Who was sent what", dispatches_text(said, labels)),
        ("Who is to do what", tasks_text(said, labels)),
        ("Dates", dates_text(said, labels)),
        ("Amounts and exchanges", amounts_text(said, labels)),
        ("Other papers", papers_text(said, labels)),
        ("What does not agree", findings_text(reading.findings, labels)),
        ("The page", _page(reading)),
    )
    return Group(
        _heading(reading), _document(reading, reasons, stores or {}), *chain.from_iterable(map(_section, sections))
    )


def label_of(slot: AnySlot) -> str:
    """What a slot is called in the margin."""
    return slot.label if isinstance(slot, Passage) else slot.kind.replace("_", " ")


def passage_text(slot: AnySlot) -> Text:
    """The content of a slot, with its marks styled."""
    text = Text(slot.content)
    for mark in slot.marks:
        text.stylize(_MARK_STYLES[mark.kind], mark.start, mark.end)
    return text


def _heading(reading: Reading) -> RenderableType:
    described = reading.description
    title = Text(described.title or "(no title on the page)", style="bold")
    facts = [
        show_date(described.date.edtf) if described.date else "",
        described.document_kind or "",
        described.marking or "",
    ]
    if described.citation:
        facts.append(described.citation.literal)
    lines = [title, Text(_LIST_SEPARATOR.join(fact for fact in facts if fact))]
    lines += [Text(line, style="dim") for line in _credits(described)]
    if described.summary:
        lines += [Text(), Text(described.summary, style="italic")]
    return Padding(Group(*lines), (1, 0, 1, 0))


def _credits(described: Description) -> Iterator[str]:
    thanks = (
        ("obtained by", described.obtained_by),
        ("translated by", described.translated_by),
        ("edited by", described.edited_by),
        ("made possible by", described.funders),
    )
    said = [f"{what} {', '.join(names)}" for what, names in thanks if names]
    if said:
        yield _LIST_SEPARATOR.join(said)


def _document(reading: Reading, reasons: Reasons | None, stores: Mapping[str, str]) -> Rows:
    rows = Rows(Column(0.5, least=7, is_right=True), Column(least=1), Column(), indent=0, gap=1)
    doubted = {slot for finding in reading.findings for slot in finding.slots}
    for line in lines_of(reading.record):
        if isinstance(line, Gap):
            words = show_gap(line, shipped_reasons() if reasons is None else reasons)
            inset = line.label.count(".") * _DEPTH_STEP if _is_number(line.label) else 0
            label = Text(line.label if _is_number(line.label) else "", style="dim")
            rows.add(label, Text("▒", style="dim"), Text(f"[not public: {words}]", style="italic dim"), inset=inset)
        elif line.kind not in FRAME_KINDS:
            sign = _closed_sign(stores.get(line.id, OPEN)) or _margin_sign(line, doubted)
            rows.add(_margin_label(line), sign, _set(line), inset=_depth(line) * _DEPTH_STEP)
        else:
            continue
        rows.add()
    return rows


def _is_number(label: str) -> bool:
    return label[:1].isdigit()


def _closed_sign(store: str) -> Text | None:
    return None if store == OPEN else Text("■", style="bold red")


def _margin_label(slot: AnySlot) -> Text:
    label = margin_label(slot)
    return Text(label, style="dim" if label.startswith("/") else "")


def _margin_sign(slot: AnySlot, doubted: set[str]) -> Text:
    if slot.id in doubted:
        return Text("!", style="bold red")
    return Text(_SIGNS.get(slot.kind, ""), style="magenta")


def _set(slot: AnySlot) -> Text:
    text = passage_text(slot)
    if slot.kind in ("item", "heading", "minutes_head", "document_kind"):
        text.stylize("bold")
    return text


def _depth(slot: AnySlot) -> int:
    if not isinstance(slot, Passage):
        return 0
    if "/" in slot.label:
        return slot.label.partition("/")[0].count(".")
    return max(0, len(slot.number) - 1)


def _page(reading: Reading) -> Rows:
    described, capture = reading.description, reading.capture
    facts = [
        (
            "form of capture",
            f"{capture.form} ({capture.certainty:.0%} sure), {counted(len(capture.blocks), 'block')}"
            if capture.blocks
            else "",
        ),
        ("number of the paper", "; ".join(number.says for number in gather_numbers(reading.statements))),
        ("from", "; ".join(party.literal for party in described.senders)),
        ("to", "; ".join(party.literal for party in described.addressees)),
        ("record id of the site", described.record_id or ""),
        ("not given on the page", ", ".join(described.labels_without_value)),
        ("lost in the capture", ", ".join(f"{lost.what} ({lost.literal})" for lost in described.lost)),
    ]
    rows = Rows(Column(), Column())
    for name, value in facts:
        if value:
            rows.add(Text(name, style="dim"), value)
    return rows


def _section(section: tuple[str, Rows | Lines]) -> Iterator[RenderableType]:
    title, content = section
    if content:
        yield Rule(Text(title, style="bold"), align="left", style="dim", characters="─")
        yield content
        yield Text()
