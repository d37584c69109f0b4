"""Where a passage is not public, the page says why, how much, and until when; and nothing else."""

from __future__ import annotations

import json

import msgspec
import pytest

from fonds.model import Gap
from tests.web.conftest import Answer, Browser
from tests.web.sample import READINGS, RICH, SampleRoom

MARKED = Gap(id="g1", label="11.4", reason=1, extent="lines", review_year=2040)
BELOW = Gap(id="g2", label="11.2.b", reason=99, extent="words")


def room_with(*gaps: Gap) -> SampleRoom:
    reading = READINGS[RICH]
    record = msgspec.structs.replace(reading.record, gaps=gaps)
    return SampleRoom({RICH: msgspec.structs.replace(reading, record=record)})


@pytest.fixture
def placed() -> tuple[Gap, Gap, Gap]:
    """One behind the last line, one among sub-points, one at the top."""
    record = READINGS[RICH].record
    last, sub = record.slots[-1].id, record.get_passage("11.2.a").id
    top = Gap(id="g3", label="heading", reason=53, extent="page")
    return msgspec.structs.replace(MARKED, after=last), msgspec.structs.replace(BELOW, after=sub), top


def test_a_gap_says_why_how_much_and_until_when(placed: tuple[Gap, Gap, Gap]) -> None:
    answer: Answer = Browser(room_with(*placed)).get(f"/r/{RICH}")
    assert answer.status == 200
    (found,) = answer.page.xpath("//*[@id='11.4']")
    words = " ".join(found.text_content().split())
    assert words == (
        "Passage 11.4 Not public national defense or foreign policy (FOIA exemption 1); some lines; "
        "to be reviewed in 2040"
    )


def test_a_gap_is_set_as_deep_as_its_neighbours_and_in_its_place(placed: tuple[Gap, Gap, Gap]) -> None:
    page = Browser(room_with(*placed)).get(f"/r/{RICH}").page
    (found,) = page.xpath("//*[@id='11.2.b']")
    assert "depth-1" in found.get("class")
    assert "reason 99; a few words" in found.text_content()
    anchors = [each.get("id") for each in page.xpath("//*[contains(@class, 'line')][@id]")]
    assert anchors.index("11.2.a") < anchors.index("11.2.b") < anchors.index("11.3")
    assert anchors.index("heading") < anchors.index("11")


def test_the_json_has_gaps(placed: tuple[Gap, Gap, Gap]) -> None:
    answer = Browser(room_with(placed[0])).get(f"/api/records/{RICH}")
    found = json.loads(answer.text)["gaps"]
    assert [(gap["label"], gap["reason"], gap["extent"], gap["review_year"]) for gap in found] == [
        ("11.4", 1, "lines", 2040)
    ]


def test_a_record_without_a_source_says_nothing_of_it() -> None:
    reading = msgspec.structs.replace(READINGS[RICH], capture=type(READINGS[RICH].capture)())
    for address in (f"/r/{RICH}", f"/r/{RICH}/reading"):
        answer = Browser(SampleRoom({RICH: reading})).get(address)
        assert answer.status == 200
        assert "Captured source" not in answer.words("//main")
