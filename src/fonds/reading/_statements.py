"""Which claims does a record make: dated acts, amounts, tasks, relations, dispatches, in the order of the page?

Not for: judging whether the claims agree (`fonds.criticism`).
"""

from __future__ import annotations

from fonds.model import AnyStatement, Record
from fonds.reading._counts import find_counts
from fonds.reading._dates import find_dated_acts
from fonds.reading._flattening import flattened, restored
from fonds.reading._hours import find_clock_times
from fonds.reading._list_sums import find_list_sums
from fonds.reading._paper_numbers import find_paper_numbers
from fonds.reading._relations import find_relations
from fonds.reading.amounts import find_amount_statements
from fonds.reading.distribution import find_dispatches
from fonds.reading.tasks import find_tasks


def read_statements(record: Record) -> tuple[AnyStatement, ...]:
    """Reads all statements of a record from its slots alone.

    Args:
        record: Slots with kinds, labels and numbers; some slots may be kept elsewhere.

    Returns:
        Statements in the order of the slots that they are read from; within a slot dated acts, hours, numbers of the
        paper, quantities, sums, transfers, tasks, relations, dispatches, counts, sums of lists. White space in
        literals is single spaces, but for quantities, which say where they stand.
    """
    flat = flattened(record)
    acts = find_dated_acts(flat)
    dispatches = find_dispatches(record)
    statements: list[AnyStatement] = [
        *acts,
        *find_clock_times(flat, acts),
        *find_paper_numbers(flat),
        *find_amount_statements(flat.slots),
        *find_tasks(flat),
        *find_relations(flat),
        *dispatches,
        *find_counts(flat, dispatches),
        *find_list_sums(flat.slots),
    ]
    place = {slot.id: index for index, slot in enumerate(record.slots)}
    statements.sort(key=lambda statement: place[statement.slots[0]])
    if flat is record:
        return tuple(statements)
    odd = {slot.id: slot.content for slot, copy in zip(record.slots, flat.slots, strict=True) if slot is not copy}
    return tuple(restored(statement, odd) for statement in statements)
