"""`fonds show`, `list`, `search`, `serve`."""

from __future__ import annotations

import json
import socket
from pathlib import Path

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
