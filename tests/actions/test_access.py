"""Every read of a closed store is in its log before it is handed out; without a log there is no read."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fonds.actions.access import enter, query_hash
from fonds.actions.archive import Archive, add_store, remove_store
from fonds.actions.auditing import logged_stores, read_log, verify_log
from fonds.actions.backups import back_up
from fonds.actions.consulting import (
    Beside,
    get_holding,
    get_passage,
    get_version,
    list_records,
    list_stores,
    list_versions,
)
from fonds.actions.exporting import export_archive
from fonds.actions.history import events_of
from fonds.actions.knowing import who_knew
from fonds.actions.room import open_room
from fonds.actions.searching import search_archive
from fonds.actions.upkeep import rebuild_store, verify_store
from fonds.actions.viewing import get_passage_of_view, get_view
from fonds.model import Conflict, FondsError, NotFound, Refused, Unavailable
from fonds.release import LogEntry, Made, Seen
from tests.actions.conftest import STAFF, Add
from tests.actions.crossings import close, release
from tests.conftest import ROOT

NOW = "2026-11-26T08:00:00Z"
_PAGE = """\
Skip to content

May 4, 1931

{title}

This document was made possible with support from the Invented Fund

4 May 1931

1. The mill is to be mended, and 12 boats are to be sent.

Excerpts sent to:

Cde. Ognev - 1.

Document Information

RGASPI F. 9, Op. 1, D. 4, ll. 7-8. Obtained by Ann Example and translated by Bo Example.
"""


@pytest.fixture
def special(archive: Archive, add: Add, tmp_path: Path) -> Iterator[Archive]:
    """An archive with two closed records of one shelfmark, and an open one."""
    grown = add_store(archive, "special")
    for store, title in (("special", "The mill"), ("special", "The ferry"), ("open", "The bridge")):
        page = tmp_path / f"{title}.txt"
        page.write_text(_PAGE.format(title=title), encoding="utf-8")
        assert [outcome.what for outcome in add(grown, page, store=store)] == ["added"]
    yield grown
    grown.close()


def ids(archive: Archive, store: str) -> list[str]:
    return list(archive.shelf(store).store.ids())


def _one(archive: Archive, store: str) -> str:
    return ids(archive, store)[0]


def _beside(archive: Archive, store: str) -> object:
    holding = archive.shelf(store).store.get(_one(archive, store))
    return list(Beside(archive, holding.reading, actor=STAFF, stores=[store]).neighbours())


READS: dict[str, Callable[[Archive, str], Any]] = {
    "get_holding": lambda archive, store: get_holding(archive, _one(archive, store), actor=STAFF, store=store),
    "get_passage": lambda archive, store: get_passage(archive, f"{_one(archive, store)}#1", actor=STAFF, store=store),
    "get_version": lambda archive, store: get_version(archive, _one(archive, store), 1, actor=STAFF, store=store),
    "list_versions": lambda archive, store: list_versions(archive, _one(archive, store), actor=STAFF, store=store),
    "list_records": lambda archive, store: list(list_records(archive, actor=STAFF, store=store)),
    "search_archive": lambda archive, store: search_archive(archive, "mill", actor=STAFF, store=store),
    "Beside": _beside,
    "get_view": lambda archive, store: get_view(archive, _one(archive, store), actor=STAFF, stores=[store]),
    "get_passage_of_view": lambda archive, store: get_passage_of_view(
        archive, f"{_one(archive, store)}#1", actor=STAFF, stores=[store]
    ),
    "events_of": lambda archive, store: events_of(archive, _one(archive, store), actor=STAFF, stores=[store]),
    "who_knew": lambda archive, store: who_knew(archive, "Ognev", actor=STAFF, stores=[store]),
    "export_archive": lambda archive, store: export_archive(archive, archive.folder / "x", "json", actor=STAFF),
    "back_up": lambda archive, store: back_up(archive, archive.folder / "x", NOW, actor=STAFF),
}
DEEDS = {
    "list_versions": "versions", "list_records": "list", "search_archive": "search", "Beside": "check",
    "events_of": "decisions", "who_knew": "knew", "export_archive": "export", "back_up": "backup",
}  # fmt: skip


@pytest.mark.parametrize("name", READS)
def test_a_read_of_a_closed_store_is_entered(special: Archive, name: str) -> None:
    READS[name](special, "special")
    (entry,) = read_log(special, "special")
    assert (entry.deed, entry.by) == (DEEDS.get(name, "show"), "staff")
    assert {seen.record for seen in entry.seen} <= set(ids(special, "special"))
    assert bool(entry.seen) == (name != "back_up")
    assert b"mill" not in special.logs.log("special").path.read_bytes()


@pytest.mark.parametrize("name", [name for name in READS if name not in ("export_archive", "back_up")])
def test_a_read_of_the_open_store_is_not(special: Archive, name: str) -> None:
    READS[name](special, "open")
    assert not special.logs.log("special").path.exists()
    assert not special.logs.log("open").path.exists()


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("fault", ["log", "checkpoints", "key"])
def test_without_a_log_nothing_closed_is_read_and_all_that_is_open(special: Archive, name: str, fault: str) -> None:
    store = special.folder / "stores" / "special"
    if fault == "log":
        (store / "log").write_bytes(b"in the way")
    elif fault == "checkpoints":
        (special.folder / "desk").mkdir()
        (special.folder / "desk" / "checkpoints").write_bytes(b"in the way")
    else:
        (store / "key").unlink()
    with pytest.raises(FondsError) as caught:
        READS[name](special, "special")
    assert caught.value.code == ("no-key" if fault == "key" else "log-unwritable")
    if name not in ("export_archive", "back_up"):
        assert READS[name](special, "open") or name == "Beside"


def test_entries_say_which_passages_were_read(special: Archive) -> None:
    record = _one(special, "special")
    get_passage(special, f"{record}#1", actor=STAFF, store="special")
    get_holding(special, f"{record}#1", actor=STAFF, store="special", deed="excerpt")
    search_archive(special, "boats", actor=STAFF, store="special")
    search_archive(special, "no such word", actor=STAFF, store="special")
    one, whole, found, nothing = read_log(special, "special")
    assert one.seen == (Seen(record=record, version=1, labels=("1",)),)
    assert (whole.deed, whole.seen) == ("excerpt", (Seen(record=record, version=1),))
    assert {seen.record: seen.labels for seen in found.seen} == dict.fromkeys(ids(special, "special"), ("1",))
    assert found.query == query_hash(found.salt, "boats") != nothing.query
    assert nothing.seen == ()
    assert len({found.salt, nothing.salt}) == 2


def test_a_passage_is_entered_by_whatever_label_it_is_named(special: Archive, add: Add, tmp_path: Path) -> None:
    """In a view it bears another label than in its own store where the open one has a passage of that label."""
    page = tmp_path / "two.txt"
    more = "One of two lines.\n\nThe other of two lines.\n\nExcerpts sent to:"
    page.write_text(_PAGE.format(title="The lock").replace("Excerpts sent to:", more), encoding="utf-8")
    (outcome,) = add(special, page, store="open")
    close(special, outcome.record_id, "1/2", "1/3")
    release(special, outcome.record_id, "1/3")  # and is 1/2 in public
    (kept,) = special.shelf("special").store.get(outcome.record_id).record.passages()
    view = get_view(special, outcome.record_id, actor=STAFF, stores=["special"])
    for passage in view.record.passages():
        before = len(list(read_log(special, "special")))
        where = f"{outcome.record_id}#{passage.lasting_label}"
        shown = get_passage_of_view(special, where, actor=STAFF, stores=["special"])
        entered = list(read_log(special, "special"))[before:]
        assert [seen.labels for one in entered for seen in one.seen] == (
            [(kept.label,)] if shown.id == kept.id else []
        )


def test_what_changed_in_a_closed_record_shows_what_it_said(special: Archive, add: Add, tmp_path: Path) -> None:
    page = tmp_path / "The mill.txt"
    page.write_text(page.read_text().replace("12 boats", "13 boats"), encoding="utf-8")
    (outcome,) = add(special, page, store="special")
    assert outcome.what == "new-version"
    (entry,) = read_log(special, "special")
    assert (entry.deed, entry.seen) == ("add", (Seen(record=outcome.record_id, version=1),))


def test_upkeep_hands_out_nothing_and_enters_nothing(special: Archive) -> None:
    verify_store(special, "special")
    rebuild_store(special, "special")
    list_stores(special, actor=STAFF)
    assert list(read_log(special, "special")) == []


def test_the_entry_is_on_the_disk_before_anything_is_handed_out(
    special: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bytes] = []
    path = special.logs.log("special").path
    sound = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (sound(file), synced.append(path.read_bytes()))[0])
    for number, summary in enumerate(list_records(special, actor=STAFF, store="special")):
        assert summary.id.encode() in synced[-1], number
        break


def test_checkpoints_are_written_when_the_archive_is_closed(special: Archive) -> None:
    for _ in range(3):
        list(list_records(special, actor=STAFF, store="special"))
    check, faults = verify_log(special, "special")
    assert (check.checkpoints, [fault.where for fault in faults]) == (0, ["checkpoints"])
    special.close()
    assert (special.folder / "desk").stat().st_mode & 0o077 == 0
    check, faults = verify_log(special, "special")
    assert (check.entries, check.checkpoints, check.proven, faults) == (3, 1, 3, ())
    special.close()
    assert verify_log(special, "special")[0].checkpoints == 1


def test_checkpoints_lie_where_the_settings_say_and_in_no_store(special: Archive, tmp_path: Path) -> None:
    file = special.folder / "archive.toml"
    text = file.read_text("utf-8")
    for said, place in (("../kept.jsonl", special.folder.parent / "kept.jsonl"), ("stores/special/log/c", None)):
        file.write_text(text + f'checkpoints = "{said}"\n')
        with closing(special.opened_anew()) as again:
            if place is None:
                with pytest.raises(FondsError, match="would lie in a store"):
                    list(list_records(again, actor=STAFF, store="special"))
                continue
            list(list_records(again, actor=STAFF, store="special"))
        assert place.exists()
    assert not (special.folder / "desk").exists()


def test_a_store_of_an_earlier_name_does_not_come_under_its_checkpoints(archive: Archive, add: Add) -> None:
    grown = add_store(archive, "special")
    search_archive(grown, "mill", actor=STAFF, store="special")
    left = remove_store(grown, "special")
    with pytest.raises(Conflict) as caught:
        add_store(left, "special")
    assert caught.value.code == "checkpoints-exist"
    (left.folder / "desk" / "checkpoints" / "special.jsonl").unlink()
    add_store(left, "special").close()


def test_time_and_randomness_are_given(special: Archive) -> None:
    with closing(Archive(special.folder, clock=lambda: NOW, token=lambda size: b"\7" * size)) as fixed:
        search_archive(fixed, "mill", actor=STAFF, store="special")
    (entry,) = read_log(special, "special")
    assert (entry.at, entry.salt) == (NOW, "07" * 16)


def test_a_deed_can_be_entered_before_it_is_done(special: Archive) -> None:
    seen, made = [Seen(record="a", labels=("8.6",))], Made(sha256="0" * 64, to=("age1x",))
    assert enter(special, "special", actor=STAFF, deed="excerpt", seen=seen, made=made) == 1
    assert enter(special, "open", actor=STAFF, deed="excerpt") == 0
    assert [entry.made for entry in read_log(special, "special")] == [made]


def test_logs_are_those_of_closed_stores(special: Archive) -> None:
    assert logged_stores(special, None, actor=STAFF) == ("special",)
    with pytest.raises(Refused):
        logged_stores(special, "open", actor=STAFF)
    with pytest.raises(NotFound):
        logged_stores(special, "nowhere", actor=STAFF)
    with pytest.raises(NotFound):
        verify_log(special, "special", checkpoints=special.folder / "nowhere.jsonl")


def test_the_reading_room_opens_no_closed_store(special: Archive) -> None:
    with pytest.raises(Refused) as caught:
        open_room(special.folder / "stores" / "special")
    assert caught.value.code == "not-open"


def test_a_reading_that_waits_too_long_is_refused(special: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(special.logs, "_opened", {})
    other = special.logs.log("special")
    other._wait_seconds = 0.05
    with special.logs.log("special").held(), pytest.raises(Unavailable) as caught:
        other.append(LogEntry(at=NOW, by="other", deed="show"))
    assert caught.value.code == "locked"


# Who opens a store, and why that needs no entry. A module that is not here reads through `fonds.actions.access`.

SHELF = {
    "access": "the door itself",
    "adding": "writes; what changed in a closed record is entered",
    "archive": "opens and removes",
    "backups": "copies files; entered as a deed",
    "closing": "asks the open store, and closed ones whether they know a record",
    "disagreeing": "compares ids over stores; hands out no text",
    "guard": "compares, and answers with a refusal that holds no text",
    "health": "counts",
    "publishing": "copies the open store",
    "releasing": "makes proposals; each that is handed out is entered",
    "upgrading": "opens each store once, so that it is healed; hands out no text",
    "upkeep": "rebuilds and verifies; hands out no text",
}
OPENING = {
    "archive": "opens for all of those above",
    "holding": "a store with its index",
    "room": "the open store alone",
    "upkeep": "rebuilds",
}


def modules_with(node_of_interest: Callable[[ast.AST], bool]) -> set[str]:
    """Modules of the program, but those of `fonds.store`, in which something occurs."""
    program = ROOT / "src" / "fonds"
    found = set()
    for path in program.rglob("*.py"):
        name = path.relative_to(program).with_suffix("").as_posix()
        if not name.startswith("store/") and any(map(node_of_interest, ast.walk(ast.parse(path.read_text("utf-8"))))):
            found.add(name)
    return found


def test_nobody_reads_a_store_beside_the_door() -> None:
    def opens_shelf(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in ("shelf", "_shelves")

    def opens_store(node: ast.AST) -> bool:
        return isinstance(node, ast.alias) and node.name in ("open_shelf", "open_store")

    assert modules_with(opens_shelf) == {f"actions/{name}" for name in SHELF}
    assert modules_with(opens_store) == {f"actions/{name}" for name in OPENING}
