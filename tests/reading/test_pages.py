"""The development pages: a floor under what has been reached. Lowering one needs a reason in its line."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from fonds.formats import write_reading_json
from fonds.reading import read_file

FLOORS = {"block_kind_accuracy": 0.99, "coverage": 1.0, "field_exact": 0.99, "point_tree_exact": 0.99}


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("page_score", shared / "pages" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    pages = {
        key: score.score_page(gold, json.loads(write_reading_json(read_file(shared / "pages" / f"{key}.txt"))))
        for key, gold in score.load_gold(shared / "pages").items()
    }
    return dict(score.summarise(pages))


@pytest.mark.parametrize("name", FLOORS)
def test_a_score_stays_above_its_floor(name: str, scores: dict[str, Any]) -> None:
    assert scores[name] >= FLOORS[name]
