"""Result pages of fonds, through the public face of `fonds.search`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.engines import PER_PAGE, Answer
from bench.questions import FACETS, Question
from fonds.search import open_index


class Ours:
    """Asks an index as fonds does: query as text, page as values.

    Args:
        folder: Of the index.
        facets: What to count by; None for all that the reading room shows.
    """

    name = "fonds"

    def __init__(self, folder: Path, facets: tuple[str, ...] | None = FACETS) -> None:
        self._index = open_index(folder)
        self._facets: dict[str, Any] = {} if facets is None else {"facets": facets}

    def ask(self, question: Question) -> Answer:
        """See `bench.engines.Engine`."""
        filters = {facet: [value] for facet, value in question.filters}
        page = self._index.search(question.text, per_page=PER_PAGE, filters=filters, **self._facets)
        shown = sum(len(hit.passages) for hit in page.hits)
        return Answer(page.total, tuple(hit.record_id for hit in page.hits), shown)
