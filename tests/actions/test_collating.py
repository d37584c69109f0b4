"""The states of a record at different dates, side by side: what was newly opened, for readers of each store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from fonds.actions.archive import Archive
from fonds.actions.auditing import read_log
from fonds.actions.collating import Collation, collate
from fonds.actions.guard import crossing
from fonds.model import FondsError, new_record_id
from fonds.release import OPEN, Terms
from tests.actions.crossings import (
    MARKED,
    STAFF,
    TWO,
    WITHHELD,
    add,
    closure,
    make_archive,
    packet_of,
    signed,
    write_order,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = make_archive(tmp_path)
    yield made
    made.close()


def on(day: int) -> str:
    return f"2027-01-{day:02}T08:00:00Z"


def close(archive: Archive, record_id: str, label: str, day: int, terms: Terms = MARKED) -> None:
    with crossing(archive, "special", STAFF, "close") as way:
        way.close([closure(record_id, label, terms=terms)], on(day))


def release(archive: Archive, record_id: str, label: str, day: int) -> None:
    packet = packet_of(archive, record_id, label)
    with crossing(archive, "special", STAFF, "release") as way:
        way.release(packet, signed(packet, "ann", "bo"), TWO, on(day))


def seen(archive: Archive, record_id: str, *stores: str) -> Collation:
    return collate(archive, record_id, actor=STAFF, stores=[OPEN, *stores])


def row(collation: Collation, label: str) -> list[str]:
    (found,) = (each for each in collation.rows if each.label == label)
    return [f"{cell.state} {cell.reason or ''}".strip() for cell in found.cells]


def days(collation: Collation) -> Sequence[str]:
    return [stage.at[:10] for stage in collation.stages[1:]]


def test_releases_at_different_dates_stand_side_by_side(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1))
    close(archive, record_id, "2", 1)
    close(archive, record_id, "3", 2, WITHHELD)
    release(archive, record_id, "2.a", 3)
    release(archive, record_id, "2", 4)
    cleared = seen(archive, record_id, "special")
    assert days(cleared) == ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"]
    assert row(cleared, "1") == ["open"] * 5
    assert row(cleared, "2") == ["open", "closed", "gap 1", "gap 1", "opened"]  # its first gap is withdrawn
    assert row(cleared, "2.a") == ["open", "closed", "closed", "opened", "open"]
    assert row(cleared, "2.b") == ["open", "closed", "closed", "closed", "opened"]
    assert row(cleared, "3") == ["open", "open", "closed", "closed", "closed"]
    assert [each.label for each in cleared.rows if each.label[0].isdigit()] == ["1", "2", "2.a", "2.b", "3"]


def test_who_reads_the_open_store_alone_sees_gaps_and_what_is_not_withdrawn(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1))
    close(archive, record_id, "2", 1)
    close(archive, record_id, "3", 2, WITHHELD)
    release(archive, record_id, "2.a", 3)
    release(archive, record_id, "2", 4)
    public = seen(archive, record_id)
    assert row(public, "1") == ["unknown", "open", "open", "open"]
    assert row(public, "2.a") == ["unknown", "absent", "opened", "open"]
    assert row(public, "2") == ["unknown", "gap 1", "gap 1", "opened"]
    assert not [each for each in public.rows if each.label == "3"]


def test_a_record_that_was_closed_from_the_beginning_opens_piece_by_piece(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1), store="special")
    release(archive, record_id, "1", 1)
    close(archive, record_id, "3", 2)
    cleared = seen(archive, record_id, "special")
    assert row(cleared, "1") == ["closed", "opened", "open"]
    assert row(cleared, "3") == ["closed", "closed", "gap 1"]
    public = seen(archive, record_id)
    assert row(public, "1") == ["open", "open"]
    assert row(public, "3") == ["absent", "gap 1"]
    assert [each.label for each in public.rows] == ["1", "3"]


def test_of_a_record_that_is_closed_as_a_whole_one_gap_is_seen(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1))
    close(archive, record_id, "", 1)
    public = seen(archive, record_id)
    assert [[cell.state for cell in each.cells] for each in public.rows] == [["unknown", "gap"]]
    cleared = seen(archive, record_id, "special")
    assert row(cleared, "1") == ["open", "closed"]


def test_what_is_read_of_a_closed_store_is_entered(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1), store="special")
    seen(archive, record_id, "special")
    entry = list(read_log(archive, "special"))[-1]
    assert (entry.deed, [(each.record, each.version) for each in entry.seen]) == ("decisions", [(record_id, 1)])


def test_a_record_that_nobody_has_is_not_found(archive: Archive) -> None:
    with pytest.raises(FondsError) as told:
        seen(archive, new_record_id(), "special")
    assert told.value.code == "record"
