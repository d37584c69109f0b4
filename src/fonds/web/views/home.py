"""The first page: what this archive is, a search box, ways in, and what came last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fonds.web.question import FACETS, Question, show_value
from fonds.web.room import Room, current

if TYPE_CHECKING:
    from fonds.search import FacetCount

_LATEST = 8
_AT_ONCE = 12
_COUNTED = 20  # a room counts only so many values of a facet, the commonest; the tests hold the two together
_BROWSABLE = ("year", "kind", "repository", "place", "person", "body")


def home(request: HttpRequest) -> HttpResponse:
    """Shows the first page."""
    room = current(request)
    return render(request, "home.html", {"count": room.count(), "ways": _ways(room), "latest": room.recent(_LATEST)})


def _ways(room: Room) -> list[dict[str, object]]:
    facets = room.facets()
    return [_way(facet, facets[facet]) for facet in _BROWSABLE if facets.get(facet)]


def _way(facet: str, counts: Sequence[FacetCount]) -> dict[str, object]:
    """A facet to browse by: values shown at once, the others, and whether there may be more that were not counted.

    Years all stand at once, in their own order: a row that ends early looks like the end of the archive.
    """
    in_order = sorted(counts, key=lambda count: count.value) if facet == "year" else counts
    values = _values(facet, in_order)
    at_once = len(values) if facet == "year" else _AT_ONCE
    return {
        "name": FACETS[facet],
        "first": values[:at_once],
        "others": values[at_once:],
        "most": len(values) if len(values) >= _COUNTED else 0,
    }


def _values(facet: str, counts: Sequence[FacetCount]) -> list[dict[str, object]]:
    return [
        {
            "value": show_value(facet, count.value),
            "count": count.count,
            "address": Question().with_filter(facet, count.value).address(),
        }
        for count in counts
    ]
