"""`fonds show`, `list`, `search`, `serve`."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from fonds.formats.tei import read_tei
from tests.cli.conftest import Fonds


def _only_id(fonds: Fonds) -> str:
    return str(json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)[0]["id"])


def test_show_a_record_and_a_passage(fonds: Fonds, archive: Path) -> None:
    record_id = _only_id(fonds)
    assert "Who is to do what" in fonds("--archive", "archive", "show", record_id).stdout
    assert fonds("--archive", "archive", "show", f"{record_id}#2.2").stdout.startswith("2. Ask the Road Office")
    shown = json.loads(fonds("--archive", "archive", "show", record_id, "--format", "json").stdout)
    assert shown["description"]["citation"]["fond"] == "9"


def test_show_says_what_is_wrong_with_a_reference(fonds: Fonds, archive: Path) -> None:
    record_id = _only_id(fonds)
    assert fonds("--archive", "archive", "show", "notanid").returncode == 65
    assert fonds("--archive", "archive", "show", f"{record_id}#77").returncode == 66


def test_search_shows_the_label_of_each_passage(fonds: Fonds, archive: Path) -> None:
    shown = fonds("--archive", "archive", "search", "slipway").stdout
    assert "1 record" in shown
    assert "2.2" in shown


def test_a_wrong_query_names_the_position(fonds: Fonds, archive: Path) -> None:
    answer = fonds("--archive", "archive", "search", '"open phrase')
    assert answer.returncode == 65
    assert "^ here (position 1)" in answer.stderr


def test_check_takes_references(fonds: Fonds, archive: Path) -> None:
    answer = fonds("--archive", "archive", "check", _only_id(fonds))
    assert answer.returncode == 1
    assert "sum-mismatch" in answer.stdout


def test_a_port_in_use_is_said(fonds: Fonds, archive: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = fonds("--archive", "archive", "serve", "--port", str(taken.getsockname()[1]))
    assert answer.returncode == 75
    assert "port" in answer.stderr


def test_labels_are_shown_whole(fonds: Fonds, archive: Path) -> None:
    shown = fonds("--archive", "archive", "search", "Lebedeva courier").stdout
    assert "distribution~2" in shown


def test_a_page_behind_the_last_is_said(fonds: Fonds, archive: Path) -> None:
    shown = fonds("--archive", "archive", "search", "slipway", "--page", "99").stdout
    assert shown.startswith("1 record; there is no page 99, the last is 1\n")


def test_the_caret_stands_below_the_fault(fonds: Fonds, archive: Path) -> None:
    answer = fonds("--archive", "archive", "search", "迪化\t(a")
    assert answer.stderr.splitlines()[-2:] == ["  迪化 (a", "       ^ here (position 4)"]


def test_show_tells_when_a_version_came_in(fonds: Fonds, archive: Path, tmp_path: Path, page: str) -> None:
    record_id = _only_id(fonds)
    facts = fonds("--archive", "archive", "show", record_id).stdout.splitlines()[-1]
    assert "version 1, added " in facts
    (tmp_path / "page.txt").write_text(page.replace("before the flood", "after the flood"), encoding="utf-8")
    assert fonds("--archive", "archive", "add", "page.txt").returncode == 0
    facts = fonds("--archive", "archive", "show", record_id).stdout.splitlines()[-1]
    assert "version 2, changed " in facts
    assert ", added " in facts
    versions = json.loads(fonds("--archive", "archive", "show", record_id, "--versions", "--format", "json").stdout)
    assert [version["number"] for version in versions] == [1, 2]
    assert versions[0]["changes"] == []
    assert [change["place"] for change in versions[1]["changes"]] == ["2.2"]


def test_check_takes_a_passage(fonds: Fonds, archive: Path) -> None:
    record_id = _only_id(fonds)
    answer = fonds("--archive", "archive", "check", f"{record_id}#2.1")
    assert answer.returncode == 1
    assert "sum-mismatch" in answer.stdout
    assert "pointer-unresolved" not in answer.stdout
    assert fonds("--archive", "archive", "check", f"{record_id}#2").returncode == 0
    assert fonds("--archive", "archive", "check", f"{record_id}#77").returncode == 66


def test_a_record_is_given_out_as_tei(fonds: Fonds, archive: Path) -> None:
    record_id = _only_id(fonds)
    shown = fonds("--archive", "archive", "show", record_id, "--format", "tei")
    assert shown.returncode == 0, shown.stderr
    record = read_tei(shown.stdout.encode())
    assert record.id == record_id
    assert record.find_passage("2.2") is not None
    refused = fonds("--archive", "archive", "show", f"{record_id}#2.2", "--format", "tei")
    assert refused.returncode == 65
    assert "whole records" in refused.stderr
