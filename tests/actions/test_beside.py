"""What stands beside a record is looked for in its own store, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from fonds.actions.archive import Archive, add_store
from fonds.actions.consulting import Beside, get_holding, list_records
from fonds.criticism import check
from fonds.model import Finding
from tests.actions.conftest import STAFF, Add

PAGES = Path(__file__).parents[1] / "fixtures" / "findings" / "captures-differ" / "raises"
NAME = "one-shelfmark-a-passage-more.txt"


def found(archive: Archive) -> list[Finding]:
    first = min(list_records(archive, actor=STAFF), key=lambda one: one.changed)
    holding, _ = get_holding(archive, first.id, actor=STAFF)
    findings = check(holding.reading, Beside(archive, holding, actor=STAFF))
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
