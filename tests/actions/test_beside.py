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


def found(archive: Archive, record_id: str, *stores: str) -> list[Finding]:
    holding, _ = get_holding(archive, record_id, actor=STAFF)
    findings = check(holding.reading, Beside(archive, holding.reading, actor=STAFF, stores=stores))
    return [finding for finding in findings if finding.code == "captures-differ"]


def test_another_capture_in_the_same_store_is_compared(archive: Archive, add: Add) -> None:
    first, _ = add(archive, PAGES / NAME, PAGES / "beside" / NAME)
    (finding,) = found(archive, first.record_id)
    others = {one.id for one in list_records(archive, actor=STAFF)}
    assert sum(one in finding.message for one in others) == 1
    assert "harbor" not in finding.message


def test_another_capture_in_a_closed_store_changes_nothing(archive: Archive, add: Add) -> None:
    first = add(archive, PAGES / NAME)[0].record_id
    alone = found(archive, first)
    both = add_store(archive, "special")
    add(both, PAGES / "beside" / NAME, store="special")
    assert found(both, first) == alone == []
    (finding,) = found(both, first, "special")
    (entry,) = read_log(both, "special")
    assert (entry.deed, [seen.record in finding.message for seen in entry.seen]) == ("check", [True])


def test_another_capture_of_which_a_part_is_closed_is_compared_as_a_whole(archive: Archive, add: Add) -> None:
    both = add_store(archive, "special")
    first, second = (one.record_id for one in add(both, PAGES / NAME, PAGES / "beside" / NAME, store="open"))
    (before,) = found(both, first)
    close(both, second, "dateline")
    assert len(found(both, first)) == 1
    (joined,) = found(both, first, "special")
    assert joined.message == before.message
