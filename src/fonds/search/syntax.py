"""What a query says, as a tree.

Every part knows where it stands in the query: ``start`` and ``end`` are code points, half-open.

Not for: how it is written (`fonds.search.query`) or how it is answered (`fonds.search.engine`).
"""

from __future__ import annotations

from fonds.model.base import Value


class Part(Value, frozen=True, kw_only=True, tag_field="type"):
    """What all parts of a query have.

    Attributes:
        start: First code point in the query.
        end: Code point behind the part.
    """

    start: int = 0
    end: int = 0


class Everything(Part, frozen=True, kw_only=True, tag="everything"):
    """All records: what an empty query asks for."""


class Word(Part, frozen=True, kw_only=True, tag="word"):
    """A word in any of its inflections. Several terms ("Shara-Sume", "塔城") stand side by side."""

    text: str


class Phrase(Part, frozen=True, kw_only=True, tag="phrase"):
    """Words side by side, in these forms."""

    text: str


class Prefix(Part, frozen=True, kw_only=True, tag="prefix"):
    """Words that begin so."""

    text: str


class Fuzzy(Part, frozen=True, kw_only=True, tag="fuzzy"):
    """Words that differ by at most so many letters.

    Attributes:
        text: The word.
        distance: 1 or 2: letters put in, left out, changed, or swapped with their neighbour.
    """

    text: str
    distance: int = 1


class DateRange(Part, frozen=True, kw_only=True, tag="date"):
    """Days, the ends included, counted from 1970-01-01; None for an open end.

    Attributes:
        text: As written.
        earliest: First day.
        latest: Last day.
    """

    text: str
    earliest: int | None = None
    latest: int | None = None


class Field(Part, frozen=True, kw_only=True, tag="field"):
    """A part that is looked for in one field only.

    Attributes:
        name: One of `fonds.search.query.FIELDS`.
        value: What is looked for.
    """

    name: str
    value: Word | Phrase | Prefix | Fuzzy | DateRange


class Not(Part, frozen=True, kw_only=True, tag="not"):
    """Records without this."""

    part: Node


class And(Part, frozen=True, kw_only=True, tag="and"):
    """Records with all of these, at least two."""

    parts: tuple[Node, ...]


class Or(Part, frozen=True, kw_only=True, tag="or"):
    """Records with one of these, at least two."""

    parts: tuple[Node, ...]


Node = Everything | Word | Phrase | Prefix | Fuzzy | Field | Not | And | Or


class Query(Value, frozen=True, kw_only=True):
    """A query that was understood.

    Attributes:
        text: As written.
        root: What it says.
    """

    text: str
    root: Node
