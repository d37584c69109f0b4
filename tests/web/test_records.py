from __future__ import annotations

import pytest

from fonds.web.views import records
from tests.web.conftest import Browser
from tests.web.sample import ABSENT, BARE, RICH, RUSSIAN, SampleRoom


def test_records_stand_in_the_order_of_their_ids(browser: Browser) -> None:
    assert browser.get("/records").page.xpath("//a[@class='title']/@href") == [
        f"/r/{record_id}" for record_id in sorted((RICH, RUSSIAN, BARE))
    ]


def test_the_list_goes_on_behind_an_id(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PER_PAGE", 1)
    page = browser.get("/records").page
    (following,) = page.xpath("//a[@rel='next']/@href")
    assert browser.get(following).page.xpath("//a[@class='title']/@href") == [
        f"/r/{sorted((RICH, RUSSIAN, BARE))[1]}"
    ]


def test_the_end_of_the_list_has_a_way_back(browser: Browser) -> None:
    answer = browser.get(f"/records?after={BARE}")
    assert answer.status == 200
    assert "/records" in answer.page.xpath("//nav[@class='pages']/a/@href")


def test_what_is_no_id_is_refused(browser: Browser) -> None:
    assert browser.get("/records?after=xyz").status == 400


def test_an_empty_archive_has_an_empty_list() -> None:
    assert Browser(SampleRoom({})).get("/records").status == 200


@pytest.mark.parametrize("written", [RICH.upper(), f"{RICH}/", f"{RICH.upper()}/", RICH.capitalize() + "/"])
def test_other_ways_to_write_an_address_lead_to_it(browser: Browser, written: str) -> None:
    answer = browser.get(f"/r/{written}")
    assert (answer.status, answer.header("location"), answer.body) == (301, f"/r/{RICH}", b"")


def test_they_lead_there_whether_or_not_there_is_a_record(browser: Browser) -> None:
    assert browser.get(f"/r/{ABSENT.upper()}/").status == 301
    assert browser.get("/r/nothing/").status == browser.get("/r/NOTHING").status == 404


@pytest.mark.parametrize(
    "path", ["/", "/search", "/records", f"/r/{RICH}", "/help/search", "/findings", "/sitemap.xml"]
)
@pytest.mark.parametrize("junk", ["page=x", "page=0", "after=x", "q=" + "x" * 1001, "place=" + "x" * 201])
def test_a_parameter_without_sense_is_refused_on_every_page(browser: Browser, path: str, junk: str) -> None:
    assert browser.get(f"{path}?{junk}").status == 400
    assert browser.get(f"{path}?unknown=x").status == 200
