"""The forms and limits that commands offer as a choice.

Not for: what is written in them.
"""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """How a command shows its result."""

    text = "text"
    json = "json"


class FindingsFormat(StrEnum):
    """How findings are shown."""

    text = "text"
    json = "json"
    csv = "csv"


class RecordFormat(StrEnum):
    """The forms in which a record is given out."""

    text = "text"
    json = "json"
    tei = "tei"


class ExportFormat(StrEnum):
    """The forms in which all records are given out."""

    tei = "tei"
    json = "json"


class FailOn(StrEnum):
    """From which severity on findings make the exit status 1."""

    note = "note"
    warning = "warning"
    conflict = "conflict"
    never = "never"
