"""Serving a published folder: the current generation, the next one without a pause, and never a broken one."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from fonds.actions import published
from fonds.actions.archive import Archive, add_store
from fonds.actions.generations import CURRENT, GENERATIONS, MANIFEST_FILE, check_whole, find_current, point_to, seal
from fonds.actions.published import PublishedRooms, open_rooms
from fonds.actions.publishing import publish
from fonds.model import FondsError, Invalid, NotFound, Unavailable
from tests.actions.conftest import STAFF, Add

NOW = "2026-11-26T08:00:00Z"


class Host:
    """An archive that publishes, and a server that reads what it published.

    Attributes:
        folder: The published folder.
        scratch: The folder of the server alone.
        said: What the server noted.
    """

    def __init__(self, archive: Archive, add: Add, home: Path) -> None:
        self.archive = archive
        self.add = add
        self.folder = home / "public"
        self.scratch = home / "scratch"
        self.scratch.mkdir()
        self.said: list[str] = []
        self._pages = home / "pages"
        self._pages.mkdir()

    def publish(self, *words: str, keep: int = 3) -> str:
        """Adds a page for each word, and publishes."""
        for word in words:
            page = self._pages / f"{word}.txt"
            page.write_text(f"ORDER\n\n1. Charge the Mill with {word} of flour.\n", encoding="utf-8")
            self.add(self.archive, page)
        return publish(self.archive, self.folder, NOW, actor=STAFF, keep=keep).name

    def opened(self) -> list[str]:
        """Names of the generations that the server has open."""
        return sorted(path.name.rpartition("-")[0] for path in self.scratch.iterdir())

    def rooms(self) -> PublishedRooms:
        return PublishedRooms(self.folder, self.scratch, self.said.append)


@pytest.fixture
def host(archive: Archive, add: Add, tmp_path: Path) -> Host:
    return Host(archive, add, tmp_path)


def total(rooms: PublishedRooms, query: str) -> int:
    with rooms.entered() as room:
        return room.search(query).total


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < until, "it does not come to pass"
        time.sleep(0.02)


def test_it_answers_from_what_was_published(host: Host) -> None:
    host.publish("sack1", "sack2")
    rooms = host.rooms()
    with rooms.entered() as room:
        assert room.title == "Papers"
        assert room.count() == len(list(room.ids())) == len(room.summaries()) == len(room.recent(9)) == 2
        hit = room.search("sack2").hits[0]
        assert "sack2" in room.record(hit.record_id).reading.record.slots[-1].content
        with pytest.raises(NotFound):
            room.record("nothing")
        room.check_health()
    rooms.close()


def test_nothing_is_published_yet(host: Host) -> None:
    with pytest.raises(NotFound) as raised:
        host.rooms()
    assert raised.value.code == "no-generation"


def test_it_turns_to_the_next_one(host: Host) -> None:
    first = host.publish("sack1")
    rooms = host.rooms()
    second = host.publish("sack2")
    assert total(rooms, "flour") == 1, "not before it looks"
    rooms.look()
    assert total(rooms, "flour") == 2
    assert host.opened() == [second], "the first one is closed"
    assert host.said == [f"serving generation {first}", f"serving generation {second}"]
    rooms.look()
    assert len(host.said) == 2
    rooms.close()
    assert list(host.scratch.iterdir()) == []


def test_a_request_is_answered_from_one_generation_to_its_end(host: Host) -> None:
    first = host.publish("sack1")
    rooms = host.rooms()
    with ExitStack() as requests:
        early = [requests.enter_context(rooms.entered()) for _ in range(2)]
        host.publish("sack2", keep=2)
        rooms.look()
        assert total(rooms, "flour") == 2
        assert [room.search("flour").total for room in early] == [1, 1]
        assert [room.count() for room in early] == [1, 1]
        assert first in host.opened()
    assert first not in host.opened()
    rooms.close()


def test_a_thread_that_comes_when_the_old_one_is_gone_is_served_too(host: Host) -> None:
    host.publish("sack1")
    rooms = host.rooms()
    host.publish("sack2", keep=1)
    assert total(rooms, "flour") == 1, "this thread has the old one open"
    found: list[int] = []
    other = threading.Thread(target=lambda: found.append(total(rooms, "flour")))
    other.start()
    other.join()
    assert found == [2]
    assert total(rooms, "flour") == 2
    rooms.close()


def test_one_that_is_gone_with_nothing_in_its_place_is_said_to_be_unavailable(host: Host) -> None:
    host.publish("sack1")
    rooms = host.rooms()
    lose_all(host.folder)
    said: list[object] = []

    def ask() -> None:
        with rooms.entered() as room:
            try:
                room.count()
            except FondsError as error:
                said.append(error)

    other = threading.Thread(target=ask)
    other.start()
    other.join()
    assert [type(error) for error in said] == [Unavailable]
    rooms.close()


def lose_a_file(generation: Path) -> None:
    (generation / "tables.db").unlink()


def change_a_byte(generation: Path) -> None:
    path = next((generation / "index" / "records").glob("*.term"))
    data = path.read_bytes()
    path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])


def lose_the_manifest(generation: Path) -> None:
    (generation / MANIFEST_FILE).unlink()


def lose_all(generation: Path) -> None:
    shutil.rmtree(generation)


BREAKING = (lose_a_file, change_a_byte, lose_the_manifest, lose_all)


@pytest.mark.parametrize("spoil", BREAKING, ids=lambda deed: deed.__name__)
def test_a_broken_one_is_refused_and_the_old_one_goes_on(host: Host, spoil: Callable[[Path], None]) -> None:
    first = host.publish("sack1")
    rooms = host.rooms()
    second = host.publish("sack2")
    spoil(host.folder / GENERATIONS / second)
    for seconds in (10.0, 10.5, 12.0, 14.5):
        rooms.look(seconds)
    assert total(rooms, "flour") == 1
    assert len(host.said) == 2, "once for each, however often it looks"
    assert f"generation {second} is not served" in host.said[1]
    assert host.said[1].endswith(f"{first} still is")
    assert host.opened() == [first]
    third = host.publish("sack3")
    rooms.look(14.6)
    assert total(rooms, "flour") == 3
    assert third in host.said[-1]
    rooms.close()


@pytest.mark.parametrize("spoil", BREAKING, ids=lambda deed: deed.__name__)
def test_a_server_does_not_start_on_a_broken_one(host: Host, spoil: Callable[[Path], None]) -> None:
    name = host.publish("sack1")
    spoil(host.folder / GENERATIONS / name)
    with pytest.raises(FondsError) as raised:
        host.rooms()
    assert raised.value.code in ("no-generation", "generation-damaged")
    assert list(host.scratch.iterdir()) == []


def test_one_that_is_on_its_way_is_tried_again_after_pauses(host: Host, tmp_path: Path) -> None:
    host.publish("sack1")
    rooms = host.rooms()
    name = host.publish("sack2")
    here, away = host.folder / GENERATIONS / name, tmp_path / "away"
    here.rename(away)
    rooms.look(100.0)  # then after 1, 2, 4 ... seconds
    away.rename(here)
    rooms.look(100.9)
    assert total(rooms, "flour") == 1
    rooms.look(101.0)
    assert total(rooms, "flour") == 2
    rooms.close()


def test_the_pause_grows_to_a_minute(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    host.publish("sack1")
    rooms = host.rooms()
    lose_a_file(host.folder / GENERATIONS / host.publish("sack2"))
    tries: list[float] = []
    monkeypatch.setattr(published, "check_whole", lambda path: tries.append(seconds) or check_whole(path))
    for seconds in map(float, range(300)):
        rooms.look(seconds)
    assert tries == [0, 1, 3, 7, 15, 31, 63, 123, 183, 243]
    rooms.close()


@pytest.mark.parametrize("target", ["generations/elsewhere", "../archive", None])
def test_a_pointer_to_nothing_changes_nothing(host: Host, target: str | None) -> None:
    host.publish("sack1")
    rooms = host.rooms()
    pointer = host.folder / CURRENT
    name = find_current(host.folder)
    pointer.unlink()
    if target:
        pointer.symlink_to(target)
    for seconds in (1.0, 2.0, 3.0):
        rooms.look(seconds)
    assert total(rooms, "flour") == 1
    assert len(host.said) == 2
    point_to(host.folder, str(name))
    rooms.look(4.0)
    assert len(host.said) == 2
    rooms.close()


def test_a_step_back_is_followed_too(host: Host) -> None:
    first = host.publish("sack1")
    host.publish("sack2")
    rooms = host.rooms()
    point_to(host.folder, first)
    rooms.look()
    assert total(rooms, "flour") == 1
    rooms.close()


def test_a_step_back_and_forth_while_requests_go_on(host: Host) -> None:
    first = host.publish("sack1")
    rooms = host.rooms()
    with rooms.entered() as early:
        second = host.publish("sack2")
        rooms.look()
        point_to(host.folder, first)
        rooms.look()
        assert total(rooms, "flour") == early.count() == 1
        assert host.opened() == [first, first]
        assert host.said[-1] == f"serving generation {first}"
        point_to(host.folder, second)
        rooms.look()
        assert (total(rooms, "flour"), early.count()) == (2, 1)
    assert host.opened() == [second]
    rooms.close()


def test_a_server_without_a_place_for_locks_says_so(host: Host) -> None:
    host.publish("sack1")
    host.scratch.rmdir()
    with pytest.raises(Unavailable) as raised:
        host.rooms()
    assert raised.value.code == "cannot-write"


def sealed_anew(generation: Path) -> None:
    (generation / MANIFEST_FILE).unlink()
    seal(generation, NOW, content="0" * 64, entry=1, records=1)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("store.toml", 'format = 1\nname = "special"\n', "generation-damaged"),
        ("store.toml", 'format = 99\nname = "open"\n', "newer-format"),
        ("store.toml", "?", "store-file"),
        ("site.toml", "?", "archive-file"),
        ("tables.db", "", "tables-broken"),
        ("index/commit.json", "{}", "index-broken"),
        ("index/records/meta.json", "[]", "index-broken"),
    ],
)
def test_one_that_is_whole_but_makes_no_sense_is_refused(host: Host, name: str, content: str, code: str) -> None:
    generation = host.folder / GENERATIONS / host.publish("sack1")
    (generation / name).write_text(content, encoding="utf-8")
    sealed_anew(generation)
    with pytest.raises(FondsError) as raised:
        host.rooms()
    assert raised.value.code == code
    assert list(host.scratch.iterdir()) == []


def test_index_and_tables_of_two_generations_do_not_pass(host: Host) -> None:
    first = host.folder / GENERATIONS / host.publish("sack1")
    second = host.folder / GENERATIONS / host.publish("sack2")
    shutil.rmtree(second / "index")
    shutil.copytree(first / "index", second / "index")
    sealed_anew(second)
    with pytest.raises(Unavailable) as raised:
        host.rooms()
    assert raised.value.code == "index-broken"


def test_a_closed_store_is_never_served(archive: Archive, tmp_path: Path) -> None:
    both = add_store(archive, "special")
    generation = tmp_path / "public" / GENERATIONS / "000001-00000000"
    both.shelf("special").store.publish(generation)
    publish(both, tmp_path / "other", NOW, actor=STAFF)
    shutil.copytree((tmp_path / "other" / CURRENT) / "index", generation / "index")
    seal(generation, NOW, content="0" * 64, entry=0, records=0)
    point_to(tmp_path / "public", generation.name)
    (tmp_path / "scratch").mkdir()
    with pytest.raises(Invalid) as raised:
        PublishedRooms(tmp_path / "public", tmp_path / "scratch", str)
    assert raised.value.code == "generation-damaged"
    both.close()


@pytest.fixture
def watched(host: Host) -> Iterator[PublishedRooms]:
    host.publish("sack1")
    rooms = open_rooms(host.folder, host.scratch, host.said.append)
    yield rooms
    rooms.close()


@pytest.mark.slow
def test_no_request_fails_while_it_switches(host: Host, watched: PublishedRooms) -> None:
    ended, faults, counted = threading.Event(), [], set()

    def read() -> None:
        while not ended.is_set():
            try:
                with watched.entered() as room:
                    count = room.count()
                    assert room.search("flour").total == count
                    assert sum(1 for record_id in room.ids() if room.record(record_id)) == count
                    counted.add(count)
            except BaseException as error:  # noqa: BLE001 (whatever it is, the test tells of it)
                faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(2, 6):
        host.publish(f"sack{number}", keep=1)
        wait_for(partial(counted.__contains__, number))
    ended.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert counted == {1, 2, 3, 4, 5}
    assert host.opened() == [find_current(host.folder)]
