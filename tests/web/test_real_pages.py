"""The demonstration records and the model page, read and shown: nothing of their text is lost on the way."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from fonds.criticism import with_findings
from fonds.model import AnySlot, Reading
from fonds.reading import read_file
from tests.web.conftest import Answer, Browser
from tests.web.sample import RICH, SampleRoom

DEMO = sorted((Path(__file__).resolve().parents[2] / "src/fonds/demo/records").glob("*.txt"))


def reading_of(file: Path) -> Reading:
    reading = read_file(file)
    return with_findings(msgspec.structs.replace(reading, record=msgspec.structs.replace(reading.record, id=RICH)))


def show(reading: Reading) -> Answer:
    answer = Browser(SampleRoom({RICH: reading})).get(f"/r/{RICH}")
    assert answer.status == 200
    return answer


def letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pieces(slot: AnySlot) -> list[str]:
    """The content, cut where marks begin and end: words for those who hear the page may stand between."""
    cuts = sorted({0, len(slot.content), *(at for mark in slot.marks for at in (mark.start, mark.end))})
    return [slot.content[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize("file", DEMO, ids=lambda file: file.stem)
def test_every_passage_is_there_and_every_word_of_it(file: Path) -> None:
    reading = reading_of(file)
    page = show(reading).page
    shown = letters(page.xpath("//article")[0].text_content())
    for slot in reading.record.slots:
        for piece in pieces(slot):
            assert letters(piece) in shown
    for passage in reading.record.passages():
        assert page.xpath("//*[@id=$label]", label=passage.label), passage.label


@pytest.mark.parametrize("file", DEMO, ids=lambda file: file.stem)
def test_every_finding_is_there_once(file: Path) -> None:
    reading = reading_of(file)
    page = show(reading).page
    numbers = [node.get("id") for node in page.xpath("//div[starts-with(@class, 'finding ')]")]
    assert sorted(numbers) == sorted(f"_finding-{number}" for number, _ in enumerate(reading.findings, start=1))


def test_the_model_page(shared: Path) -> None:
    (file,) = (shared / "seed").glob("*.txt")
    answer = show(reading_of(file))
    numbered = [node.text_content().removeprefix("Passage ") for node in answer.page.xpath("//a[@class='label']")]
    assert numbered == [
        "8", "8.1", "8.1/2", "8.2", "8.3", "8.3.a", "8.3.b", "8.4", "8.5", "8.5.a", "8.5.b", "8.5.c", "8.6", "8.7",
    ]  # fmt: skip
    told = answer.words("//section[@aria-labelledby='_told']//tbody")
    assert "“8” leads nowhere." in told
    assert "8.6 cipher" in told
    description = answer.words("//section[@aria-labelledby='_description']")
    assert "Record ID not given on the page" in description
    assert "Mail address lost in the capture" in description
    assert "a part is kept elsewhere" in answer.words("//section[@class='overview']")
