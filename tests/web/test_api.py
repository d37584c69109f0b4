from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from fonds.web.question import FACETS
from tests.web.conftest import Answer, Browser
from tests.web.sample import ABSENT, BARE, RICH, RUSSIAN


@pytest.fixture
def description(browser: Browser) -> dict[str, Any]:
    return json.loads(browser.get("/api/openapi.json").body)


def hold(answer: Answer, path: str, description: dict[str, Any]) -> Any:
    """Holds an answer against its schema in the description, and gives its JSON."""
    value = json.loads(answer.body)
    content = description["paths"][path]["get"]["responses"][str(answer.status)]["content"]
    (schema,) = [one["schema"] for one in content.values()]
    jsonschema.validate(value, {**schema, "components": description["components"]})
    return value


def test_a_record(browser: Browser, description: dict[str, Any]) -> None:
    for record_id in (RICH, RUSSIAN, BARE):
        value = hold(browser.get(f"/api/records/{record_id}"), "/api/records/{record_id}", description)
        assert (value["id"], value["version"]) == (record_id, 2)


def test_a_record_says_what_its_page_says(browser: Browser) -> None:
    value = json.loads(browser.get(f"/api/records/{RICH}").body)
    assert [one["id"] for one in value["passages"] if one["number"]][:3] == ["11", "11.1", "11.2"]
    assert [one["recipient"] for one in value["distribution"]] == ["Lebyazhina", "Barmakov"]
    assert {one["code"] for one in value["findings"]} == {"pointer-unresolved", "tasked-not-told", "date-conflict"}


def test_how_a_record_was_read(browser: Browser, description: dict[str, Any]) -> None:
    path = "/api/records/{record_id}/reading"
    for record_id in (RICH, RUSSIAN, BARE):
        value = hold(browser.get(f"/api/records/{record_id}/reading"), path, description)
        assert (value["id"], value["version"]) == (record_id, 2)
        properties = description["components"]["schemas"]["RecordReading"]["properties"]
        assert set(value) == set(properties)
    assert hold(browser.get(f"/api/records/{ABSENT}/reading"), path, description)["code"] == "not-found"


def test_no_record(browser: Browser, description: dict[str, Any]) -> None:
    value = hold(browser.get(f"/api/records/{ABSENT}"), "/api/records/{record_id}", description)
    assert (value["status"], value["code"]) == (404, "not-found")


def test_the_list(browser: Browser, description: dict[str, Any]) -> None:
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        value = hold(browser.get(f"/api/records?limit=2&after={after}"), "/api/records", description)
        found += [one["id"] for one in value["records"]]
        after = value["next"]
    assert found == sorted((RICH, RUSSIAN, BARE))


def test_a_search(browser: Browser, description: dict[str, Any]) -> None:
    value = hold(browser.get("/api/search?q=river&year=1936"), "/api/search", description)
    assert value["total"] == 1
    (hit,) = value["hits"]
    assert hit["address"] == f"/r/{RICH}"
    (passage,) = hit["passages"]
    assert passage["address"] == f"/r/{RICH}#11.1"
    assert [part["text"] for part in passage["fragments"] if part["is_match"]] == ["river"]


def test_a_wrong_query_names_its_place(browser: Browser, description: dict[str, Any]) -> None:
    answer = browser.get("/api/search?q=river (")
    value = hold(answer, "/api/search", description)
    assert answer.header("content-type") == "application/problem+json"
    assert (value["code"], value["position"]) == ("query", 6)


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=1001", "q=" + "x" * 1001])
def test_wrong_parameters_are_problems(browser: Browser, description: dict[str, Any], query: str) -> None:
    assert hold(browser.get(f"/api/search?{query}"), "/api/search", description)["status"] == 400


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "after=x"])
def test_wrong_parameters_of_the_list_are_problems(browser: Browser, description: dict[str, Any], query: str) -> None:
    assert hold(browser.get(f"/api/records?{query}"), "/api/records", description)["status"] == 400


def test_every_facet_is_a_parameter(description: dict[str, Any]) -> None:
    parameters = {one["name"] for one in description["paths"]["/api/search"]["get"]["parameters"]}
    assert parameters == {"q", "page", *FACETS}


def test_everything_is_described(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    for operations in description["paths"].values():
        assert list(operations) == ["get"]
        assert operations["get"]["summary"]


def test_the_page_of_the_api_shows_every_operation(browser: Browser, description: dict[str, Any]) -> None:
    words = browser.get("/api/docs").words()
    for path in description["paths"]:
        assert f"GET {path}" in words
