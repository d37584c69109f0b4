"""A record as somebody sees it who may read several stores: assembled for the moment, kept nowhere.

Not for: one store alone (`fonds.actions.consulting`), nor for the public (`fonds.actions.room`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from fonds.actions.access import Access, seen_whole
from fonds.actions.archive import Archive
from fonds.actions.deriving import derive
from fonds.actions.holding import Shelf
from fonds.model import Actor, NotFound, Passage, Reading, parse_reference
from fonds.release import OPEN, ClearedView, Holding, Seen, cleared_view


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
    accesses = {name: Access(archive, name, actor=actor, deed=deed) for name in dict.fromkeys((OPEN, *stores))}
    return _view(archive, record_id, accesses, actor, _whole)


def get_passage_of_view(archive: Archive, reference: str, *, actor: Actor, stores: Sequence[str]) -> Passage:
    """A passage from whichever of several stores has it, and nothing else of its record.

    Raises:
        As `get_view`, and NotFound: ``passage``. Conflict: ``label-of-two``.
    """
    record_id, label = parse_reference(reference)
    accesses = {name: Access(archive, name, actor=actor, deed="show") for name in dict.fromkeys((OPEN, *stores))}
    return _view(archive, record_id, accesses, actor, partial(_one, label or "")).get_passage(label or "")


def _view(
    archive: Archive,
    record_id: str,
    accesses: Mapping[str, Access],
    actor: Actor,
    seen: Callable[[Holding | None], Iterable[Seen]],
) -> ClearedView:
    """What the stores have of a record, put together; in the log of each stands what `seen` says."""
    read = [access.read(partial(_find, record_id), seen) for access in accesses.values()]
    found = [holding for holding in read if holding]
    if not found:
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    return cleared_view(found, actor, {name: archive.compartments_of(name) for name in accesses})


def _find(record_id: str, shelf: Shelf) -> Holding | None:
    return shelf.store.find(record_id)


def _whole(held: Holding | None) -> tuple[Seen, ...]:
    return seen_whole(held) if held else ()


def _one(label: str, held: Holding | None) -> tuple[Seen, ...]:
    passage = held.record.find_passage(label) if held else None
    if held is None or passage is None:
        return ()
    return (Seen(record=held.record.id, version=held.version, labels=(passage.label,)),)


def get_whole(archive: Archive, reference: str, *, actor: Actor, store: str, deed: str = "show") -> Holding:
    """A record as a reader of a store sees it, as if it were held in one piece; of the open store, what that holds.

    A label that words in public have in the place of closed ones is that of the closed ones.

    Raises:
        As `get_view`.
    """
    view = get_view(archive, reference, actor=actor, stores=[store], deed=deed)
    reading = derive_view(view)
    reading = msgspec.structs.replace(reading, record=view.with_true_labels(reading.record))
    return msgspec.structs.replace(view.holdings[0], reading=reading)


def derive_view(view: ClearedView) -> Reading:
    """What is read from all that a cleared reader sees; what one store alone holds was read before."""
    first = view.holdings[0]
    return first.reading if len(view.holdings) == 1 else derive(view.record, first.reading)
