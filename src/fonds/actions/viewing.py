"""A record as somebody sees it who may read several stores: assembled for the moment, kept nowhere.

Not for: one store alone (`fonds.actions.consulting`), nor for the public (`fonds.actions.room`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fonds.actions.archive import Archive, find_store_name
from fonds.actions.deriving import derive
from fonds.model import Actor, NotFound, Reading, parse_reference
from fonds.release import OPEN, ClearedView, Holding, cleared_view


def get_view(archive: Archive, reference: str, *, actor: Actor, stores: Sequence[str]) -> ClearedView:
    """A record as somebody sees it who may read several stores.

    Args:
        archive: The archive.
        reference: ``ID`` or ``ID#LABEL``.
        actor: Who reads.
        stores: Names of stores; the open one may be left out, and is always asked.

    Raises:
        Invalid: ``record-id``. NotFound: ``no-store``, ``record``: no store that was asked has it.
    """
    record_id, _ = parse_reference(reference)
    names = [find_store_name(archive, name, actor) for name in dict.fromkeys((OPEN, *stores))]
    found = [holding for name in names if (holding := archive.shelf(name).store.find(record_id))]
    if not found:
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    return cleared_view(found, actor, {name: archive.compartments_of(name) for name in names})


def get_whole(archive: Archive, reference: str, *, actor: Actor, store: str) -> Holding:
    """A record as a reader of a store sees it, as if it were held in one piece; of the open store, what that holds.

    Raises:
        As `get_view`.
    """
    view = get_view(archive, reference, actor=actor, stores=[store])
    return msgspec.structs.replace(view.holdings[0], reading=derive_view(view))


def derive_view(view: ClearedView) -> Reading:
    """What is read from all that a cleared reader sees; what one store alone holds was read before."""
    first = view.holdings[0]
    return first.reading if len(view.holdings) == 1 else derive(view.record, first.reading)
