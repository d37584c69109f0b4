"""What is read from a record as one store holds it: never from the source, which may say more.

Not for: reading sources (`fonds.actions.preparing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fonds.criticism import with_findings
from fonds.model import AnyStatement, Dispatch, Reading, Record
from fonds.names import find_mentions
from fonds.reading import describe, find_marks, read_statements


def derive(record: Record, before: Reading | None = None) -> Reading:
    """Reads a record anew from its slots alone.

    Args:
        record: What one store holds, or several for somebody who may read them. Boundaries and kinds of its slots
            stay as they are; marks are found anew.
        before: What was read from it before: what a person said in it is said again, as far as its passages are here.

    Returns:
        The reading, with findings, and without anything of the source: no size, no hash, no offsets.
    """
    marked = find_marks(record)
    statements = read_statements(marked)
    reading = Reading(
        record=marked,
        description=describe(marked),
        statements=with_resolutions(statements, resolutions_in(before), record) if before else statements,
        mentions=find_mentions(marked),
    )
    return with_findings(reading)


def resolutions_in(reading: Reading) -> tuple[Dispatch, ...]:
    """Entries of the list of which a person said what they mean."""
    return tuple(one for one in reading.statements if isinstance(one, Dispatch) and not one.said_by.version)


def with_resolutions(
    statements: Sequence[AnyStatement], resolutions: Iterable[Dispatch], record: Record
) -> tuple[AnyStatement, ...]:
    """Statements, with what persons said in place of what the program read of the same entries."""
    here = {slot.id for slot in record.slots}
    said = {_entry(one): one for one in resolutions if here.issuperset(one.reaches)}
    return tuple(said.get(_entry(one), one) if isinstance(one, Dispatch) else one for one in statements)


def _entry(dispatch: Dispatch) -> tuple[str, str, str]:
    return dispatch.slots[0], dispatch.recipient, dispatch.scope_literal or ""
