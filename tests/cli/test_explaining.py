"""`fonds read FILE --explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Fonds


@pytest.fixture
def explained(fonds: Fonds, tmp_path: Path, page: str) -> Fonds:
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    return lambda *arguments: fonds("read", "page.txt", "--explain", *arguments)


def test_every_line_has_kind_rule_reason_and_certainty(explained: Fonds, page: str) -> None:
    shown = explained()
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("Form of capture A1  95% sure\n")
    words = " ".join(shown.stdout.split())
    for line in page.split("\n\n"):
        assert " ".join(line.split()) in words
    assert shown.stdout.count("rule: ") == sum(1 for line in page.splitlines() if line)
    assert "point  2.1  90% sure" in shown.stdout


def test_marks_and_statements_are_explained(explained: Fonds) -> None:
    words = " ".join(explained("2.2").stdout.split())
    assert "[slipway] " in words
    assert "% sure: " in words
    assert "task: Road Office is asked: mend the ramp" in words


def test_a_label_a_line_and_the_sign_of_a_line_narrow_it(explained: Fonds, page: str) -> None:
    line = page.splitlines().index("2. Concerning the ferry at Karasu") + 1
    by_label, by_line = explained("2").stdout, explained(f"L{line}").stdout
    assert by_label == by_line
    assert f"L{line}" in by_label
    assert explained(str(line)).stdout == by_label
    both = explained("2.1", "title").stdout
    assert both.index("Excerpt on the ferry") < both.index("sending 12 boats")
    assert "Road Office" not in both


@pytest.mark.parametrize("place", ["9.9", "L2", "0", "L99999", "²", "١"])
def test_a_place_that_names_nothing_is_not_found(explained: Fonds, place: str) -> None:
    answer = explained(place)
    assert answer.returncode == 66
    assert place in answer.stderr
    assert "label such as 8.3.b" in answer.stderr


def test_the_same_for_programs(explained: Fonds) -> None:
    account = json.loads(explained("2.1", "--format", "json").stdout)
    (line,) = account["lines"]
    assert (account["form"], account["certainty"]) == ("A1", 0.95)
    assert (line["label"], line["kind"], line["rule"]) == ("2.1", "point", "number in line")
    assert line["why"]
    assert line["source_lines"][0] == line["source_lines"][1]
    assert {said["type"] for said in line["statements"]} >= {"task", "quantity", "sum"}


def test_standard_input_can_be_explained(fonds: Fonds, page: str) -> None:
    shown = fonds("read", "-", "--explain", "2.1", stdin=page.encode())
    assert "sending 12 boats" in shown.stdout


def test_what_can_not_be_read_is_said_as_without_it(fonds: Fonds, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    answer = fonds("read", "empty.txt", "--explain")
    assert answer.returncode == 65
    assert "empty.txt: the source is empty" in answer.stderr


def test_text_of_a_page_does_not_command_the_terminal(fonds: Fonds) -> None:
    shown = fonds("read", "-", "--explain", stdin="1. Send \x1b[31m boats \u202e now.\n".encode())
    assert "\x1b" not in shown.stdout
    assert "\u202e" not in shown.stdout
