"""`fonds serve` as a process: what it says, how it ends, and that it knows no store but the open one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Fonds

CLOSED = "zq7xclosedv9"
TITLE = "River papers"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    cwd: Path, *before: str, serve: tuple[str, ...] = ("serve",), **environment: str
) -> Iterator[tuple[Any, str]]:
    """A server in a process group of its own, and the line with which it said that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "fonds", *before, *serve, "--port", str(free_port())],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process, process.stdout.readline()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def family(process: int) -> list[int]:
    """A process and all that came from it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in family(int(child)))]


def memory_holds(process: int, sought: bytes) -> bool:
    """Whether a readable page of a process holds some bytes."""
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            start, end = (int(part, 16) for part in span.split("-"))
            if not rights.startswith("r") or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            memory.seek(start)
            with suppress(OSError):  # a page behind the end of a mapped file
                if sought in memory.read(end - start):
                    return True
    return False


def surroundings(process: int) -> bytes:
    """Arguments, environment, working directory, mapped and open files of a process."""
    home = Path(f"/proc/{process}")
    links = [home / "cwd", *(home / "fd").iterdir()]
    texts = [(home / name).read_bytes() for name in ("cmdline", "environ", "maps")]
    return b"\n".join(texts + [bytes(link.readlink()) for link in links])


@pytest.fixture
def two_stores(fonds: Fonds, archive: Path) -> Path:
    """An archive with a record in its open store and one in a closed store."""
    assert fonds("--archive", "archive", "store", "add", CLOSED).returncode == 0
    other = archive.parent / "other.txt"
    other.write_text((archive.parent / "page.txt").read_text("utf-8").replace("boats", "barges"), encoding="utf-8")
    assert fonds("--archive", "archive", "add", "--store", CLOSED, "other.txt").returncode == 0
    return archive


def test_the_server_knows_no_store_but_the_open_one(two_stores: Path) -> None:
    # As a person would start it who just looked into the closed store.
    closed = two_stores / "stores" / CLOSED
    with serving(closed, PWD=str(closed), OLDPWD=str(closed), STORE=CLOSED) as (process, ready):
        address = ready.partition("open ")[2].partition(" ")[0]
        with urllib.request.urlopen(f"{address}search?q=boats", timeout=30) as answer:
            assert b"boats" in answer.read()
        members = family(process.pid)
        assert len(members) == 2
        for member in members:
            assert Path(f"/proc/{member}/cwd").readlink() == two_stores / "stores" / "open"
            assert CLOSED.encode() not in surroundings(member)
            assert not memory_holds(member, CLOSED.encode())
            assert memory_holds(member, TITLE.encode()), "the search through the memory finds what is there"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_as_a_whole_and_in_peace(archive: Path, ending: signal.Signals) -> None:
    with serving(archive) as (process, ready):
        assert ready.startswith(f"{TITLE}: open http://127.0.0.1:")
        members = family(process.pid)
        os.killpg(process.pid, ending)  # as a terminal does for Ctrl-C
        said, errors = process.communicate(timeout=30)
        assert process.returncode in (0, 130)
        assert "Traceback" not in errors
        assert said == ""
        assert [member for member in members if Path(f"/proc/{member}").exists()] == []


def test_the_folder_is_found_by_option_too(archive: Path) -> None:
    with serving(archive.parent, "--archive", "archive", PYTHONPATH="src") as (_, ready):
        assert ready.startswith(TITLE)


def test_the_title_is_that_of_the_open_store(archive: Path) -> None:
    (archive / "archive.toml").write_text("this is not read", encoding="utf-8")
    (archive / "stores" / "open" / "site.toml").write_text('title = "Other"\n', encoding="utf-8")
    with serving(archive) as (_, ready):
        assert ready.startswith("Other: open")


def test_without_an_archive_it_says_so(fonds: Fonds, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in (("serve",), ("--archive", "empty", "serve")):
        answer = fonds(*arguments)
        assert answer.returncode == 66
        assert "no archive" in answer.stderr
        assert "fonds init" in answer.stderr


def test_an_archive_without_its_open_store_is_said(fonds: Fonds, archive: Path) -> None:
    (archive / "stores" / "open").rename(archive / "elsewhere")
    answer = fonds("--archive", "archive", "serve")
    assert answer.returncode == 66
    assert "no open store" in answer.stderr


def test_a_store_of_a_newer_fonds_is_not_served(fonds: Fonds, archive: Path) -> None:
    file = archive / "stores" / "open" / "store.toml"
    file.write_text(file.read_text("utf-8").replace("format = 2", "format = 99"), encoding="utf-8")
    answer = fonds("--archive", "archive", "serve", "--port", str(free_port()))
    assert answer.returncode == 69
    assert "newer fonds" in answer.stderr
    assert "worker" not in answer.stdout + answer.stderr


def test_a_broken_journal_is_told_in_our_words_alone(fonds: Fonds, archive: Path) -> None:
    chain = archive / "stores" / "open" / "journal" / "chain.jsonl"
    data = bytearray(chain.read_bytes())
    data[len(data) // 2] ^= 1
    chain.write_bytes(data)
    answer = fonds("--archive", "archive", "serve", "--port", str(free_port()))
    assert answer.returncode == 75
    assert "journal" in answer.stderr
    assert "worker" not in answer.stdout + answer.stderr
