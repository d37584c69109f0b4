"""Reading many sources: in their order, each read or set aside, and without an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.actions.sources import find_sources
from fonds.actions.surveying import read_sources, survey_sources
from fonds.model import Conflict, FondsError, Reading

_PAGE = """\
ORDER No. {}

4 May 1931

1. Charge the River Office with sending 12 boats, of which 5 are flat and 6 are keeled.
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(_PAGE.format(number))
    for name in ("00.txt", "17.txt", "59.txt"):
        (folder / name).write_bytes(b"")
    (folder / "18.csv").write_text("a,b")
    (folder / "19.txt").write_bytes(b"x" * 300)
    return folder


@pytest.mark.parametrize("processes", [1, 2])
def test_sources_come_in_their_order_whoever_reads_them(pages: Path, processes: int) -> None:
    candidates = list(find_sources([str(pages)]))
    answers = list(read_sources(candidates, processes=processes, max_bytes=200))
    assert [candidate for candidate, _, _ in answers] == candidates
    failed = {
        candidate.origin: prepared.code for candidate, _, prepared in answers if isinstance(prepared, FondsError)
    }
    assert failed == {
        "00.txt": "empty", "17.txt": "empty", "18.csv": "not-a-page", "19.txt": "too-large", "59.txt": "empty",
    }  # fmt: skip
    readings = [prepared for _, _, prepared in answers if isinstance(prepared, Reading)]
    assert {reading.record.id for reading in readings} == {""}
    assert all(reading.findings for reading in readings)


def test_a_row_says_in_short_what_was_read(pages: Path) -> None:
    (row,) = survey_sources(list(find_sources([str(pages / "01.txt")])))
    assert (row.form, row.kind) == ("plain", "resolution")
    assert row.findings == {"conflict": 1, "warning": 0, "note": 0}
    assert row.passages > 0
    assert row.least is not None
    assert row.least.line in (1, 3, 5)
    assert not row.is_set_aside


def test_a_reading_that_can_not_be_kept_is_set_aside(pages: Path) -> None:
    def keep(*_: object) -> str:
        raise Conflict("the place is taken", code="not-own", hint="Choose another.")

    (row,) = survey_sources(list(find_sources([str(pages / "01.txt")])), keep=keep)
    assert (row.code, row.reason, row.hint) == ("not-own", "the place is taken", "Choose another.")
    assert row.is_set_aside
