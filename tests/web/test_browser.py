"""A reader with a browser: finds, reads, follows an anchor, copies a citation; with JavaScript and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.addresses import BY_ROUTE
from tests.web.browsing import chromium, served
from tests.web.sample import RICH, SampleRoom

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAGES = tuple(
    address
    for route, some in BY_ROUTE.items()
    for address in some
    if route not in ("api/openapi.json", "healthz", "robots.txt", "sitemap.xml")
    and not address.startswith(("/api/records", "/api/search"))
    and address != "/api/"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(SampleRoom()) as address:
        yield address


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, engine: Any, address: str) -> Iterator[Any]:
    context = engine.new_context(
        base_url=address, viewport=WIDE, java_script_enabled=request.param == "with JavaScript",
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.asked: list[str] = []
    page.said: list[str] = []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("console", lambda said: page.said.append(said.text))
    yield page
    assert all(url.startswith(f"{address}/") for url in page.asked)
    assert page.said == []
    assert context.cookies() == []
    context.close()


def wait_for_address(page: Any, ending: str) -> None:
    """Waits for the page behind a link: a click returns before the next page is there."""
    page.wait_for_url(lambda address: address.endswith(ending), wait_until="load")


def test_a_reader_finds_reads_and_follows(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("river")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="11.1", exact=True).click()
    wait_for_address(page, f"/r/{RICH}#11.1")
    passage = page.locator("[id='11.1']")
    assert passage.is_visible()
    assert "Use the river by days." in passage.inner_text()
    plain = page.locator("[id='11.2']").evaluate("node => getComputedStyle(node).backgroundColor")
    assert passage.evaluate("node => getComputedStyle(node).backgroundColor") != plain


def test_an_anchor_of_a_passage_can_be_followed_by_keyboard(page: Any) -> None:
    page.goto(f"/r/{RICH}")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    page.locator("[id='11.2.a'] > a").focus()
    outline = page.locator(":focus").evaluate("node => getComputedStyle(node).outlineStyle")
    page.keyboard.press("Enter")
    wait_for_address(page, "#11.2.a")
    assert outline != "none"


def test_a_note_is_reached_from_its_letter_and_back(page: Any) -> None:
    page.goto(f"/r/{RICH}")
    page.locator("a.noteref").click(position={"x": 8, "y": 12})  # on its letter, beside its hidden words
    wait_for_address(page, "#_note-a")
    page.locator("a.sign").press("Enter")
    wait_for_address(page, "#_ref-a")


@pytest.mark.parametrize("anchor", ["", "#11.2"])
def test_a_citation_is_copied(page: Any, anchor: str) -> None:
    page.goto(f"/r/{RICH}{anchor}")
    button = page.get_by_role("button", name="Copy citation")
    if not button.count():
        # Without JavaScript the citation is text that can be selected, and no button promises more.
        assert f"record {RICH}." in page.locator("#_citation").inner_text()
        return
    button.click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"record {RICH}{anchor}.")


def test_the_button_is_there_with_javascript_alone(engine: Any, address: str) -> None:
    for enabled in (True, False):
        context = engine.new_context(base_url=address, java_script_enabled=enabled)
        page = context.new_page()
        page.goto(f"/r/{RICH}")
        assert page.get_by_role("button", name="Copy citation").count() == int(enabled)
        context.close()


def test_a_fault_is_marked_under_its_place(page: Any) -> None:
    page.goto("/search")
    page.get_by_role("searchbox").fill("river (and")
    page.get_by_role("button", name="Search").click()
    wait_for_address(page, "/search?q=river+%28and")
    mark = page.locator(".fault pre > span").last.bounding_box()
    fault = page.locator(".fault .at").bounding_box()
    assert abs(mark["x"] - fault["x"]) < 2
    assert mark["y"] > fault["y"]
    page.said.clear()  # the browser notes the status 400 itself


def test_copied_text_holds_no_hidden_words(engine: Any, address: str) -> None:
    context = engine.new_context(base_url=address)
    page = context.new_page()
    page.goto(f"/r/{RICH}")
    select = "node => { getSelection().selectAllChildren(node); return getSelection().toString(); }"
    assert page.locator("[id='11.2'] > p").evaluate(select).strip() == (
        "2. Charge the Survey [Upper Ili Survey] with four gauges at Tihwa [Urumqi] and the pass [sic]."
    )
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_runs_out_of_the_page(engine: Any, address: str, path: str, viewport: dict[str, int]) -> None:
    context = engine.new_context(base_url=address, viewport=viewport)
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing(engine: Any, address: str, scheme: str, viewport: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = engine.new_context(base_url=address, viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        report = axe.run(page)
        found = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in report.response["violations"]]
        assert found == [], path
    context.close()


def test_notes_stand_in_the_margin_when_there_is_room(engine: Any, address: str) -> None:
    def places(viewport: dict[str, int]) -> tuple[Any, Any]:
        context = engine.new_context(base_url=address, viewport=viewport)
        page = context.new_page()
        page.goto(f"/r/{RICH}")
        boxes = page.locator("[id='11.3'] > p").bounding_box(), page.locator("[id='_note-a']").bounding_box()
        context.close()
        return boxes

    text, note = places(WIDE)
    assert note["x"] > text["x"] + text["width"]
    assert abs(note["y"] - text["y"]) < 20
    text, note = places(NARROW)
    assert note["y"] >= text["y"] + text["height"]


def test_a_printed_page_has_its_notes_and_no_search(engine: Any, address: str) -> None:
    context = engine.new_context(base_url=address)
    page = context.new_page()
    page.goto(f"/r/{RICH}")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert page.locator("[id='_note-a']").is_visible()
    context.close()
