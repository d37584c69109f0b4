"""Which claims does a record make: dated acts, amounts, tasks, relations, dispatches, in the order of the page?

Not for: judging whether the claims agree (`fonds.criticism`).
"""

from __future__ import annotations

from fonds.model import AnyStatement, Record
from fonds.reading._dates import find_dated_acts
from fonds.reading._distribution import find_dispatches
from fonds.reading._relations import find_relations
from fonds.reading._sums import find_amount_statements
from fonds.reading._tasks import find_tasks


def read_statements(record: Record) -> tuple[AnyStatement, ...]:
    """Reads all statements of a record from its slots alone.

    Args:
        record: Slots with kinds, labels and numbers; some slots may be kept elsewhere.

    Returns:
        Statements in the order of the slots that they are read from; within a slot dated acts, quantities, sums,
        transfers, tasks, relations, dispatches.
    """
    statements: list[AnyStatement] = [
        *find_dated_acts(record),
        *find_amount_statements(record.slots),
        *find_tasks(record),
        *find_relations(record),
        *find_dispatches(record),
    ]
    place = {slot.id: index for index, slot in enumerate(record.slots)}
    return tuple(sorted(statements, key=lambda statement: place[statement.slots[0]]))
