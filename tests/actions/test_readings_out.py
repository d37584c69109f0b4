"""Where readings are written, and what is never overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.actions.readings_out import Ending, ReadingsOut, is_sealed, sealed, without_readings
from fonds.actions.sources import find_sources
from fonds.model import Conflict, Invalid, Unavailable

_READING = b'{\n "id": null\n}\n'


def _pages(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("A letter.")
    return folder


def _files(named: list[Path], out: Path | None, ending: Ending = ".json") -> list[str]:
    arguments = [str(path) for path in named]
    candidates = list(find_sources(arguments))
    files = ReadingsOut(candidates, arguments, folder=out, ending=ending)
    return [str(files.file_of(candidate)) for candidate in candidates]


def test_folders_below_the_one_that_was_named_are_kept(tmp_path: Path) -> None:
    pages = _pages(tmp_path / "pages", "1.txt", "deep/2.html", "deep/plain")
    out = tmp_path / "out"
    assert _files([pages], out) == [f"{out}/1.json", f"{out}/deep/2.json", f"{out}/deep/plain.json"]
    other = _pages(tmp_path / "other", "1.txt")
    assert _files([pages, other], out)[0] == f"{out}/pages/1.json"
    assert _files([pages / "1.txt"], out) == [f"{out}/1.json"]


def test_beside_a_source_a_text_is_not_taken_for_a_source(tmp_path: Path) -> None:
    pages = _pages(tmp_path, "1.txt")
    assert _files([pages], None) == [f"{pages}/1.json"]
    assert _files([pages], None, ".txt") == [f"{pages}/1.reading.txt"]
    (pages / "1.reading.txt").write_text("x")
    assert [found.origin for found in find_sources([str(pages)])] == ["1.txt"]


def test_of_two_that_would_have_one_name_both_keep_their_ending(tmp_path: Path) -> None:
    pages = _pages(tmp_path / "pages", "1.txt", "1.html", "2.txt")
    assert _files([pages], tmp_path) == [f"{tmp_path}/{name}.json" for name in ("1.html", "1.txt", "2")]


def test_a_number_in_a_name_is_no_ending(tmp_path: Path) -> None:
    page = _pages(tmp_path, "Minutes No. 17") / "Minutes No. 17"
    assert _files([page], tmp_path) == [f"{tmp_path}/Minutes No. 17.json"]


@pytest.mark.parametrize("ending", [".json", ".txt"])
def test_what_fonds_wrote_is_replaced_and_what_others_changed_is_not(tmp_path: Path, ending: Ending) -> None:
    page = _pages(tmp_path, "1.txt") / "1.txt"
    (candidate,) = find_sources([str(page)])

    def write(content: bytes, *, force: bool = False) -> str:
        out = ReadingsOut([candidate], [str(page)], folder=tmp_path / "out", ending=ending, force=force)
        return out.write(candidate, content)

    written = Path(write(_READING))
    assert is_sealed(written.read_bytes(), ending)
    write(_READING.replace(b"null", b"1"))
    assert b"1" in written.read_bytes()
    changed = written.read_bytes().replace(b"id", b"my id")
    written.write_bytes(changed)
    with pytest.raises(Conflict) as caught:
        write(_READING)
    assert caught.value.code == "not-own"
    assert written.read_bytes() == changed
    write(_READING, force=True)
    assert is_sealed(written.read_bytes(), ending)
    assert [path.name for path in written.parent.iterdir()] == [written.name]


@given(st.binary(max_size=300), st.sampled_from([".json", ".txt"]))
def test_only_what_was_sealed_is_own(content: bytes, ending: Ending) -> None:
    assert not is_sealed(content, ending)
    if ending == ".txt":
        assert is_sealed(sealed(content, ending), ending)
        assert not is_sealed(b"x" + sealed(content, ending), ending)


def test_a_source_is_never_overwritten(tmp_path: Path) -> None:
    pages = _pages(tmp_path / "pages", "1.txt")
    candidates = list(find_sources([str(pages)]))
    out = ReadingsOut(candidates, [str(pages)], folder=pages, ending=".txt", force=True)
    with pytest.raises(Conflict) as caught:
        out.write(candidates[0], b"x")
    assert caught.value.code == "is-source"
    assert (pages / "1.txt").read_text() == "A letter."


def test_two_sources_do_not_share_a_file(tmp_path: Path) -> None:
    named = [str(_pages(tmp_path / name, "1.txt") / "1.txt") for name in ("a", "b")]
    candidates = list(find_sources(named))
    out = ReadingsOut(candidates, named, folder=tmp_path / "out", ending=".json")
    out.write(candidates[0], _READING)
    with pytest.raises(Conflict) as caught:
        out.write(candidates[1], _READING)
    assert caught.value.code == "same-name"


def test_standard_input_lies_beside_nothing(tmp_path: Path) -> None:
    candidates = list(find_sources(["-"]))
    assert str(ReadingsOut(candidates, ["-"], folder=tmp_path, ending=".json").file_of(candidates[0])).endswith(
        "standard-input.json"
    )
    with pytest.raises(Invalid):
        ReadingsOut(candidates, ["-"], folder=None, ending=".json").write(candidates[0], _READING)


def test_a_file_in_the_place_of_the_folder_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(Conflict) as caught:
        ReadingsOut([], [], folder=tmp_path / "out", ending=".json")
    assert caught.value.code == "not-a-folder"


def test_a_place_that_the_system_refuses_is_an_error_of_that_source(tmp_path: Path) -> None:
    page = _pages(tmp_path, f"{'x' * 250}.txt") / f"{'x' * 250}.txt"
    (candidate,) = find_sources([str(page)])
    out = ReadingsOut([candidate], [str(page)], folder=None, ending=".txt")
    with pytest.raises(Unavailable) as caught:
        out.write(candidate, b"x")
    assert caught.value.code == "unwritable-file"


def test_readings_of_earlier_runs_are_no_sources(tmp_path: Path) -> None:
    pages = _pages(tmp_path, "1.txt", "1.json", "2.json", "out/1.txt")
    candidates = list(find_sources([str(pages)]))

    def kept(folder: Path | None, ending: Ending) -> list[str]:
        found = without_readings(candidates, [str(pages)], folder=folder, ending=ending)
        return [os.path.relpath(one.path or "", pages) for one in found]

    assert kept(None, ".json") == ["1.txt", "2.json", "out/1.txt"]
    assert kept(pages / "out", ".txt") == ["1.json", "1.txt", "2.json"]
    assert kept(pages, ".json") == ["1.txt", "2.json", "out/1.txt"]
    assert kept(pages / "out" / "..", ".json") == ["1.txt", "2.json", "out/1.txt"]
    assert kept(pages, ".txt") == ["1.json", "1.txt", "2.json", "out/1.txt"]
