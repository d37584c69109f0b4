"""Which room a request is answered from.

`fonds.web.application` binds its room to every request it gets, so two applications in one process serve
two archives and know nothing of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

if TYPE_CHECKING:
    from fonds.actions.reasons import Reasons
    from fonds.release import PublicRecord, Summary
    from fonds.search import FacetCount, ResultPage

ENVIRON_KEY = "fonds.room"


class Room(Protocol):
    """What the pages ask for: the open store, read only (`fonds.actions.room` gives one).

    Attributes:
        title: Name of the archive.
        address: Where the public finds it, such as ``https://archive.example``; empty when unknown.
        reasons: Why passages may be kept elsewhere: words by language, by number.
    """

    title: str
    address: str
    reasons: Reasons

    def record(self, record_id: str) -> PublicRecord:
        """The record; raises `NotFound` for what is absent and for what is closed, alike."""

    def search(self, query: str, *, page: int = 1, filters: Mapping[str, Sequence[str]] | None = None) -> ResultPage:
        """One page of results; an empty query finds everything that passes the filters."""

    def recent(self, limit: int) -> tuple[Summary, ...]:
        """The records that changed last."""

    def summaries(self, *, after: str = "", limit: int = 100) -> tuple[Summary, ...]:
        """Records in the order of their ids."""

    def count(self) -> int:
        """How many records there are."""

    def ids(self) -> Iterator[str]:
        """Ids of all records, in order."""

    def facets(self) -> Mapping[str, Sequence[FacetCount]]:
        """Counts over all records, by facet."""

    def check_health(self) -> None:
        """Raises a `FondsError` when records can not be served."""


class Rooms(Protocol):
    """The room of each moment: which one it is may change, but not in the midst of a request."""

    def entered(self) -> AbstractContextManager[Room]:
        """The room to answer one request from."""


def current(request: HttpRequest) -> Room:
    """The room that the request is answered from."""
    return cast(Room, cast(WSGIRequest, request).environ[ENVIRON_KEY])


def in_every_page(request: HttpRequest) -> dict[str, Any]:
    """Template context that all pages share."""
    room = current(request)
    return {"archive_title": room.title, "site_address": room.address}
