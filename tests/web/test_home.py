from __future__ import annotations

from tests.web.conftest import Browser
from tests.web.sample import RICH, SampleRoom


def test_it_says_what_this_is_and_how_much_there_is(browser: Browser) -> None:
    answer = browser.get("/")
    assert answer.status == 200
    assert answer.words("//h1") == "Archive of the Rivers"
    assert "3 records" in answer.words()


def test_it_leads_to_the_latest_records_and_to_searches(browser: Browser) -> None:
    links = browser.get("/").page.xpath("//main//a/@href")
    assert f"/r/{RICH}" in links
    assert {"/records", "/search?year=1936", "/search?kind=minutes", "/help/search"} <= set(links)


def test_years_stand_in_their_own_order(browser: Browser) -> None:
    years = [link for link in browser.get("/").page.xpath("//a/@href") if "year=" in link]
    assert years == ["/search?year=1936", "/search?year=1945"]


def test_an_empty_archive_says_so() -> None:
    answer = Browser(SampleRoom({})).get("/")
    assert answer.status == 200
    assert "no open records yet" in answer.words()
