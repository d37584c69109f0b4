from __future__ import annotations

import pytest

from fonds import criticism
from fonds.search import parse
from fonds.search.query import FIELDS
from fonds.web.page.findings import SEVERITY_MEANINGS, SEVERITY_WORDS
from fonds.web.views import help as explaining
from tests.web.conftest import Browser


@pytest.mark.parametrize("query", [query for query, _ in explaining.EXAMPLES])
def test_every_example_can_be_asked(query: str) -> None:
    parse(query)


def test_every_field_is_explained() -> None:
    assert {field for field, _ in explaining.FIELDS} == set(FIELDS)


def test_examples_lead_to_searches(browser: Browser) -> None:
    links = browser.get("/help/search").page.xpath("//td//a/@href")
    assert len(links) == len(explaining.EXAMPLES)
    assert all(link.startswith("/search?q=") for link in links)


@pytest.mark.parametrize("code", criticism.CODES)
def test_every_finding_has_a_page(browser: Browser, code: str) -> None:
    answer = browser.get(f"/findings/{code}")
    assert answer.status == 200
    assert answer.words("//h1") == code
    assert answer.page.xpath("//main//p")


def test_the_list_of_findings_leads_to_each(browser: Browser) -> None:
    links = browser.get("/findings").page.xpath("//dt/a/@href")
    assert links == [f"/findings/{code}" for code in criticism.CODES]


def test_the_list_of_findings_explains_each_severity(browser: Browser) -> None:
    named = browser.get("/findings").page.xpath("//ul[@class='severities']/li/b/text()")
    assert named == ["Worth knowing", "Worth a look", "Does not agree"]
    assert set(SEVERITY_MEANINGS) == set(SEVERITY_WORDS)


def test_an_unknown_code_is_nowhere(browser: Browser) -> None:
    assert browser.get("/findings/xyz").status == 404
