"""From the bytes of a source to a checked reading. Runs in several processes at once.

Not for: keeping readings. Commands that need no archive read here as well.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from fonds.actions.memory import collect_seldom
from fonds.criticism import with_findings
from fonds.model import (
    FondsError,
    Invalid,
    Reading,
    Record,
    Unavailable,
    from_bytes,
    new_record_id,
    new_slot_ids,
    to_bytes,
    with_ids,
)
from fonds.reading import read_source

T = TypeVar("T")

Prepared = Reading | FondsError

HANDFUL = 8
"""So many sources a process takes at a time: it reads them all, then checks them all."""

_WORTH_A_PROCESS = 32
_HANDFUL_BYTES = 2**20
_AHEAD_HANDFULS = 16
_AHEAD_BYTES = 64 * 2**20


def prepare(data: bytes, shown: str, encoding: str | None = None, *, give_ids: bool = True) -> Prepared:
    """Reads and checks a source under new random ids.

    Args:
        data: The bytes as captured.
        shown: What people know the source by, for the error.
        encoding: Name of its encoding if the person gave one.
        give_ids: Whether the record gets ids at all; one that is read and not kept needs none.

    Returns:
        The reading, or why there is none. A fault of the reader is such a reason too: one bad source
        never stops a batch.
    """
    return prepare_as(data, shown, encoding, _under_new_ids if give_ids else None)


def prepare_as(
    data: bytes, shown: str, encoding: str | None, rename: Callable[[Record], Record] | None = None
) -> Prepared:
    """Reads and checks a source under the ids that `rename` gives; without it the record belongs to no archive."""
    return _checked(_read(data, shown, encoding, rename), shown)


def _read(data: bytes, shown: str, encoding: str | None, rename: Callable[[Record], Record] | None) -> Prepared:
    return _without_fault(partial(read_source, data, encoding=encoding, rename=rename), shown)


def _checked(read: Prepared, shown: str) -> Prepared:
    return read if isinstance(read, FondsError) else _without_fault(partial(with_findings, read), shown)


def _without_fault(step: Callable[[], Reading], shown: str) -> Prepared:
    """What a step makes of a source, or why it makes nothing of it."""
    try:
        return step()
    except FondsError as error:
        error.ref = error.ref or shown
        return error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        return Invalid(
            f"the reader failed on this source ({type(error).__name__})",
            code="reader-failed",
            ref=shown,
            hint="This is a fault of fonds. Please report it with the source, if you may.",
        )


class Readers:
    """Reads sources in order, in several processes when there are many.

    Attributes:
        processes: How many processes read at once.
        encoding: Name of the sources' encoding if the person gave one.
        give_ids: Whether records get new random ids; else they belong to no archive.
    """

    def __init__(self, processes: int, encoding: str | None = None, *, give_ids: bool = True) -> None:
        self.processes = processes
        self.encoding = encoding
        self.give_ids = give_ids

    def read(self, sources: Iterable[tuple[T, bytes, str]], how_many: int) -> Iterator[tuple[T, bytes, Prepared]]:
        """Reads each source.

        Args:
            sources: Anything of the caller's, the bytes, and what people know them by.
            how_many: How many sources there may be; few are not worth a process.

        Yields:
            The caller's thing, the bytes and what became of them, in the order of the sources.
            A source on which the system ended the reading process has `Unavailable` ``reader-killed``.
        """
        if self.processes < 2 or how_many < _WORTH_A_PROCESS:
            for thing, data, shown in sources:
                yield thing, data, prepare(data, shown, self.encoding, give_ids=self.give_ids)
            return
        with contextlib.closing(_Team(self.processes, self)) as team:
            yield from self._read_ahead(team, sources)

    def _read_ahead(
        self, team: _Team, sources: Iterable[tuple[T, bytes, str]]
    ) -> Iterator[tuple[T, bytes, Prepared]]:
        """Keeps the processes busy, and holds no more than `_AHEAD_BYTES` in wait for them."""
        waiting: deque[tuple[list[tuple[T, bytes, str]], Future[list[bytes | FondsError]]]] = deque()
        waiting_bytes = 0
        for handful in _handfuls(sources):
            waiting.append((handful, team.submit([(data, shown) for _, data, shown in handful])))
            waiting_bytes += _size(handful)
            while len(waiting) > _AHEAD_HANDFULS or waiting_bytes > _AHEAD_BYTES:
                done, future = waiting.popleft()
                waiting_bytes -= _size(done)
                yield from self._taken(done, future)
        while waiting:
            yield from self._taken(*waiting.popleft())

    def _taken(
        self, handful: list[tuple[T, bytes, str]], future: Future[list[bytes | FondsError]]
    ) -> Iterator[tuple[T, bytes, Prepared]]:
        try:
            results = future.result()
        except BrokenProcessPool:
            results = self._one_by_one([(data, shown) for _, data, shown in handful])
        for (thing, data, _), result in zip(handful, results, strict=True):
            yield thing, data, result if isinstance(result, FondsError) else from_bytes(result, Reading)

    def _one_by_one(self, pages: list[tuple[bytes, str]]) -> list[bytes | FondsError]:
        """Finds out on which page a process ended: all that were under way at that time are suspects."""
        results: list[bytes | FondsError] = []
        with contextlib.closing(_Team(1, self)) as team:
            for page in pages:
                try:
                    results += team.submit([page]).result()
                except BrokenProcessPool:
                    results.append(_killed(page[1]))
        return results


class _Team:
    """Processes made from a small clean one; a team of which one has died is replaced by a new one.

    Processes end with the one that made them, even if that one is killed.
    """

    def __init__(self, processes: int, readers: Readers) -> None:
        self._processes = processes
        self._how = (readers.encoding, readers.give_ids)
        self._pool = self._made()

    def submit(self, pages: list[tuple[bytes, str]]) -> Future[list[bytes | FondsError]]:
        """Has pages read; the future raises `BrokenProcessPool` when a process dies before they are."""
        try:
            return self._pool.submit(_prepare_packed, pages, *self._how)
        except BrokenProcessPool:
            self.close()
            self._pool = self._made()
            return self._pool.submit(_prepare_packed, pages, *self._how)

    def close(self) -> None:
        """Ends the processes; what nobody waits for any more is not read."""
        self._pool.shutdown(cancel_futures=True)

    def _made(self) -> ProcessPoolExecutor:
        context = get_context("forkserver")
        context.set_forkserver_preload(["fonds.actions.preparing"])
        return ProcessPoolExecutor(self._processes, mp_context=context, initializer=_begin)


def _handfuls(sources: Iterable[tuple[T, bytes, str]]) -> Iterator[list[tuple[T, bytes, str]]]:
    """A few sources at a time: to hand over each by itself would cost as much as to read it."""
    handful: list[tuple[T, bytes, str]] = []
    for source in sources:
        handful.append(source)
        if len(handful) == HANDFUL or _size(handful) > _HANDFUL_BYTES:
            yield handful
            handful = []
    if handful:
        yield handful


def _size(handful: Iterable[tuple[T, bytes, str]]) -> int:
    return sum(len(data) for _, data, _ in handful)


def _killed(shown: str) -> Unavailable:
    return Unavailable(
        "the process that read this source was ended",
        code="reader-killed",
        ref=shown,
        hint="Is memory short? Take it again by itself; fonds add heeds reading_processes = 1.",
    )


def _prepare_packed(pages: list[tuple[bytes, str]], encoding: str | None, give_ids: bool) -> list[bytes | FondsError]:
    """Reads all pages of a handful, then checks them all: a step that is taken again at once takes less time.

    Readings cross between processes as JSON, which is quicker than pickles.
    """
    rename = _under_new_ids if give_ids else None
    read = [(_read(data, shown, encoding, rename), shown) for data, shown in pages]
    prepared = [_checked(one, shown) for one, shown in read]
    return [each if isinstance(each, FondsError) else to_bytes(each) for each in prepared]


def _under_new_ids(record: Record) -> Record:
    return with_ids(record, new_record_id(), new_slot_ids(len(record.slots)))


def _begin() -> None:
    """What a process does before its first page."""
    _end_with_parent()
    collect_seldom()


def _end_with_parent() -> None:
    """Leaves Ctrl-C to the parent, and has this process end when the parent does, however that comes.

    What Linux offers for this follows the process that forked this one, which is not the parent that it reads for.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_await_end_of_parent, daemon=True).start()


def _await_end_of_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()  # a pipe that the parent holds open as long as it lives
        os._exit(1)
