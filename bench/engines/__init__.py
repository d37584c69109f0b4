"""The engines that are asked the same questions: fonds, the raw calls it makes, and SQLite FTS5.

Each answers with a whole result page: number of answers, the ten best with their extracts, four facets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bench.questions import Question

PER_PAGE = 10
EXTRACT_CHARACTERS = 320


@dataclass(frozen=True)
class Answer:
    """What is compared of a result page, to know that the engines did the same work.

    Attributes:
        total: Number of records found.
        ids: Of the records shown, best first.
        extracts: How many extracts are shown.
    """

    total: int
    ids: tuple[str, ...]
    extracts: int


class Engine(Protocol):
    """Something that can be asked.

    Attributes:
        name: For the table.
    """

    name: str

    def ask(self, question: Question) -> Answer:
        """Makes the whole result page."""
