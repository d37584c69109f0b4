"""`fonds check`: findings as text, JSON and CSV, and what its exit status says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from fonds.cli._findings_csv import COLUMNS, write_findings_csv
from fonds.criticism import CODES
from fonds.model import Finding, Passage, Reading, Record
from tests.cli.conftest import Fonds

_CALM = "A letter.\n\nDear friend,\n\nAll is well here.\n"


@pytest.fixture
def pages(tmp_path: Path, page: str) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "calm.txt").write_text(_CALM, encoding="utf-8")
    (folder / "page.txt").write_text(page, encoding="utf-8")
    (folder / "table.csv").write_text("a,b")
    return folder


def test_the_status_tells_whether_anything_was_found(fonds: Fonds, pages: Path) -> None:
    assert fonds("check", "pages/page.txt").returncode == 1
    assert fonds("check", "pages/calm.txt").returncode == 0
    both = fonds("check", "pages/calm.txt", "pages/page.txt", "--format", "json")
    assert [bool(entry["findings"]) for entry in json.loads(both.stdout)] == [False, True]


def test_the_status_heeds_the_severity_that_was_chosen(fonds: Fonds, pages: Path) -> None:
    for fail_on, status in (("note", 1), ("warning", 1), ("conflict", 1), ("never", 0)):
        assert fonds("check", "pages/page.txt", "--fail-on", fail_on).returncode == status
    severities = {
        finding["severity"]: finding["code"]
        for finding in json.loads(fonds("check", "pages/page.txt", "--format", "json").stdout)[0]["findings"]
    }
    for severity, code in severities.items():
        expected = 1 if severity == "conflict" else 0
        assert fonds("check", "pages/page.txt", "--fail-on", "conflict", "--code", code).returncode == expected
    assert fonds("check", "pages/page.txt", "--fail-on", "fatal").returncode == 2


def test_a_folder_is_checked_whole_and_other_files_are_passed_over(fonds: Fonds, pages: Path) -> None:
    answer = fonds("check", "pages", "--fail-on", "never")
    assert answer.returncode == 0
    assert "1 file passed over that can not be pages" in answer.stderr
    lines = answer.stdout.splitlines()
    assert lines[0] == "pages/calm.txt: nothing found"
    assert lines[1].startswith("pages/page.txt: ")
    assert lines[-1].startswith("2 checked: ")


def test_a_bad_file_does_not_stop_the_others_and_gives_the_status(fonds: Fonds, pages: Path) -> None:
    answer = fonds("check", "none.txt", "pages/page.txt", "--fail-on", "never")
    assert answer.returncode == 66
    assert "sum-mismatch" in answer.stdout
    assert "none.txt" in answer.stderr


def test_only_some_codes(fonds: Fonds, pages: Path) -> None:
    shown = json.loads(fonds("check", "pages", "--code", "sum-mismatch", "--format", "json").stdout)
    assert {finding["code"] for entry in shown for finding in entry["findings"]} == {"sum-mismatch"}
    assert fonds("check", "pages", "--code", "number-gap").returncode == 0
    wrong = fonds("check", "pages", "--code", "sum-missmatch")
    assert (wrong.returncode, wrong.stdout) == (66, "")
    assert "Did you mean sum-mismatch" in wrong.stderr


def test_csv_has_a_row_for_each_finding(fonds: Fonds, pages: Path) -> None:
    found = json.loads(fonds("check", "pages", "--format", "json").stdout)[1]["findings"]
    shown = fonds("check", "pages", "--format", "csv")
    assert shown.returncode == 1
    head, *rows = csv.reader(io.StringIO(shown.stdout, newline=""))
    assert tuple(head) == COLUMNS
    assert [(row[0], row[2], row[3], row[7]) for row in rows] == [
        ("pages/page.txt", one["code"], one["severity"], one["message"]) for one in found
    ]
    row = next(row for row in rows if row[2] == "sum-mismatch")
    assert row[1] == ""
    assert row[5] == "2.1"
    assert "12 boats" in row[6]
    assert row[8].startswith("2.1: ")


def test_csv_of_nothing_is_the_row_of_headings(fonds: Fonds, pages: Path) -> None:
    assert fonds("check", "pages/calm.txt", "--format", "csv").stdout == ",".join(COLUMNS) + "\r\n"


def test_a_record_of_the_archive_has_its_id_in_csv(fonds: Fonds, archive: Path) -> None:
    (record,) = json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)
    shown = fonds("--archive", "archive", "check", record["id"], "page.txt", "--format", "csv")
    _, *rows = csv.reader(io.StringIO(shown.stdout, newline=""))
    assert {(row[0], row[1]) for row in rows} == {(record["id"], record["id"]), ("page.txt", "")}


@pytest.mark.parametrize(
    "literal", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u00a0=cmd|' /C calc'!A0"]
)
def test_no_cell_is_a_formula(literal: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    record = Record(slots=(Passage(id="s1", kind="paragraph", content=literal, label="/1"),))
    finding = Finding(code="sum-mismatch", slots=("s1",), literals=(literal,), message=literal)
    write_findings_csv([(literal, Reading(record=record, findings=(finding,)))])
    written = capfdbinary.readouterr().out.decode()
    _, row = csv.reader(io.StringIO(written, newline=""))
    for cell in (row[0], row[6], row[7]):
        assert cell.startswith("'")
        assert cell[1:].strip() != ""
    assert written.endswith("\r\n")
    assert "\x1b" not in written


def test_csv_quotes_and_keeps_every_character(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    message = 'Two "dates", one; in 塔城\nand Чугучак \x1b[31m.'
    record = Record(slots=(Passage(id="s1", kind="paragraph", content="x", label="/1"),))
    finding = Finding(code="date-conflict", slots=("s1",), literals=("a", "b"), message=message)
    write_findings_csv([("page.txt", Reading(record=record, findings=(finding,)))])
    _, row = csv.reader(io.StringIO(capfdbinary.readouterr().out.decode(), newline=""))
    assert row[7] == message.replace("\x1b", "␛")
    assert row[6] == "a | b"


def test_codes_are_explained_and_listed(fonds: Fonds) -> None:
    assert "total" in fonds("check", "--explain", "sum-mismatch").stdout
    explained = json.loads(fonds("check", "--explain", "sum-mismatch", "--format", "json").stdout)
    assert explained["code"] == "sum-mismatch"
    assert "total" in explained["explanation"]
    listed = fonds("check", "--explain", "list").stdout
    assert [line.split()[0] for line in listed.splitlines() if not line.startswith(" ")] == list(CODES)
    as_json = json.loads(fonds("check", "--explain", "list", "--format", "json").stdout)
    assert [entry["code"] for entry in as_json] == list(CODES)


def test_an_unknown_code_is_told_what_it_may_have_meant(fonds: Fonds) -> None:
    answer = fonds("check", "--explain", "summ-mismatch")
    assert answer.returncode == 66
    assert "Did you mean sum-mismatch" in answer.stderr
    assert "All codes: fonds check --explain list" in answer.stderr
    assert fonds("check", "--explain", "zzz").returncode == 66


def test_nothing_to_check_is_a_wrong_command(fonds: Fonds) -> None:
    assert fonds("check").returncode == 2


def test_a_finding_says_how_grave_it_is_where_and_below_it_what(fonds: Fonds, pages: Path) -> None:
    lines = fonds("check", "pages/page.txt", "--code", "sum-mismatch").stdout.splitlines()
    assert lines[1:4] == [
        "  conflict  sum-mismatch  2.1",
        "    The total is 12, the parts make 11.",
        "      1. the total 12 would be 11 (a single slip of the pen)",
    ]


def test_a_reading_elsewhere_ends_with_its_place(fonds: Fonds, pages: Path) -> None:
    page = pages / "page.txt"
    page.write_text(page.read_text("utf-8").replace("Lebedeva - 9", "Ognev - 2"), encoding="utf-8")
    shown = fonds("check", "pages/page.txt").stdout
    assert any(line.startswith("      1. ") and line.endswith(")") for line in shown.splitlines()), shown


def test_nothing_to_check_is_said_and_is_no_success(fonds: Fonds, tmp_path: Path, pages: Path) -> None:
    (tmp_path / "none").mkdir()
    (pages / "calm.txt").unlink()
    (pages / "page.txt").unlink()
    for folder in ("none", "pages"):  # empty, or without a page
        nothing = fonds("check", folder, "--fail-on", "never")
        assert (nothing.returncode, nothing.stdout) == (66, "There was nothing to check.\n")
    as_json = fonds("check", "none", "--format", "json")
    assert (as_json.returncode, as_json.stdout) == (66, "[]\n")
    assert "There was nothing to check." in as_json.stderr


def test_a_name_of_nothing_may_be_a_slip_in_a_file_or_a_record(fonds: Fonds, pages: Path) -> None:
    slip = fonds("check", "pages/pgae.txt")
    assert slip.returncode == 66
    assert "pages/pgae.txt: there is neither a file nor a record of that name" in slip.stderr
    assert "Did you mean pages/page.txt ?" in slip.stderr
    other = fonds("check", "3kf8bq2m7y")
    assert "neither a file nor a record" in other.stderr
    assert "Did you mean" not in other.stderr
