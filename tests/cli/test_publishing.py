"""`fonds publish` and `fonds serve --published`: a copy for a public host, and a server that knows nothing else."""

from __future__ import annotations

import os
import shutil
import signal
import time
import urllib.request
from pathlib import Path

from tests.cli.conftest import Fonds
from tests.cli.test_serving import CLOSED, TITLE, family, free_port, memory_holds, serving, surroundings, two_stores

__all__ = ["two_stores"]  # a fixture: an archive with an open and a closed store


def published(folder: Path) -> tuple[str, ...]:
    return "serve", "--published", str(folder)


def address(ready: str) -> str:
    return ready.partition("open ")[2].partition(" ")[0]


def read(page: str) -> bytes:
    with urllib.request.urlopen(page, timeout=30) as answer:
        return bytes(answer.read())


def test_publishing_says_what_it_did(fonds: Fonds, archive: Path) -> None:
    first, again = (fonds("--archive", "archive", "publish", "public") for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0)
    assert first.stdout.startswith("public: published 1 record as generation 000001-")
    assert again.stdout.startswith("public: nothing has changed for readers since generation 000001-")
    assert first.stderr + again.stderr == ""


def test_a_folder_inside_the_archive_is_refused(fonds: Fonds, archive: Path) -> None:
    answer = fonds("publish", "public", cwd=archive)
    assert answer.returncode == 77
    assert "outside of the archive" in answer.stderr
    assert not (archive / "public").exists()


def test_the_current_generation_always_stays(fonds: Fonds, archive: Path) -> None:
    assert fonds("--archive", "archive", "publish", "public", "--keep", "0").returncode == 2


def test_the_server_knows_the_published_folder_alone(fonds: Fonds, two_stores: Path, tmp_path: Path) -> None:
    assert fonds("--archive", "archive", "publish", "public").returncode == 0
    shutil.move(tmp_path / "public", tmp_path / "elsewhere")
    # As a person would start it who just looked into the closed store.
    closed = two_stores / "stores" / CLOSED
    shell = {"PWD": str(closed), "OLDPWD": str(closed), "STORE": CLOSED}
    with serving(closed, serve=published(tmp_path / "elsewhere"), **shell) as (process, ready):
        assert b"boats" in read(f"{address(ready)}search?q=boats")
        members = family(process.pid)
        assert len(members) == 2
        for member in members:
            assert Path(f"/proc/{member}/cwd").readlink() == tmp_path / "elsewhere"
            assert CLOSED.encode() not in surroundings(member)
            assert str(two_stores).encode() not in surroundings(member)
            assert not memory_holds(member, CLOSED.encode())
            assert memory_holds(member, TITLE.encode()), "the search through the memory finds what is there"


def test_it_follows_and_leaves_nothing_behind(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    assert fonds("--archive", "archive", "publish", "public").returncode == 0
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with serving(tmp_path, serve=published(tmp_path / "public"), TMPDIR=str(scratch)) as (process, ready):
        at = address(ready)
        assert b"1 record" in read(f"{at}records")
        other = tmp_path / "other.txt"
        other.write_text((tmp_path / "page.txt").read_text("utf-8").replace("boats", "barges"), encoding="utf-8")
        assert fonds("--archive", "archive", "add", "other.txt").returncode == 0
        assert fonds("--archive", "archive", "publish", "public").returncode == 0
        until = time.monotonic() + 20
        while b"2 records" not in read(f"{at}records"):
            assert time.monotonic() < until
            time.sleep(0.05)
        assert len(list(scratch.iterdir())) == 1
        os.killpg(process.pid, signal.SIGTERM)
        said, errors = process.communicate(timeout=30)
    assert said == ""
    assert [line.split(" generation ")[0] for line in errors.splitlines()] == ["fonds: serving"] * 2
    assert list(scratch.iterdir()) == []


def test_a_damaged_generation_is_not_served(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    assert fonds("--archive", "archive", "publish", "public").returncode == 0
    (tmp_path / "public" / "current" / "tables.db").write_bytes(b"")
    answer = fonds("serve", "--published", "public", "--port", str(free_port()))
    assert answer.returncode == 65
    assert "tables.db" in answer.stderr
    assert "not as it was published" in answer.stderr
    assert "worker" not in answer.stdout + answer.stderr


def test_where_nothing_is_published_it_says_so(fonds: Fonds, archive: Path) -> None:
    for folder in ("archive", "nowhere"):
        answer = fonds("serve", "--published", folder)
        assert answer.returncode == 66
        assert "fonds publish" in answer.stderr


def test_archive_and_published_folder_do_not_go_together(fonds: Fonds, archive: Path) -> None:
    answer = fonds("--archive", "archive", "serve", "--published", "public")
    assert answer.returncode == 2
    assert "leave --archive away" in answer.stderr
