"""What a reader sees: `PublicRecord` from the open store alone, `ClearedView` from the stores they are cleared for.

They are different types, so that a public page can not be given the second by mistake.
"""

from __future__ import annotations

from fonds.model import Reader, Reading, Refused
from fonds.model.base import Value
from fonds.release.holdings import Holding
from fonds.release.rule import OPEN, may_read


class PublicRecord(Value, frozen=True, kw_only=True):
    """A record as the public sees it.

    Attributes:
        reading: The open store's view of the record.
        version: Number of the current version.
        added: When the first version came in, ISO 8601.
        changed: When this version came in, ISO 8601.
    """

    reading: Reading
    version: int
    added: str
    changed: str


class ClearedView(Value, frozen=True, kw_only=True):
    """A record as a cleared reader sees it.

    Attributes:
        holding: What one store holds of it; views over several stores come with split records.
    """

    holding: Holding


def public_record(holding: Holding) -> PublicRecord:
    """Makes the public's view of a holding of the open store.

    Raises:
        Refused: ``not-open``, when the holding is of another store.
    """
    if holding.store != OPEN:
        raise Refused("only the open store is public", code="not-open")
    return PublicRecord(
        reading=holding.reading, version=holding.version, added=holding.added, changed=holding.changed
    )


def cleared_view(holding: Holding, reader: Reader, compartments: frozenset[str]) -> ClearedView:
    """Makes a cleared reader's view of a holding.

    Args:
        holding: What a store holds of a record.
        reader: Who asks.
        compartments: Those of the store; the open store has none.

    Raises:
        Refused: ``not-cleared``, when the reader is not cleared for the store.
    """
    if not may_read(reader, compartments):
        raise Refused("you are not cleared for this store", code="not-cleared")
    return ClearedView(holding=holding)
