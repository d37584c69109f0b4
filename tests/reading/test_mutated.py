"""Damaged pages are read and checked: nothing crashes, and blocks reproduce the source.

`FONDS_MUTATIONS=100000 pytest tests/reading/test_mutated.py` tries as many damages as issue 3 asks for.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fonds.criticism import with_findings
from fonds.formats import write_reading_json
from fonds.model import Invalid
from fonds.reading import read_source
from fonds.reading._segment import text_of_blocks
from tests.reading.mutations import mutated
from tests.reading.test_segment import check_blocks, check_labels

MUTATIONS = int(os.environ.get("FONDS_MUTATIONS", "1000"))
DEMO = sorted((Path(__file__).resolve().parents[2] / "src/fonds/demo/records").glob("*.txt"))
SHARED = sorted((Path(__file__).resolve().parents[3] / "shared/pages").glob("*.txt"))
MANY = settings(max_examples=MUTATIONS // 2, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read_and_check(source: str) -> None:
    try:
        reading = with_findings(read_source(source.encode("utf-8", "surrogatepass")))
    except Invalid as error:
        assert error.code in ("empty", "binary", "encoding")  # noqa: PT017 - which of the errors it is, if any
        return
    assert write_reading_json(reading)
    check_blocks(text_of_blocks(source.removeprefix("\ufeff")), reading.record, reading.capture)
    check_labels(reading.record)


@MANY
@given(mutated([page.read_text(encoding="utf-8") for page in DEMO]))
def test_damaged_records_of_the_demonstration(source: str) -> None:
    read_and_check(source)


@pytest.mark.skipif(not SHARED, reason="../shared is absent")
@MANY
@given(st.deferred(lambda: mutated([page.read_text(encoding="utf-8") for page in SHARED])))
def test_damaged_pages_of_many_kinds(source: str) -> None:
    read_and_check(source)
