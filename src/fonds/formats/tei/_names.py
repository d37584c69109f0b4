"""Which element and attribute stands for what: the same tables for writing and for reading.

Sources: TEI P5 Guidelines 4.x, chapters 3 (core), 10 (manuscript description), 11 (transcription), 12 (apparatus),
16.2.4 (pointer schemes), 17 (analysis).
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from fonds.model import MarkKind, MarkPart

NS = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
PROGRAM = "fonds"

_SLOT, _TEXT, _REASON, _GAP = "slot-", "text-", "reason-", "gap-"

MARK_ELEMENTS: dict[MarkKind, str] = {
    "gloss": "gloss", "expansion": "expan", "supplied": "supplied", "original_term": "foreign", "sic": "sic",
    "doubt": "unclear", "crossed_out": "del", "stamp": "stamp",
}  # fmt: skip
"""Elements of TEI that say what a mark is; all others are `seg` with the kind as its type."""

MARK_KINDS: dict[str, MarkKind] = {element: kind for kind, element in MARK_ELEMENTS.items()}

NOTES = frozenset({"footnote", "translator_note", "handwritten", "resolution", "omission"})
"""Kinds of slots that are notes."""

PARTS: dict[MarkPart, str] = {"initial": "I", "medial": "M", "final": "F"}
WHOLE_OF: dict[str, MarkPart] = {letter: part for part, letter in PARTS.items()}


def tag(name: str) -> str:
    """An element's name with the namespace of TEI."""
    return f"{{{NS}}}{name}"


def slot_key(slot_id: str) -> str:
    """The XML id of a slot: its own with a letter before, because an XML id can not begin with a figure."""
    return _SLOT + slot_id


def text_key(text_id: str) -> str:
    """The XML id of a witness."""
    return _TEXT + text_id


def reason_key(place: int) -> str:
    """The XML id of a reason for marks."""
    return f"{_REASON}{place}"


def gap_key(gap_id: str) -> str:
    """The XML id of a gap."""
    return _GAP + gap_id


def gap_id_of(key: str) -> str:
    """The id of a gap from its XML id."""
    return key.removeprefix(_GAP)


def slot_id_of(key: str) -> str:
    """The id of a slot from its XML id, or from a pointer to it."""
    return key.lstrip("#").removeprefix(_SLOT)


def text_id_of(key: str) -> str:
    """The id of a witness from its XML id, or from a pointer to it."""
    return key.lstrip("#").removeprefix(_TEXT)


def write_path(number: tuple[str, ...]) -> str:
    """A path of numbers as a sort key: parts joined by stops, and what is no letter or figure as in addresses."""
    return ".".join(quote(part, safe="").replace(".", "%2E") for part in number)


def read_path(key: str) -> tuple[str, ...]:
    """The path of numbers of a sort key."""
    return tuple(unquote(part) for part in key.split(".")) if key else ()


def write_tongue(language: str, script: str) -> str:
    """Language and script as ``xml:lang`` (BCP 47); empty when neither is known."""
    return "-".join(filter(None, (language or ("und" if script else ""), script)))


def read_tongue(tongue: str) -> tuple[str, str]:
    """Language and script of an ``xml:lang``."""
    language, _, script = tongue.partition("-")
    return ("" if language == "und" else language), script


UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2 Characters) can not hold."""


def attribute(text: str) -> str:
    """A text for an attribute; what XML can not hold becomes the sign for a lost character."""
    return UNWRITABLE.sub("\ufffd", text)
