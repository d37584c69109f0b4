"""`fonds init`, `store`, `add`, `rebuild`, `verify`, `doctor`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Fonds


def _add(fonds: Fonds, *arguments: str, stdin: bytes | None = None) -> list[dict[str, str]]:
    answer = fonds("--archive", "archive", "add", "--format", "json", *arguments, stdin=stdin)
    assert answer.returncode in (0, 1), answer.stderr
    return list(json.loads(answer.stdout))


def test_adding_twice_changes_nothing_and_says_so(fonds: Fonds, archive: Path) -> None:
    again = fonds("--archive", "archive", "add", "page.txt")
    assert again.returncode == 0
    assert "nothing changed" in again.stdout
    assert len(json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)) == 1


def test_a_changed_capture_is_a_new_version_shown_as_a_difference(
    fonds: Fonds, archive: Path, tmp_path: Path, page: str
) -> None:
    before = json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)[0]["id"]
    (tmp_path / "page.txt").write_text(page.replace("before the flood", "after the flood"), encoding="utf-8")
    answer = fonds("--archive", "archive", "add", "page.txt")
    assert "new version" in answer.stdout
    assert "- 2. Ask the Road Office to mend the ramp [slipway] before the flood." in answer.stdout
    assert "+ 2. Ask the Road Office to mend the ramp [slipway] after the flood." in answer.stdout
    listed = json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)
    assert [(record["id"], record["version"]) for record in listed] == [(before, 2)]
    versions = fonds("--archive", "archive", "show", before, "--versions").stdout
    assert "version 1" in versions
    assert "after the flood" in versions


def test_bad_sources_are_set_aside_and_the_rest_goes_on(
    fonds: Fonds, archive: Path, tmp_path: Path, page: str
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a-empty.txt").write_bytes(b"")
    (pages / "b-junk.txt").write_bytes(b"\x00\xff\xfe\x01" * 500)
    (pages / "c-good.txt").write_text(page.replace("Karasu", "Aksu"), encoding="utf-8")
    (pages / "loop").symlink_to(pages)
    (pages / "dangling").symlink_to(pages / "nowhere")
    outcomes = {outcome["shown"].rpartition("/")[2]: outcome for outcome in _add(fonds, "pages")}
    assert outcomes["c-good.txt"]["what"] == "added"
    assert {name for name, outcome in outcomes.items() if outcome["what"] == "set-aside"} == {
        "a-empty.txt",
        "b-junk.txt",
        "dangling",
    }


def test_a_source_above_the_limit_is_set_aside(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(40 * 2**20)
    (outcome,) = _add(fonds, "huge.txt")
    assert (outcome["what"], outcome["code"]) == ("set-aside", "too-large")


def test_standard_input_can_be_added(fonds: Fonds, archive: Path, page: str) -> None:
    (outcome,) = _add(fonds, "-", stdin=page.replace("Karasu", "Talas").encode())
    assert outcome["what"] == "added"


def test_with_two_stores_one_must_say_where(fonds: Fonds, archive: Path, tmp_path: Path, page: str) -> None:
    assert fonds("--archive", "archive", "store", "add", "special").returncode == 0
    (tmp_path / "other.txt").write_text(page.replace("Karasu", "Naryn"), encoding="utf-8")
    refused = fonds("--archive", "archive", "add", "other.txt")
    assert refused.returncode == 65
    assert "--store open or --store special" in refused.stderr
    assert _add(fonds, "other.txt", "--store", "special")[0]["what"] == "added"
    assert "Naryn" not in fonds("--archive", "archive", "search", "Naryn").stdout
    assert "2.1" in fonds("--archive", "archive", "search", "boats", "--store", "special").stdout
    assert len(json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)) == 1


def test_a_new_store_names_them_all(fonds: Fonds, archive: Path) -> None:
    assert "--store open or --store b." in fonds("--archive", "archive", "store", "add", "b").stdout
    assert "--store open, --store a or --store b." in fonds("--archive", "archive", "store", "add", "a").stdout


def test_rebuild_and_verify(fonds: Fonds, archive: Path) -> None:
    before = fonds("--archive", "archive", "list", "--format", "json").stdout
    assert "1 record, tables and index" in fonds("--archive", "archive", "rebuild").stdout
    assert fonds("--archive", "archive", "list", "--format", "json").stdout == before
    assert fonds("--archive", "archive", "verify").returncode == 0


def test_a_corrupted_journal_is_named_and_nothing_is_served_from_it(fonds: Fonds, archive: Path) -> None:
    chain = archive / "stores" / "open" / "journal" / "chain.jsonl"
    data = bytearray(chain.read_bytes())
    data[len(data) // 2] ^= 1
    chain.write_bytes(data)
    for command in (["list"], ["search", "ferry"], ["rebuild"], ["add", "page.txt"], ["serve", "--port", "18765"]):
        answer = fonds("--archive", "archive", *command)
        assert answer.returncode == 75, command
        assert "journal" in answer.stderr
    assert fonds("--archive", "archive", "verify").returncode == 1


def test_a_corrupted_index_is_healed(fonds: Fonds, archive: Path) -> None:
    for file in (archive / "stores" / "open" / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"junk")
    assert "2.1" in fonds("--archive", "archive", "search", "boats").stdout


def test_an_archive_of_a_newer_version_is_refused(fonds: Fonds, archive: Path) -> None:
    file = archive / "archive.toml"
    file.write_text(file.read_text().replace("format = 1", "format = 99"), encoding="utf-8")
    answer = fonds("--archive", "archive", "list")
    assert answer.returncode == 69
    assert "format 99" in answer.stderr


def test_doctor_is_content_with_a_sound_archive(fonds: Fonds, archive: Path) -> None:
    answer = fonds("--archive", "archive", "doctor")
    assert answer.returncode == 0, answer.stdout
    assert "1 record" in answer.stdout


def test_doctor_names_what_is_wrong(fonds: Fonds, archive: Path) -> None:
    (archive / "archive.toml").write_text("format = [", encoding="utf-8")
    answer = fonds("--archive", "archive", "doctor")
    assert answer.returncode == 1
    assert "archive.toml" in answer.stdout


def test_init_refuses_a_folder_in_use(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    assert fonds("init", "archive").returncode == 73
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thing").write_text("x")
    assert fonds("init", "full").returncode == 73


def test_commands_find_the_archive_of_the_working_directory(fonds: Fonds, archive: Path) -> None:
    assert "River Commission" in fonds("list", cwd=archive).stdout
    assert "River Commission" in fonds("list", cwd=archive / "stores").stdout
    assert fonds("list", cwd=archive.parent).returncode == 66


def test_a_bad_source_given_twice_is_set_aside_twice(fonds: Fonds, archive: Path, tmp_path: Path) -> None:
    for name in ("empty-1.txt", "empty-2.txt"):
        (tmp_path / name).write_bytes(b"")
    outcomes = _add(fonds, "empty-1.txt", "empty-2.txt")
    assert [outcome["what"] for outcome in outcomes] == ["set-aside", "set-aside"]
    assert {outcome["code"] for outcome in outcomes} == {"empty"}


def test_a_page_given_twice_in_one_run_is_added_once(fonds: Fonds, archive: Path, tmp_path: Path, page: str) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(page.replace("Karasu", "Osh"), encoding="utf-8")
    assert [outcome["what"] for outcome in _add(fonds, "one.txt", "two.txt")] == ["added", "unchanged"]


def test_a_page_that_the_open_store_has_is_added_to_a_closed_one_with_a_warning(
    fonds: Fonds, archive: Path, tmp_path: Path
) -> None:
    fonds("--archive", "archive", "store", "add", "special")
    added = fonds("--archive", "archive", "add", "page.txt", "--store", "special")
    assert added.returncode == 0
    assert "open store has this page already" in added.stdout


def test_backup_and_restore(fonds: Fonds, archive: Path) -> None:
    copied = fonds("--archive", "archive", "backup", "copy")
    assert copied.returncode == 0, copied.stderr
    assert "open: 1 entry of the journal" in copied.stdout
    restored = fonds("--archive", "new", "restore", "copy")
    assert restored.returncode == 0, restored.stderr
    assert "open: 1 record restored" in restored.stdout
    listed = [fonds("--archive", name, "list", "--format", "json").stdout for name in ("archive", "new")]
    assert listed[0] == listed[1]
    refused = fonds("--archive", "new", "restore", "copy")
    assert refused.returncode == 75 or "not empty" in refused.stderr


def test_export(fonds: Fonds, archive: Path) -> None:
    written = fonds("--archive", "archive", "export", "records")
    assert written.returncode == 0, written.stderr
    assert "open: 1 record in" in written.stdout
    again = fonds("--archive", "archive", "export", "records")
    assert "not empty" in again.stderr


def test_an_archive_without_keys_is_upgraded_once(fonds: Fonds, archive: Path) -> None:
    folder = archive / "stores" / "open"
    (folder / "store.toml").write_text('format = 1\nname = "open"\n', encoding="utf-8")
    for name in ("key", "key.pub"):
        (folder / name).unlink()
    assert "fonds upgrade" in fonds("--archive", "archive", "doctor").stdout
    first, again = (fonds("--archive", "archive", "upgrade") for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0)
    assert first.stdout == "open: format 1, now 2, was given a key\n"
    assert again.stdout == "open: format 2, lacked nothing\n"


def test_an_archive_of_a_newer_fonds_is_not_upgraded(fonds: Fonds, archive: Path) -> None:
    path = archive / "stores" / "open" / "store.toml"
    path.write_text('format = 99\nname = "open"\n', encoding="utf-8")
    answer = fonds("--archive", "archive", "upgrade")
    assert answer.returncode == 69
    assert "newer fonds" in answer.stderr
