"""Citations: where the paper lies, beside the words in which the source says so."""

from __future__ import annotations

from fonds.model.base import Value


class Citation(Value, frozen=True, kw_only=True):
    """An archival citation (ISAD(G) 3.1.1 reference code, 3.1.5 extent).

    Attributes:
        literal: The words of the source, without provenance and without the final stop.
        repository: Holding institution, as cited ("RGASPI").
        fond: Fonds or record group.
        opis: Inventory or series.
        delo: File or unit.
        leaves: First and last leaf, as cited; equal when there is one.
        others: Parts of the citation that have no place above, in their order.
    """

    literal: str
    repository: str | None = None
    fond: str | None = None
    opis: str | None = None
    delo: str | None = None
    leaves: tuple[str, str] | None = None
    others: tuple[str, ...] = ()
