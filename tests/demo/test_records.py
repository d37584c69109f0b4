"""The demonstration records are read as they were meant: structure, distribution, what was planted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from fonds.criticism import check
from fonds.formats import reading_as_dict
from fonds.reading import read_file

RECORDS = Path(__file__).resolve().parents[2] / "src" / "fonds" / "demo" / "records"
PAGES = sorted(RECORDS.glob("*.txt"))
KINDS = {
    "minutes", "telegram", "cipher-telegram", "letter", "report", "conversation", "resolution", "cabinet-minutes",
    "two-language", "decree",
}  # fmt: skip


def _expected(page: Path) -> dict[str, Any]:
    return tomllib.loads(page.with_suffix(".expect.toml").read_text(encoding="utf-8"))


def test_there_are_enough_of_each_kind() -> None:
    assert len(PAGES) >= 15
    assert {_expected(page)["kind"] for page in PAGES} >= KINDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_is_read_as_it_was_meant(page: Path) -> None:
    expected, reading = _expected(page), reading_as_dict(read_file(page))
    description = reading["description"]
    assert reading["form"]["name"] == expected["form"]
    assert description["title"] == expected.get("title")
    assert (description["date"] or {}).get("edtf") == expected.get("date")
    assert [passage["id"] for passage in reading["passages"] if passage["number"]] == expected.get("points", [])
    assert [_dispatch(sent) for sent in reading["distribution"]] == [
        (sent["recipient"], sent.get("scope"), sent.get("passages", []), sent.get("channel"))
        for sent in expected.get("distribution", [])
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_has_the_planted_disagreements_and_no_other(page: Path) -> None:
    planted = [entry["code"] for entry in _expected(page).get("planted", [])]
    assert sorted({finding.code for finding in check(read_file(page))}) == sorted(set(planted))


def _dispatch(sent: dict[str, Any]) -> tuple[object, ...]:
    return sent["recipient"], sent["scope_literal"], sent["passages"], sent["channel"]
