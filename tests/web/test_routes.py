"""What holds for every address: headers, methods, no cookies, nothing from outside, HTML that closes its elements."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from fonds.web import routes
from fonds.web.headers import SECURITY
from fonds.web.settings import HERE, STATIC_FOLDER
from tests.web.addresses import ALL, BY_ROUTE
from tests.web.conftest import Answer, Browser
from tests.web.sample import READINGS, SampleRoom

_VOID = {"meta", "link", "input", "br", "hr", "img"}
_OUTSIDE = re.compile(r"""(?:src|href|action|srcset|poster|data)\s*=\s*["']?\s*(?:[a-z]+:|//)""", re.IGNORECASE)
_ALLOWED = {"http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/2000/svg"}


def test_every_route_of_the_table_is_known_here() -> None:
    assert set(routes()) == set(BY_ROUTE)


@pytest.mark.parametrize("address", ALL)
def test_every_answer_has_the_security_headers_and_no_cookie(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    for name, value in SECURITY:
        assert answer.header(name) == value
    assert not answer.header("set-cookie")
    assert not answer.header("access-control-allow-origin")
    assert answer.status < 500


@pytest.mark.parametrize("address", ALL)
def test_head_says_the_same_as_get_without_the_body(browser: Browser, address: str) -> None:
    got, headed = browser.get(address), browser.get(address, "HEAD")
    assert headed.status == got.status
    assert headed.headers == got.headers
    assert headed.body == b""
    assert got.header("content-length") == str(len(got.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("address", ALL)
def test_every_other_method_is_refused(browser: Browser, address: str, method: str) -> None:
    answer = browser.get(address, method)
    assert answer.status == 405
    assert answer.header("allow") == "GET, HEAD"


@pytest.mark.parametrize("address", ALL)
def test_the_same_request_gets_the_same_bytes(browser: Browser, address: str) -> None:
    headers = {"accept_language": "ru", "user_agent": "x", "cookie": "sessionid=1", "if_none_match": "*"}
    first = browser.get(address)
    assert Browser(SampleRoom()).get(address) == first
    if not address.startswith("/static/"):
        assert browser.get(address, **headers) == first
        assert not first.header("etag")


@pytest.mark.parametrize("address", ALL)
def test_nothing_comes_from_outside(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    if answer.header("content-type").startswith("text/html"):
        assert not _OUTSIDE.search(answer.text)
        assert "style=" not in answer.text
        assert not answer.page.xpath("//style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")


def test_static_files_name_nothing_outside() -> None:
    for file in STATIC_FOLDER.rglob("*"):
        if file.suffix in (".css", ".js", ".svg"):
            found = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]+[^\s\"')]*", file.read_text()))
            assert found <= _ALLOWED, file.name


@pytest.mark.parametrize("address", ALL)
def test_html_closes_what_it_opens(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    if answer.header("content-type").startswith("text/html"):
        assert answer.text.startswith("<!DOCTYPE html>")
        _Balanced().check(answer)


@pytest.mark.parametrize("address", ALL)
def test_pages_have_an_outline_and_landmarks(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    if not answer.header("content-type").startswith("text/html"):
        return
    page = answer.page
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert page.xpath("//html/@lang") == ["en"]
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//body/a[1]/@href") == ["#_main"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in page.xpath("//a/@href[starts-with(., '#')]"):
        assert target[1:] in ids


def test_internal_links_lead_somewhere(browser: Browser) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if not address or address in seen or address.startswith("/search?"):
            continue
        seen.add(address)
        answer = browser.get(address)
        assert answer.status == 200, address
        if answer.header("content-type").startswith("text/html"):
            waiting += answer.page.xpath("//a/@href | //link/@href | //script/@src")
    assert {f"/r/{record_id}" for record_id in READINGS} <= seen


def test_templates_have_no_unsafe_filter() -> None:
    for template in Path(HERE, "templates").glob("*.html"):
        assert "|safe" not in template.read_text(), template.name


def test_two_archives_in_one_process_do_not_meet() -> None:
    one, other = Browser(SampleRoom(title="One")), Browser(SampleRoom({}, title="Other"))
    for _ in range(2):
        assert one.get("/").words("//h1") == "One"
        assert other.get("/").words("//h1") == "Other"


class _Balanced(HTMLParser):
    """Fails where an element is closed that is not the last one opened."""

    def check(self, answer: Answer) -> None:
        self.open: list[str] = []
        self.feed(answer.text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}"
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag
