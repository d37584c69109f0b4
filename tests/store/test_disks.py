"""A disk that is full or fails at any write: an error that says so, nothing half-written, a start that heals."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from fonds.model import Unavailable
from fonds.store import Store, _disk, create_store, open_store
from tests.store.samples import NOW, deposit, id_of, keep

WRITING = ("make_folder", "write", "sync", "sync_folder", "replace", "link", "truncate", "remove")
SMALL_DISK_BYTES = 1_500_000


class FailingDisk:
    """Fails at the write with the number `fails_at`, and at all later ones if `for_good`.

    Attributes:
        writes: How many writes were asked for so far.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, *, spares: frozenset[str] = frozenset()) -> None:
        self.errno, self.fails_at, self.for_good, self.writes = number, 0, False, 0
        sound_write = _disk.write
        for name in set(WRITING) - spares:
            monkeypatch.setattr(_disk, name, self._failing(getattr(_disk, name), lambda *_: None))
        half = lambda file, data: sound_write(file, data[: len(data) // 2])  # noqa: E731 - two of a kind
        monkeypatch.setattr(_disk, "write", self._failing(sound_write, half))
        commit = BaseDatabaseWrapper._commit
        monkeypatch.setattr(BaseDatabaseWrapper, "_commit", self._failing(commit, lambda *_: None, in_sqlite=True))

    def fail(self, at: int, *, for_good: bool) -> None:
        self.fails_at, self.for_good, self.writes = at, for_good, 0

    def _failing(self, sound: Callable[..., Any], half: Callable[..., Any], *, in_sqlite: bool = False) -> Any:
        def do(*args: Any, **named: Any) -> Any:
            self.writes += 1
            if self.fails_at and (self.writes == self.fails_at or (self.for_good and self.writes > self.fails_at)):
                half(*args)
                message = os.strerror(self.errno)
                raise OperationalError("database or disk is full") if in_sqlite else OSError(self.errno, message)
            return sound(*args, **named)

        return do


def codes_of(number: int) -> set[str]:
    return {"disk-full"} if number == errno.ENOSPC else {"disk-error", "disk-full"}


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_leaves_all_or_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, for_good: bool
) -> None:
    # A full disk still lets files be cut and removed.
    spares = frozenset({"truncate", "remove"}) if number == errno.ENOSPC else frozenset[str]()
    disk = FailingDisk(monkeypatch, number, spares=spares)
    with open_store(folder) as store:
        refused, record, reached = 0, 0, True
        while reached:
            record += 1
            disk.fail(record, for_good=for_good)
            was_kept = kept_or_refused(store, record, codes_of(number))
            refused += not was_kept
            reached = disk.writes >= record
            disk.fail(0, for_good=False)
            check_whole_or_out(store, record, was_kept=was_kept, sure=number == errno.ENOSPC)
            with open_store(folder) as other:
                assert (other.verify(), other.count()) == ((), store.count())
    assert refused >= 5


def kept_or_refused(store: Store, record: int, codes: set[str]) -> bool:
    refusal = ""
    try:
        keep(store, record)
    except Unavailable as error:
        refusal = error.code
    assert refusal in codes | {""}
    return not refusal


def check_whole_or_out(store: Store, record: int, *, was_kept: bool, sure: bool) -> None:
    """The same store goes on. On a full disk a refused record is out, on a broken one it is whole or out."""
    store.heal()
    assert store.verify() == ()
    found = store.find(id_of(record))
    assert found is not None or not was_kept
    assert found is None or not sure or was_kept
    assert found is None or found.reading == deposit(record).reading
    keep(store, 1000 + record)
    assert store.find(id_of(1000 + record))


def test_a_full_disk_keeps_nothing_of_the_batch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `fonds add` says it: what was told of is kept, the rest is not."""
    disk = FailingDisk(monkeypatch, errno.ENOSPC, spares=frozenset({"truncate", "remove"}))
    keep(store, 1)
    disk.fail(1, for_good=False)
    keep(store, 2)  # the note in the lock
    for point in range(2, 7):  # bodies, chain, tables
        disk.fail(point, for_good=True)
        with pytest.raises(Unavailable) as caught:
            keep(store, 10 + point, 20 + point)
        assert (caught.value.code, bool(caught.value.hint)) == ("disk-full", True)
        disk.fail(0, for_good=False)
        store.heal()
        assert (store.count(), store.position()) == (2, 2)


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_batch_is_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, 1)
    with monkeypatch.context() as patch:
        patch.setattr("fonds.store._tables.write_rows", interrupt)
        with pytest.raises(KeyboardInterrupt):
            keep(store, 2)
    assert (store.position(), store.verify()) == (1, ())
    keep(store, 2)
    assert store.count() == 2


def test_a_batch_interrupted_at_its_last_step_is_in_or_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, 1)
    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "_commit", interrupt)
        with pytest.raises(KeyboardInterrupt):
            keep(store, 2)
    assert store.verify() == ()
    assert store.count() == store.position() in (1, 2)
    keep(store, 2)
    assert store.count() == 2


def test_a_folder_that_may_not_be_used_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with open_store(folder) as store:
        monkeypatch.setattr(_disk, "append", refuse)
        with pytest.raises(Unavailable) as caught:
            keep(store, 1)
    assert (caught.value.code, caught.value.ref) == ("no-permission", str(folder))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that is soon full."""
    path = tmp_path / "small"
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_BYTES}", "tmpfs", str(path)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("this user may not mount a small disk")
    yield path
    subprocess.run(["umount", str(path)], check=True)


def fill(store: Store) -> None:
    """Keeps ten records at a time until there is no room."""
    for start in itertools.count(0, 10):
        store.deposit([deposit(n, words="Send grain " * 40) for n in range(start, start + 10)], "A", NOW)


def test_a_disk_that_fills_up(small_disk: Path) -> None:
    folder = small_disk / "open"
    create_store(folder, "open")
    with open_store(folder) as store:
        with pytest.raises(Unavailable) as caught:
            fill(store)
        assert caught.value.code == "disk-full"
        kept = store.count()
        assert kept > 0
        assert kept % 10 == 0
    mount = ["mount", "-o", f"remount,size={SMALL_DISK_BYTES * 4}", str(small_disk)]
    subprocess.run(mount, check=True)
    with open_store(folder) as store:
        assert (store.count(), store.verify()) == (kept, ())
        keep(store, 100_000)
        assert store.count() == kept + 1
