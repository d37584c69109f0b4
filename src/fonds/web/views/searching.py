"""The search page: results by record, with the passages that answer; facets as links; faults in the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fonds.model import Invalid
from fonds.web import errors
from fonds.web.question import FACETS, LAST_PAGE, Question, read_question, show_value
from fonds.web.room import current

if TYPE_CHECKING:
    from fonds.search import FacetCount, ResultPage

_VALUES = 20
_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet for people: its count, and the address that narrows the search to it or widens it again."""

    value: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a query: the part before it, the character at it, the part behind it."""

    message: str
    hint: str
    before: str
    at: str
    behind: str
    has_place: bool


def search(request: HttpRequest) -> HttpResponse:
    """Shows one page of results, or the form alone when nothing is asked."""
    question = read_question(request.GET)
    if not question.query and not question.filters:
        return render(request, "search.html", {"question": question})
    try:
        results = current(request).search(question.query, page=question.page, filters=question.filters)
    except Invalid as error:
        context = {"question": question, "fault": _fault(question.query, error)}
        return render(request, "search.html", context, status=errors.status_of(error))
    context = _context(question, results)
    return render(request, "search.html", context, status=404 if context["is_past_end"] else 200)


def _context(question: Question, results: ResultPage) -> dict[str, Any]:
    last = min(max(1, -(-results.total // results.per_page)), LAST_PAGE)
    return {
        "question": question,
        "results": results,
        "first_number": (results.page - 1) * results.per_page + 1,
        "facets": _facets(question, results.facets),
        "chosen": _chosen(question),
        "last": last,
        "is_past_end": question.page > last,
        "last_address": question.address(page=last),
        "previous": question.address(page=question.page - 1) if 1 < question.page <= last else "",
        "next": question.address(page=question.page + 1) if question.page < last else "",
    }


def _chosen(question: Question) -> list[dict[str, str]]:
    return [
        {
            "name": FACETS[facet],
            "value": show_value(facet, value),
            "address": question.without_filter(facet, value).address(),
        }
        for facet, values in question.filters.items()
        for value in values
    ]


def _facets(question: Question, facets: dict[str, tuple[FacetCount, ...]]) -> list[dict[str, Any]]:
    """Facets with something to choose, in the order of `FACETS`: values shown at once, and the others."""
    listed = ((name, _choices(question, facet, facets.get(facet, ()))) for facet, name in FACETS.items())
    return [
        {"name": name, "first": choices[:_AT_ONCE], "others": choices[_AT_ONCE:]}
        for name, choices in listed
        if choices
    ]


def _choices(question: Question, facet: str, counts: Sequence[FacetCount]) -> list[Choice]:
    chosen = question.filters.get(facet, ())
    return [
        Choice(
            value=show_value(facet, count.value),
            count=count.count,
            address=(
                question.without_filter(facet, count.value)
                if count.value in chosen
                else question.with_filter(facet, count.value)
            ).address(),
            is_chosen=count.value in chosen,
        )
        for count in counts[:_VALUES]
    ]


def _fault(query: str, error: Invalid) -> Fault:
    position = error.position
    at = min(position, len(query)) if position is not None else 0
    return Fault(
        message=error.message[:1].upper() + error.message[1:],
        hint=error.hint,
        before=query[:at],
        at=query[at : at + 1],
        behind=query[at + 1 :],
        has_place=position is not None,
    )
