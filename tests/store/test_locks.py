"""One writer at a time: the second waits, and then says who holds the lock."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fonds.model import Unavailable
from fonds.store import Store, lock_holder, open_store
from tests.store.samples import keep

HOLD = """
import sys
from pathlib import Path
from fonds.store import open_store
with open_store(Path(sys.argv[1])) as store, store.write_lock("fonds add", 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding_process(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_writer_is_told_who_the_first_is(folder: Path, store: Store) -> None:
    with holding_process(folder) as process:
        holder = lock_holder(folder)
        assert holder
        assert holder.startswith(f"fonds add (process {process.pid}, since 20")
        with pytest.raises(Unavailable) as caught, store.write_lock("fonds rebuild", 0.05):
            pass
        assert (caught.value.code, caught.value.ref) == ("locked", str(folder))
        assert holder in caught.value.message
        process.communicate()
    assert lock_holder(folder) is None
    keep(store, 1)


def test_the_second_writer_waits(folder: Path, store: Store) -> None:
    with holding_process(folder) as process:
        assert process.stdin
        end = threading.Timer(0.2, process.stdin.close)
        end.start()
        with store.write_lock("fonds add", 30):
            assert str(os.getpid()) in (lock_holder(folder) or "")
        end.join()


def test_a_killed_holder_holds_nothing(folder: Path, store: Store) -> None:
    with holding_process(folder) as process:
        process.kill()
        process.wait()
        with store.write_lock("fonds add", 30):
            pass


def test_what_the_file_says_while_nobody_holds_it_means_nothing(folder: Path, store: Store) -> None:
    for content in (b"", b"\xff\xfe", b'{"deed":"fonds add","pid":1,"since":"2001-01-01T00:00:00Z"}'):
        (folder / "lock").write_bytes(content)
        assert lock_holder(folder) is None
        keep(store, 1)


def test_a_holder_that_says_nothing_holds_all_the_same(folder: Path, store: Store) -> None:
    with open_store(folder) as other, other.write_lock("fonds add", 0):
        (folder / "lock").write_bytes(b"")
        assert lock_holder(folder) == "another process"
        with pytest.raises(Unavailable) as caught, store.write_lock("fonds add", 0):
            pass
        assert caught.value.message == "another writer is at work"


def test_the_lock_may_be_taken_again_by_whoever_holds_it(folder: Path, store: Store) -> None:
    with store.write_lock("one", 0), store.write_lock("two", 0):
        keep(store, 1)
        store.heal()
        assert "one" in (lock_holder(folder) or "")
    assert lock_holder(folder) is None


def test_threads_of_one_store_take_turns(store: Store) -> None:
    failed: list[str] = []

    def try_it() -> None:
        try:
            with store.write_lock("two", 0.05):
                pass
        except Unavailable as error:
            failed.append(error.code)

    with store.write_lock("one", 0):
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
    assert failed == ["locked"]
    with store.write_lock("three", 0):
        pass


def test_two_writers_keep_what_both_bring(folder: Path) -> None:
    with open_store(folder) as one, open_store(folder) as two:
        threads = [
            threading.Thread(target=lambda store=store, numbers=numbers: [keep(store, n) for n in numbers])
            for store, numbers in ((one, range(10)), (two, range(5, 15)))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert one.count() == two.count() == 15
        assert one.position() == 20
        assert one.verify() == ()


# Reading while somebody writes


def test_a_store_is_opened_while_somebody_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer is between its journal and its note of it: a reader need not wait."""
    with open_store(folder) as writer:
        keep(writer, 1)
        monkeypatch.setattr("fonds.store._journal.Journal.note_state", lambda journal: None)
        with writer.write_lock("fonds add", 0):
            keep(writer, 2)
            with open_store(folder) as reader:
                assert reader.count() == 2


def test_a_store_that_is_being_mended_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fonds.store._stores._WAIT_SECONDS", 0.05)
    with open_store(folder) as writer:
        keep(writer, 1, 2)
        journal = writer._keeping.journal
        with writer.write_lock("fonds rebuild", 0):
            journal._doubt(journal.read_state())
            with pytest.raises(Unavailable) as caught:
                open_store(folder)
    assert caught.value.code == "locked"


def test_a_store_whose_full_segments_changed_is_not_served_while_somebody_writes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fonds.store._stores._WAIT_SECONDS", 0.05)
    monkeypatch.setattr("fonds.store._segments.SEGMENT_BYTES", 100)
    with open_store(folder) as writer:
        keep(writer, 1, 2)
        first = folder / "journal" / "bodies" / "000001.jsonl"
        with writer.write_lock("fonds add", 0):
            first.write_bytes(first.read_bytes() + b"x")
            with pytest.raises(Unavailable) as caught:
                open_store(folder)
            assert caught.value.code == "locked"
    with pytest.raises(Unavailable) as caught:
        open_store(folder)
    assert caught.value.code == "journal-broken"
