"""The guard: the only code that decides what is written to the open store.

It is short on purpose, and takes no shortcuts: everything that reaches the public passes here. `Guard` admits
sources. `Crossing` moves passages between the open store and a closed one: each deed is noted on the desk, goes into
the one store, then out of the other; `finish_deed` does the second step of a deed that was interrupted.

Not for: whether a source is news to its store (`fonds.actions.adding`), nor for what people are asked and shown
before they decide (`fonds.actions.closing`, `fonds.actions.releasing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import msgspec

from fonds.actions.agreement import Agreement
from fonds.actions.archive import Archive, find_store_name
from fonds.actions.deriving import derive
from fonds.actions.desk import Deed, find_deed, note_deed, strike_deed
from fonds.actions.held import (
    find_kept,
    has_all,
    ids_of,
    is_taken_in,
    last_version,
    records_of,
    resolving_decisions,
    sources_of,
    uncounted,
    whence,
    with_kept,
    words_of,
)
from fonds.actions.holding import Progress, Shelf, index_readings, no_progress
from fonds.actions.likeness import is_same_page
from fonds.model import (
    Actor,
    Conflict,
    Decision,
    FondsError,
    Invalid,
    Refused,
    Signature,
    digest,
    new_slot_ids,
)
from fonds.model.base import Value
from fonds.release import (
    OPEN,
    Deposit,
    Holding,
    Kept,
    Packet,
    Terms,
    keep_closed,
    leave_kept,
    leave_open,
    resolutions_of,
    take_in,
)
from fonds.search import Index, build_document
from fonds.store import Store, lock_holder


class Ruling(Value, frozen=True, kw_only=True):
    """What the guard says to one deposit.

    Attributes:
        refusal: Why it was not kept; None when it was.
        warning: What the person should know of one that was kept; mostly empty.
    """

    refusal: FondsError | None = None
    warning: str = ""


_KEPT = Ruling()
_OPEN_ALREADY = Ruling(warning="the open store has this page already: everybody may read it there")


class Guard:
    """Admits deposits to one store, and looks at the stores on the other side first.

    What lies in a closed store that the actor may read does not come into the open one by being added again; what
    lies in the open one may be added to a closed one, with a warning. A closed store that the actor may not read is
    not looked at: the answer would tell what it holds.
    """

    def __init__(self, archive: Archive, store: str, actor: Actor) -> None:
        self._shelf: Shelf = archive.shelf(store)
        self._actor = actor
        self._is_open = store == OPEN
        closed = [name for name in archive.stores_of(actor) if name != OPEN]
        self._others = [archive.shelf(name).store for name in (closed if self._is_open else [OPEN])]

    def admit(self, index: Index, deposits: Sequence[Deposit], now: str) -> list[Ruling]:
        """Writes deposits to the store, whose lock is held, and hands them to its index.

        Args:
            index: The store's index for writing; the caller commits it.
            deposits: What is to be kept.
            now: The time, ISO 8601 in UTC.

        Returns:
            A ruling on each deposit, in order. Refusals: ``kept-closed``, and what `Store.deposit` calls invalid.

        Raises:
            Unavailable: ``disk-full`` and others of `Store.deposit`; then nothing of these deposits is kept.
        """
        if not self._is_open:
            deposits = [uncounted(deposit) for deposit in deposits]
        rulings = [self._ruling(deposit) for deposit in deposits]
        admitted = [place for place, ruling in enumerate(rulings) if ruling.refusal is None]
        try:
            self._keep(index, [deposits[place] for place in admitted], now)
        except Invalid:  # one of them: the others are kept without it
            for place in admitted:
                try:
                    self._keep(index, [deposits[place]], now)
                except Invalid as error:
                    rulings[place] = Ruling(refusal=error)
        return rulings

    def _keep(self, index: Index, deposits: Sequence[Deposit], now: str) -> None:
        documents = [build_document(deposit.reading) for deposit in deposits]
        self._shelf.store.deposit(deposits, self._actor.name, now)
        index.replace(documents)

    def _ruling(self, deposit: Deposit) -> Ruling:
        if not any(_holds(store, deposit) for store in self._others):
            return _KEPT
        return Ruling(refusal=kept_closed()) if self._is_open else _OPEN_ALREADY


def _holds(store: Store, deposit: Deposit) -> bool:
    """Whether a store has the source, another one from its place, or the same page by the site's id."""
    if store.find_by_source(digest(deposit.source)):
        return True
    if deposit.origin_key and store.find_by_origin(deposit.origin_key):
        return True
    site_id = deposit.reading.description.record_id
    found = (store.find(record_id) for record_id in (store.find_by_site_id(site_id) if site_id else ()))
    return any(holding is not None and is_same_page(holding.reading, deposit.reading) for holding in found)


def kept_closed() -> Refused:
    """Says that a page does not come into the open store by being added."""
    return Refused(
        "another store keeps this page closed",
        code="kept-closed",
        hint="Releasing it is a deed of its own. Another document in the place of its file needs another file name.",
    )


class Closure(Value, frozen=True, kw_only=True):
    """Passages of one record that are to be closed, and how.

    Attributes:
        record_id: The record.
        labels: Of the passages, at least one.
        terms: What a person says of them.
        decision: Whose decision it is, and why.
    """

    record_id: str
    labels: tuple[str, ...]
    terms: Terms
    decision: Decision


class Crossing:
    """The way between the open store and a closed one, whose locks are held.

    Every deed goes in two steps: into one store, then out of the other. The second follows from what both hold.
    """

    def __init__(self, archive: Archive, store: str, actor: Actor, indexes: tuple[Index, Index]) -> None:
        self._archive = archive
        self._store_name = store
        self._actor = actor
        self._open, self._closed = archive.shelf(OPEN).store, archive.shelf(store).store
        self._open_index, self._closed_index = indexes

    def close(self, closures: Sequence[Closure], now: str) -> None:
        """Closes passages of several records; when it returns, nothing of them is given out any more.

        Args:
            closures: At most one for each record.
            now: ISO 8601 in UTC.

        Raises:
            NotFound: ``record``, ``passage``. Conflict: ``closed-already``. Then nothing is closed.
        """
        kept = [self._kept_after(closure) for closure in closures]
        stand_ins = {
            one.stand_in: closure.terms.stand_in
            for closure, after in zip(closures, kept, strict=True)
            for one in after.told
            if closure.terms.stand_in
        }
        entering = [
            each for closure, after in zip(closures, kept, strict=True) for each in self._entering(closure, after)
        ]
        records = tuple(closure.record_id for closure in closures)
        deed = self._noted("close", records, now, stand_ins)
        _deposit(self._closed, self._closed_index, entering, self._actor, now)
        self.finish(deed)

    def release(self, packet: Packet, signatures: Sequence[Signature], agreed: Agreement, now: str) -> None:
        """Takes a packet into the open store, then its slots out of the closed one; a packet goes in once.

        Args:
            packet: What was signed.
            signatures: Of those who agreed.
            agreed: Who may sign, and how many have to.
            now: ISO 8601 in UTC.

        Raises:
            Refused: ``not-signed``. Conflict: ``packet-stale``.
        """
        signers = agreed.signers_of(packet, signatures)
        decision = msgspec.structs.replace(
            packet.decision, by=signers, packet=packet.hash, signatures=tuple(signatures)
        )
        entering = [] if is_taken_in(self._open, packet) else [self._entering_open(packet, decision)]
        deed = self._noted("release", (packet.record_id,), now, {})
        _deposit(self._open, self._open_index, entering, self._actor, now)
        self.finish(deed)

    def finish(self, deed: Deed) -> None:
        """Does the second step of a deed, if it is not done, and strikes out its note."""
        if deed.kind == "close":
            store, index = self._open, self._open_index
            found = (self._leaving_open(each, deed.stand_ins) for each in deed.records)
        else:
            store, index = self._closed, self._closed_index
            found = (self._leaving_closed(each) for each in deed.records)
        _deposit(store, index, [one for one in found if one is not None], self._actor, deed.at)
        strike_deed(self._archive.folder, self._store_name)

    def _noted(
        self, kind: Literal["close", "release"], records: tuple[str, ...], now: str, stand_ins: dict[str, str]
    ) -> Deed:
        deed = Deed(
            kind=kind, store=self._store_name, records=records, by=self._actor.name, at=now, stand_ins=stand_ins
        )
        note_deed(self._archive.folder, deed)
        return deed

    def _kept_after(self, closure: Closure) -> Kept:
        """What the closed store will hold of a record."""
        opened, before = self._open.find(closure.record_id), find_kept(self._closed, closure.record_id)
        if before is None:
            opened = self._open.get(closure.record_id)
        known = {slot.id for record in records_of(opened, before) for slot in record.slots}
        fresh = [each for each in new_slot_ids(3 * len(known)) if each not in known]
        return keep_closed(opened.record if opened else None, before, closure.labels, closure.terms, fresh)

    def _entering(self, closure: Closure, after: Kept) -> list[Deposit]:
        """What goes into the closed store: with the first passage the source, which says more than is open.

        What persons said of pointers goes along where it names what is closed. Of all that was said in the open
        store, whose journal may lose it, the closed one keeps who said it and why.
        """
        record_id = closure.record_id
        before, opened = self._closed.find(record_id), self._open.find(record_id)
        own = ids_of(after.record)
        moving = [one for one in resolutions_of(opened) if one.names & own]
        source, earlier = sources_of(self._open, record_id)
        base = with_kept(
            whence(self._open if before is None else self._closed, record_id),
            after,
            (*moving, *resolutions_of(before)),
        )
        closing = msgspec.structs.replace(
            base,
            source=source,
            earlier_sources=earlier,
            type="closing",
            decision=msgspec.structs.replace(closure.decision, labels=tuple(one.label for one in after.told)),
        )
        said = resolving_decisions(self._open, record_id, unknown_to=self._closed)
        return [closing, *(msgspec.structs.replace(base, type="resolution", decision=one) for one in said)]

    def _entering_open(self, packet: Packet, decision: Decision) -> Deposit:
        """What goes into the open store; of a packet that the closed store no longer bears out, nothing does."""
        held, version = self._open.find(packet.record_id), last_version(self._open, packet.record_id)
        record = take_in(held.record if held else None, packet, version=version)
        if not has_all(find_kept(self._closed, packet.record_id), packet):
            hint = "Propose the release again, from the store that keeps the passages."
            raise Conflict("the store does not keep this", code="packet-stale", ref=packet.record_id, hint=hint)
        return msgspec.structs.replace(
            whence(self._open, packet.record_id),
            reading=derive(record, resolutions_of(held)),
            type="release",
            decision=decision,
        )

    def _leaving_open(self, record_id: str, stand_ins: Mapping[str, str]) -> Deposit | None:
        opened, kept = self._open.find(record_id), find_kept(self._closed, record_id)
        if opened is None or kept is None:
            return None
        record = leave_open(opened.record, kept, stand_ins)
        if record == opened.record:
            return None
        goes = bool(words_of(opened.record) - words_of(record))
        reading = derive(record, resolutions_of(opened))
        source = whence(self._open, record_id)
        return msgspec.structs.replace(source, reading=reading, type="closing", withdraws=goes)

    def _leaving_closed(self, record_id: str) -> Deposit | None:
        opened, kept = self._open.find(record_id), find_kept(self._closed, record_id)
        if opened is None or kept is None:
            return None
        rest = leave_kept(kept, ids_of(opened.record))
        if rest.record == kept.record:
            return None
        deposit = with_kept(whence(self._closed, record_id), rest, resolutions_of(self._closed.find(record_id)))
        decision = self._open.versions(record_id)[-1].decision
        return msgspec.structs.replace(deposit, type="release", decision=decision)


def keep_resolution(archive: Archive, held: Holding, decision: Decision, *, actor: Actor, now: str) -> None:
    """Keeps what a person said a pointer means, in the store of the record; the text stays as it is.

    Args:
        archive: The archive.
        held: What the store is to hold of the record: the same slots, with what was said of them.
        decision: Whose it is, and why.
        actor: Who acts.
        now: ISO 8601 in UTC.

    Raises:
        Conflict: ``record-changed``, when the store holds another version by now: passages may have left it.
    """
    shelf = archive.shelf(find_store_name(archive, held.store, actor))
    with shelf.writing("fonds resolve") as index:
        if last_version(shelf.store, held.record.id) != held.version:
            hint = "Look at the record again, and say it again."
            raise Conflict("the record has changed meanwhile", code="record-changed", ref=held.record.id, hint=hint)
        deposit = msgspec.structs.replace(
            whence(shelf.store, held.record.id),
            reading=held.reading,
            type="resolution",
            decision=decision,
            split=held.split,
        )
        _deposit(shelf.store, index, [deposit], actor, now)


@contextmanager
def crossing(
    archive: Archive, store: str, actor: Actor, deed: str, progress: Progress = no_progress
) -> Iterator[Crossing]:
    """Holds the locks of the open store and a closed one; a deed that was interrupted is finished first.

    When it ends, what was withdrawn from the open store is gone from its files.

    Args:
        archive: The archive.
        store: Name of the closed store.
        actor: Who acts, cleared for the store.
        deed: What for, as shown to others who wait.
        progress: Called while the open store is made anew.

    Raises:
        NotFound: ``no-store``. Refused: ``open-store``. Unavailable: ``locked``.
    """
    if find_store_name(archive, store, actor) == OPEN:
        raise Refused("the open store is no closed one", code="open-store", ref=store)
    opened, closed = archive.shelf(OPEN), archive.shelf(store)
    with opened.renewed(deed, progress), opened.writing(deed) as open_index, closed.writing(deed) as closed_index:
        way = Crossing(archive, store, actor, (open_index, closed_index))
        begun = find_deed(archive.folder, store)
        if begun is not None:
            way.finish(begun)
        yield way


def finish_deed(archive: Archive, actor: Actor) -> None:
    """Finishes deeds that were interrupted, over stores that the actor may read; one that goes on is left alone."""
    for store in archive.stores_of(actor):
        begun = find_deed(archive.folder, store)
        if begun is not None and not lock_holder(archive.shelf(store).folder):
            with crossing(archive, store, actor, f"finish: {begun.kind}"):
                pass


def _deposit(store: Store, index: Index, deposits: Sequence[Deposit], actor: Actor, now: str) -> None:
    """Writes deposits to a store and its index. An index from which something went stays behind, to be made anew."""
    if not deposits:
        return
    known = index.position() or 0
    store.deposit(deposits, actor.name, now)
    index_readings(index, [one.reading for one in deposits])
    index.commit(known if store.last_withdrawal() > known else store.position())
