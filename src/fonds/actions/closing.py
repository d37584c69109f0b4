"""Closing passages, and closing them again: what a person is asked before, and the deed.

Not for: what is written to the stores (`fonds.actions.guard`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from fonds.actions.access import Access
from fonds.actions.archive import Archive, find_store_name, store_folder
from fonds.actions.forms import forms_of
from fonds.actions.guard import Closure, crossing
from fonds.actions.held import find_kept
from fonds.actions.holding import Progress, no_progress
from fonds.actions.reasons import refuse_unknown, with_own, write_own
from fonds.model import Actor, Decision, Invalid, NotFound, Record, parse_reference
from fonds.model.base import Value
from fonds.names import find_mentions
from fonds.release import (
    OPEN,
    Echo,
    Kept,
    Seen,
    Terms,
    find_echoes,
    find_named,
    find_roots,
    join,
    label_of,
    resolutions_of,
    with_below,
)


class Request(Value, frozen=True, kw_only=True):
    """What a person wants closed.

    Attributes:
        references: ``ID#LABEL``, ``ID#FIRST..LAST``, or ``ID`` for a whole record.
        store: The closed store that is to keep them.
        terms: What the person says of them.
        by: Who decides.
        ground: Why; never published.
        kind: Closed for the first time, or again.
        is_alone: Whether no other text of the record says the same, or not all of it, and the person knows.
    """

    references: tuple[str, ...]
    store: str
    terms: Terms
    by: str
    ground: str = ""
    kind: Literal["close", "reclose"] = "close"
    is_alone: bool = False


class Repeated(Value, frozen=True, kw_only=True):
    """What would stay open of a record, and repeats what is closed.

    Attributes:
        record_id: The record.
        echoes: In the order of the page.
    """

    record_id: str
    echoes: tuple[Echo, ...]


def with_all_forms(archive: Archive, request: Request, *, actor: Actor) -> Request:
    """The same with what other texts of the records say of it: one decision is for all forms of a passage.

    Raises:
        As `close_passages`.
    """
    _refuse_wrong(archive, request, actor)
    if request.is_alone:
        return request
    found = list(request.references)
    for record_id, labels in _by_record(request.references).items():
        whole = _whole(archive, request.store, record_id, actor)
        forms = forms_of(whole, [root for label in labels for root in find_roots(whole, label)])
        found += [f"{record_id}#{label_of(form)}" for form in forms]
    complete = replace(request, references=tuple(found), is_alone=True)
    _refuse_wrong(archive, complete, actor)
    return complete


def find_repeated(archive: Archive, request: Request, *, actor: Actor) -> tuple[Repeated, ...]:
    """What stays open and repeats what is to be closed: title, summary, source, other passages.

    Raises:
        As `close_passages`.
    """
    request = with_all_forms(archive, request, actor=actor)
    found = []
    for record_id, labels in _by_record(request.references).items():
        whole = _whole(archive, request.store, record_id, actor)
        closed = with_below(whole, [root for label in labels for root in find_roots(whole, label)])
        holding = archive.shelf(OPEN).store.find(record_id)
        rest = [slot for slot in (holding.record.slots if holding else ()) if slot.id not in closed]
        told = [slot for slot in whole.slots if slot.id in closed]
        mentions = find_mentions(replace(whole, slots=(*told, *rest)))
        found.append(Repeated(record_id=record_id, echoes=find_echoes(told, rest, mentions)))
    return tuple(each for each in found if each.echoes)


class Foreseen(Value, frozen=True, kw_only=True):
    """What closing does beside.

    Attributes:
        is_open: Whether anything of it is open now; else terms change, and nothing else.
        pointers: Of the lists: what persons said of them in public goes along, and the public list asks again.
    """

    is_open: bool
    pointers: tuple[str, ...] = ()


def foresee(archive: Archive, request: Request) -> Foreseen:
    """What closing would do beside, in the open store.

    Raises:
        Invalid: ``record-id``.
    """
    is_open, pointers = False, dict[str, None]()
    for record_id, labels in _by_record(request.references).items():
        opened = archive.shelf(OPEN).store.find(record_id)
        if opened is None:
            continue
        closed = {slot for label in labels for slot in find_named(opened.record, label)}
        is_open = is_open or bool(closed)
        pointers |= {one.scope: None for one in resolutions_of(opened) if one.names & closed}
    return Foreseen(is_open=is_open, pointers=tuple(pointers))


def close_passages(
    archive: Archive, request: Request, *, actor: Actor, now: str, progress: Progress = no_progress
) -> None:
    """Closes passages of any number of records, in all their forms; the open store is made anew once.

    Args:
        archive: The archive.
        request: What is to be closed, and how.
        actor: Who acts, cleared for the store.
        now: ISO 8601 in UTC.
        progress: Called while the open store is made anew.

    Raises:
        Invalid: ``record-id``, ``reason``, ``stand-in``, ``other-form``.
        NotFound: ``no-store``, ``record``, ``passage``. Refused: ``open-store``.
        Unavailable: ``locked``, ``disk-full``: what was closed until then stays closed.
    """
    request = with_all_forms(archive, request, actor=actor)
    write_own(store_folder(archive.folder, OPEN), archive.file.reasons)
    closures = [
        _closure(request, record_id, labels, now) for record_id, labels in _by_record(request.references).items()
    ]
    with crossing(archive, request.store, actor, f"fonds {request.kind}", progress) as way:
        way.close(closures, now)


def store_of_reclosing(archive: Archive, references: Sequence[str], *, actor: Actor) -> str:
    """The closed store from which passages came, if it is one and the same.

    Raises:
        Invalid: ``store-not-said``.
    """
    records = _by_record(references)
    closed = [name for name in archive.stores_of(actor) if name != OPEN]
    found = [name for name in closed if all(archive.shelf(name).store.is_known(each) for each in records)]
    if len(found) != 1:
        hint = f"Say which: --store {' or --store '.join(found or closed)}." if closed else "fonds store add NAME"
        raise Invalid("no one store is known to have kept these passages", code="store-not-said", hint=hint)
    return found[0]


def _closure(request: Request, record_id: str, labels: tuple[str, ...], now: str) -> Closure:
    decision = Decision(
        kind=request.kind, record_id=record_id, labels=labels, by=(request.by,), on=now[:10], ground=request.ground
    )
    return Closure(record_id=record_id, labels=labels, terms=request.terms, decision=decision)


def _by_record(references: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for reference in references:
        record_id, label = parse_reference(reference)
        found[record_id] = (*found.get(record_id, ()), label or "")
    return found


def _refuse_wrong(archive: Archive, request: Request, actor: Actor) -> None:
    find_store_name(archive, request.store, actor)
    refuse_unknown(with_own(archive.file.reasons), request.terms.reason)
    labels = [label for labels in _by_record(request.references).values() for label in labels]
    if request.terms.stand_in and (len(labels) != 1 or not labels[0] or ".." in labels[0]):
        hint = "Close the others apart, with --alone where they are the same in another text."
        raise Invalid("other words stand in for one passage alone", code="stand-in", hint=hint)


def _whole(archive: Archive, store: str, record_id: str, actor: Actor) -> Record:
    """What the open store and the closed one have of a record; words that both have are shown to the person."""

    def seen(kept: Kept | None) -> list[Seen]:
        labels = tuple(passage.label for passage in kept.record.passages()) if kept else ()
        return [Seen(record=record_id, labels=labels)] if labels else []

    opened = archive.shelf(OPEN).store.find(record_id)
    access = Access(archive, store, actor=actor, deed="close")
    kept = access.read(lambda shelf: find_kept(shelf.store, record_id), seen)
    if opened is None and kept is None:
        raise NotFound("there is no such record", code="record", ref=record_id[:40])
    return join(opened.record if opened else None, [(kept.record, kept.split)] if kept else [])
