"""Who asks, who acts, and what was decided about a passage."""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value

ExtentClass = Literal["words", "lines", "paragraph", "page", "pages"]
"""How much is withheld, chosen by a person; never computed from the text."""

DecisionKind = Literal["close", "release", "reclose"]


class Reader(Value, frozen=True, kw_only=True):
    """Somebody who asks to read.

    Attributes:
        clearances: Names of the compartments they are cleared for. A store of several wants all of them.
    """

    clearances: frozenset[str] = frozenset()


class Actor(Value, frozen=True, kw_only=True):
    """Somebody who does a deed; written down with it.

    Attributes:
        name: As they call themselves; the system's user name by default.
        clearances: Names of the compartments whose stores they may read and write. A store of several wants all of
            them.
    """

    name: str
    clearances: frozenset[str] = frozenset()


class Gap(Value, frozen=True, kw_only=True):
    """What the open store knows of a passage that is kept elsewhere.

    Attributes:
        label: Where in the record.
        reason: Number in the archive's list of reasons.
        extent: Coarse class, chosen by a person.
        review_year: Year in which the closing is looked at again, or None.
    """

    label: str
    reason: int
    extent: ExtentClass
    review_year: int | None = None


class Decision(Value, frozen=True, kw_only=True):
    """A decision about passages of one record.

    Attributes:
        kind: Close, release or close again.
        record_id: The record.
        labels: Labels of the passages, at least one.
        by: Who decided, in order of their signatures.
        on: Day of the decision, EDTF.
        ground: Why, as written by the person; never published for a closing.
        gap: What the open store is to show in place of the passages; None for a release, and for a closing whose
            very existence is withheld.
    """

    kind: DecisionKind
    record_id: str
    labels: tuple[str, ...]
    by: tuple[str, ...]
    on: str
    ground: str = ""
    gap: Gap | None = None
