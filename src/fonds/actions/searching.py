"""Searching a store, as a member of the staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fonds.actions.archive import Archive
from fonds.model import Actor, Refused
from fonds.release import OPEN, may_read
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
        Invalid: ``query``, with the position of the fault. Refused: ``not-cleared``.
    """
    if not may_read(actor, store):
        raise Refused("you are not cleared for this store", code="not-cleared", ref=store)
    index = archive.shelf(store).index
    index.refresh()
    return index.search(query, page=page, per_page=per_page, filters=filters or {})
