"""Findings: something in a record that does not agree. A finding never changes the record."""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value
from fonds.model.statements import Candidate

Severity = Literal["note", "warning", "conflict"]
"""How much it asks of the reader: worth knowing, worth a look, two statements that can not both be true."""


class Finding(Value, frozen=True, kw_only=True):
    """One disagreement.

    Attributes:
        code: Code of the check, in lower case with hyphens; each has a page in the docs.
        slots: Ids of the slots concerned, at least one.
        literals: The words that do not agree, as printed.
        message: What does not agree, for people: one sentence.
        candidates: Possible readings, likeliest first, each with its reason.
        severity: See `Severity`.
        certainty: 0 to 1.
    """

    code: str
    slots: tuple[str, ...]
    literals: tuple[str, ...]
    message: str
    candidates: tuple[Candidate, ...] = ()
    severity: Severity = "warning"
    certainty: float = 1.0
