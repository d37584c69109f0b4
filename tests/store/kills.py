"""A process that does deeds on a store and is killed in the midst of them, for `test_kills.py`.

It loads everything once; for each order it reads it forks a child, lets the child do the deed, kills it where the
order says, and reports how far the child said it had come. Orders and reports are lines of JSON.

A point is a moment just before or just after one of the functions through which the store writes; just before the
end of a write means that half of it has been written.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from django.db.backends.base.base import BaseDatabaseWrapper

from fonds.release import Deposit
from fonds.store import _database, _disk, _segments, configure, create_store, open_store
from tests.store.samples import deposit

WRITING = ("make_folder", "write", "sync", "sync_folder", "replace", "link", "truncate", "remove")
BATCHES = (((1, "Send grain"), (2, "Send grain")), ((3, "Send grain"), (1, "Send iron")), ((1, "Send lead"),))
WITHDRAWN = "Send Abelard his ciphers"
SEQUENCE = [one for batch in BATCHES for one in batch]

Tell = Callable[[], None]


def add(folder: Path, tell: Tell) -> None:
    """Adds the batches, and tells after each that it is kept."""
    with open_store(folder) as store:
        for batch in BATCHES:
            store.deposit([deposit(number, words=words) for number, words in batch], "A", "2026-11-22T15:34:00Z")
            tell()


def add_in_small_segments(folder: Path, tell: Tell) -> None:
    _segments.SEGMENT_BYTES = 2000
    add(folder, tell)


def heal(folder: Path, tell: Tell) -> None:
    open_store(folder).close()
    tell()


def rebuild(folder: Path, tell: Tell) -> None:
    with open_store(folder) as store:
        store.rebuild()
    tell()


def create(folder: Path, tell: Tell) -> None:
    create_store(folder, "open")
    tell()


def fill_for_withdraw(folder: Path, tell: Tell) -> None:
    with open_store(folder) as store:
        for number in (1, 2, 3, 1):
            words = "Send grain" if number == 3 else WITHDRAWN
            store.deposit([deposit(number, words=words)], "A", "2026-11-22T15:34:00Z")
    tell()


def fill_for_withdraw_from_small_segments(folder: Path, tell: Tell) -> None:
    _segments.SEGMENT_BYTES = 2000
    fill_for_withdraw(folder, tell)


def withdraw(folder: Path, tell: Tell) -> None:
    """Withdraws what was kept of two records, and tells when it is gone."""
    with open_store(folder) as store:
        store.deposit([withdrawal(1), withdrawal(2)], "A", "2026-11-23T08:00:00Z")
        tell()
        store.renew()


def withdraw_from_small_segments(folder: Path, tell: Tell) -> None:
    _segments.SEGMENT_BYTES = 2000
    withdraw(folder, tell)


def withdrawal(number: int) -> Deposit:
    """The same record, of which all that was held before goes."""
    left = deposit(number, words="Send salt")
    return msgspec.structs.replace(left, source=b"", type="closing", withdraws=True)


DEEDS = {
    deed.__name__: deed
    for deed in (
        add,
        add_in_small_segments,
        heal,
        rebuild,
        create,
        fill_for_withdraw,
        fill_for_withdraw_from_small_segments,
        withdraw,
        withdraw_from_small_segments,
    )
}


def main() -> None:
    """Does what is ordered until the orders end."""
    configure()
    _database.empty_database()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_do(**json.loads(line))) + "\n")
        sys.stdout.flush()


def _do(deed: str, folder: str, point: int = 0, seconds: float = 0.0) -> dict[str, Any]:
    reader, writer = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _as_child(DEEDS[deed], Path(folder), point, writer)
    os.close(writer)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    told = _all_of(reader)
    _, status = os.waitpid(child, 0)
    took = time.monotonic() - began
    return {"told": told.count(b"k"), "points": told.count(b"p"), "status": status, "seconds": took}


def _as_child(deed: Callable[[Path, Tell], None], folder: Path, point: int, writer: int) -> None:
    status = 1
    try:
        _count_points(point, writer)
        deed(folder, lambda: _say(writer, b"k"))
        status = 0
    finally:
        os._exit(status)


def _say(writer: int, what: bytes) -> None:
    os.write(writer, what)


def _all_of(reader: int) -> bytes:
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read()


def _count_points(fatal: int, writer: int) -> None:
    passed = 0

    def pass_point() -> None:
        nonlocal passed
        passed += 1
        _say(writer, b"p")
        if passed == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def surrounded(sound: Callable[..., Any]) -> Callable[..., Any]:
        def do(*args: Any, **named: Any) -> Any:
            pass_point()
            done = sound(*args, **named)
            pass_point()
            return done

        return do

    def halved(file: int, data: bytes) -> None:
        sound_write(file, data[: len(data) // 2])
        pass_point()
        sound_write(file, data[len(data) // 2 :])
        pass_point()

    sound_write = _disk.write
    for name in WRITING:
        setattr(_disk, name, surrounded(getattr(_disk, name)))
    _disk.write = halved
    BaseDatabaseWrapper._commit = surrounded(BaseDatabaseWrapper._commit)


if __name__ == "__main__":
    main()
