"""Findings, set for a terminal: how grave, code and place on a line; below it what does not agree and how to read it.

Not for: spreadsheets (`_findings_csv`) and programs, which take the JSON of `fonds.formats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.text import Text

from fonds.cli._rows import Lines
from fonds.model import Candidate, Finding

SEVERITY_STYLES = {"conflict": "bold red", "warning": "yellow", "note": "dim"}

_MEASURE = 88
"""Longer lines of prose are hard to follow."""


def findings_text(findings: Iterable[Finding], labels: Mapping[str, str]) -> Lines:
    """Sets findings, each with its place, its words and its candidate readings."""
    lines = Lines(_MEASURE)
    for finding in findings:
        head = Text.assemble(
            (finding.severity, SEVERITY_STYLES[finding.severity]),
            (f"  {finding.code}", "bold"),
            f"  {_where(finding.slots, labels)}",
        )
        lines.add(head, indent=2, hang=4)
        lines.add(finding.message, indent=4)
        for number, candidate in enumerate(finding.candidates, start=1):
            said = f"{number}. {_candidate(candidate, finding, labels)}"
            lines.add(Text(said, style="dim"), indent=6, hang=len(f"{number}. "))
    return lines


def _candidate(candidate: Candidate, finding: Finding, labels: Mapping[str, str]) -> str:
    """A possible reading: why, and at the end where, if that is not just where the finding is."""
    if not candidate.slots or candidate.slots == finding.slots:
        return candidate.why
    return f"{candidate.why} ({_where(candidate.slots, labels)})".lstrip()


def _where(slots: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(slot, slot) for slot in slots)
