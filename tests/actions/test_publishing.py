"""Publishing: what a generation holds, that it is whole or not there, and that nothing else is touched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from fonds.actions import publishing
from fonds.actions.archive import Archive, add_store
from fonds.actions.folders import kept_files
from fonds.actions.generations import (
    CURRENT,
    GENERATIONS,
    MANIFEST_FILE,
    check_whole,
    find_current,
    list_generations,
    read_manifest,
)
from fonds.actions.guard import Closure, Crossing, crossing
from fonds.actions.publishing import Publication
from fonds.actions.reasons import read_public, write_own
from fonds.actions.room import open_room, open_store_folder
from fonds.model import Actor, Conflict, Decision, Invalid, NotFound, Refused, Unavailable, Unsupported
from fonds.release import Terms
from tests.actions.conftest import STAFF, Add

NOW = "2026-11-26T08:00:00Z"
LATER = "2026-11-27T08:00:00Z"
PAGE = "ORDER No. {}\n\n1. Charge the Mill with {} of flour.\n"


class Killed(BaseException):
    """What no code expects, as when a process is killed."""


def publish(archive: Archive, folder: Path, now: str, *, keep: int = 3, actor: Actor = STAFF) -> Publication:
    return publishing.publish(archive, folder, now, actor=actor, keep=keep)


@pytest.fixture
def filled(archive: Archive, add: Add, tmp_path: Path) -> Archive:
    """An archive with two records."""
    for number in (1, 2):
        put(tmp_path, number, f"sack{number}")
        add(archive, tmp_path / f"{number}.txt")
    return archive


def put(folder: Path, number: int, words: str) -> Path:
    path = folder / f"{number}.txt"
    path.write_text(PAGE.format(number, words), encoding="utf-8")
    return path


def current(folder: Path) -> Path:
    return folder / CURRENT


def holders(folder: Path, word: str) -> list[str]:
    """Files in which a word stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if word.encode() in path.read_bytes()]


# What it holds


def test_a_generation_holds_what_readers_are_shown(filled: Archive, tmp_path: Path) -> None:
    done = publish(filled, tmp_path / "public", NOW)
    assert done == Publication(name=done.name, records=2, is_new=True)
    assert done.name.startswith("000001-")
    generation = tmp_path / "public" / GENERATIONS / done.name
    assert current(tmp_path / "public").resolve() == generation
    names = {path.name for path in generation.iterdir()}
    assert names == {"tables.db", "index", "site.toml", "store.toml", MANIFEST_FILE}


def test_the_manifest_names_every_file(filled: Archive, tmp_path: Path) -> None:
    publish(filled, tmp_path / "public", NOW)
    generation = current(tmp_path / "public")
    text = (generation / MANIFEST_FILE).read_bytes()
    manifest = read_manifest(generation)
    found = kept_files(generation)
    found.pop(MANIFEST_FILE)
    assert manifest.files == found
    assert (manifest.format, manifest.records, manifest.entry, manifest.made) == (1, 2, 2, NOW)
    plain = json.loads(text)
    assert text == json.dumps(plain, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def test_the_tables_are_one_file_without_log_free_pages_or_versions(
    filled: Archive, tmp_path: Path, add: Add
) -> None:
    add(filled, put(tmp_path, 1, "sack1 and plumbago"))
    add(filled, put(tmp_path, 1, "sack1"))
    assert holders(filled.folder, "plumbago"), "the control: the live store keeps the version in between"
    publish(filled, tmp_path / "public", NOW)
    path = current(tmp_path / "public") / "tables.db"
    assert path.read_bytes()[18:20] == b"\x01\x01", "no write-ahead log"
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as tables:
        ask = lambda query: tables.execute(query).fetchall()  # noqa: E731 (two questions of one shape)
        assert ask("PRAGMA freelist_count") == [(0,)]
        assert ask("SELECT count(*) FROM version") == [(0,)]
        assert {row[0] for row in ask("SELECT origin FROM record")} == {""}
        assert ask("SELECT max(version) FROM record") == [(3,)]
        readings = "".join(bytes(row[0]).decode() for row in ask("SELECT reading FROM record"))
    tables.close()
    assert "sack1" in readings
    assert "plumbago" not in readings


def test_no_file_holds_what_an_earlier_version_or_only_the_staff_says(
    filled: Archive, add: Add, tmp_path: Path
) -> None:
    add(filled, put(tmp_path, 1, "sack1 and plumbago"))
    add(filled, put(tmp_path, 1, "sack1 and graphite"))
    site = filled.shelf().folder / "site.toml"
    site.write_text('title = "Mills"\naddress = "https://mills.example"\n# ask the plumber first\n', encoding="utf-8")
    publish(filled, tmp_path / "public", NOW)
    assert "tables.db" in holders(tmp_path / "public", "graphite")
    for word in ("plumbago", "plumber", "staff", "1.txt", str(filled.folder)):
        assert holders(tmp_path / "public", word) == [], word
    text = (current(tmp_path / "public") / "site.toml").read_text("utf-8")
    assert text == 'title = "Mills"\naddress = "https://mills.example"\n'


def test_nothing_of_a_closed_store_is_published(archive: Archive, add: Add, tmp_path: Path) -> None:
    both = add_store(archive, "special")
    add(both, put(tmp_path, 1, "sack1"), store="open")
    add(both, put(tmp_path, 2, "plumbago"), store="special")
    publish(both, tmp_path / "public", NOW)
    assert holders(tmp_path / "public", "sack1")
    assert holders(tmp_path / "public", "plumbago") + holders(tmp_path / "public", "special") == []
    both.close()


def test_equal_content_gives_equal_bytes_but_for_names_in_the_index(filled: Archive, tmp_path: Path) -> None:
    publish(filled, tmp_path / "a", NOW)
    publish(filled, tmp_path / "b", LATER)
    left, right = (kept_files(current(tmp_path / name)) for name in ("a", "b"))
    for name in ("tables.db", "site.toml", "store.toml"):
        assert left[name] == right[name]
    segments = [
        sorted(kept.sha256 for name, kept in side.items() if name.endswith(".store")) for side in (left, right)
    ]
    assert segments[0] == segments[1]


# Again


def test_the_same_content_makes_no_new_generation(filled: Archive, tmp_path: Path) -> None:
    first = publish(filled, tmp_path / "public", NOW)
    again = publish(filled, tmp_path / "public", LATER)
    assert again == Publication(name=first.name, records=2, is_new=False)
    assert list_generations(tmp_path / "public") == [first.name]


def test_a_change_that_no_reader_sees_makes_none_either(filled: Archive, tmp_path: Path) -> None:
    first = publish(filled, tmp_path / "public", NOW)
    with (filled.shelf().folder / "site.toml").open("a", encoding="utf-8") as site:
        site.write("# reviewed in spring\n")
    assert publish(filled, tmp_path / "public", LATER).name == first.name


def test_the_archives_own_reasons_are_content(filled: Archive, tmp_path: Path) -> None:
    publish(filled, tmp_path / "public", NOW)
    assert not (current(tmp_path / "public") / "reasons.json").exists()
    write_own(filled.shelf().folder, {"90": {"en": "names a guide who lives"}})
    assert publish(filled, tmp_path / "public", LATER).is_new
    assert read_public(current(tmp_path / "public"))[90] == {"en": "names a guide who lives"}


def test_changed_content_makes_the_next_one(filled: Archive, add: Add, tmp_path: Path) -> None:
    first = publish(filled, tmp_path / "public", NOW)
    add(filled, put(tmp_path, 3, "sack3"))
    second = publish(filled, tmp_path / "public", LATER)
    assert second.is_new
    assert second.records == 3
    assert second.name.startswith("000002-")
    assert list_generations(tmp_path / "public") == [first.name, second.name]


def test_another_title_is_another_content(filled: Archive, tmp_path: Path) -> None:
    publish(filled, tmp_path / "public", NOW)
    (filled.shelf().folder / "site.toml").write_text('title = "Other"\n', encoding="utf-8")
    assert publish(filled, tmp_path / "public", LATER).is_new


def test_a_damaged_current_one_is_replaced(filled: Archive, tmp_path: Path) -> None:
    publish(filled, tmp_path / "public", NOW)
    (current(tmp_path / "public") / "tables.db").write_bytes(b"")
    done = publish(filled, tmp_path / "public", LATER)
    assert done.is_new
    check_whole(current(tmp_path / "public"))


def test_old_generations_go(filled: Archive, add: Add, tmp_path: Path) -> None:
    names = []
    for number in range(3, 8):
        add(filled, put(tmp_path, number, f"sack{number}"))
        names.append(publish(filled, tmp_path / "public", NOW, keep=2 + (number == 6)).name)
        kept = 3 if number == 6 else 2
        assert list_generations(tmp_path / "public") == names[-kept:][: len(names)]


@pytest.fixture
def two_stores(filled: Archive) -> Iterator[Archive]:
    """The same with a closed store beside."""
    both = add_store(filled, "special")
    yield both
    both.close()


def close(archive: Archive, words: str) -> None:
    """Closes the passage that says something."""
    record_id = archive.shelf().index.search(words).hits[0].record_id
    terms = Terms(reason=1, extent="lines", review_year=2040)
    decision = Decision(kind="close", record_id=record_id, labels=("1",), by=("A",), on="2026-11-26")
    closure = Closure(record_id=record_id, labels=("1",), terms=terms, decision=decision)
    with crossing(archive, "special", STAFF, "close") as way:
        way.close([closure], LATER)


def test_when_a_passage_was_closed_no_generation_holds_it_any_more(two_stores: Archive, tmp_path: Path) -> None:
    publish(two_stores, tmp_path / "public", NOW)
    close(two_stores, "sack2")
    assert holders(tmp_path / "public", "sack2"), "the control: it was published"
    done = publish(two_stores, tmp_path / "public", LATER, keep=9)
    assert done.is_new
    assert holders(tmp_path / "public", "sack2") == []
    assert holders(tmp_path / "public", "sack1")
    assert list_generations(tmp_path / "public") == [done.name]


def test_a_closing_that_was_interrupted_is_finished_first(
    two_stores: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as interrupted:
        interrupted.setattr(Crossing, "finish", mock.Mock(side_effect=Killed))
        with pytest.raises(Killed):
            close(two_stores, "sack2")
    with pytest.raises(Conflict) as raised:
        publish(two_stores, tmp_path / "public", NOW, actor=Actor(name="B"))
    assert raised.value.code == "deed-unfinished"
    assert holders(tmp_path / "public", "sack2") == []
    publish(two_stores, tmp_path / "public", NOW)
    assert holders(tmp_path / "public", "sack2") == []
    assert holders(tmp_path / "public", "sack1")


def test_after_a_step_back_what_was_taken_back_goes(filled: Archive, add: Add, tmp_path: Path) -> None:
    first = publish(filled, tmp_path / "public", NOW)
    add(filled, put(tmp_path, 3, "sack3"))
    publish(filled, tmp_path / "public", NOW)
    pointer = current(tmp_path / "public")
    pointer.unlink()
    pointer.symlink_to(f"{GENERATIONS}/{first.name}")
    add(filled, put(tmp_path, 4, "sack4"))
    third = publish(filled, tmp_path / "public", LATER)
    assert list_generations(tmp_path / "public") == [first.name, third.name]
    assert third.name.startswith("000003-")


# Where to


@pytest.mark.parametrize("where", ["archive/public", "archive", ".", "archive/stores/open"])
def test_a_folder_inside_the_archive_or_around_it_is_refused(filled: Archive, tmp_path: Path, where: str) -> None:
    before = sorted(filled.folder.rglob("*"))
    with pytest.raises(Refused) as raised:
        publish(filled, tmp_path / where, NOW)
    assert raised.value.code == "inside-archive"
    assert sorted(filled.folder.rglob("*")) == before


def test_a_link_into_the_archive_is_refused(filled: Archive, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(filled.folder / "stores")
    with pytest.raises(Refused):
        publish(filled, tmp_path / "link" / "public", NOW)


@pytest.mark.parametrize("found", ["notes.txt", f"{GENERATIONS}/grandmother/notes.txt"])
def test_a_folder_with_something_else_is_left_alone(filled: Archive, tmp_path: Path, found: str) -> None:
    path = tmp_path / "public" / found
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(Conflict) as raised:
        publish(filled, tmp_path / "public", NOW)
    assert raised.value.code == "folder-in-use"
    assert path.read_text("utf-8") == "mine"


def test_a_file_in_its_place_is_left_alone(filled: Archive, tmp_path: Path) -> None:
    (tmp_path / "public").write_text("mine", encoding="utf-8")
    with pytest.raises(Conflict):
        publish(filled, tmp_path / "public", NOW)


def test_the_current_one_stays(filled: Archive, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        publish(filled, tmp_path / "public", NOW, keep=0)


def test_one_that_says_nothing_new_may_still_remove_the_others(filled: Archive, add: Add, tmp_path: Path) -> None:
    publish(filled, tmp_path / "public", NOW)
    add(filled, put(tmp_path, 3, "sack3"))
    second = publish(filled, tmp_path / "public", NOW)
    assert not publish(filled, tmp_path / "public", NOW, keep=1).is_new
    assert list_generations(tmp_path / "public") == [second.name]


def test_two_do_not_publish_at_once(filled: Archive, tmp_path: Path) -> None:
    def in_between(*_: object) -> str:
        with pytest.raises(Unavailable) as raised:
            publish(filled, tmp_path / "public", NOW)
        raise raised.value

    with mock.patch.object(publishing, "_publish_next", in_between):
        with pytest.raises(Unavailable) as raised:
            publish(filled, tmp_path / "public", NOW)
    assert raised.value.code == "locked"
    assert publish(filled, tmp_path / "public", NOW).is_new


def test_a_folder_that_can_not_be_made_is_said(filled: Archive, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(Unavailable) as raised:
        publish(filled, tmp_path / "file" / "public", NOW)
    assert raised.value.code == "cannot-write"


# Reading manifests


def test_a_generation_without_manifest_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as raised:
        check_whole(tmp_path)
    assert raised.value.code == "no-generation"


@pytest.mark.parametrize("deed", ["change", "cut", "lose", "add", "list", "nonsense"])
def test_anything_that_is_not_as_published_is_found(filled: Archive, tmp_path: Path, deed: str) -> None:
    publish(filled, tmp_path / "public", NOW)
    generation = current(tmp_path / "public").resolve()
    path = generation / "tables.db"
    data = path.read_bytes()
    if deed == "change":
        path.write_bytes(data[:5000] + bytes([data[5000] ^ 1]) + data[5001:])
    elif deed == "cut":
        path.write_bytes(data[:-1])
    elif deed == "lose":
        path.unlink()
    elif deed == "add":
        (generation / "index" / "more").write_bytes(b"")
    else:
        text = (generation / MANIFEST_FILE).read_text("utf-8")
        (generation / MANIFEST_FILE).write_text(text.replace("tables.db", "t.db") if deed == "list" else "{", "utf-8")
    with pytest.raises(Invalid) as raised:
        check_whole(generation)
    assert raised.value.code == "generation-damaged"


def test_a_manifest_of_a_newer_fonds_is_said(filled: Archive, tmp_path: Path) -> None:
    publish(filled, tmp_path / "public", NOW)
    path = current(tmp_path / "public") / MANIFEST_FILE
    path.write_text(path.read_text("utf-8").replace('"format":1', '"format":2'), encoding="utf-8")
    with pytest.raises(Unsupported):
        check_whole(path.parent)


@pytest.mark.parametrize("target", ["generations/../../etc", "/etc", "generations/x", "000001-00000000"])
def test_a_pointer_to_elsewhere_is_none(tmp_path: Path, target: str) -> None:
    (tmp_path / CURRENT).symlink_to(target)
    assert find_current(tmp_path) is None


def test_the_live_store_goes_on_while_and_after(filled: Archive, add: Add, tmp_path: Path) -> None:
    room = open_room(open_store_folder(filled.folder))
    publish(filled, tmp_path / "public", NOW)
    assert room.count() == 2
    add(filled, put(tmp_path, 3, "sack3"))
    assert room.search("sack3").total == 1
    room.close()
