"""The rule: a passage is served only by a store that holds it, and a store is read only by who is cleared for it.

A store holds what is in all of its compartments at once: who reads it needs a clearance for each of them.
Compartments are never ranked: a clearance for two opens the stores of either and of both, and no other.
"""

from __future__ import annotations

from fonds.model import Actor, Reader

OPEN = "open"
"""Name of the store that everybody may read."""


def may_read(reader: Reader | Actor, compartments: frozenset[str]) -> bool:
    """Tells whether `reader` may read a store of these compartments; the open store has none."""
    return compartments <= reader.clearances
