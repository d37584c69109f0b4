from __future__ import annotations

import pytest

from tests.web.conftest import Browser
from tests.web.sample import RICH


def test_results_are_grouped_by_record_and_lead_to_passages(browser: Browser) -> None:
    page = browser.get("/search?q=river").page
    assert page.xpath("//a[@class='title']/@href") == [f"/r/{RICH}"]
    assert page.xpath("//a[@class='at']/@href") == [f"/r/{RICH}#11.1"]
    assert page.xpath("//mark/text()") == ["river"]


def test_a_label_with_a_slash_leads_to_its_anchor(browser: Browser) -> None:
    assert browser.get("/search?q=froze").page.xpath("//a[@class='at']/@href") == [f"/r/{RICH}#11.1/2"]


def test_the_query_stands_in_the_box_again_and_is_text(browser: Browser) -> None:
    answer = browser.get('/search?q="><script>alert(1)</script>')
    assert answer.page.xpath("//input[@name='q']/@value") == ['"><script>alert(1)</script>']
    assert "<script>alert" not in answer.text


def test_facets_narrow_and_can_be_removed(browser: Browser) -> None:
    page = browser.get("/search?q=river&year=1936&kind=minutes").page
    assert "/search?q=river&year=1936&year=1945&kind=minutes" in page.xpath("//aside//a/@href")
    assert page.xpath("//div[@class='chosen']/a/@href") == [
        "/search?q=river&kind=minutes",
        "/search?q=river&year=1936",
    ]
    assert page.xpath("//aside//a[@aria-current]/@href") == [
        "/search?q=river&kind=minutes",
        "/search?q=river&year=1936",
    ]
    assert page.xpath("//form//input[@type='hidden']/@value") == ["1936", "minutes"]


def test_filters_alone_are_a_question(browser: Browser) -> None:
    assert "3 records" in browser.get("/search?year=1936").words()


def test_nothing_asked_shows_the_form_alone(browser: Browser) -> None:
    answer = browser.get("/search")
    assert answer.status == 200
    assert not answer.page.xpath("//ol")


def test_nothing_found_says_what_to_try(browser: Browser) -> None:
    answer = browser.get("/search?q=nowhere-at-all")
    assert answer.status == 200
    assert "No record has this" in answer.words()


def test_a_fault_in_the_query_is_shown_at_its_place(browser: Browser) -> None:
    answer = browser.get("/search?q=river (and")
    assert answer.status == 400
    assert "A bracket is never closed." in answer.words()
    assert answer.page.xpath("//pre//span[@class='at']/text()") == ["("]
    assert answer.page.xpath("//span[@class='unseen']/text()") == ["river "]
    assert "behind 6 characters" in answer.words()
    assert answer.page.xpath("//input[@name='q']/@aria-invalid") == ["true"]


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=river&page=0",
        "/search?q=river&page=x",
        "/search?q=river&page=-1",
        "/search?q=river&page=²",
        "/search?q=river&page=99999999999999999999",
        "/search?q=" + "x" * 1001,
        "/search?" + "&".join(f"year={year}" for year in range(51)),
        "/search?place=" + "x" * 201,
    ],
)
def test_a_parameter_without_sense_is_refused(browser: Browser, address: str) -> None:
    assert browser.get(address).status == 400


def test_unknown_parameters_are_passed_over(browser: Browser) -> None:
    assert browser.get("/search?q=river&utm=1").body == browser.get("/search?q=river").body


def test_pages_lead_to_each_other(browser: Browser) -> None:
    assert not browser.get("/search?q=river").page.xpath("//nav[@class='pages']")


def test_behind_the_last_page_there_is_a_way_to_it(browser: Browser) -> None:
    answer = browser.get("/search?q=river&year=1936&page=99")
    assert answer.status == 404
    assert "There is no page 99: 1 record ends on page 1." in answer.words()
    assert "/search?q=river&year=1936" in answer.page.xpath("//p[@role='status']/a/@href")
    assert not answer.page.xpath("//nav[@class='pages']")


def test_behind_the_last_page_of_nothing_it_says_that_there_is_nothing(browser: Browser) -> None:
    answer = browser.get("/search?q=nowhere-at-all&page=2")
    assert answer.status == 404
    assert "No record has this" in answer.words()
