"""What is read from a record as one store holds it: never from the source, which may say more.

Not for: reading sources (`fonds.actions.preparing`).
"""

from __future__ import annotations

from collections.abc import Iterable

from fonds.criticism import with_findings
from fonds.model import Reading, Record
from fonds.names import find_mentions
from fonds.reading import describe, find_marks, read_statements
from fonds.release import Resolution, with_resolutions


def derive(record: Record, said: Iterable[Resolution] = ()) -> Reading:
    """Reads a record anew from its slots alone.

    Args:
        record: What one store holds, or several for somebody who may read them. Boundaries and kinds of its slots
            stay as they are; marks are found anew.
        said: What persons said of pointers; it counts as far as the passages that they meant are here.

    Returns:
        The reading, with findings, and without anything of the source: no size, no hash, no offsets.
    """
    marked = find_marks(record)
    reading = Reading(
        record=marked,
        description=describe(marked),
        statements=with_resolutions(read_statements(marked), said, record),
        mentions=find_mentions(marked),
    )
    return with_findings(reading)
