"""A record as somebody sees it who may read several stores: assembled for the moment, kept nowhere.

Not for: one store alone (`fonds.actions.consulting`), nor for the public (`fonds.actions.room`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from fonds.actions.access import accesses_to, read_joined, seen_part, seen_whole
from fonds.actions.archive import Archive
from fonds.actions.deriving import derive
from fonds.actions.holding import Shelf
from fonds.model import Actor, NotFound, Passage, Reading, parse_reference
from fonds.release import ClearedView, Holding, Seen, cleared_view, resolutions_of


def get_view(
    archive: Archive, reference: str, *, actor: Actor, stores: Sequence[str], deed: str = "show"
) -> ClearedView:
    """A record as somebody sees it who may read several stores.

    Args:
        archive: The archive.
        reference: ``ID`` or ``ID#LABEL``.
        actor: Who reads.
        stores: Names of stores; the open one may be left out, and is always asked.
        deed: What for, for the logs; they have the whole record, which is what is handed out.

    Raises:
        Invalid: ``record-id``. NotFound: ``no-store``, ``record``: no store that was asked has it.
        Unavailable: ``log-unwritable`` and others of `fonds.actions.access`.
    """
    record_id, _ = parse_reference(reference)
    accesses = accesses_to(archive, stores, actor=actor, deed=deed)
    return read_joined(accesses, partial(view_of, archive, record_id, actor), _seen_of_view)


def get_passage_of_view(archive: Archive, reference: str, *, actor: Actor, stores: Sequence[str]) -> Passage:
    """A passage from whichever of several stores has it, and nothing else of its record.

    Raises:
        As `get_view`, and NotFound: ``passage``. Conflict: ``label-of-two``.
    """
    record_id, label = parse_reference(reference)
    accesses = accesses_to(archive, stores, actor=actor, deed="show")
    return read_joined(accesses, partial(_passage_of, archive, record_id, label or "", actor), _seen_of_one)[1]


def as_one(view: ClearedView) -> Holding:
    """What a cleared reader sees, as if the first store that holds any of the record held it all.

    A label that words in public have in the place of closed ones is that of the closed ones.
    """
    reading = derive_view(view)
    reading = msgspec.structs.replace(reading, record=view.with_true_labels(reading.record))
    return msgspec.structs.replace(view.holdings[0], reading=reading)


def derive_view(view: ClearedView) -> Reading:
    """What is read from all that a cleared reader sees; what one store alone holds was read before.

    Where two stores hold different answers about one pointer, that of the store of more compartments counts.
    """
    if len(view.holdings) == 1:
        return view.holdings[0].reading
    return derive(view.record, [one for holding in view.holdings for one in resolutions_of(holding)])


def view_of(archive: Archive, record_id: str, actor: Actor, shelves: Mapping[str, Shelf]) -> ClearedView:
    """What stores have of a record, put together; whoever reads by `fonds.actions.access.read_joined` enters it.

    Raises:
        NotFound: ``record``. Refused: ``not-cleared``.
    """
    found = [holding for shelf in shelves.values() if (holding := shelf.store.find(record_id))]
    if not found:
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    return join_holdings(archive, found, actor)


def join_holdings(archive: Archive, holdings: Sequence[Holding], actor: Actor) -> ClearedView:
    """What several stores hold of one record, put together for somebody who may read them.

    Raises:
        Refused: ``not-cleared``.
    """
    return cleared_view(holdings, actor, {each.store: archive.compartments_of(each.store) for each in holdings})


def seen_of_views(views: Iterable[ClearedView], store: str) -> Iterator[Seen]:
    """Says that all was read that a store holds of records."""
    return (seen for view in views for held in view.holdings if held.store == store for seen in seen_whole(held))


def _seen_of_view(view: ClearedView, store: str) -> Iterator[Seen]:
    return seen_of_views([view], store)


def _passage_of(
    archive: Archive, record_id: str, label: str, actor: Actor, shelves: Mapping[str, Shelf]
) -> tuple[ClearedView, Passage]:
    view = view_of(archive, record_id, actor, shelves)
    return view, view.get_passage(label)


def _seen_of_one(found: tuple[ClearedView, Passage], store: str) -> Iterator[Seen]:
    view, passage = found
    return (seen for held in view.holdings if held.store == store for seen in seen_part(held, {passage.id}))
