"""`fonds log`: what was read, whether that is all, and checkpoints; and closed reads by the commands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Fonds
from tests.people import Person


@pytest.fixture
def closed(fonds: Fonds, archive: Path, tmp_path: Path, page: str) -> str:
    """A closed record beside the open one; its id."""
    assert fonds("--archive", "archive", "store", "add", "special").returncode == 0
    (tmp_path / "other.txt").write_text(page.replace("Karasu", "Naryn"), encoding="utf-8")
    added = fonds("--archive", "archive", "add", "other.txt", "--store", "special", "--format", "json")
    return str(json.loads(added.stdout)[0]["record_id"])


def test_commands_leave_entries_and_checkpoints(fonds: Fonds, archive: Path, closed: str, tmp_path: Path) -> None:
    commands = {
        "list": ["list"],
        "show": ["show", f"{closed}#2.1"],
        "search": ["search", "Naryn"],
        "check": ["check", closed],
        "excerpt": ["excerpt", closed, "--for", "Ognev"],
        "versions": ["show", closed, "--versions"],
    }
    for command in commands.values():
        assert fonds("--archive", "archive", *command, "--store", "special").stdout
    (shown,) = json.loads(fonds("--archive", "archive", "log", "show", "--format", "json").stdout)
    assert shown["store"] == "special"
    deeds = [entry["deed"] for entry in shown["entries"]]
    assert [deed for deed in deeds if deed in commands] == deeds == [*commands, "show"]
    assert shown["entries"][1]["seen"] == [{"record": closed, "version": 1, "labels": ["2.1"]}]
    assert f"{closed}#2.1" in fonds("--archive", "archive", "log", "show", "--store", "special").stdout
    answer = fonds("--archive", "archive", "log", "verify")
    assert (answer.returncode, answer.stdout) == (0, "special: 7 entries, 6 checkpoints; all is as it was written\n")
    kept = tmp_path / "kept.jsonl"
    shutil.copy(archive / "desk" / "checkpoints" / "special.jsonl", kept)
    assert "entry 7" in fonds("--archive", "archive", "log", "checkpoint").stdout
    key = (archive / "stores" / "special" / "key.pub").read_text().strip()
    outside = ["--store", "special", "--checkpoints", str(kept), "--public-key"]
    assert fonds("--archive", "archive", "log", "verify", *outside, key.upper()).returncode == 0
    wrong = fonds("--archive", "archive", "log", "verify", *outside, "0" * 64)
    assert (wrong.returncode, "not signed with the key" in wrong.stdout) == (1, True)


def test_a_changed_log_is_found_and_stops_closed_reads_alone(fonds: Fonds, archive: Path, closed: str) -> None:
    for _ in range(2):
        assert fonds("--archive", "archive", "show", closed, "--store", "special").returncode == 0
    log = archive / "stores" / "special" / "log" / "log.jsonl"
    log.write_bytes(log.read_bytes().splitlines(keepends=True)[0])
    answer = fonds("--archive", "archive", "log", "verify")
    assert answer.returncode == 1
    assert "the log ends at entry 1" in answer.stdout
    refused = fonds("--archive", "archive", "show", closed, "--store", "special")
    assert (refused.returncode, refused.stdout) == (75, "")
    assert "fonds log verify" in refused.stderr
    assert fonds("--archive", "archive", "search", "ferry").returncode == 0


def test_without_closed_stores_there_is_no_log(fonds: Fonds, archive: Path) -> None:
    for command in ("show", "verify", "checkpoint"):
        answer = fonds("--archive", "archive", "log", command)
        assert (answer.returncode, answer.stdout) == (0, "")
        assert fonds("--archive", "archive", "log", command, "--store", "open").returncode == 77
    assert fonds("--archive", "archive", "log", "verify", "--public-key", "00").returncode == 2


def test_a_backup_takes_key_and_log_along(fonds: Fonds, archive: Path, closed: str, tmp_path: Path) -> None:
    assert fonds("--archive", "archive", "list", "--store", "special").returncode == 0
    assert fonds("--archive", "archive", "backup", "copy").returncode == 0
    assert fonds("--archive", "new", "restore", "copy").returncode == 0
    shown = json.loads(fonds("--archive", "new", "log", "show", "--format", "json").stdout)
    assert [entry["deed"] for entry in shown[0]["entries"]] == ["list", "backup", "restore"]
    assert "all is as it was written" in fonds("--archive", "new", "log", "verify").stdout
    kept = str(archive / "desk" / "checkpoints" / "special.jsonl")
    outside = ["log", "verify", "--store", "special", "--checkpoints", kept]
    assert fonds("--archive", "new", *outside).returncode == 0
    assert fonds("--archive", "archive", "list", "--store", "special").returncode == 0
    assert fonds("--archive", "new", *outside).returncode == 1  # a read since the backup is not in the new log


def test_what_is_sealed_names_its_entry_and_the_log_what_was_sealed(
    fonds: Fonds, archive: Path, closed: str, tmp_path: Path
) -> None:
    key = Person(tmp_path, "ognev").key
    asked = ("--archive", "archive", "excerpt", closed, "--for", "Ognev", "--store", "special", "--seal", key)
    assert fonds(*asked, "--out", "out").returncode == 0
    (file,) = (tmp_path / "out").iterdir()
    opened = fonds("open-excerpt", str(file), "--identity", "ognev.key")
    assert "It is entry 2 of the store's log." in opened.stderr
    (shown,) = json.loads(fonds("--archive", "archive", "log", "show", "--format", "json").stdout)
    read, sealed = shown["entries"]
    assert (read["deed"], read["seen"]) == ("excerpt", [{"record": closed, "version": 1}])
    assert (sealed["deed"], sealed["made"]["to"]) == ("seal", [key])
    assert sealed["seen"] == [{"record": closed, "version": 1, "labels": ["2.1"]}]
    (archive / "desk" / "checkpoints" / "special.jsonl").unlink()
    (archive / "desk" / "checkpoints").rmdir()
    (archive / "desk" / "checkpoints").write_text("in the way")
    assert fonds(*asked, "--out", "again").returncode == 75
    assert not (tmp_path / "again").exists()
