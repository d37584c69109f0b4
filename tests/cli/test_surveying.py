"""`fonds read` of several sources: the table, the totals, what is set aside, and readings as files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Fonds


@pytest.fixture
def pages(tmp_path: Path, page: str) -> Path:
    """Two pages, one of them in a folder below, one that is empty, and a file of another kind."""
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "1.txt").write_text(page, encoding="utf-8")
    (folder / "deep" / "2.txt").write_text("A letter.\n\nDear friend,\n\nAll is well here.\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "table.csv").write_text("a,b")
    return folder


def test_a_folder_gives_a_table_and_totals(fonds: Fonds, pages: Path) -> None:
    shown = fonds("read", "pages")
    assert shown.returncode == 1
    lines = shown.stdout.splitlines()
    assert lines[0].split() == ["pages/", "form", "document", "passages", "findings", "least", "sure"]
    assert lines[1].split()[:4] == ["1.txt", "A1", "95%", "minutes"]
    assert "2 conflicts" in shown.stdout
    assert "set aside  pages/empty.txt: the source is empty" in lines
    assert "set aside  pages/table.csv: not the kind of file that pages are in" in lines
    assert lines[-1].startswith("2 sources read, ")
    assert lines[-1].endswith("2 set aside.")


def test_a_narrow_terminal_gets_whole_words_and_no_line_beyond_it(
    fonds: Fonds, pages: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pages / "a-folder-with-a-rather-long-name"
    folder.mkdir()
    (folder / "minutes-of-the-river-commission.txt").write_text(page, encoding="utf-8")
    (folder / "a-table-of-boats-that-is-no-page-at-all.csv").write_text("a,b")
    monkeypatch.setattr("tests.cli.conftest.COLUMNS", 80)
    shown = fonds("read", "pages")
    lines = shown.stdout.splitlines()
    assert lines[0].split() == ["pages/", "form", "document", "passages", "findings"]
    assert max(map(len, lines)) <= 80
    names = [line.split()[0] for line in lines if line.startswith(("a-", "minutes-of", "river-"))]
    assert names == ["a-folder-with-a-rather-long-", "minutes-of-the-river-"]


def test_several_files_give_a_table_and_no_error(fonds: Fonds, pages: Path) -> None:
    shown = fonds("read", "pages/1.txt", "pages/deep/2.txt")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines()[2:4] != []
    assert "2 sources read" in shown.stdout


def test_the_table_as_json(fonds: Fonds, pages: Path) -> None:
    survey = json.loads(fonds("read", "pages", "--format", "json").stdout)
    assert [row["source"] for row in survey["sources"]] == [
        "pages/1.txt", "pages/deep/2.txt", "pages/empty.txt", "pages/table.csv",
    ]  # fmt: skip
    first, _, empty, _ = survey["sources"]
    assert (first["form"], first["kind"], first["date"]) == ("A1", "minutes", "1931-05-04")
    assert first["findings"]["conflict"] == 2
    assert set(first["least"]) == {"line", "label", "kind", "certainty"}
    assert empty["code"] == "empty"
    assert survey["totals"]["sources"] == 4
    assert (survey["totals"]["read"], survey["totals"]["set_aside"]) == (2, 2)


def test_the_least_sure_line_is_the_line_of_the_file(fonds: Fonds, pages: Path) -> None:
    first = json.loads(fonds("read", "pages", "--format", "json").stdout)["sources"][0]
    explained = json.loads(fonds("read", "pages/1.txt", "--explain", "--format", "json").stdout)
    least = min(explained["lines"], key=lambda line: line["certainty"])
    assert first["least"]["line"] == least["source_lines"][0]
    text = (pages / "1.txt").read_text("utf-8").splitlines()
    assert least["text"].startswith(text[first["least"]["line"] - 1].strip())


def test_readings_are_written_into_a_folder(fonds: Fonds, tmp_path: Path, pages: Path) -> None:
    shown = fonds("read", "pages", "--out", "out")
    assert "2 readings written to out." in shown.stdout
    written = json.loads((tmp_path / "out" / "1.json").read_text("utf-8"))
    assert {finding["code"] for finding in written["findings"]} >= {"sum-mismatch"}
    assert (tmp_path / "out" / "deep" / "2.json").exists()
    (tmp_path / "out" / "1.json").write_text("mine")
    again = fonds("read", "pages", "--out", "out")
    assert "set aside  pages/1.txt: out/1.json is not a reading as fonds wrote it" in again.stdout
    assert (tmp_path / "out" / "1.json").read_text() == "mine"
    fonds("read", "pages", "--out", "out", "--force")
    assert json.loads((tmp_path / "out" / "1.json").read_text("utf-8")) == written


def test_readings_are_written_beside_and_are_no_sources_afterwards(fonds: Fonds, pages: Path) -> None:
    for as_format, name in (("text", "1.reading.txt"), ("json", "1.json")):
        first = fonds("read", "pages", "--beside", "--format", as_format)
        again = fonds("read", "pages", "--beside", "--format", as_format)
        assert again.stdout == first.stdout
        assert (pages / name).exists()
    text = (pages / "1.reading.txt").read_text("utf-8")
    assert "Who was sent what" in text
    assert "\x1b[" not in text
    assert "Written by fonds" in text.splitlines()[-1]


def test_one_source_can_be_written_too(fonds: Fonds, tmp_path: Path, page: str) -> None:
    shown = fonds("read", "-", "--out", "out", "--format", "text", stdin=page.encode())
    assert shown.returncode == 0, shown.stderr
    assert "Karasu" in (tmp_path / "out" / "standard-input.txt").read_text("utf-8")


def test_an_empty_folder_is_nothing_to_read(fonds: Fonds, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    shown = fonds("read", "none")
    assert (shown.returncode, shown.stdout) == (0, "There was nothing to read.\n")


def test_loops_and_odd_names_are_handled_as_in_adding(fonds: Fonds, tmp_path: Path, page: str) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).write_text(page, encoding="utf-8")
    (folder / "esc\x1b[31m.txt").write_text(page, encoding="utf-8")
    (folder / "up").symlink_to(folder)
    (folder / ".hidden.txt").write_text(page, encoding="utf-8")
    shown = fonds("read", "odd", "--out", "out")
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "bad\\xff.txt" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert "2 readings written" in shown.stdout
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_explain_takes_one_file(fonds: Fonds, pages: Path) -> None:
    answer = fonds("read", "pages/1.txt", "pages/deep/2.txt", "--explain")
    assert answer.returncode == 2
    assert "--explain takes one file" in answer.stderr


def test_contradicting_options_are_refused(fonds: Fonds, pages: Path) -> None:
    assert fonds("read", "pages", "--out", "out", "--beside").returncode == 2
    assert fonds("read", "pages/1.txt", "--explain", "--beside").returncode == 2


def test_interrupted_it_shows_what_it_has(tmp_path: Path, many: Path) -> None:
    reading = subprocess.Popen(
        [sys.executable, "-m", "fonds", "read", "many", "--out", "out"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
        start_new_session=True,
        text=True,
    )
    while reading.poll() is None and not (tmp_path / "out" / "0001.json").exists():
        time.sleep(0.02)
    os.killpg(reading.pid, signal.SIGINT)
    out, err = reading.communicate(timeout=120)
    assert reading.returncode == 130, err
    assert "Traceback" not in err
    assert "Ended early" in " ".join(out.split())
