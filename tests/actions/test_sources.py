"""Which files are sources, and what can not be one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fonds.actions.sources import Candidate, bytes_of, find_sources
from fonds.model import Invalid, Unavailable


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [found.origin for found in find_sources([str(tmp_path)])] == ["1.txt", "2.txt", "b.txt"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.txt").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert [found.origin for found in find_sources([str(tmp_path)])] == ["page.txt"]


def test_what_is_no_file_is_set_aside(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    found = {candidate.origin: candidate.error for candidate in find_sources([str(tmp_path), str(tmp_path / "none")])}
    assert {name: error and error.code for name, error in found.items()} == {
        "pipe": "not-a-file",
        "dangling": "no-file",
        "none": "no-file",
    }


def test_a_file_that_grows_while_it_is_read_is_still_limited(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(b"x" * 11)
    with pytest.raises(Invalid) as caught:
        bytes_of(Candidate(tmp_path / "page", "page"), 10)
    assert caught.value.code == "too-large"
    assert bytes_of(Candidate(tmp_path / "page", "page"), 11) == b"x" * 11


def test_the_same_file_has_the_same_origin_by_any_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    assert Candidate(Path("page"), "page").origin_key == Candidate(tmp_path / "page", "page").origin_key


def test_other_files_than_pages_are_set_aside_unless_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b")
    (found,) = find_sources([str(tmp_path)])
    assert found.error is not None
    assert found.error.code == "not-a-page"
    (named,) = find_sources([str(tmp_path / "table.csv")])
    assert named.error is None


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    (tmp_path / "closed.txt").write_text("x")
    (tmp_path / "closed.txt").chmod(0)
    return tmp_path / "closed.txt"


@pytest.mark.usefixtures("closed", "without_privileges")
def test_a_file_without_permission_is_set_aside(closed: Path) -> None:
    (found,) = find_sources([str(closed)])
    with pytest.raises(Unavailable) as caught:
        bytes_of(found, 10)
    assert caught.value.code == "unreadable-file"


def test_a_name_that_is_no_text_is_spelt_out(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\xfe.txt")).write_text("x")
    (tmp_path / "bad\\xff\\xfe.txt").write_text("x")
    plain, odd = find_sources([str(tmp_path)])
    assert (odd.origin, odd.shown) == ("bad\\xff\\xfe.txt", f"{tmp_path}/bad\\xff\\xfe.txt")
    assert odd.origin == plain.origin
    assert odd.origin_key != plain.origin_key
    assert bytes_of(odd, 10) == b"x"


def test_folders_may_lie_in_each_other_a_thousand_deep(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1100):
            Path("d").mkdir()
            os.chdir("d")
        Path("page.txt").write_text("x")
    finally:
        os.chdir(before)
    (tmp_path / "z.txt").write_text("x")
    deep, last = find_sources([str(tmp_path)])
    assert (deep.origin, last.origin) == ("page.txt", "z.txt")
    assert deep.origin_key != last.origin_key
    _remove_chain(tmp_path)


def _remove_chain(folder: Path) -> None:
    """Takes the deep folders away: pytest's own cleaning would call itself for each."""
    depths = [folder]
    while (depths[-1] / "d").is_dir():
        depths.append(depths[-1] / "d")
    (depths[-1] / "page.txt").unlink()
    for depth in reversed(depths[1:]):
        depth.rmdir()
