"""Bars on public corpora, over a part of their documents. The whole is read by `python -m bench.corpora`."""

import shutil
from pathlib import Path

import pytest

from bench import corpora

FLOORS = {
    "frus": {"dateline": 0.97, "sender": 0.90, "addressee": 0.90},
    "ministerrat": {"items": 0.97, "attendance": 0.97, "dates": 0.95},
    "decrees": {"date": 0.97, "number": 0.97, "points": 0.97},
    "cables": {"date": 0.97, "subject": 0.93, "marking": 0.97, "distribution": 0.95},
}
SAMPLES = {"frus": 9, "ministerrat": 4, "decrees": 1, "cables": 9}
FOLDERS = {"decrees": "russian/presidential_acts"}


@pytest.mark.parametrize("name", FLOORS)
def test_a_corpus_is_read_as_its_editors_marked_it(name: str, shared: Path) -> None:
    if not (shared / "corpora" / FOLDERS.get(name, name)).is_dir():
        pytest.skip(f"../shared/corpora/{name} is absent")
    if name == "cables" and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is absent, and the telegrams are PDFs")
    scores = corpora.MEASUREMENTS[name](SAMPLES[name])
    reached = {what: score.f1 for what, score in scores.items()}
    assert {what: reached[what] for what in FLOORS[name] if reached[what] < FLOORS[name][what]} == {}
    assert all(score.right > 10 for score in scores.values())
