"""`fonds read` and `fonds check`."""

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


def test_check_tells_by_its_status_whether_anything_was_found(fonds: Fonds, tmp_path: Path, page: str) -> None:
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    (tmp_path / "calm.txt").write_text("A letter.\n\nDear friend,\n\nAll is well here.\n", encoding="utf-8")
    assert fonds("check", "page.txt").returncode == 1
    assert fonds("check", "calm.txt").returncode == 0
    both = fonds("check", "calm.txt", "page.txt", "--format", "json")
    assert [bool(entry["findings"]) for entry in json.loads(both.stdout)] == [False, True]


def test_check_goes_on_after_a_bad_file(fonds: Fonds, tmp_path: Path, page: str) -> None:
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    answer = fonds("check", "none.txt", "page.txt")
    assert answer.returncode == 66
    assert "sum-mismatch" in answer.stdout


def test_check_explains_codes(fonds: Fonds) -> None:
    assert "total" in fonds("check", "--explain", "sum-mismatch").stdout
    assert fonds("check", "--explain", "no-such-code").returncode == 66
    explained = json.loads(fonds("check", "--explain", "sum-mismatch", "--format", "json").stdout)
    assert explained["code"] == "sum-mismatch"
    assert "total" in explained["explanation"]


def test_folders_and_loops_are_no_pages(fonds: Fonds, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    for command in ("read", "check"):
        folder = fonds(command, "folder")
        assert folder.returncode == 65
        assert "folder: a folder, not a page" in folder.stderr
        assert "fonds add" in folder.stderr
        loop = fonds(command, "loop")
        assert loop.returncode == 75
        assert "The link leads to itself" in loop.stderr
