"""Junk in every parameter, path and header: refused or passed over, never a fault."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from tests.web.conftest import Browser
from tests.web.sample import RICH, SampleRoom

PATHS = ("/", "/search", "/records", f"/r/{RICH}", "/api/search", "/api/records", "/sitemap.xml", "/help/search")
NAMES = ("q", "page", "year", "kind", "place", "after", "limit", "language", "next", "")

junk = st.one_of(
    st.text(max_size=40),
    st.text("()\"'*~:^[]{}\\-+ANDORT \u0000\u202e\ufeff", max_size=30),
    st.integers().map(str),
    st.binary(max_size=20).map(lambda data: data.decode("latin-1")),
)
browser = Browser(SampleRoom())


def ask(path: str, query: str, **headers: str) -> Any:
    address = quote(path, safe="/%")
    answer = browser.get(f"{address}?{query}" if query else address, **headers)
    assert answer.status in (200, 400, 404), (path, query)
    return answer


@given(st.sampled_from(PATHS), st.lists(st.tuples(st.sampled_from(NAMES), junk), max_size=4))
def test_parameters(path: str, pairs: list[tuple[str, str]]) -> None:
    ask(path, "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in pairs))


@given(st.sampled_from(PATHS), st.binary(max_size=60))
def test_raw_query_strings(path: str, data: bytes) -> None:
    ask(path, quote(data, safe="&=;%+"))


@given(st.sampled_from(("/r/", "/findings/", "/api/records/", "/static/", "/")), junk)
def test_paths(start: str, rest: str) -> None:
    assert browser.get(start + quote(rest.encode("utf-8", "surrogatepass"), safe="")).status in (200, 400, 404)


@given(st.sampled_from(PATHS), st.sampled_from(("cookie", "accept", "range", "host", "if_modified_since")), junk)
def test_headers(path: str, name: str, value: str) -> None:
    ask(path, "q=river" if "search" in path else "", **{name: value.encode("latin-1", "replace").decode("latin-1")})
