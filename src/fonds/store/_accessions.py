"""An accession as the tables take it in: an entry of the journal, its reading put together, and where it came from.

Every entry brings in the whole of what the store has of a record from then on, be it by accession or by a decision.

Not for: rows (`fonds.store._rows`).
"""

from __future__ import annotations

from fonds.model import Decision, Reading, to_bytes
from fonds.model.base import Value
from fonds.release import Split
from fonds.store._bodies import Origin, decision_from, origin_from, reading_from, split_from
from fonds.store._entries import Entry
from fonds.store._segments import Place
from fonds.store._steps import Step


class Accession(Value, frozen=True, kw_only=True):
    """One version of a record came in.

    Attributes:
        entry: The entry.
        hash: Its hash.
        reading: What came in.
        json: The same as canonical JSON.
        origin: Where the source came from.
        source_at: Where in the journal the source lies; (0, 0) where it has none.
        decision: By which decision it came in; None when by none.
        split: What a closed store knows of a record that is split.
        added: When the first version of the record came in, if it is known to be earlier than this one.
    """

    entry: Entry
    hash: str
    reading: Reading
    json: bytes
    origin: Origin
    source_at: Place
    decision: Decision | None = None
    split: Split | None = None
    added: str = ""


def accession_from(step: Step, added: str = "") -> Accession:
    """Puts together what an entry brought in; the caller has made sure that it has no faults.

    Args:
        step: The entry with its bodies.
        added: When the record came in first, if bodies of earlier entries were withdrawn.

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
        decision=decision_from(step.taken.bodies),
        split=split_from(step.taken.bodies),
        added=added,
    )
