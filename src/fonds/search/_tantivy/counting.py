"""Facets: how many of the records found have each value, exactly.

Not for: choosing by a value; that is a filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tantivy

from fonds.model import Invalid
from fonds.search.engine import FACET_VALUES, FACETS, FacetCount

_ASKED = FACET_VALUES + 12
_GROWTH = 16
_ALL = 2**31 - 1


def count_facets(
    searcher: tantivy.Searcher, query: tantivy.Query, facets: Sequence[str]
) -> dict[str, tuple[FacetCount, ...]]:
    """Counts the answers to a query by the values of some facets.

    Raises:
        Invalid: ``facet``, for one that does not exist.
    """
    for facet in facets:
        if facet not in FACETS:
            raise Invalid("there is no such facet", code="facet", ref=facet[:40])
    counted: dict[str, tuple[FacetCount, ...]] = {}
    wanted, size = list(facets), _ASKED
    while wanted:
        found = searcher.aggregate(query, {facet: _terms(facet, size) for facet in wanted})
        counted.update({facet: _commonest(found[facet]) for facet in wanted})
        wanted = [facet for facet in wanted if _is_cut_in_a_tie(found[facet], size)]
        size *= _GROWTH
    return {facet: counted[facet] for facet in facets}


def _terms(facet: str, size: int) -> dict[str, Any]:
    # Each segment gives all its values, so that no count is short of what a segment held back.
    return {"terms": {"field": facet, "size": size, "segment_size": _ALL}}


def _commonest(found: dict[str, Any]) -> tuple[FacetCount, ...]:
    counts = [FacetCount(value=_shown(bucket["key"]), count=bucket["doc_count"]) for bucket in found["buckets"]]
    counts.sort(key=lambda count: (-count.count, count.value))
    return tuple(counts[:FACET_VALUES])


def _is_cut_in_a_tie(found: dict[str, Any], size: int) -> bool:
    """Whether values that were left out may be as common as the last one to show."""
    buckets = found["buckets"]
    if len(buckets) < size:
        return False
    return bool(buckets[-1]["doc_count"] == buckets[FACET_VALUES - 1]["doc_count"])


def _shown(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))
