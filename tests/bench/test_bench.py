"""The bench runs through at a tiny size and fills every row. How quick anything is, is not tested here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import Figure, percentile
from bench.pages import POINTS, Pages, write_pages
from bench.questions import KINDS, make_questions
from bench.report import Report, write_markdown
from bench.searching import Comparison
from fonds.criticism import with_findings
from fonds.reading import read_source
from fonds.search import build_document, parse

ROOT = Path(__file__).resolve().parents[2]

ROWS = (
    "result page / raw Tantivy calls, p50", "result page / raw Tantivy calls, p99",
    "SQLite FTS5 / result page, p50", "SQLite FTS5 / result page, p99", "fonds --help", "reading",
    "reading with criticism", "reading, by size", "reading with criticism, ten times the text",
    "reading four times a line made to be slow", "adding", "record page, p50", "record page, p99",
    "python -c pass", "fonds --help / python -c pass", "adding: the writer's time on a processor",
    "opening the archive", "peak memory of adding", "result page, p50", "raw Tantivy calls, p50",
    "SQLite FTS5, p50", "result page with seven facets, p50", "text of the pages", "index",
    "index / text of the pages", "SQLite FTS5 / text of the pages", *KINDS, "all", "Processor", "Python", "SQLite",
    "Django", "fonds", "Date",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages("test")


@pytest.mark.slow
def test_every_row_of_the_table_is_filled(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    command = [sys.executable, "-m", "bench", "--size", "80", "--questions", "4", "--write", str(page)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = page.read_text("utf-8")
    assert [row for row in ROWS if f"\n| {row} | " not in text] == []
    assert "| questions with as many answers from raw Tantivy calls | 100 % |" in text
    assert "Bounds are for the full size" in text
    assert "Ratios" in done.stdout


def test_the_same_seed_gives_the_same_pages(pages: Pages) -> None:
    assert [pages.page(number) for number in range(4)] == [Pages("test").page(number) for number in range(4)]
    assert pages.page(1) != Pages("other").page(1)


@pytest.mark.parametrize("number", range(6))
def test_a_page_is_read_as_what_it_is_made_for(pages: Pages, number: int) -> None:
    data = pages.page(number)
    reading = with_findings(read_source(data))
    document = build_document(reading)
    points = [slot.label for slot in reading.record.slots if slot.kind == "point"]
    assert len(points) == POINTS
    assert 2_000 < len(data) < 5_000
    assert document.kind
    assert document.repository
    assert document.years
    assert document.places


def test_pages_lie_in_folders(tmp_path: Path) -> None:
    sizes = list(write_pages(tmp_path, "test", 3))
    assert [path.stat().st_size for path in sorted(tmp_path.glob("0000/*.txt"))] == sizes


def test_questions_are_seeded_and_understood(pages: Pages) -> None:
    questions = make_questions(pages, 20, 10)
    assert questions == make_questions(pages, 20, 10)
    assert len(questions) == 10 * len(KINDS)
    for question in questions:
        parse(question.text)


def test_percentiles_are_times_that_were_measured() -> None:
    times = [float(number) for number in range(1, 101)]
    assert (percentile(times, 0.5), percentile(times, 0.99), percentile([7.0], 0.99)) == (50, 99, 7)


def report(size: int, value: float) -> Report:
    figure = Figure("ratios", "a ratio", value, "x", bound=3)
    return Report(size, "python -m bench", {}, (figure,), Comparison((), ()))


@pytest.mark.parametrize(
    ("size", "value", "counts", "failures", "verdict"),
    [
        (100_000, 4, True, 0, "All bounds hold."),
        (100_000, 2, True, 1, "Beyond their bounds: a ratio."),
        (2_000, 2, False, 1, "Bounds are for the full size; at 2,000 records they decide nothing."),
    ],
)
def test_bounds_count_at_full_size(size: int, value: float, counts: bool, failures: int, verdict: str) -> None:
    made = report(size, value)
    assert (made.counts, len(made.failures)) == (counts, failures)
    assert verdict in write_markdown(made)


def test_a_ceiling_and_a_floor_are_told_apart() -> None:
    assert Figure("figures", "time", 2, "ms", bound=3, is_ceiling=True).holds
    assert not Figure("figures", "rate", 2, "pages/s", bound=3).holds
    assert Figure("other", "size", 2, "MiB").holds
