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


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
def test_the_address_of_the_site_goes_before_the_host_that_was_asked(path: str) -> None:
    room = SampleRoom()
    room.address = "https://archive.example"
    text = Browser(room).get(path, host="elsewhere.test").text
    assert "https://archive.example/" in text
    assert "elsewhere" not in text
    assert Browser(room).get(path, host="-").text == text


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
@pytest.mark.parametrize("host", ["reading.test", "Reading.test:8000", "127.0.0.1:80", "[::1]:8000", "localhost"])
def test_a_plain_host_is_taken_where_the_site_has_no_address(browser: Browser, path: str, host: str) -> None:
    assert f"http://{host}/".lower() in browser.get(path, host=host).text.lower()


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
@pytest.mark.parametrize(
    "host",
    ["a..b", "-x", "x-.test", "x/y", "x y", "<script>", "a:b", "x:123456", "u@x", "[x]", "a" * 64, "a." * 130 + "a"],
)
def test_any_other_host_is_refused(browser: Browser, path: str, host: str) -> None:
    answer = browser.get(path, host=host)
    assert answer.status == 400
    assert host not in answer.words("//main") or len(host) < 4
