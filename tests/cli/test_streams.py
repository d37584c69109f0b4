"""Closed, full and narrow standard streams, and names that no file can have: one line and a status, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Fonds

_LONG = "x" * 300


def _in_shell(tmp_path: Path, command: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        ["bash", "-c", f'fonds() {{ "{sys.executable}" -m fonds "$@"; }}; {command}; exit ${{PIPESTATUS[0]}}'],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("command", ["--archive archive list", "read page.txt --format json", "--help"])
def test_a_full_disk_behind_standard_output(command: str, archive: Path, tmp_path: Path) -> None:
    done = _in_shell(tmp_path, f"fonds {command} > /dev/full")
    assert done.returncode == 74
    assert done.stderr == "fonds: standard output can not be written (No space left on device)\n"


def test_closed_streams(archive: Path, tmp_path: Path) -> None:
    closed_input = _in_shell(tmp_path, "fonds read - <&-")
    assert closed_input.returncode == 75
    assert closed_input.stderr.startswith("fonds: standard input: can not be read")
    closed_output = _in_shell(tmp_path, "fonds --archive archive list >&-")
    assert closed_output.returncode == 74
    assert "standard output can not be written" in closed_output.stderr
    assert _in_shell(tmp_path, "fonds --archive archive list >&- 2>&-").returncode == 74
    assert _in_shell(tmp_path, "fonds --archive archive list 2>&-").returncode == 0


@pytest.mark.parametrize("arguments", [["init", _LONG], ["--archive", _LONG, "list"], ["check", _LONG]])
def test_names_that_are_too_long(arguments: list[str], fonds: Fonds) -> None:
    answer = fonds(*arguments)
    assert answer.returncode == 75
    assert "File name too long" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_terminal_that_lacks_letters(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("A letter.\n\nПривет.\n", encoding="utf-8")
    shown = _in_shell(tmp_path, "PYTHONUTF8=0 PYTHONIOENCODING=ascii fonds read page.txt")
    assert shown.returncode == 0
    assert r"\u041f" in shown.stdout
    given = _in_shell(tmp_path, "PYTHONUTF8=0 PYTHONIOENCODING=ascii fonds read page.txt --format json")
    assert "Привет." in json.dumps(json.loads(given.stdout), ensure_ascii=False)


def test_who_reads_no_further_ends_a_command_quietly(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    done = _in_shell(tmp_path, "fonds --archive archive search '' | true")
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "long.txt").write_text("A letter.\n\n" + "All is well.\n\n" * 20_000, encoding="utf-8")
    done = _in_shell(tmp_path, "fonds read long.txt | head -1")  # more than a pipe holds
    assert (done.returncode, done.stderr) == (0, "")


def test_standard_input_has_a_limit_and_a_name(tmp_path: Path) -> None:
    for command in ("read", "check"):
        done = _in_shell(tmp_path, f"fonds {command} - < <(head -c 40000000 /dev/zero)")
        assert done.returncode == 65
        assert done.stderr.startswith("fonds: standard input: larger than 33,554,432 bytes")
    done = _in_shell(tmp_path, "fonds read - < /dev/null")
    assert done.stderr == "fonds: standard input: the source is empty\n"
