"""What does an archive hold, and who says so?

Frozen structs and pure functions; no file, no network, no clock. Import from here, not from the modules behind.
"""

from fonds.model.canonical import digest, from_bytes, to_bytes
from fonds.model.citations import Citation, Level, LevelKind
from fonds.model.dates import Date, DateRole, day_number, days_in_month, is_day, make_date
from fonds.model.decisions import Actor, Closing, Decision, DecisionKind, ExtentClass, Gap, Reader, Signature
from fonds.model.documents import find_documents
from fonds.model.errors import (
    Conflict,
    FondsError,
    Invalid,
    NotFound,
    Refused,
    Unavailable,
    Unsupported,
)
from fonds.model.findings import Finding, Severity
from fonds.model.ids import is_record_id, new_record_id, new_slot_ids, parse_reference
from fonds.model.marks import Mark, MarkKind, MarkPart
from fonds.model.names import Form, FormKind, Mention, Name, NameKind
from fonds.model.readings import Block, Capture, CaptureForm, Description, Lost, Party, Reading
from fonds.model.records import (
    FRAME_KINDS,
    NUMBERED_KINDS,
    AnySlot,
    Passage,
    Record,
    Slot,
    SlotKind,
    Text,
    TextRole,
    with_ids,
    with_text_ids,
)
from fonds.model.statements import (
    AnyStatement,
    Candidate,
    ClockTime,
    Count,
    DatedAct,
    DayHalf,
    Dispatch,
    PaperNumber,
    Quantity,
    RecipientSort,
    Relation,
    RelationKind,
    Source,
    Statement,
    Sum,
    Task,
    TaskForce,
    Transfer,
)

__all__ = [
    "FRAME_KINDS", "NUMBERED_KINDS", "Actor", "AnySlot", "AnyStatement", "Block", "Candidate", "Capture",
    "CaptureForm", "Citation", "ClockTime", "Closing", "Conflict", "Count", "Date", "DateRole", "DatedAct",
    "DayHalf", "Decision", "DecisionKind", "Description", "Dispatch", "ExtentClass", "Finding", "FondsError",
    "Form", "FormKind", "Gap", "Invalid", "Level", "LevelKind", "Lost", "Mark", "MarkKind", "MarkPart", "Mention",
    "Name", "NameKind", "NotFound", "PaperNumber", "Party", "Passage", "Quantity", "Reader", "Reading",
    "RecipientSort", "Record", "Refused", "Relation", "RelationKind", "Severity", "Signature", "Slot", "SlotKind",
    "Source", "Statement", "Sum", "Task", "TaskForce", "Text", "TextRole", "Transfer", "Unavailable",
    "Unsupported", "day_number", "days_in_month", "digest", "find_documents", "from_bytes", "is_day",
    "is_record_id", "make_date", "new_record_id", "new_slot_ids", "parse_reference", "to_bytes", "with_ids",
    "with_text_ids",
]  # fmt: skip
