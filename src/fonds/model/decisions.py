"""Who asks, who acts, and what was decided about a passage."""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value

ExtentClass = Literal["words", "lines", "paragraph", "page", "pages"]
"""How much is withheld, chosen by a person; never computed from the text."""

DecisionKind = Literal["close", "release", "reclose", "resolve"]


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
    """What the open store knows of a passage that is kept elsewhere: nothing but what a person said of it.

    Attributes:
        id: Of the gap itself, random; nothing that is kept elsewhere has it.
        label: Label of the passage, as far as a person lets it be known.
        reason: Number in the archive's list of reasons.
        extent: Coarse class, chosen by a person.
        review_year: Year in which the closing is looked at again, or None.
        after: Id of the open slot behind which it stands; empty at the top.
    """

    label: str
    reason: int
    extent: ExtentClass
    review_year: int | None = None
    id: str = ""
    after: str = ""


class Closing(Value, frozen=True, kw_only=True):
    """That a passage is closed, as the store that keeps it knows.

    Attributes:
        slot: Id of the passage; what is below it is closed with it.
        label: Its label when it was closed.
        gap: What the open store shows in its place; None where its very existence is withheld.
        reason: Number in the archive's list of reasons.
        review_year: Year in which the closing is looked at again, or None.
        stand_in: Id of an open slot with other words that stands for it; empty when there is none.
    """

    slot: str
    label: str
    gap: Gap | None = None
    reason: int = 0
    review_year: int | None = None
    stand_in: str = ""


class Signature(Value, frozen=True, kw_only=True):
    """That a person agreed to exactly these bytes.

    Attributes:
        by: Name of the actor.
        key: Public half of the key, 64 hexadecimal digits (Ed25519, RFC 8032).
        signature: 128 hexadecimal digits.
    """

    by: str
    key: str
    signature: str


class Decision(Value, frozen=True, kw_only=True):
    """A decision about passages of one record.

    Attributes:
        kind: Close, release, close again, or say what a pointer means.
        record_id: The record.
        labels: Labels of the passages, at least one.
        by: Who decided, in order of their signatures.
        on: Day of the decision, EDTF.
        ground: Why, as written by the person; never published for a closing.
        packet: For a release, SHA-256 of the packet that was signed.
        signatures: For a release, of those who agreed to the packet.
        pointer: For a pointer that was resolved: as it is printed.
    """

    kind: DecisionKind
    record_id: str
    labels: tuple[str, ...]
    by: tuple[str, ...]
    on: str
    ground: str = ""
    packet: str = ""
    signatures: tuple[Signature, ...] = ()
    pointer: str = ""
