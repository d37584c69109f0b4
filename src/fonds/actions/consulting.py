"""Reading what an archive holds, as a member of the staff.

Every read goes through `fonds.actions.access`; so each function here raises, of a closed store, Unavailable:
``log-unwritable``, ``log-broken``, ``locked``, when it can not be entered in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from fonds.actions.access import Access, accesses_to, read_joined, seen_whole
from fonds.actions.archive import Archive
from fonds.actions.holding import Shelf
from fonds.actions.viewing import seen_of_views, view_of
from fonds.criticism import Nothing
from fonds.model import Actor, NotFound, Passage, Reading, Record, parse_reference
from fonds.model.base import Value
from fonds.release import OPEN, ClearedView, Holding, Seen, Summary, VersionFacts

_PAGE = 500
_MOST_NEIGHBOURS = 20


def get_holding(
    archive: Archive, reference: str, *, actor: Actor, store: str = OPEN, deed: str = "show"
) -> tuple[Holding, Passage | None]:
    """The record of a reference, and the passage if the reference names one.

    Args:
        archive: The archive.
        reference: ``ID`` or ``ID#LABEL``.
        actor: Who reads.
        store: Name of the store to read.
        deed: What for, for the log; that holds the whole record, which is what is handed out.

    Raises:
        Invalid: ``record-id``. NotFound: ``no-store``, ``record``, ``passage``.
    """
    access = Access(archive, store, actor=actor, deed=deed)
    record_id, label = parse_reference(reference)

    def find(shelf: Shelf) -> tuple[Holding, Passage | None]:
        holding = shelf.store.get(record_id)
        return holding, holding.record.get_passage(label) if label else None

    return access.read(find, lambda found: seen_whole(found[0]))


def get_passage(archive: Archive, reference: str, *, actor: Actor, store: str = OPEN) -> Passage:
    """The passage of a reference, and nothing else of its record.

    Args:
        archive: The archive.
        reference: ``ID#LABEL``.
        actor: Who reads.
        store: Name of the store to read.

    Raises:
        As `get_holding`.
    """
    access = Access(archive, store, actor=actor, deed="show")
    record_id, label = parse_reference(reference)

    def find(shelf: Shelf) -> tuple[Holding, Passage]:
        holding = shelf.store.get(record_id)
        return holding, holding.record.get_passage(label or "")

    def seen(found: tuple[Holding, Passage]) -> list[Seen]:
        holding, passage = found
        return [Seen(record=record_id, version=holding.version, labels=(passage.label,))]

    return access.read(find, seen)[1]


class Beside(Nothing):
    """What stands beside a record in the stores it was read from: records of its shelfmark, or of its id of the site.

    Args:
        archive: The archive.
        reading: The record.
        actor: Who reads.
        stores: Closed stores from which it was read together with the open one; no other is looked into.

    Raises:
        NotFound: ``no-store``.
    """

    def __init__(self, archive: Archive, reading: Reading, *, actor: Actor, stores: Sequence[str] = ()) -> None:
        self._archive, self._actor = archive, actor
        self._accesses = accesses_to(archive, stores, actor=actor, deed="check")
        self._reading = reading

    def neighbours(self) -> Iterator[Record]:
        """Those under the same id of the site first, then those that are cited in the same words."""
        return (view.record for view in read_joined(self._accesses, self._find, seen_of_views))

    def _find(self, shelves: Mapping[str, Shelf]) -> list[ClearedView]:
        said, stores = self._reading.description, [shelf.store for shelf in shelves.values()]
        found: list[str] = []
        if said.record_id:
            found += (each for store in stores for each in store.find_by_site_id(said.record_id))
        if (cited := said.citation) is not None:
            found += (
                each for store in stores for each in store.find_by_citation(cited.literal, limit=_MOST_NEIGHBOURS)
            )
        others = (key for key in dict.fromkeys(found) if key != self._reading.record.id)
        return [view_of(self._archive, key, self._actor, shelves) for key in islice(others, _MOST_NEIGHBOURS)]


def get_version(archive: Archive, reference: str, version: int, *, actor: Actor, store: str = OPEN) -> Holding:
    """An older version of a record.

    Raises:
        As `get_holding`, and NotFound: ``version``.
    """
    access = Access(archive, store, actor=actor, deed="show")
    record_id, _ = parse_reference(reference)

    def find(shelf: Shelf) -> Holding:
        found = shelf.store.find_version(record_id, version)
        if found is None:
            raise NotFound("the record has no such version", code="version", ref=f"{record_id} version {version}")
        return found

    return access.read(find, seen_whole)


def list_versions(archive: Archive, reference: str, *, actor: Actor, store: str = OPEN) -> tuple[VersionFacts, ...]:
    """The versions of a record, first to last."""
    access = Access(archive, store, actor=actor, deed="versions")
    record_id, _ = parse_reference(reference)
    return access.read(
        lambda shelf: shelf.store.versions(record_id),
        lambda found: [Seen(record=record_id)] if found else [],
    )


def list_records(archive: Archive, *, actor: Actor, store: str = OPEN) -> Iterator[Summary]:
    """All records of a store, in the order of their ids; entered some at a time, as they are asked for."""
    access = Access(archive, store, actor=actor, deed="list")
    after = ""
    while page := access.read(partial(_summaries, after), _seen_in_list):
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
            records=Access(archive, name, actor=actor, deed="list").count(),
            compartments=tuple(sorted(archive.compartments_of(name))),
        )
        for name in archive.stores_of(actor)
    )


def _summaries(after: str, shelf: Shelf) -> tuple[Summary, ...]:
    return shelf.store.summaries(after=after, limit=_PAGE)


def _seen_in_list(page: Iterable[Summary]) -> Iterator[Seen]:
    return (Seen(record=summary.id) for summary in page)
