"""What a reader asks for, read from the address: query, page, filters, place in a list.

Parameters that no page knows are passed over. One that some page knows means the same on every page, and is
`Invalid` where it makes no sense, also on a page that has no use for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from fonds.model import Invalid, is_record_id
from fonds.web.languages import language_name

FACETS: dict[str, str] = {
    "year": "Year",
    "kind": "Kind",
    "repository": "Repository",
    "place": "Place",
    "person": "Person",
    "body": "Body",
    "language": "Language",
}
"""Facets that can be asked for, with their names on the page."""

LONGEST_QUERY = 1000
LAST_PAGE = 1000
_MOST_VALUES = 50
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A search.

    Attributes:
        query: As typed, without white space around it; may be empty.
        page: From 1 to `LAST_PAGE`.
        filters: Chosen values by facet, in the order of `FACETS`; facets without a choice are absent.
    """

    query: str = ""
    page: int = 1
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def address(self, path: str = "/search", *, page: int = 1) -> str:
        """The address that asks this question, for another page of its results."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(facet, value) for facet, values in self.filters.items() for value in values]
        pairs += [("page", str(page))] if page > 1 else []
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def with_filter(self, facet: str, value: str) -> Question:
        """The same question, narrowed to one more value, on its first page."""
        chosen = dict(self.filters)
        chosen[facet] = (*chosen.get(facet, ()), value)
        return Question(self.query, 1, in_order(chosen))

    def without_filter(self, facet: str, value: str) -> Question:
        """The same question without one of its values, on its first page."""
        chosen = dict(self.filters)
        chosen[facet] = tuple(other for other in chosen.get(facet, ()) if other != value)
        return Question(self.query, 1, in_order(chosen))


def show_value(facet: str, value: str) -> str:
    """A value of a facet for people: names of languages for their tags, kinds with a capital."""
    if facet == "language":
        return language_name(value)
    return value[:1].upper() + value[1:] if facet == "kind" else value


def check_parameters(parameters: QueryDict) -> None:
    """Refuses parameters without sense, for all pages alike.

    Raises:
        Invalid: ``query-too-long``, ``page``, ``filters`` or ``record-id``.
    """
    read_question(parameters)
    read_after(parameters.get("after", ""))


def read_after(text: str) -> str:
    """Reads the id behind which a list begins; empty for its beginning.

    Raises:
        Invalid: ``record-id``, when it is not an id.
    """
    if text and not is_record_id(text):
        raise Invalid("the list can not begin there", code="record-id", hint="Follow the links of the list.")
    return text


def read_question(parameters: QueryDict) -> Question:
    """Reads a search from the parameters of an address.

    Raises:
        Invalid: ``query-too-long``, ``page`` or ``filters``.
    """
    chosen = {facet: parameters.getlist(facet) for facet in FACETS}
    return make_question(parameters.get("q", ""), read_page_number(parameters.get("page", "")), chosen)


def make_question(query: str, page: int, chosen: Mapping[str, Sequence[str]]) -> Question:
    """Makes a search of what was asked: white space, repeated and empty values are passed over.

    Raises:
        Invalid: ``query-too-long`` or ``filters``.
    """
    query = query.strip()
    check_length(query)
    filters = in_order({facet: tuple(dict.fromkeys(filter(None, values))) for facet, values in chosen.items()})
    values = [value for some in filters.values() for value in some]
    if len(values) > _MOST_VALUES or any(len(value) > _LONGEST_VALUE for value in values):
        raise Invalid("there are too many filters, or too long ones", code="filters", hint="Remove some of them.")
    return Question(query, page, filters)


def check_length(query: str) -> None:
    """Refuses what is too long to be a query.

    Raises:
        Invalid: ``query-too-long``.
    """
    if len(query) > LONGEST_QUERY:
        raise Invalid(
            f"the query is longer than {LONGEST_QUERY} characters",
            code="query-too-long",
            hint="Search for a few words or a phrase of the text.",
            position=LONGEST_QUERY,
        )


def read_page_number(text: str) -> int:
    """Reads a number of a page; an absent one is 1.

    Raises:
        Invalid: ``page``, when it is no number from 1 to `LAST_PAGE`.
    """
    if not text:
        return 1
    if text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= LAST_PAGE:
        return int(text)
    raise Invalid("there is no page of that number", code="page", hint=f"Pages are numbered from 1 to {LAST_PAGE}.")


def in_order(chosen: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Filters in the order of `FACETS`, without facets that have no choice."""
    return {facet: tuple(chosen[facet]) for facet in FACETS if chosen.get(facet)}
