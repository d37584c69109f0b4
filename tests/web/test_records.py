from __future__ import annotations

import pytest

from fonds.web.views import records
from tests.web.conftest import Browser
from tests.web.sample import BARE, RICH, RUSSIAN, SampleRoom


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
