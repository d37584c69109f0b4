"""Adding sources to an archive: each is read, checked, kept and indexed, or set aside with its reason.

Adding the same source twice changes nothing. A changed capture of a known page becomes its next version; another
document in the place of an old one becomes a record of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from fonds.actions.access import enter
from fonds.actions.archive import Archive, find_store_name
from fonds.actions.clock import Clock, utc_now
from fonds.actions.guard import Guard, Ruling, kept_closed
from fonds.actions.held import refuse_decided
from fonds.actions.holding import Shelf
from fonds.actions.likeness import is_same_page, may_continue
from fonds.actions.preparing import Prepared, Readers, prepare_as
from fonds.actions.sources import Candidate, bytes_of, find_sources
from fonds.actions.versions import Change, as_next_version, changes_between
from fonds.model import Actor, FondsError, Invalid, Reading, Refused, digest
from fonds.model.base import Value
from fonds.release import OPEN, Deposit, Holding, Seen
from fonds.search import Index

_BATCH_RECORDS = 100
_BATCH_SECONDS = 2.0

What = Literal["added", "new-version", "unchanged", "set-aside"]


class Outcome(Value, frozen=True, kw_only=True):
    """What became of one source.

    Attributes:
        shown: What people know the source by.
        what: Added, made a new version, known already, or set aside.
        record_id: The record; empty when set aside.
        title: Title of the record as captured, or None.
        version: Number of the version; 0 when set aside.
        findings: How many findings it has.
        changes: For a new version: what changed.
        code: For one set aside: code of the error.
        reason: For one set aside: why, for people; never text of the source.
        hint: For one set aside: what can be done.
        warning: For one that was kept: what the person should know of it; mostly empty.
    """

    shown: str
    what: What
    record_id: str = ""
    title: str | None = None
    version: int = 0
    findings: int = 0
    changes: tuple[Change, ...] = ()
    code: str = ""
    reason: str = ""
    hint: str = ""
    warning: str = ""


def add_sources(
    archive: Archive,
    arguments: Sequence[str],
    *,
    actor: Actor,
    store: str | None = None,
    encoding: str | None = None,
    on_found: Callable[[int], None] = lambda _: None,
    clock: Clock | None = None,
) -> Iterator[Outcome]:
    """Adds sources, and tells of each what became of it as soon as it is kept for good.

    Args:
        archive: The archive.
        arguments: Files, folders, or ``-`` for standard input.
        actor: Who adds.
        store: Name of the store; None for the open one while there is no other.
        encoding: Encoding of the sources, if it is not one that shows itself.
        on_found: Called once with the number of sources.
        clock: Gives the time, ISO 8601 in UTC; None for that of the machine.

    Yields:
        One outcome for each source.

    Raises:
        Invalid: ``store-not-said``. NotFound: ``no-store``.
        Unavailable: ``locked``, ``disk-full``, ``journal-broken``; ``log-unwritable``, when what changed in a closed
            store can not be shown. What was told of before is kept.
    """
    wanted = store_for_addition(archive, store, actor)
    shelf, guard = archive.shelf(wanted), Guard(archive, wanted, actor)
    candidates = list(find_sources(arguments))
    on_found(len(candidates))
    with shelf.writing("fonds add") as index:
        addition = _Addition(archive, shelf, index, guard, encoding, clock or utc_now)
        for outcome in addition.run(candidates):
            if outcome.changes:  # they show what the version before said
                before = Seen(record=outcome.record_id, version=outcome.version - 1)
                enter(archive, wanted, actor=actor, deed="add", seen=[before])
            yield outcome


def store_for_addition(archive: Archive, wanted: str | None, actor: Actor) -> str:
    """Says into which store an addition goes.

    The open store is the default only while the archive has no other: as soon as something may be closed,
    a person says where each addition goes.

    Args:
        archive: The archive.
        wanted: Name of the store that was asked for, or None.
        actor: Who adds.

    Raises:
        Invalid: ``store-not-said``, when the archive has several stores and none was asked for.
        NotFound: ``no-store``, when there is no such store for the actor.
    """
    if wanted is None and len(archive.store_names) > 1:
        hint = f"Say which: --store {' or --store '.join(archive.stores_of(actor))}."
        raise Invalid("the archive has several stores", code="store-not-said", hint=hint)
    return find_store_name(archive, wanted or OPEN, actor)


class _Addition:
    """One run of adding: sources in, batches of deposits out."""

    def __init__(
        self,
        archive: Archive,
        shelf: Shelf,
        index: Index,
        guard: Guard,
        encoding: str | None,
        clock: Clock,
    ) -> None:
        self._settings = archive.file.settings
        self._shelf = shelf
        self._index = index
        self._guard = guard
        self._encoding = encoding
        self._clock = clock
        self._batch: list[tuple[Candidate, Deposit, Outcome]] = []
        self._batch_began = time.monotonic()
        self._indexed = shelf.store.position()
        self._told_early: list[Outcome] = []
        self._doubles: list[tuple[Candidate, str]] = []
        self._failed: dict[str, FondsError] = {}

    def run(self, candidates: Sequence[Candidate]) -> Iterator[Outcome]:
        """Reads, keeps and tells."""
        readers = Readers(self._settings.processes, self._encoding)
        try:
            for candidate, data, prepared in readers.read(self._fresh(candidates), len(candidates)):
                yield from self._told()
                yield from self._take(candidate, data, prepared)
            yield from self._told()
            yield from self._flush()
            yield from self._tell_of_doubles()
        finally:
            self._index.commit(self._indexed)

    def _fresh(self, candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, bytes, str]]:
        """Sources that have to be read; what became of the others is noted at once."""
        seen: set[str] = set()
        for candidate in candidates:
            try:
                data = bytes_of(candidate, self._settings.max_source_bytes)
            except FondsError as error:
                self._told_early.append(_set_aside(candidate, error))
                continue
            sha256 = digest(data)
            known = self._find_unchanged(sha256, candidate)
            if known:
                self._told_early.append(self._of_known(candidate, known))
            elif sha256 in seen:
                self._doubles.append((candidate, sha256))
            else:
                seen.add(sha256)
                yield candidate, data, candidate.shown

    def _take(self, candidate: Candidate, data: bytes, prepared: Prepared) -> Iterator[Outcome]:
        if isinstance(prepared, FondsError):
            self._failed[digest(data)] = prepared
            yield _set_aside(candidate, prepared)
            return
        if self._may_continue_one_of_the_batch(prepared):
            yield from self._flush()
        origin_key = candidate.origin_key
        try:
            known = self._find_known(origin_key, prepared)
        except Refused as error:
            yield _set_aside(candidate, error)
            return
        if known is None:
            outcome = Outcome(shown=candidate.shown, what="added", version=1)
            self._keep(candidate, origin_key, data, prepared, outcome)
        else:
            yield from self._take_next_version(candidate, data, known)
        if len(self._batch) >= _BATCH_RECORDS or time.monotonic() - self._batch_began > _BATCH_SECONDS:
            yield from self._flush()

    def _take_next_version(self, candidate: Candidate, data: bytes, known: Holding) -> Iterator[Outcome]:
        again = prepare_as(
            data, candidate.shown, self._encoding, lambda record: as_next_version(known.record, record)
        )
        if isinstance(again, FondsError):
            yield _set_aside(candidate, again)
            return
        changes = changes_between(known.record, again.record)
        outcome = Outcome(shown=candidate.shown, what="new-version", version=known.version + 1, changes=changes)
        self._keep(candidate, candidate.origin_key, data, again, outcome)

    def _find_unchanged(self, sha256: str, candidate: Candidate) -> str | None:
        """The record that already says all that this source says.

        A source that only an earlier version has is news if its place gave another one since: then the page went
        back to what it was. It is no news from a place that gave it before, or from one that never gave anything.
        """
        store = self._shelf.store
        earlier = store.find_by_source(sha256)
        if earlier is None:
            return None
        last = store.find_last_source(candidate.origin_key) if candidate.path else None
        return store.find_current_by_source(sha256) or (earlier if last in (None, sha256) else None)

    def _find_known(self, origin_key: str, reading: Reading) -> Holding | None:
        """The record that this capture continues: one from the same place, or of the same site id, that is alike.

        Raises:
            Refused: ``kept-closed``, ``decided``, when a person has decided about that record.
        """
        store = self._shelf.store
        for record_id in store.find_by_origin(origin_key) if origin_key else ():
            holding = store.find(record_id)
            if holding is None:
                raise kept_closed()
            if may_continue(holding.reading, reading):
                return refuse_decided(holding)
        site_id = reading.description.record_id
        for record_id in store.find_by_site_id(site_id) if site_id else ():
            holding = store.find(record_id)
            if holding and is_same_page(holding.reading, reading):
                return refuse_decided(holding)
        return None

    def _may_continue_one_of_the_batch(self, reading: Reading) -> bool:
        site_id = reading.description.record_id
        return site_id is not None and any(
            deposit.reading.description.record_id == site_id for _, deposit, _ in self._batch
        )

    def _keep(self, candidate: Candidate, origin_key: str, data: bytes, reading: Reading, outcome: Outcome) -> None:
        if not self._batch:
            self._batch_began = time.monotonic()
        deposit = Deposit(reading=reading, source=data, origin=candidate.origin, origin_key=origin_key)
        self._batch.append((candidate, deposit, _described(outcome, reading)))

    def _flush(self) -> Iterator[Outcome]:
        if not self._batch:
            return
        rulings = self._guard.admit(self._index, [deposit for _, deposit, _ in self._batch], self._clock())
        self._indexed = self._shelf.store.position()
        batch, self._batch = self._batch, []
        for (candidate, _, outcome), ruling in zip(batch, rulings, strict=True):
            yield _ruled(candidate, outcome, ruling)

    def _told(self) -> Iterator[Outcome]:
        told, self._told_early = self._told_early, []
        yield from told

    def _tell_of_doubles(self) -> Iterator[Outcome]:
        """Sources with the same bytes as another one of this run share its fate."""
        for candidate, sha256 in self._doubles:
            known = self._shelf.store.find_by_source(sha256)
            if known:
                yield self._of_known(candidate, known)
            elif sha256 in self._failed:
                yield _set_aside(candidate, self._failed[sha256])
            else:
                yield Outcome(shown=candidate.shown, what="set-aside", reason="its double was set aside")

    def _of_known(self, candidate: Candidate, record_id: str) -> Outcome:
        holding = self._shelf.store.find(record_id)
        if holding is None:
            return _set_aside(candidate, kept_closed())
        outcome = Outcome(shown=candidate.shown, what="unchanged", version=holding.version)
        return _described(outcome, holding.reading)


def _described(outcome: Outcome, reading: Reading) -> Outcome:
    return msgspec.structs.replace(
        outcome, record_id=reading.record.id, title=reading.description.title, findings=len(reading.findings)
    )


def _ruled(candidate: Candidate, outcome: Outcome, ruling: Ruling) -> Outcome:
    if ruling.refusal is not None:
        return _set_aside(candidate, ruling.refusal)
    return msgspec.structs.replace(outcome, warning=ruling.warning)


def _set_aside(candidate: Candidate, error: FondsError) -> Outcome:
    return Outcome(shown=candidate.shown, what="set-aside", code=error.code, reason=error.message, hint=error.hint)
