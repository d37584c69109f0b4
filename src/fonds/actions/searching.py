"""Searching a store, as a member of the staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fonds.actions.access import Access
from fonds.actions.archive import Archive
from fonds.actions.holding import Shelf
from fonds.model import Actor
from fonds.release import OPEN, Seen
from fonds.search import ResultPage


def search_archive(
    archive: Archive,
    query: str,
    *,
    actor: Actor,
    store: str = OPEN,
    page: int = 1,
    per_page: int = 10,
    filters: Mapping[str, Sequence[str]] | None = None,
) -> ResultPage:
    """Finds records in one store; results of several stores are never merged.

    Raises:
        Invalid: ``query``, with the position of the fault. NotFound: ``no-store``.
        Unavailable: ``log-unwritable``, when a closed store can not be read for it.
    """

    def find(shelf: Shelf) -> ResultPage:
        shelf.index.refresh()
        return shelf.index.search(query, page=page, per_page=per_page, filters=filters or {})

    return Access(archive, store, actor=actor, deed="search").read(find, _seen_in, query=query)


def _seen_in(result: ResultPage) -> Iterator[Seen]:
    return (
        Seen(record=hit.record_id, labels=tuple(passage.label for passage in hit.passages)) for hit in result.hits
    )
