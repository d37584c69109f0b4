"""What is withdrawn from a store is gone from its files, and the chain that names it holds."""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fonds.model import Gap, Unavailable
from fonds.release import Deposit
from fonds.store import Store, _disk, _segments, create_store, open_store
from fonds.store._entries import read_line
from tests.orders import Order, orders
from tests.store.kills import WITHDRAWN, withdrawal
from tests.store.samples import LATER, NOW, deposit, files_of, id_of, keep
from tests.store.test_disks import FailingDisk

LAST = "2026-11-24T08:00:00Z"


def withdraw(store: Store, *numbers: int, now: str = LATER) -> None:
    store.deposit([withdrawal(number) for number in numbers], "B. Archivist", now)


def empty(number: int) -> Deposit:
    """Nothing is left of a record."""
    one = withdrawal(number)
    record = msgspec.structs.replace(one.reading.record, slots=(), texts=())
    return msgspec.structs.replace(one, reading=msgspec.structs.replace(one.reading, record=record))


def all_bytes(folder: Path) -> bytes:
    """Everything that lies in a store, its database and what stands beside that included."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def chain_of(store: Store) -> list[Any]:
    lines = (store.folder / "journal" / "chain.jsonl").read_bytes().splitlines(keepends=True)
    return [read_line(line)[0] for line in lines]


def test_bodies_are_gone_and_the_chain_holds(store: Store) -> None:
    keep(store, 1, words=WITHDRAWN)
    keep(store, 2)
    keep(store, 1, words=f"{WITHDRAWN} again")
    before = chain_of(store)
    withdraw(store, 1)
    assert chain_of(store)[:3] == before
    assert chain_of(store)[3].withdraws
    bodies = [json.loads(line) for line in files_of(store.folder)["000001.jsonl"].splitlines()]
    assert {body["entry"] for body in bodies} == {2, 4}
    assert WITHDRAWN not in str(bodies)
    store.renew()
    assert store.verify() == ()


def test_what_is_left_is_served_and_the_rest_is_not_from_that_moment(store: Store) -> None:
    keep(store, 1, words=WITHDRAWN)
    keep(store, 2)
    withdraw(store, 1)
    holding = store.get(id_of(1))
    assert holding.reading == withdrawal(1).reading
    assert (holding.version, holding.added, holding.changed, holding.decided) == (2, NOW, LATER, True)
    assert store.find_version(id_of(1), 1) is store.find_source(id_of(1), 1) is None
    assert [(facts.number, facts.type) for facts in store.versions(id_of(1))] == [(2, "closing")]
    assert store.find_by_source(msgspec.json.encode(1).decode()) is None
    assert not any(WITHDRAWN.encode() in line for line in store.dump())
    assert (store.count(), store.last_withdrawal()) == (2, 3)


def test_free_pages_hold_it_until_the_tables_are_made_anew(store: Store) -> None:
    keep(store, *range(1, 6), words=WITHDRAWN)
    withdraw(store, *range(1, 6))
    assert WITHDRAWN.encode() in all_bytes(store.folder)  # else this test could not see what it looks for
    dump = list(store.dump())
    store.renew()
    assert WITHDRAWN.encode() not in all_bytes(store.folder)
    assert list(store.dump()) == dump
    files = {path.name for path in store.folder.iterdir()}
    store.renew()
    assert {path.name for path in store.folder.iterdir()} == files, "nothing was due"


@pytest.mark.parametrize("start", ["reopened", "healed", "deposit"])
def test_the_next_start_or_deposit_renews_too(store: Store, start: str) -> None:
    keep(store, 1, words=WITHDRAWN)
    withdraw(store, 1)
    if start == "reopened":
        store.close()
        open_store(store.folder).close()
    elif start == "healed":
        store.heal()
    else:
        keep(store, 7)
    assert WITHDRAWN.encode() not in all_bytes(store.folder)


def test_a_rebuild_comes_to_the_same_tables(store: Store) -> None:
    keep(store, 1, 2, 3, words=WITHDRAWN)
    keep(store, 2, words=WITHDRAWN, now=LATER)
    withdraw(store, 2, now=LAST)
    keep(store, 2, words="Send salt", now=LAST)
    store.deposit([empty(3)], "B", LAST)
    store.renew()  # the tables say where sources lie, and these have moved
    dump = list(store.dump())
    assert store.get(id_of(2)).added == NOW
    store.rebuild()
    assert list(store.dump()) == dump
    assert store.verify() == ()


def test_tables_that_are_behind_catch_up_to_the_same(store: Store, folder: Path, tmp_path: Path) -> None:
    """Whether they hold none, some or all of what was withdrawn."""
    copies = []
    deeds: list[Callable[[], None]] = [
        lambda: keep(store, 1, 2, words=WITHDRAWN),
        lambda: keep(store, 1, words=WITHDRAWN, now=LATER),
        lambda: withdraw(store, 1, now=LAST),
        lambda: store.deposit([empty(2)], "B", LAST),
        lambda: keep(store, 1, now=LAST),
    ]
    for number, deed in enumerate(deeds):
        copies.append(shutil.copytree(folder, tmp_path / f"behind-{number}", symlinks=True))
        deed()
    for copy in copies:
        shutil.rmtree(copy / "journal")
        shutil.copytree(folder / "journal", copy / "journal")
        with open_store(copy) as other:
            assert list(other.dump()) == list(store.dump())
            assert other.verify() == ()
        assert WITHDRAWN.encode() not in all_bytes(copy)


def test_when_a_record_came_in_is_known_after_all_else_of_it_is_gone(store: Store) -> None:
    keep(store, 1, words=WITHDRAWN)
    store.deposit([empty(1)], "B. Archivist", LATER)
    assert (store.find(id_of(1)), store.count(), list(store.ids())) == (None, 0, [])
    assert store.summaries(limit=5) == store.recent(5) == ()
    assert store.is_known(id_of(1))
    assert not store.is_known(id_of(2))
    ((number, holding),) = store.changes(0)
    assert (number, holding.record.holds_any) == (2, False)
    store.rebuild()
    keep(store, 1, now=LAST)
    assert (store.get(id_of(1)).added, store.get(id_of(1)).version) == (NOW, 3)
    assert store.verify() == ()


def test_gaps_alone_are_something_to_show(store: Store) -> None:
    keep(store, 1)
    one = empty(1)
    gap = Gap(label="3", reason=1, extent="lines", id="g1")
    record = msgspec.structs.replace(one.reading.record, gaps=(gap,))
    reading = msgspec.structs.replace(one.reading, record=record)
    store.deposit([msgspec.structs.replace(one, reading=reading)], "B", LATER)
    store.rebuild()
    assert store.get(id_of(1)).record.gaps == (gap,)
    assert store.count() == 1


def test_a_record_is_withdrawn_twice(store: Store) -> None:
    keep(store, 1, words=WITHDRAWN)
    withdraw(store, 1)
    keep(store, 1, words=f"{WITHDRAWN} once more", now=LATER)
    withdraw(store, 1, now=LAST)
    assert WITHDRAWN.encode() not in b"".join(files_of(store.folder).values())
    assert (store.get(id_of(1)).added, store.last_withdrawal()) == (NOW, 4)
    dump = list(store.dump())
    store.rebuild()
    assert list(store.dump()) == dump
    assert store.verify() == ()


def test_a_record_may_come_in_and_be_withdrawn_in_one_deposit(store: Store) -> None:
    store.deposit([deposit(1, words=WITHDRAWN), withdrawal(1), deposit(2)], "B", NOW)
    assert WITHDRAWN.encode() not in b"".join(files_of(store.folder).values())
    assert store.get(id_of(1)).reading == withdrawal(1).reading
    store.rebuild()
    assert store.verify() == ()


def test_sources_of_others_are_found_where_they_moved(store: Store) -> None:
    """At once, and by who opened the store before."""
    keep(store, 1, words=WITHDRAWN)
    keep(store, 2)
    keep(store, 3)
    with open_store(store.folder) as reader:
        assert reader.find_source(id_of(3), 1)
        withdraw(store, 1)
        for each in (store, reader):
            assert each.find_source(id_of(2), 1) == deposit(2).source
            assert each.find_source(id_of(3), 1) == deposit(3).source


def test_bodies_go_from_all_segments(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_segments, "SEGMENT_BYTES", 2000)
    with open_store(folder) as store:
        for round_ in range(3):
            keep(store, 1, 2, words=f"{WITHDRAWN} {round_}")
        segments = [name for name in files_of(folder) if name != "chain.jsonl"]
        assert len(segments) > 2
        withdraw(store, 1, 2)
        assert WITHDRAWN.encode() not in b"".join(files_of(folder).values())
        assert store.verify() == ()
        keep(store, 5)
        store.rebuild()
        assert store.get(id_of(5)).reading == deposit(5).reading
        assert store.verify() == ()


@pytest.mark.parametrize("tables", ["as they were", "lost"])
def test_a_purge_that_was_half_done_is_finished_at_the_next_start(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: str
) -> None:
    monkeypatch.setattr(_segments, "SEGMENT_BYTES", 2000)
    with open_store(folder) as store:
        keep(store, 1, 2, words=WITHDRAWN)
        keep(store, 1, 2, words=WITHDRAWN)
        full = {path: path.read_bytes() for path in (folder / "journal" / "bodies").iterdir()}
        withdraw(store, 1, 2)
        dump = list(store.dump())
    for path in sorted(full)[1:]:  # one segment was written again, the others were not
        path.write_bytes(full[path] + path.read_bytes()[len(full[path]) :])
    if tables == "lost":
        (folder / "fonds.db").unlink()
    with open_store(folder) as store:
        assert list(store.dump()) == dump
        assert store.verify() == ()
    assert WITHDRAWN.encode() not in all_bytes(folder)


def test_what_is_left_of_a_withdrawal_is_a_fault_until_the_next_start(store: Store) -> None:
    keep(store, 1, words=WITHDRAWN)
    segment = store.folder / "journal" / "bodies" / "000001.jsonl"
    before = segment.read_bytes()
    withdraw(store, 1)
    segment.write_bytes(before + segment.read_bytes())
    (fault,) = [fault for fault in store.verify() if fault.part == "journal"]
    assert "withdrawn" in fault.what
    assert WITHDRAWN not in fault.what
    store.close()
    with open_store(store.folder) as again:
        assert again.verify() == ()


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_withdrawal_on_a_disk_that_fails_is_in_or_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, for_good: bool
) -> None:
    """It is refused or kept; and when it is kept, nothing that it withdrew is served or left after the next start."""
    spares = frozenset({"truncate", "remove"}) if number == errno.ENOSPC else frozenset[str]()
    disk = FailingDisk(monkeypatch, number, spares=spares)
    with open_store(folder) as store:
        refused = 0
        for point in itertools.count(1):
            disk.fail(0, for_good=False)
            keep(store, point, words=f"{WITHDRAWN} {point}.")
            disk.fail(point, for_good=for_good)
            was_told = told_of(store, point)
            was_reached = disk.writes >= point
            disk.fail(0, for_good=False)
            refused += not was_told
            store.heal()
            is_withdrawn = store.get(id_of(point)).reading == withdrawal(point).reading
            assert is_withdrawn or not was_told
            assert store.verify() == ()
            assert (f"{WITHDRAWN} {point}.".encode() in all_bytes(folder)) is not is_withdrawn
            if not was_reached:
                break
    assert refused >= 5


def told_of(store: Store, number: int) -> bool:
    refusal = ""
    try:
        withdraw(store, number)
        store.renew()
    except Unavailable as error:
        refusal = error.code
    assert refusal in ("", "disk-full", "disk-error")
    return not refusal


@pytest.fixture(scope="module")
def order(root: Path) -> Iterator[Order]:
    """Orders a deed of the process that is killed."""
    with orders("tests.store.kills", root) as give:
        yield give


@pytest.mark.slow
@pytest.mark.parametrize("deed", ["withdraw", "withdraw_from_small_segments"])
def test_killed_at_every_write_point_of_a_withdrawal(tmp_path: Path, order: Order, deed: str) -> None:
    create_store(tmp_path / "full", "open")
    order(f"fill_for_{deed}", tmp_path / "full")

    def copy() -> Path:
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        return Path(shutil.copytree(tmp_path / "full", tmp_path / "copy", symlinks=True))

    points = order(deed, copy())["points"]
    assert points > 30
    for point in range(1, points + 1):
        report = order(deed, copy(), point=point)
        assert os.WIFSIGNALED(report["status"]), point
        check_in_or_out(tmp_path / "copy", report["told"])


def check_in_or_out(folder: Path, told: int) -> None:
    """Records 1 and 2 are withdrawn or not, in this order; 3 is as it was; nothing withdrawn is left in a file."""
    with open_store(folder) as store:
        left = [store.get(id_of(number)).reading == withdrawal(number).reading for number in (1, 2)]
        assert left in ([True, True], [True, False], [False, False])
        assert left[1] or not told
        assert store.get(id_of(3)).added == store.get(id_of(1)).added
        assert store.find_source(id_of(3), 1) == deposit(3).source
        assert store.verify() == ()
        assert (WITHDRAWN.encode() in all_bytes(folder)) is not left[1]
        assert not list(folder.rglob("*.new"))
        dump = list(store.dump())
        store.rebuild()
        assert list(store.dump()) == dump


def test_only_few_functions_write(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """A purge goes through `fonds.store._disk`, where tests can stop it."""
    keep(store, 1, words=WITHDRAWN)
    written: list[str] = []
    sound = _disk.write_beside

    def write_beside(path: Path, data: bytes, **how: Any) -> None:
        written.append(path.name)
        sound(path, data, **how)

    monkeypatch.setattr(_disk, "write_beside", write_beside)
    withdraw(store, 1)
    assert "000001.jsonl" in written
