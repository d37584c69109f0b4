"""`fonds read` of one source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Fonds

_ORDER = """\
ORDER No. 9

of the River Commission

9 July 1931

In addition to the order of 2 June 1931:

1. Charge the River Office (Cde. Ognev) with sending 12 boats by 1 August 1931, of which 5 are flat and 6 are keeled.

2. Permit the Road Office to exchange 24 oxen for six boats.

3. Charge the Tea Trust with sending to each landing one specialist in sails, ropes, and paint.

Excerpts sent to:

Cdes. Ognev - 1; Lebedeva - 9.
"""


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "order.txt"
    path.write_text(_ORDER, encoding="utf-8")
    return path


def test_read_shows_labels_tasks_distribution_and_findings_with_their_place(
    fonds: Fonds, tmp_path: Path, page: str
) -> None:
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    shown = fonds("read", "page.txt")
    assert shown.returncode == 0, shown.stderr
    for expected in (
        "2.1",
        "Who was sent what",
        "Lebedeva",
        "9, by courier",
        "pointer-unresolved",
        "sum-mismatch",
        "RGASPI",
    ):
        assert expected in shown.stdout
    assert "\x1b[" not in shown.stdout, "colour is for terminals only"


def test_read_gives_json_to_programs(fonds: Fonds, tmp_path: Path, page: str) -> None:
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    reading = json.loads(fonds("read", "page.txt", "--format", "json").stdout)
    assert [passage["id"] for passage in reading["passages"] if passage.get("number")] == ["2", "2.1", "2.2"]
    assert {finding["code"] for finding in reading["findings"]} >= {"pointer-unresolved", "sum-mismatch"}


def test_read_takes_standard_input(fonds: Fonds, page: str) -> None:
    assert "River Commission" in fonds("read", "-", stdin=page.encode()).stdout


def test_bad_sources_get_one_line_and_a_status(fonds: Fonds, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "cyrillic.txt").write_bytes("Протокол № 46".encode("cp1251"))
    for name, words in (
        ("empty.txt", "empty"),
        ("junk.txt", ""),
        ("cyrillic.txt", "encoding"),
        ("none.txt", "no such file"),
    ):
        answer = fonds("read", name)
        assert answer.returncode in (65, 66, 75), name
        assert name in answer.stderr
        assert words in answer.stderr.lower()
    assert "46" in fonds("read", "cyrillic.txt", "--encoding", "cp1251").stdout


def test_a_loop_of_links_is_no_page(fonds: Fonds, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for command in ("read", "check"):
        loop = fonds(command, "loop")
        assert loop.returncode == 75
        assert "The link leads to itself" in loop.stderr


def section(shown: str, title: str) -> str:
    """The lines below a heading, with single blanks."""
    _, _, below = shown.partition(f"\n{title} ─")
    lines = below.partition("\n")[2].split("\n\n")[0].splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


def test_dates_amounts_and_other_papers_are_shown(fonds: Fonds, order: Path) -> None:
    shown = fonds("read", order.name).stdout
    assert "9 July 1931 date of the document dateline" in section(shown, "Dates")
    assert "1 August 1931 deadline 1" in section(shown, "Dates")
    amounts = section(shown, "Amounts and exchanges")
    assert "1 12 boats: 5 are flat + 6 are keeled = 11, not 12" in amounts
    assert "2 24 oxen for six boats, 4 for 1" in amounts
    assert "3 one specialist for each\n? 1 for" in amounts
    assert "\nor 1 for each of" in amounts
    assert "order of 2 June 1931 adds to" in section(shown, "Other papers")
    assert "deadline: 1 August 1931" in section(shown, "Who is to do what")
    assert "number of the paper order No. 9" in section(shown, "The page")


def test_sections_to_which_the_page_says_nothing_are_left_out(fonds: Fonds) -> None:
    shown = fonds("read", "-", stdin=b"A letter.\n\nDear friend,\n\nAll is well here.\n").stdout
    assert "─" in shown
    for title in ("Dates", "Amounts", "Other papers", "Who ", "What does not agree"):
        assert f"\n{title}" not in shown


def test_a_pointer_that_leads_nowhere_is_marked_even_without_readings(fonds: Fonds, order: Path) -> None:
    assert "Lebedeva 9 → ?" in section(fonds("read", order.name).stdout, "Who was sent what")


def test_the_schema_is_printed(fonds: Fonds) -> None:
    schema = json.loads(fonds("read", "--schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "distribution" in schema["properties"]


def test_a_wrong_choice_is_told_the_right_ones(fonds: Fonds, order: Path) -> None:
    wrong = fonds("read", order.name, "--format", "xml")
    assert wrong.returncode == 2
    assert "there is no “xml”. Say one of these: text, json." in wrong.stderr
    assert "Value error" not in wrong.stderr
