"""Findings as they stand beside the passages: what, how grave, and the possible readings with their reasons.

Not for: finding anything (`fonds.criticism`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fonds.model import Candidate, Finding
from fonds.web.page.labels import Labels

SEVERITY_WORDS = {"note": "Worth knowing", "warning": "Worth a look", "conflict": "Does not agree"}
"""Severities in the words that stand beside the text."""

SEVERITY_MEANINGS = {
    "note": "Nothing need be wrong, but who cites the passage should know it.",
    "warning": "Something may be missing, misread or wrong; look at the passage before relying on it.",
    "conflict": "Two things in the record can not both be right as they stand, or one points to nothing.",
}
"""What each severity says, in a sentence."""


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """One possible reading: labels of the passages it would mean, other words if any, and why."""

    labels: tuple[str, ...]
    literal: str
    why: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding on the page.

    Attributes:
        number: From 1, in the order of the page; its anchor is ``_finding-<number>``.
        code: Code of the check.
        severity: "note", "warning" or "conflict".
        words: The severity in words.
        literals: The words that do not agree.
        message: What does not agree.
        labels: All passages concerned.
        candidates: Possible readings.
    """

    number: int
    code: str
    severity: str
    words: str
    literals: tuple[str, ...]
    message: str
    labels: tuple[str, ...]
    candidates: tuple[ShownCandidate, ...]


def show_findings(findings: Sequence[Finding], labels: Labels) -> tuple[tuple[str, ShownFinding], ...]:
    """Pairs each finding with the slot beside which it stands: the first that it concerns."""
    return tuple(
        (finding.slots[0] if finding.slots else "", _show(finding, number, labels))
        for number, finding in enumerate(findings, start=1)
    )


def show_candidates(
    candidates: Sequence[Candidate], labels: Labels, beside: Sequence[str] = ()
) -> tuple[ShownCandidate, ...]:
    """Possible readings with labels for slots, in their order.

    Args:
        candidates: The readings.
        labels: Labels of the record.
        beside: Slots beside which they are shown: other words for just these need no label.
    """
    near = labels(beside)
    return tuple(
        ShownCandidate(
            labels=() if given.literal and labels(given.slots) == near else labels(given.slots),
            literal=given.literal,
            why=given.why,
        )
        for given in candidates
    )


def _show(finding: Finding, number: int, labels: Labels) -> ShownFinding:
    return ShownFinding(
        number=number,
        code=finding.code,
        severity=finding.severity,
        words=SEVERITY_WORDS[finding.severity],
        literals=finding.literals,
        message=finding.message,
        labels=labels(finding.slots),
        candidates=show_candidates(finding.candidates, labels, finding.slots[:1]),
    )
