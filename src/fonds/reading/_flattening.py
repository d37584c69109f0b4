"""Lines that are wrapped, justified or indented, read as if they were typed in one go.

A slot keeps its white space as captured. What is read from it is read from a copy in which every white space is one
space, and a word that was parted at the end of a line is whole; places in the copy lead back to places in the slot.

Not for: marks, which are found in the slot itself.
"""

from __future__ import annotations

import re

import msgspec

from fonds.model import AnyStatement, Quantity, Record

_ODD = re.compile(r"\s{2}|[^\S ]")
_RUN = re.compile(r"(?<=[^\W\d_])[-\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_A-ZА-ЯЁ])|\s+")


def flattened(record: Record) -> Record:
    """The record with single spaces in every slot; the same record when it has no others."""
    slots = tuple(
        msgspec.structs.replace(slot, content=_RUN.sub(_close, slot.content))
        if has_odd_spaces(slot.content)
        else slot
        for slot in record.slots
    )
    return record if slots == record.slots else msgspec.structs.replace(record, slots=slots)


def has_odd_spaces(content: str) -> bool:
    """Whether a line has other white space than single spaces; most lines have none."""
    if content.isprintable() and "  " not in content:
        return False
    return _ODD.search(content) is not None


def _close(run: re.Match[str]) -> str:
    """What stands in the copy for white space, or for a hyphen with the line break behind it."""
    return " " if run[0][0].isspace() else ""


def restored(statement: AnyStatement, contents: dict[str, str]) -> AnyStatement:
    """The statement with places in the slot as captured instead of its copy.

    Args:
        statement: As read from the copy.
        contents: What slots with odd white space hold, as captured, by id.
    """
    content = contents.get(statement.slots[0])
    if content is None or not isinstance(statement, Quantity):
        return statement
    start, end = _place(content, statement.start), _place(content, statement.end - 1) + 1
    return msgspec.structs.replace(statement, start=start, end=end, literal=content[start:end])


def _place(content: str, flat: int) -> int:
    """Where a code point of the copy stands in the slot."""
    dropped = 0
    for run in _RUN.finditer(content):
        kept = len(_close(run))
        if run.start() + kept - dropped > flat:
            break
        dropped += run.end() - run.start() - kept
    return flat + dropped
