from __future__ import annotations

import pytest

from fonds.web.views import machines
from tests.web.conftest import Browser
from tests.web.sample import BARE, RICH, RUSSIAN, SampleRoom

LOCATIONS = "//*[local-name()='loc']/text()"


def test_a_healthy_room_is_ok(browser: Browser) -> None:
    answer = browser.get("/healthz")
    assert (answer.status, answer.text) == (200, "ok\n")


def test_a_sick_room_says_so_and_not_why(room: SampleRoom, browser: Browser) -> None:
    room.is_well = False
    answer = browser.get("/healthz")
    assert (answer.status, answer.text) == (503, "unavailable\n")


def test_robots_stay_out_of_searches(browser: Browser) -> None:
    text = browser.get("/robots.txt").text
    assert "Disallow: /search\n" in text
    assert "Sitemap: http://reading.test/sitemap.xml" in text


def test_the_sitemap_lists_every_record(browser: Browser) -> None:
    found = browser.get("/sitemap.xml").xml.xpath(LOCATIONS)
    assert found == [f"http://reading.test{path}" for path in ("/", "/records", *(
        f"/r/{record_id}" for record_id in sorted((RICH, RUSSIAN, BARE))
    ))]  # fmt: skip


def test_a_long_sitemap_is_divided(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "_MOST_ADDRESSES", 2)
    parts = browser.get("/sitemap.xml").xml.xpath(LOCATIONS)
    records = [
        address
        for part in parts
        for address in browser.get(part.removeprefix("http://reading.test")).xml.xpath(LOCATIONS)
        if "/r/" in address
    ]
    assert len(parts) == 2
    assert records == [f"http://reading.test/r/{record_id}" for record_id in sorted((RICH, RUSSIAN, BARE))]


def test_an_empty_archive_has_a_sitemap() -> None:
    assert Browser(SampleRoom({})).get("/sitemap.xml").status == 200
