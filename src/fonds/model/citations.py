"""Archival citations: where the paper lies. Not for: how a citation is read from a source line (`fonds.reading`)."""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value

LevelKind = Literal[
    "fond", "opis", "series", "lot", "accession", "entry", "box", "reel", "folder", "file", "item", "volume", "year",
    "leaves", "pages", "edition", "part",
]  # fmt: skip


class Level(Value, frozen=True, kw_only=True):
    """One step of a shelfmark, from the institution down to the leaf (ISAD(G) 3.1.1, 3.1.4).

    Attributes:
        kind: What the step is: "fond" (also a record group), "opis" (inventory), "series" (a named part that others
            lie in), "lot", "accession", "entry", "box" (any container), "reel", "folder", "file" (the unit), "item"
            (a document in it), "volume", "year", "leaves", "pages", "edition" (title of a printed edition), or "part"
            where the citation does not say.
        value: Its number or name, as cited.
    """

    kind: LevelKind
    value: str


class Citation(Value, frozen=True, kw_only=True):
    """An archival citation (ISAD(G) 3.1.1 reference code, 3.1.5 extent).

    Attributes:
        literal: The words of the source, without provenance and without the final stop.
        repository: Holding institution, as cited ("RGASPI").
        fond: Fonds or record group.
        opis: Inventory or series.
        delo: File or unit.
        leaves: First and last leaf, as cited; equal when there is one.
        others: Further citations that the literal holds, in their order, in its words.
        held_by: The institution that holds it today, by its short name, where another name is cited or it was renamed
            or taken over; else None.
        grammar: Name of the grammar that read the shelfmark; None when none did.
        levels: All steps of the shelfmark, in the order of the literal.
    """

    literal: str
    repository: str | None = None
    fond: str | None = None
    opis: str | None = None
    delo: str | None = None
    leaves: tuple[str, str] | None = None
    others: tuple[str, ...] = ()
    held_by: str | None = None
    grammar: str | None = None
    levels: tuple[Level, ...] = ()
