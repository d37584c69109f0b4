"""Findings as CSV (RFC 4180), one row for each, that a spreadsheet opens without running anything.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, by which spreadsheets know text.

Not for: programs that read JSON, which keeps lists and candidates whole.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence

from fonds.cli._paper import visible
from fonds.cli._reading_text import label_of
from fonds.model import Candidate, Finding, Reading

COLUMNS = (
    "source", "record", "code", "severity", "certainty", "passages", "literals", "message", "first candidate",
)  # fmt: skip
_SEPARATOR = " | "
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_findings_csv(checked: Sequence[tuple[str, Reading]]) -> None:
    """Writes findings to standard output: UTF-8 whatever the locale says, lines ended by CR LF, a row of headings."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for source, reading in checked:
        rows.writerows(_rows(source, reading))
    sys.stdout.flush()
    sys.stdout.buffer.write(written.getvalue().encode("utf-8"))


def _rows(source: str, reading: Reading) -> Iterator[list[str]]:
    labels = {slot.id: label_of(slot) for slot in reading.record.slots}
    for finding in reading.findings:
        yield [_cell(text) for text in (source, reading.record.id, *_columns(finding, labels))]


def _columns(finding: Finding, labels: dict[str, str]) -> Iterator[str]:
    yield finding.code
    yield finding.severity
    yield f"{finding.certainty:.2f}"
    yield _SEPARATOR.join(labels.get(slot, slot) for slot in finding.slots)
    yield _SEPARATOR.join(finding.literals)
    yield finding.message
    yield _candidate(finding.candidates[0], labels) if finding.candidates else ""


def _candidate(candidate: Candidate, labels: dict[str, str]) -> str:
    """A possible reading in one line: where, and why."""
    where = ", ".join(labels.get(slot, slot) for slot in candidate.slots)
    return f"{where}{': ' if where else ''}{candidate.why}"


def _cell(text: str) -> str:
    """Text that neither a terminal nor a spreadsheet obeys."""
    is_formula = text.lstrip(" \u00a0").startswith(_FORMULA_SIGNS)
    return f"'{visible(text)}" if is_formula else visible(text)
