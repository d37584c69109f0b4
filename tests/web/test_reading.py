"""The page that says how a record was read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from fonds.model import (
    Candidate,
    DatedAct,
    Mark,
    Passage,
    Quantity,
    Reading,
    Record,
    Relation,
    make_date,
)
from tests.strategies import readings
from tests.web.conftest import Answer, Browser
from tests.web.sample import ABSENT, BARE, RICH, RUSSIAN, SAID_BY, SampleRoom, record_id, rich_record


@pytest.fixture
def rich(browser: Browser) -> Answer:
    return browser.get(f"/r/{RICH}/reading")


def lines(answer: Answer) -> list[str]:
    return [
        " ".join(group.text_content().split()) for group in answer.page.xpath("//div[contains(@class,'account')]")
    ]


def test_it_says_the_form_of_capture_and_how_sure_it_is(rich: Answer) -> None:
    assert rich.status == 200
    assert rich.words("//h1") == "How this record was read"
    facts = rich.words("//dl")
    assert "A1, 100% sure: a web page saved as text" in facts
    assert "1,234 bytes, utf-8" in facts
    assert "Read by fonds 0" in facts


def test_every_line_stands_once_and_in_order(rich: Answer) -> None:
    shown = rich.page.xpath("//p[@class='as-captured']")
    captured = [slot.content for slot in rich_record().slots]
    words = [
        "".join(part for part in line.xpath(".//text()[not(parent::span[@class='vh'])]")).strip() for line in shown
    ]
    assert words == captured


def test_a_line_says_what_it_is_by_which_rule_and_why(rich: Answer) -> None:
    line = next(line for line in lines(rich) if "a) read them daily" in line)
    assert line.startswith("Line 10")
    assert "Sub-point 11.2.a 90% sure" in line
    assert "Opening words. A short line whose first words say what it is." in line


def test_marks_and_statements_stand_with_their_line(rich: Answer) -> None:
    line = next(line for line in lines(rich) if "four gauges at" in line)
    assert "Other spelling [Urumqi]" in line
    assert "Task the Survey (Lebyazhina) is charged: four gauges at Tihwa, by 1936-07 100%" in line
    dispatch = next(line for line in lines(rich) if "Cde. Lebyazhina - 2" in line)
    assert "Dispatch Lebyazhina is sent 11.2 (“2”)" in dispatch
    assert "Barmakov is sent “11”, which leads nowhere, by cipher" in dispatch


def test_reasons_of_marks_are_said() -> None:
    mark = Mark(kind="sic", start=6, end=11, certainty=0.95, reason="the editor vouches for the oddity")
    slot = Passage(id="s1", kind="paragraph", content="boats [sic]", label="/1", marks=(mark,))
    room = SampleRoom({BARE: Reading(record=Record(id=BARE, slots=(slot,)))})
    (line,) = lines(Browser(room).get(f"/r/{BARE}/reading"))
    assert "So in the original [sic]: the editor vouches for the oddity 95%" in line


def test_the_least_sure_lines_are_named_before_the_text(rich: Answer) -> None:
    links = rich.page.xpath("//section[@aria-labelledby='_doubtful']//a")
    assert [link.text for link in links] == ["Line 8, taken for paragraph"]
    assert links[0].get("href") == "#_line-8"
    assert rich.page.xpath("//*[@id='_line-8']")
    assert "1 of them less than 70% sure" in rich.words("//dl")


def test_passages_lead_to_the_record_and_back(browser: Browser, rich: Answer) -> None:
    assert f"/r/{RICH}#11.2.a" in rich.page.xpath("//div[@class='beside']//a/@href")
    assert f"/r/{RICH}" in rich.page.xpath("//main//a/@href")
    assert f"/r/{RICH}/reading" in browser.get(f"/r/{RICH}").page.xpath("//main//a/@href")
    anchors = set(browser.get(f"/r/{RICH}").page.xpath("//@id"))
    for target in rich.page.xpath("//div[@class='beside']//a/@href"):
        assert target.partition("#")[2] in anchors


@pytest.mark.parametrize("site", ["", "https://archive.example"])
def test_each_page_names_its_one_address(site: str) -> None:
    room = SampleRoom()
    room.address = site
    for address in (f"/r/{RICH}", f"/r/{RICH}/reading"):
        page = Browser(room).get(address).page
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{site}{address}"]


def test_text_says_its_language(browser: Browser) -> None:
    page = browser.get(f"/r/{RUSSIAN}/reading").page
    assert page.xpath("//p[@class='as-captured']/@lang") == ["ru", "ru"]


def test_a_record_of_nothing_has_a_page(browser: Browser) -> None:
    answer = browser.get(f"/r/{BARE}/reading")
    assert answer.status == 200
    assert "0 lines" in answer.words("//dl")


@pytest.mark.parametrize("address", [ABSENT, "x", "X", "..", "%00", "é"])
def test_absent_and_malformed_are_the_same_page(browser: Browser, address: str) -> None:
    answer = browser.get(f"/r/{address}/reading")
    assert answer.status == 404
    assert answer.body == browser.get(f"/r/{record_id('999999999')}/reading").body


def test_capitals_are_led_to_the_one_address(browser: Browser) -> None:
    answer = browser.get(f"/r/{RICH.upper()}/reading")
    assert (answer.status, answer.header("location")) == (301, f"/r/{RICH}/reading")


def test_the_same_as_json(browser: Browser, rich: Answer) -> None:
    assert f"/api/records/{RICH}/reading" in rich.page.xpath("//link[@rel='alternate']/@href")
    account = json.loads(browser.get(f"/api/records/{RICH}/reading").body)
    assert (account["id"], account["form"]) == (RICH, "A1")
    assert [line["text"] for line in account["lines"]] == [slot.content for slot in rich_record().slots]
    assert not {"start", "end"} & set(account["lines"][0])


def _saying_all() -> Reading:
    slot = Passage(id="s1", kind="paragraph", content="One pilot by 4 May 1931; see the order.", label="/1")
    saying = {"slots": ("s1",), "literal": "one pilot", "said_by": SAID_BY}
    both = (Candidate(why="1 for both together"), Candidate(why="1 for each, 2 in all"))
    return Reading(
        record=Record(id=BARE, slots=(slot,)),
        statements=(
            DatedAct(date=make_date("1931-05-04"), role="due", **saying),
            Quantity(value=1, unit="pilot", candidates=both, **saying),
            Relation(kind="refers-to", target="the order", **saying),
        ),
    )


def test_dates_amounts_and_other_papers_are_gathered_with_links_to_their_lines() -> None:
    answer = Browser(SampleRoom({BARE: _saying_all()})).get(f"/r/{BARE}/reading")
    dates, amounts, papers = (
        answer.words(f"//section[@aria-labelledby='{anchor}']") for anchor in ("_dates", "_amounts", "_papers")
    )
    assert "4 May 1931 deadline ¶ 1" in dates
    assert all(words in amounts for words in ("one pilot ¶ 1", "It may mean:", "1 for both together", "2 in all"))
    assert "the order refers to ¶ 1" in papers
    links = answer.page.xpath("//section[@aria-labelledby='_dates']//td//a/@href")
    assert links == ["#_line-1"]
    assert answer.page.xpath("//*[@id='_line-1']")


def test_sections_to_which_the_page_says_nothing_are_left_out(rich: Answer) -> None:
    assert rich.page.xpath("//section[@aria-labelledby='_papers']")
    assert not rich.page.xpath("//section[@aria-labelledby='_dates' or @aria-labelledby='_amounts']")


@given(readings())
def test_any_reading_makes_a_page_with_unique_ids(reading: Reading) -> None:
    answer = Browser(SampleRoom({reading.record.id: reading})).get(f"/r/{reading.record.id}/reading")
    assert answer.status == 200
    ids = answer.page.xpath("//@id")
    assert len(ids) == len(set(ids))
