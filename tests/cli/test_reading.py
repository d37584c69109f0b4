"""`fonds read` of one source."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Fonds


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
