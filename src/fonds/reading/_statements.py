"""Which claims does a record make: dispatches, tasks, quantities, dated acts and relations, in the order of the page.

Not for: judging whether the claims agree (`fonds.criticism`).
"""

from __future__ import annotations

from fonds.model import AnyStatement, Record
from fonds.reading._dates import find_dated_acts
from fonds.reading._distribution import find_dispatches
from fonds.reading._sums import find_amount_statements


def read_statements(record: Record) -> tuple[AnyStatement, ...]:
    """Reads all statements of a record from its slots alone.

    Args:
        record: Slots with kinds, labels, numbers and marks; some slots may be kept elsewhere.

    Returns:
        Statements in the order of the slots that they are read from; within a slot dates, quantities, sums,
        transfers, tasks, relations, dispatches.
    """
    statements: list[AnyStatement] = [
        *find_dated_acts(record),
        *find_amount_statements(record.slots),
        *find_dispatches(record),
    ]
    place = {slot.id: index for index, slot in enumerate(record.slots)}
    return tuple(sorted(statements, key=lambda statement: place[statement.slots[0]]))
