"""`fonds excerpt`: what was sent to somebody, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from fonds.formats.tei import read_tei
from tests.cli.conftest import Fonds


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
