"""Reading what an archive holds, as a member of the staff. Every read of a store goes through here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from fonds.actions.archive import Archive, find_store_name
from fonds.criticism import Nothing
from fonds.model import Actor, NotFound, Passage, Record, parse_reference
from fonds.model.base import Value
from fonds.release import OPEN, Holding, Summary, VersionFacts

_PAGE = 500
_MOST_NEIGHBOURS = 20


def get_holding(
    archive: Archive, reference: str, *, actor: Actor, store: str = OPEN
) -> tuple[Holding, Passage | None]:
    """The record of a reference, and the passage if the reference names one.

    Args:
        archive: The archive.
        reference: ``ID`` or ``ID#LABEL``.
        actor: Who reads.
        store: Name of the store to read.

    Raises:
        Invalid: ``record-id``. NotFound: ``no-store``, ``record``, ``passage``.
    """
    find_store_name(archive, store, actor)
    record_id, label = parse_reference(reference)
    holding = archive.shelf(store).store.get(record_id)
    return holding, holding.record.get_passage(label) if label else None


class Beside(Nothing):
    """What stands beside a record in its own store: records of the same shelfmark, or under the same id of the site.

    Args:
        archive: The archive.
        holding: The record.
        actor: Who reads.
        store: Name of the store that the record was read from; no other is looked into.

    Raises:
        NotFound: ``no-store``.
    """

    def __init__(self, archive: Archive, holding: Holding, *, actor: Actor, store: str = OPEN) -> None:
        find_store_name(archive, store, actor)
        self._store = archive.shelf(store).store
        self._reading = holding.reading

    def neighbours(self) -> Iterator[Record]:
        """Those under the same id of the site first, then those that are cited in the same words."""
        said = self._reading.description
        found = list(self._store.find_by_site_id(said.record_id)) if said.record_id else []
        if said.citation is not None:
            found += self._store.find_by_citation(said.citation.literal, limit=_MOST_NEIGHBOURS)
        others = (key for key in dict.fromkeys(found) if key != self._reading.record.id)
        return (self._store.get(key).record for key in islice(others, _MOST_NEIGHBOURS))


def get_version(archive: Archive, reference: str, version: int, *, actor: Actor, store: str = OPEN) -> Holding:
    """An older version of a record.

    Raises:
        As `get_holding`, and NotFound: ``version``.
    """
    find_store_name(archive, store, actor)
    record_id, _ = parse_reference(reference)
    found = archive.shelf(store).store.find_version(record_id, version)
    if found is None:
        raise NotFound("the record has no such version", code="version", ref=f"{record_id} version {version}")
    return found


def list_versions(archive: Archive, reference: str, *, actor: Actor, store: str = OPEN) -> tuple[VersionFacts, ...]:
    """The versions of a record, first to last."""
    find_store_name(archive, store, actor)
    record_id, _ = parse_reference(reference)
    return archive.shelf(store).store.versions(record_id)


def list_records(archive: Archive, *, actor: Actor, store: str = OPEN) -> Iterator[Summary]:
    """All records of a store, in the order of their ids."""
    find_store_name(archive, store, actor)
    kept = archive.shelf(store).store
    after = ""
    while page := kept.summaries(after=after, limit=_PAGE):
        yield from page
        after = page[-1].id


class StoreFacts(Value, frozen=True, kw_only=True, omit_defaults=False):
    """One line of the list of stores.

    Attributes:
        name: Name of the store.
        records: How many it holds.
        compartments: A reader needs a clearance for each; the open store has none. In the order of their names.
    """

    name: str
    records: int
    compartments: tuple[str, ...] = ()


def list_stores(archive: Archive, *, actor: Actor) -> tuple[StoreFacts, ...]:
    """The stores that the actor may read."""
    return tuple(
        StoreFacts(
            name=name,
            records=archive.shelf(name).store.count(),
            compartments=tuple(sorted(archive.compartments_of(name))),
        )
        for name in archive.stores_of(actor)
    )
