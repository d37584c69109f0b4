"""The rule: a passage is served only by a store that holds it, and a store is read only by who is cleared for it."""

from __future__ import annotations

from fonds.model import Actor, Reader

OPEN = "open"
"""Name of the store that everybody may read."""


def may_read(reader: Reader | Actor, store: str) -> bool:
    """Tells whether `reader` may read the store of that name."""
    return store == OPEN or store in reader.clearances
