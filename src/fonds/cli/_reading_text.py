"""A reading, set for a terminal: labels in the margin, marks in the text, then who was sent and told what.

Useful for: people. Not for: programs, which take the JSON of `fonds.formats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from fonds.cli._paper import counted, grid
from fonds.model import (
    FRAME_KINDS,
    AnySlot,
    Candidate,
    Date,
    Description,
    Dispatch,
    Finding,
    Passage,
    Reading,
    Relation,
    Task,
)

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
SEVERITY_STYLES = {"conflict": "bold red", "warning": "yellow", "note": "dim"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DEPTH_STEP = 2
_LIST_SEPARATOR = " · "


def reading_text(reading: Reading) -> RenderableType:
    """Sets a whole reading."""
    labels = {slot.id: label_of(slot) for slot in reading.record.slots}
    return Group(
        _heading(reading),
        _document(reading),
        *_section("Who was sent what", _dispatches(reading, labels)),
        *_section("Who is to do what", _tasks(reading, labels)),
        *_section("Kept elsewhere", _kept_elsewhere(reading)),
        *_section("What does not agree", findings_text(reading.findings, labels)),
        *_section("The page", _page(reading)),
    )


def findings_text(findings: Iterable[Finding], labels: dict[str, str]) -> Iterator[RenderableType]:
    """Sets findings, each with its place, its words and its candidate readings."""
    for finding in findings:
        head = Text(finding.code, style=SEVERITY_STYLES[finding.severity])
        head.append(f"  {', '.join(labels.get(slot, slot) for slot in finding.slots)}", style="bold")
        head.append(f"  {finding.message}", style="default")
        yield Padding(head, (0, 0, 0, 2))
        for number, candidate in enumerate(finding.candidates, start=1):
            yield Padding(Text(f"{number}. {candidate_text(candidate, labels)}", style="dim"), (0, 0, 0, 6))


def candidate_text(candidate: Candidate, labels: dict[str, str]) -> str:
    """A possible reading in one line: where, and why."""
    where = ", ".join(labels.get(slot, slot) for slot in candidate.slots)
    return f"{where}{': ' if where else ''}{candidate.why}"


def label_of(slot: AnySlot) -> str:
    """What a slot is called in the margin."""
    return slot.label if isinstance(slot, Passage) else slot.kind.replace("_", " ")


def passage_text(slot: AnySlot) -> Text:
    """The content of a slot, with its marks styled."""
    text = Text(slot.content)
    for mark in slot.marks:
        text.stylize(_MARK_STYLES[mark.kind], mark.start, mark.end)
    return text


def date_text(date: Date | None) -> str:
    """A date for people where it is a plain day, else as EDTF."""
    if date is None:
        return ""
    year, _, rest = date.edtf.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12 and (not day or day.isdigit())):
        return date.edtf
    return f"{f'{int(day)} ' if day else ''}{_MONTHS[int(month) - 1]} {year}"


def _heading(reading: Reading) -> RenderableType:
    described = reading.description
    title = Text(described.title or "(no title on the page)", style="bold")
    facts = [date_text(described.date), described.document_kind or "", described.marking or ""]
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


def _document(reading: Reading) -> RenderableType:
    rows = grid({"justify": "right", "style": "bold", "no_wrap": True, "min_width": 7}, {"width": 1}, {}, gap=1)
    doubted = {slot for finding in reading.findings for slot in finding.slots}
    for slot in reading.record.slots:
        if slot.kind not in FRAME_KINDS:
            rows.add_row(_margin_label(slot), _margin_sign(slot, doubted), _indented(slot))
            rows.add_row()
    return rows


def _margin_label(slot: AnySlot) -> Text:
    if not isinstance(slot, Passage):
        return Text()
    if slot.number:
        return Text(slot.label)
    return Text(f"/{slot.label.rpartition('/')[2]}" if "/" in slot.label else "", style="dim")


def _margin_sign(slot: AnySlot, doubted: set[str]) -> Text:
    if slot.id in doubted:
        return Text("!", style="bold red")
    return Text(_SIGNS.get(slot.kind, ""), style="magenta")


def _indented(slot: AnySlot) -> RenderableType:
    depth = len(slot.number) - 1 if isinstance(slot, Passage) and slot.number else 0
    if isinstance(slot, Passage) and "/" in slot.label:
        depth = slot.label.partition("/")[0].count(".")
    text = passage_text(slot)
    if slot.kind in ("item", "heading", "minutes_head", "document_kind"):
        text.stylize("bold")
    return Padding(text, (0, 0, 0, max(0, depth) * _DEPTH_STEP))


def _dispatches(reading: Reading, labels: dict[str, str]) -> Iterator[RenderableType]:
    dispatches = [statement for statement in reading.statements if isinstance(statement, Dispatch)]
    if not dispatches:
        return
    rows = _three_columns()
    for dispatch in dispatches:
        rows.add_row(_recipient(dispatch), _scope(dispatch), _reached(dispatch, labels))
    yield rows


def _recipient(dispatch: Dispatch) -> Text:
    office = f" ({dispatch.office})" if dispatch.office else ""
    return Text(f"{dispatch.recipient}{office}")


def _scope(dispatch: Dispatch) -> Text:
    facts = [dispatch.scope_literal or "", f"by {dispatch.channel}" if dispatch.channel else ""]
    if dispatch.copies:
        facts.append(f"{dispatch.copies} {'copy' if dispatch.copies == 1 else 'copies'}")
    if dispatch.copy_number:
        facts.append(f"copy {dispatch.copy_number}")
    return Text(", ".join(fact for fact in facts if fact))


def _reached(dispatch: Dispatch, labels: dict[str, str]) -> Text:
    if dispatch.reaches:
        return Text("→ " + ", ".join(labels.get(slot, slot) for slot in dispatch.reaches))
    if not dispatch.candidates:
        return Text("")
    readings = (", ".join(labels.get(slot, slot) for slot in candidate.slots) for candidate in dispatch.candidates)
    return Text("→ ?  " + "  or  ".join(readings), style="yellow")


def _tasks(reading: Reading, labels: dict[str, str]) -> Iterator[RenderableType]:
    tasks = [statement for statement in reading.statements if isinstance(statement, Task)]
    if not tasks:
        return
    rows = _three_columns()
    for task in tasks:
        where = ", ".join(labels.get(slot, slot) for slot in task.slots[-1:])
        deed = Text(task.deed)
        for word, others in (("through", task.through), ("with", task.jointly)):
            if others:
                deed.append(f"  {word} {', '.join(others)}", style="dim")
        rows.add_row(_actor(task), Text(where, style="bold"), deed)
    yield rows


def _actor(task: Task) -> Text:
    actor = Text(task.actor)
    if task.persons:
        actor.append(f" ({', '.join(task.persons)})")
    actor.append(f"\n{task.force}", style="dim")
    return actor


def _kept_elsewhere(reading: Reading) -> Iterator[RenderableType]:
    for statement in reading.statements:
        if isinstance(statement, Relation) and statement.kind == "kept-elsewhere":
            yield Padding(Text(f"{statement.target}: {statement.literal}"), (0, 0, 0, 2))


def _page(reading: Reading) -> Iterator[RenderableType]:
    described, capture = reading.description, reading.capture
    facts = [
        (
            "form of capture",
            f"{capture.form} ({capture.certainty:.0%} sure), {counted(len(capture.blocks), 'block')}",
        ),
        ("from", "; ".join(party.literal for party in described.senders)),
        ("to", "; ".join(party.literal for party in described.addressees)),
        ("record id of the site", described.record_id or ""),
        ("not given on the page", ", ".join(described.labels_without_value)),
        ("lost in the capture", ", ".join(f"{lost.what} ({lost.literal})" for lost in described.lost)),
    ]
    rows = grid({}, {})
    for name, value in facts:
        if value:
            rows.add_row(Text(name, style="dim"), Text(value))
    yield Padding(rows, (0, 0, 0, 2))


def _three_columns() -> Table:
    return grid({"max_width": 34}, {"max_width": 24}, {})


def _section(title: str, content: Iterable[RenderableType]) -> Iterator[RenderableType]:
    parts = [part if isinstance(part, Padding) else Padding(part, (0, 0, 0, 2)) for part in content]
    if parts:
        yield Rule(Text(title, style="bold"), align="left", style="dim", characters="─")
        yield from parts
        yield Text()
