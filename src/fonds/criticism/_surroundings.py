"""What a check may know beyond the record: names, words of the archive, neighbours.

A store gives its own surroundings, so that a finding never rests on text of another store.

Not for: the record itself (`fonds.criticism._page`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from fonds.model import Name, Record
from fonds.names import shipped


class Surroundings(Protocol):
    """The surroundings of one record in one store."""

    def names(self) -> tuple[Name, ...]:
        """Names that are known here; the same object as long as nothing changes."""

    def is_word(self, word: str) -> bool:
        """Tells whether other records write a word in small letters, so that its capital makes no name of it."""

    def neighbours(self) -> Iterable[Record]:
        """Records that stand beside this one (the same file, the same minutes), nearest first."""


class Nothing:
    """Surroundings of a record that stands alone: the names that ship with fonds, no other record."""

    def names(self) -> tuple[Name, ...]:
        """The names that ship with fonds."""
        return shipped()

    def is_word(self, word: str) -> bool:
        """No other record, no word."""
        del word
        return False

    def neighbours(self) -> Iterable[Record]:
        """None."""
        return ()
