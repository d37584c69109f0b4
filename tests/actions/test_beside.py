"""What stands beside a record is looked for in the stores it was read from, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from fonds.actions.archive import Archive, add_store
from fonds.actions.auditing import read_log
from fonds.actions.consulting import Beside, get_holding, list_records
from fonds.criticism import check
from fonds.model import Finding
from tests.actions.conftest import STAFF, Add
from tests.actions.crossings import close

PAGES = Path(__file__).parents[1] / "fixtures" / "findings" / "captures-differ" / "raises"
NAME = "one-shelfmark-a-passage-more.txt"


def found(archive: Archive, *stores: str) -> list[Finding]:
    first = min(list_records(archive, actor=STAFF), key=lambda one: one.changed)
    holding, _ = get_holding(archive, first.id, actor=STAFF)
    findings = check(holding.reading, Beside(archive, holding.reading, actor=STAFF, stores=stores))
    return [finding for finding in findings if finding.code == "captures-differ"]


def test_another_capture_in_the_same_store_is_compared(archive: Archive, add: Add) -> None:
    add(archive, PAGES / NAME, PAGES / "beside" / NAME)
    (finding,) = found(archive)
    others = {one.id for one in list_records(archive, actor=STAFF)}
    assert sum(one in finding.message for one in others) == 1
    assert "harbor" not in finding.message


def test_another_capture_in_a_closed_store_changes_nothing(archive: Archive, add: Add) -> None:
    add(archive, PAGES / NAME)
    alone = found(archive)
    both = add_store(archive, "special")
    add(both, PAGES / "beside" / NAME, store="special")
    assert found(both) == alone == []
    (finding,) = found(both, "special")
    (entry,) = read_log(both, "special")
    assert (entry.deed, [seen.record in finding.message for seen in entry.seen]) == ("check", [True])


def test_another_capture_of_which_a_part_is_closed_is_compared_as_a_whole(archive: Archive, add: Add) -> None:
    both = add_store(archive, "special")
    add(both, PAGES / NAME, PAGES / "beside" / NAME, store="open")
    (before,) = found(both)
    second = max(list_records(both, actor=STAFF), key=lambda one: one.changed).id
    close(both, second, "dateline")
    assert len(found(both)) == 1
    (joined,) = found(both, "special")
    assert joined.message == before.message
