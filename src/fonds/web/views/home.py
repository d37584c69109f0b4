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
_VALUES = 14
_BROWSABLE = ("year", "kind", "repository", "place")


def home(request: HttpRequest) -> HttpResponse:
    """Shows the first page."""
    room = current(request)
    return render(request, "home.html", {"count": room.count(), "ways": _ways(room), "latest": room.recent(_LATEST)})


def _ways(room: Room) -> list[dict[str, object]]:
    facets = room.facets()
    return [
        {"facet": facet, "name": FACETS[facet], "values": _values(facet, facets[facet])}
        for facet in _BROWSABLE
        if facets.get(facet)
    ]


def _values(facet: str, counts: Sequence[FacetCount]) -> list[dict[str, object]]:
    shown = list(counts)[:_VALUES]
    if facet == "year":
        shown.sort(key=lambda count: count.value)
    return [
        {
            "value": show_value(facet, count.value),
            "count": count.count,
            "address": Question().with_filter(facet, count.value).address(),
        }
        for count in shown
    ]
