"""Searching a store, as a member of the staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fonds.actions.archive import Archive, find_store_name
from fonds.model import Actor
from fonds.release import OPEN
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
    """
    index = archive.shelf(find_store_name(archive, store, actor)).index
    index.refresh()
    return index.search(query, page=page, per_page=per_page, filters=filters or {})
