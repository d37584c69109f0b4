"""`fonds excerpt`: what was sent to somebody, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fonds.formats.pdf import missing_for_printing
from fonds.formats.tei import read_tei
from tests.cli.conftest import Fonds
from tests.people import Person

needs_pango = pytest.mark.skipif(bool(missing_for_printing()), reason="pango is not installed")


def _only_id(fonds: Fonds) -> str:
    return str(json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)[0]["id"])


def test_an_excerpt_has_what_was_sent_and_no_more(fonds: Fonds, archive: Path) -> None:
    made = fonds("--archive", "archive", "excerpt", _only_id(fonds), "--for", "ognev")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("EXCERPT\n")
    assert "For Ognev" in made.stdout
    assert "sending 12 boats" in made.stdout
    assert "slipway" not in made.stdout


def test_a_pointer_that_leads_nowhere_yields_nothing_and_a_question(fonds: Fonds, archive: Path) -> None:
    made = fonds("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Lebedeva")
    assert made.returncode == 1
    assert "“9”" in made.stderr
    assert "boats" not in made.stdout


def test_passages_by_their_labels(fonds: Fonds, archive: Path) -> None:
    made = fonds("--archive", "archive", "excerpt", _only_id(fonds), "--passages", "2.2", "--format", "tei")
    assert made.returncode == 0, made.stderr
    assert [passage.label for passage in read_tei(made.stdout.encode()).passages()] == ["2.2"]


def test_json_has_the_passages_alone(fonds: Fonds, archive: Path) -> None:
    made = fonds("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Ognev", "--format", "json")
    told = json.loads(made.stdout)
    assert told["recipient"] == "Ognev"
    assert [slot["label"] for slot in told["reading"]["record"]["slots"]] == ["2.1"]
    assert "findings" not in told["reading"]


def test_nobody_of_that_name(fonds: Fonds, archive: Path) -> None:
    made = fonds("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Nobody")
    assert made.returncode == 66
    assert "names nobody so" in made.stderr


def test_one_says_for_whom_or_which(fonds: Fonds, archive: Path) -> None:
    assert fonds("--archive", "archive", "excerpt", _only_id(fonds)).returncode == 2


def _raw(tmp_path: Path, *arguments: str, **streams: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "fonds", *arguments]
    return subprocess.run(command, cwd=tmp_path, timeout=120, check=False, **streams)


@needs_pango
def test_a_pdf_goes_to_a_new_file_or_into_a_pipe(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    asked = ("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Ognev", "--format", "pdf")
    piped = _raw(tmp_path, *asked, capture_output=True)
    assert piped.stdout.startswith(b"%PDF-")
    assert fonds(*asked, "--out", "x.pdf").returncode == 0
    assert (tmp_path / "x.pdf").read_bytes() == piped.stdout
    again = fonds(*asked, "--out", "x.pdf")
    assert again.returncode == 73
    assert "x.pdf: the file exists already" in again.stderr


def test_a_pdf_is_not_written_to_a_terminal(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    theirs, ours = pty.openpty()
    asked = ("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Ognev", "--format", "pdf")
    done = _raw(tmp_path, *asked, stdout=ours, stderr=subprocess.PIPE)
    assert done.returncode == 77
    assert b"--out excerpt.pdf" in done.stderr
    os.close(ours)
    os.close(theirs)


def test_other_forms_go_to_files_too(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    asked = ("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Ognev")
    assert fonds(*asked, "--out", "x").returncode == 0
    assert (tmp_path / "x").read_text(encoding="utf-8").strip() == fonds(*asked).stdout.strip()


@pytest.mark.parametrize("goal", [("--out", "x"), ("--format", "pdf"), ("--out", "sealed", "--seal", "age1x")])
def test_of_nothing_no_file_is_made(goal: tuple[str, ...], fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    made = fonds("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Lebedeva", *goal)
    assert made.returncode == 1
    assert made.stdout == ""
    assert "“9”" in made.stderr
    assert not (tmp_path / goal[1]).exists()


@pytest.fixture
def sealed(fonds: Fonds, archive: Path, tmp_path: Path) -> Path:
    """An excerpt that was sealed to the key in `ognev.key`."""
    key = Person(tmp_path, "ognev").key
    made = fonds("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Ognev", "--seal", key, "--out", "out")
    assert made.returncode == 0, made.stderr
    (file,) = (tmp_path / "out").iterdir()
    assert made.stdout == f"out/{file.name}  for {key}\n"
    return file


def test_a_sealed_excerpt_is_opened_without_the_archive(fonds: Fonds, sealed: Path, tmp_path: Path) -> None:
    public = (tmp_path / "archive/stores/open/key.pub").read_text().strip()
    shutil.rmtree(tmp_path / "archive")
    opened = fonds("open-excerpt", str(sealed), "--identity", "ognev.key", "--public-key", public)
    assert opened.returncode == 0, opened.stderr
    assert opened.stdout.startswith("EXCERPT\n")
    assert "sending 12 boats" in opened.stdout
    assert "Excerpt for Ognev of record" in opened.stderr
    assert "(2.1)" in opened.stderr
    assert "This is the key that you expect." in opened.stderr
    unknown = fonds("open-excerpt", str(sealed), "--identity", "ognev.key", "--out", "opened.txt")
    assert unknown.stdout == ""
    assert public in unknown.stderr
    assert "expect" not in unknown.stderr
    assert (tmp_path / "opened.txt").read_text(encoding="utf-8") == opened.stdout


def test_nothing_is_shown_of_what_does_not_open(fonds: Fonds, sealed: Path, tmp_path: Path) -> None:
    Person(tmp_path, "other")
    (tmp_path / "cut.age").write_bytes(sealed.read_bytes()[:-100])
    cases = {
        (str(sealed), "other.key"): 77,
        ("cut.age", "ognev.key"): 65,
        ("nowhere", "ognev.key"): 75,
        (str(sealed), "ognev.key", "--public-key", "ab" * 32): 77,
    }
    for (file, identity, *more), status in cases.items():
        opened = fonds("open-excerpt", file, "--identity", identity, "--out", "opened", *more)
        assert opened.returncode == status, opened.stderr
        assert opened.stdout == ""
        assert opened.stderr.startswith("fonds: ")
        assert not (tmp_path / "opened").exists()


def test_sealed_excerpts_need_a_folder_and_keys(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    asked = ("--archive", "archive", "excerpt", _only_id(fonds), "--for", "Ognev")
    assert fonds(*asked, "--seal", "age1x").returncode == 2
    assert fonds(*asked, "--seal", "age1x", "--out", "out").returncode == 65
    assert fonds(*asked, "--seal-file", "nowhere", "--out", "out").returncode == 75
    assert not (tmp_path / "out").exists()


def test_who_knew_what(fonds: Fonds, archive: Path) -> None:
    knew = fonds("--archive", "archive", "knew", "ognev")
    assert knew.returncode == 0, knew.stderr
    assert knew.stdout.startswith("1 record, named “Ognev”\n")
    assert "sending 12 boats" in knew.stdout
    assert "slipway" not in knew.stdout


def test_who_was_sent_what_leads_nowhere(fonds: Fonds, archive: Path) -> None:
    knew = fonds("--archive", "archive", "knew", "Lebedeva")
    assert "by courier" in knew.stdout
    assert "?  “9” leads to no passage." in knew.stdout
    (told,) = json.loads(fonds("--archive", "archive", "knew", "Lebedeva", "--format", "json").stdout)
    assert (told["channel"], told["passages"], told["question"]["scope"]) == ("courier", [], "9")


def test_who_knew_what_as_a_spreadsheet(fonds: Fonds, archive: Path) -> None:
    knew = fonds("--archive", "archive", "knew", "Ognev", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(knew.stdout, newline=""))
    assert (row["date"], row["passage"], row["recipient"]) == ("1931-05-04", "2.1", "Ognev")
    assert "12 boats" in row["text"]


def test_nobody_of_that_name_knew_anything(fonds: Fonds, archive: Path) -> None:
    knew = fonds("--archive", "archive", "knew", "Kirov")
    assert knew.returncode == 1
    assert knew.stdout == "No list names anybody so.\n"
