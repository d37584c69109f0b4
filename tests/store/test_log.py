"""The access log: it grows by whole entries, whoever is killed, and stops when it is not as it was written."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.model import Unavailable
from fonds.release import LogEntry, Seen
from fonds.store import AccessLog, _disk, _log, check_log, create_store, read_key, write_checkpoint

AT = "2026-11-26T09:00:00Z"
ENTER = """
import sys
from pathlib import Path
from fonds.release import LogEntry
from fonds.store import AccessLog
for number in range(int(sys.argv[2])):
    AccessLog(Path(sys.argv[1]), 60).append(LogEntry(at="2026-11-26T09:00:00Z", by=sys.argv[3], deed="show"))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folder of a closed store."""
    create_store(tmp_path / "special", "special")
    return tmp_path / "special"


@pytest.fixture
def log(folder: Path) -> AccessLog:
    """Its log."""
    return AccessLog(folder, 5)


def enter(log: AccessLog, record: str = "3kf8bq2m7x") -> LogEntry:
    return log.append(LogEntry(at=AT, by="archivist", deed="show", seen=(Seen(record=record, labels=("8.3", "9")),)))


def numbers(log: AccessLog) -> list[int]:
    return [entry.number for entry in log.entries()]


def test_entries_are_a_chain(folder: Path, log: AccessLog) -> None:
    assert numbers(log) == []
    written = [enter(log), enter(log), enter(AccessLog(folder, 5))]
    assert list(log.entries()) == written
    assert numbers(log) == [1, 2, 3]
    assert len({entry.prev for entry in written}) == 3
    key = read_key(folder)
    assert check_log(log.path, [], key.public)[0].entries == 3
    made = write_checkpoint(folder.parent / "outside.jsonl", log, key, AT)
    check, faults = check_log(log.path, (folder.parent / "outside.jsonl").read_bytes().splitlines(), key.public)
    assert (check.entries, check.checkpoints, check.proven, faults) == (3, 1, 3, ())
    assert made.number == 3


def test_a_line_that_was_not_finished_is_cut_and_no_whole_entry_with_it(log: AccessLog) -> None:
    enter(log)
    whole = log.path.read_bytes()
    enter(log)
    line = log.path.read_bytes()[len(whole) :]
    for noted in (True, False):
        for size in range(len(line)):
            log.path.write_bytes(whole)
            (log.path.parent / "state.json").unlink(missing_ok=True)
            if noted:
                enter(log)
            before = log.path.read_bytes()
            with log.path.open("ab") as file:
                file.write(line[:size])
            assert numbers(log) == list(range(1, 2 + noted))
            assert enter(log).number == 2 + noted
            assert log.path.read_bytes().startswith(before)
            assert numbers(log) == list(range(1, 3 + noted))


def test_a_note_that_is_lost_or_older_costs_nothing_but_time(log: AccessLog) -> None:
    note = log.path.parent / "state.json"
    enter(log)
    first = note.read_bytes()
    enter(log)
    for content in (first, b"", b"no note", None):
        note.unlink() if content is None else note.write_bytes(content)
        enter(log)
    assert numbers(log) == [1, 2, 3, 4, 5, 6]


def test_entering_reads_the_end_and_not_the_whole_log(log: AccessLog, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(20):
        enter(log)
    read: list[bytes] = []
    sound = _log.read_log_line
    monkeypatch.setattr(_log, "read_log_line", lambda line: read.append(line) or sound(line))
    enter(log)
    assert len(read) == 1


@pytest.mark.parametrize("hurt", ["cut", "changed", "missing", "older"])
def test_a_log_that_is_not_as_it_was_written_stops_everything(log: AccessLog, hurt: str) -> None:
    enter(log)
    older = log.path.read_bytes()
    for _ in range(3):
        enter(log)
    whole = log.path.read_bytes()
    damaged = {"cut": whole[:-1], "changed": whole[:-20] + b"x" + whole[-19:], "older": older}
    log.path.write_bytes(damaged[hurt]) if hurt in damaged else log.path.unlink()
    with pytest.raises(Unavailable) as caught:
        enter(log)
    assert caught.value.code == "log-broken"
    assert "fonds log verify" in caught.value.hint


def test_a_hurt_in_the_middle_is_found_when_the_whole_is_read(log: AccessLog) -> None:
    for _ in range(3):
        enter(log)
    log.path.write_bytes(log.path.read_bytes().replace(b"8.3", b"8.4", 1))
    (log.path.parent / "state.json").unlink()
    for read in (lambda: enter(log), lambda: numbers(log)):
        with pytest.raises(Unavailable, match="at entry 1"):
            read()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("deed", ["write", "sync", "make_folder"])
def test_a_disk_that_fails_enters_nothing(
    log: AccessLog, monkeypatch: pytest.MonkeyPatch, number: int, deed: str
) -> None:
    enter(log)
    sound = _disk.write

    def fail(*args: object) -> None:
        if deed == "write":
            sound(args[0], args[1][:50])
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(_log._disk, deed, fail)
        if deed == "write":
            patched.setattr("fonds.store._lock._say", lambda *_: None)
        with pytest.raises(Unavailable) as caught:
            enter(log)
    assert caught.value.code == "log-unwritable"
    assert "log can not be written" in caught.value.message
    assert log.path.read_bytes().endswith(b"\n") or deed == "sync"
    assert enter(log).number == 2
    assert numbers(log) == [1, 2]


def test_a_folder_that_may_not_be_written_is_said(folder: Path, log: AccessLog, without_privileges: None) -> None:
    with pytest.raises(Unavailable) as caught:
        enter(log)
    assert caught.value.code == "log-unwritable"


@pytest.fixture
def two_writers(folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two processes that enter at once."""
    command = [sys.executable, "-W", "error", "-c", ENTER, str(folder), "25"]
    processes = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    yield processes
    for process in processes:
        process.wait(timeout=60)


def test_two_processes_enter_at_once(log: AccessLog, two_writers: list[subprocess.Popen[bytes]]) -> None:
    assert [process.wait(timeout=60) for process in two_writers] == [0, 0]
    entries = list(log.entries())
    assert [entry.number for entry in entries] == list(range(1, 51))
    assert sorted(entry.by for entry in entries) == ["a"] * 25 + ["b"] * 25
