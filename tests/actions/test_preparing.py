"""Reading in several processes: one that dies, and all when the one that they read for dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest

from fonds.actions import preparing
from fonds.actions.archive import init_archive, open_archive
from fonds.actions.preparing import Readers
from fonds.model import Unavailable
from tests.actions import deadly

_ADDER = """\
import sys
from pathlib import Path
from fonds.actions.adding import add_sources
from fonds.actions.archive import open_archive
from fonds.model import Actor
if __name__ == "__main__":
    for outcome in add_sources(open_archive(Path(sys.argv[1])), [sys.argv[2]], actor=Actor(name="staff")):
        print(outcome.what, flush=True)
"""
_PATIENCE_SECONDS = 30


def test_only_the_source_on_which_a_process_dies_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_prepare_packed", deadly.prepare_packed)
    pages = [(number, f"ORDER No. {number}\n\n1. Send flour.\n".encode(), str(number)) for number in range(200)]
    for number in (0, 70, 71):
        pages[number] = (number, deadly.DEADLY, str(number))
    results = list(Readers(2).read(pages, len(pages)))
    assert [number for number, _, _ in results] == list(range(200))
    errors = {number: prepared for number, _, prepared in results if isinstance(prepared, Exception)}
    assert list(errors) == [0, 70, 71]
    for number, error in errors.items():
        assert isinstance(error, Unavailable)
        assert (error.code, error.ref) == ("reader-killed", str(number))


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
def test_no_process_outlives_one_that_is_killed(tmp_path: Path) -> None:
    archive = init_archive(tmp_path / "archive", "Papers")
    (tmp_path / "archive" / "archive.toml").write_text(
        'format = 1\ntitle = "Papers"\n[settings]\nreading_processes = 2\n[stores.open]\n'
    )
    archive.close()
    (tmp_path / "pages").mkdir()
    for number in range(300):
        (tmp_path / "pages" / f"{number}.txt").write_text(f"ORDER No. {number}\n\n1. Send flour.\n" * 50)
    script, mark = tmp_path / "adder.py", uuid4().hex
    script.write_text(_ADDER)
    command = [sys.executable, str(script), str(tmp_path / "archive"), str(tmp_path / "pages")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "FONDS_TEST": mark}) as adder:
        assert adder.stdout
        assert adder.stdout.readline() == b"added\n"
        assert len(_processes(mark)) >= 4  # the adder, the one that forks, two that read
        adder.send_signal(signal.SIGKILL)
        adder.wait()
        end = time.monotonic() + _PATIENCE_SECONDS
        while _processes(mark) and time.monotonic() < end:
            time.sleep(0.1)
        assert _processes(mark) == []
    after = open_archive(tmp_path / "archive")
    assert after.shelf().store.verify() == ()
    after.close()


def _processes(mark: str) -> list[str]:
    """Processes that live and have a mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append(folder.name)
        except OSError:  # gone meanwhile, or somebody else's
            continue
    return found
