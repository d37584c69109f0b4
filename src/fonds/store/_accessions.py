"""An accession as the tables take it in: an entry of the journal, its reading put together, and where it came from.

Not for: rows (`fonds.store._rows`).
"""

from __future__ import annotations

from fonds.model import Reading, to_bytes
from fonds.model.base import Value
from fonds.store._bodies import Origin, origin_from, reading_from
from fonds.store._entries import Entry
from fonds.store._journal import Step
from fonds.store._segments import Place


class Accession(Value, frozen=True, kw_only=True):
    """One version of a record came in.

    Attributes:
        entry: The entry.
        hash: Its hash.
        reading: What came in.
        json: The same as canonical JSON.
        origin: Where the source came from.
        source_at: Where in the journal the source lies.
    """

    entry: Entry
    hash: str
    reading: Reading
    json: bytes
    origin: Origin
    source_at: Place


def accession_from(step: Step) -> Accession:
    """Puts together what an entry brought in; the caller has made sure that it has no faults.

    Raises:
        Invalid: ``json``, when a body is not what its key says.
    """
    if step.entry is None:
        raise ValueError("an entry with faults brings nothing in")
    reading = reading_from(step.entry.record, step.taken.bodies)
    return Accession(
        entry=step.entry,
        hash=step.hash,
        reading=reading,
        json=to_bytes(reading),
        origin=origin_from(step.taken.bodies),
        source_at=step.taken.source_at,
    )
