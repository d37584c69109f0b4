"""Findings as CSV, one row for each.

Not for: programs that read JSON, which keeps lists and candidates whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fonds.cli._csv import SEPARATOR, write_csv
from fonds.cli._reading_text import label_of
from fonds.model import Candidate, Finding, Reading

COLUMNS = (
    "source", "record", "code", "severity", "certainty", "passages", "literals", "message", "first candidate",
)  # fmt: skip


def write_findings_csv(checked: Sequence[tuple[str, Reading]]) -> None:
    """Writes findings to standard output."""
    write_csv(COLUMNS, (row for source, reading in checked for row in _rows(source, reading)))


def _rows(source: str, reading: Reading) -> Iterator[list[str]]:
    labels = {slot.id: label_of(slot) for slot in reading.record.slots}
    for finding in reading.findings:
        yield [source, reading.record.id, *_columns(finding, labels)]


def _columns(finding: Finding, labels: dict[str, str]) -> Iterator[str]:
    yield finding.code
    yield finding.severity
    yield f"{finding.certainty:.2f}"
    yield SEPARATOR.join(labels.get(slot, slot) for slot in finding.slots)
    yield SEPARATOR.join(finding.literals)
    yield finding.message
    yield _candidate(finding.candidates[0], labels) if finding.candidates else ""


def _candidate(candidate: Candidate, labels: dict[str, str]) -> str:
    """A possible reading in one line: where, and why."""
    where = ", ".join(labels.get(slot, slot) for slot in candidate.slots)
    return f"{where}{': ' if where else ''}{candidate.why}"
