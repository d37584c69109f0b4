"""The whole record page, from one public record."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from fonds.actions.reasons import Reasons
from fonds.model import Capture, Description, Passage, Reading, Text
from fonds.reading import show_date
from fonds.release import PublicRecord
from fonds.web.dates import machine_date
from fonds.web.page.description import FrameLine, Row, describe, frame_lines
from fonds.web.page.findings import ShownFinding, show_findings
from fonds.web.page.gaps import ShownGap
from fonds.web.page.labels import Labels
from fonds.web.page.lines import Group, make_groups, make_lines
from fonds.web.page.names import ShownName, show_names
from fonds.web.page.tables import Elsewhere, Tasked, Told, kept_elsewhere, who_is_to_act, who_is_told
from fonds.web.page.typeset import KIND_WORDS, Apparatus

NO_TITLE = "Record without a title"
_FOREMOST = 6


@dataclass(frozen=True, slots=True)
class RecordPage:
    """All that the template shows.

    Attributes:
        id: Record id.
        title: As captured, or words for its absence.
        title_language: BCP 47 of the title's text, or empty.
        kind: Kind of document, for the line above the title; empty when not known.
        date: For people; empty when the page gives none.
        machine_date: For ``<time>``, or empty.
        citation: The line to cite the record by.
        summary: The cataloguer's summary, or empty.
        text: The witness that is shown, or None.
        gaps: What is kept elsewhere and would stand above the text.
        groups: The text, with what stands in its margin.
        findings: All findings; each also stands in the margin.
        unplaced: Findings whose passage is not in the text.
        told: Who is told what.
        tasked: Who is to do what.
        elsewhere: What is kept elsewhere.
        names: Who and what is named, by kind.
        rows: The description.
        frame: The frame of the captured page.
        anchors: Labels whose passages stand above the text: "title", "summary".
        mark_words: Kinds of marks on this page, in words, for the legend.
        version: Number of the version.
        added: Day the record came in, for people.
        changed: Day this version came in, for people.
        capture: How the source came in.
    """

    id: str
    title: str
    title_language: str
    kind: str
    date: str
    machine_date: str
    citation: str
    summary: str
    text: Text | None
    gaps: tuple[ShownGap, ...]
    groups: tuple[Group, ...]
    findings: tuple[ShownFinding, ...]
    unplaced: tuple[ShownFinding, ...]
    told: tuple[Told, ...]
    tasked: tuple[Tasked, ...]
    elsewhere: tuple[Elsewhere, ...]
    names: tuple[tuple[str, tuple[ShownName, ...]], ...]
    rows: tuple[Row, ...]
    frame: tuple[FrameLine, ...]
    anchors: frozenset[str]
    mark_words: tuple[tuple[str, str], ...]
    version: int
    added: str
    changed: str
    capture: Capture

    @property
    def foremost(self) -> tuple[ShownFinding, ...]:
        """The findings to name before the text: the first few."""
        return self.findings[:_FOREMOST]

    @property
    def more_findings(self) -> int:
        """How many findings stand only beside the text."""
        return len(self.findings) - len(self.foremost)

    @property
    def has_copies(self) -> bool:
        """Whether the page says anything of copies."""
        return any(told.copies for told in self.told)

    @property
    def has_channels(self) -> bool:
        """Whether the page says how anything was sent."""
        return any(told.channel for told in self.told)


def make_page(held: PublicRecord, archive_title: str, reasons: Reasons) -> RecordPage:
    """Lays out a record; nothing on it depends on anything but `held`, the archive's name and its reasons."""
    reading, described = held.reading, held.reading.description
    labels = Labels.of(reading.record)
    placed = show_findings(reading.findings, labels)
    apparatus = Apparatus()
    above, lines = make_lines(reading.record, _by_slot(placed), apparatus, reasons)
    anchors = _anchors_above(described, {line.anchor for line in lines})
    edtf = described.date.edtf if described.date else ""
    return RecordPage(
        id=reading.record.id,
        title=described.title or NO_TITLE,
        title_language=_title_language(reading),
        kind=(described.document_kind or "").capitalize(),
        date=show_date(edtf) if edtf else "",
        machine_date=machine_date(edtf),
        citation=cite(reading.record.id, described, archive_title),
        summary=described.summary or "",
        text=next(iter(reading.record.texts), None),
        gaps=above,
        groups=make_groups(lines),
        findings=tuple(finding for _, finding in placed),
        unplaced=_unplaced(placed, {finding.number for line in lines for finding in line.findings}),
        told=who_is_told(reading.statements, labels),
        tasked=who_is_to_act(reading.statements, labels),
        elsewhere=kept_elsewhere(reading.statements, labels),
        names=show_names(reading.mentions, labels),
        rows=describe(described),
        frame=frame_lines(reading.record, anchors),
        anchors=anchors,
        mark_words=tuple((kind, KIND_WORDS[kind]) for kind in apparatus.kinds),
        version=held.version,
        added=show_date(held.added[:10]),
        changed=show_date(held.changed[:10]),
        capture=reading.capture,
    )


def cite(record_id: str, described: Description, archive_title: str) -> str:
    """The line to cite a record by: title, date, shelfmark, who obtained and translated it, archive, record's number.

    No address stands in it: an archive may move, and the line must stay the same.
    """
    parts = (
        f"“{described.title}”" if described.title else "",
        show_date(described.date.edtf) if described.date else "",
        described.citation.literal if described.citation else "",
        f"Obtained by {_and(described.obtained_by)}" if described.obtained_by else "",
        f"Translated by {_and(described.translated_by)}" if described.translated_by else "",
        f"{archive_title}, record {record_id}" if archive_title else f"Record {record_id}",
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _anchors_above(described: Description, below: Set[str]) -> frozenset[str]:
    """Title and summary stand above the text, unless the text itself has a passage of that label."""
    return frozenset(("title", "summary") if described.summary else ("title",)) - below


def _and(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _by_slot(placed: Sequence[tuple[str, ShownFinding]]) -> dict[str, list[ShownFinding]]:
    by_slot: dict[str, list[ShownFinding]] = {}
    for slot, finding in placed:
        by_slot.setdefault(slot, []).append(finding)
    return by_slot


def _unplaced(placed: Sequence[tuple[str, ShownFinding]], shown: set[int]) -> tuple[ShownFinding, ...]:
    return tuple(finding for _, finding in placed if finding.number not in shown)


def _title_language(reading: Reading) -> str:
    """Language of the title's text; titles in the frame belong to no text."""
    languages = {text.id: text.language for text in reading.record.texts}
    for slot in reading.record.slots:
        if isinstance(slot, Passage) and slot.label == "title":
            return languages.get(slot.text, "")
    return ""
