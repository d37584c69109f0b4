"""Who and what a record names: each name once, with the forms on the page, where it stands, and a way to others.

Not for: recognising names (`fonds.names`).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from fonds.model import Mention, NameKind
from fonds.names import shipped
from fonds.web.page.labels import Labels
from fonds.web.question import Question

_KINDS: tuple[tuple[NameKind, str], ...] = (("place", "Places"), ("person", "Persons"), ("body", "Bodies"))


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name on the page.

    Attributes:
        shown: The form by which search counts it.
        forms: Forms as printed, other than that one.
        labels: Passages that mention it.
        address: Search for all records that mention it.
    """

    shown: str
    forms: tuple[str, ...]
    labels: tuple[str, ...]
    address: str


def show_names(mentions: Sequence[Mention], labels: Labels) -> tuple[tuple[str, tuple[ShownName, ...]], ...]:
    """Names by kind, those that the record has; within a kind in the order of the alphabet."""
    listed = ((words, _of_kind(kind, mentions, labels)) for kind, words in _KINDS)
    return tuple((words, names) for words, names in listed if names)


def _of_kind(kind: NameKind, mentions: Sequence[Mention], labels: Labels) -> tuple[ShownName, ...]:
    by_name: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == kind:
            by_name.setdefault(_shown_forms().get(mention.name or "", mention.literal), []).append(mention)
    return tuple(_show(kind, shown, by_name[shown], labels) for shown in sorted(by_name, key=str.casefold))


def _show(kind: NameKind, shown: str, mentions: Sequence[Mention], labels: Labels) -> ShownName:
    return ShownName(
        shown=shown,
        forms=tuple(dict.fromkeys(mention.literal for mention in mentions if mention.literal != shown)),
        labels=labels([mention.slot for mention in mentions]),
        address=Question().with_filter(kind, shown).address(),
    )


@functools.cache
def _shown_forms() -> dict[str, str]:
    return {name.id: name.shown for name in shipped()}
