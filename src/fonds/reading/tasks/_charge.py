"""What a sentence charges somebody with.

Not for: how it is read (`_sentences`).
"""

from __future__ import annotations

from typing import NamedTuple

from fonds.model import TaskForce


class Charge(NamedTuple):
    """What a sentence charges somebody with.

    Attributes:
        actors: Who, as printed, without titles and brackets; empty when the lines below name them.
        deed: What; empty when the lines below say it.
        force: How strongly.
        persons: Named in brackets behind the actor.
        through: Through whom.
        jointly: In coordination with whom.
        between: What else stands between actor and deed ("by 1 May").
    """

    actors: tuple[str, ...]
    deed: str
    force: TaskForce
    persons: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()
    between: str = ""
