from __future__ import annotations

from collections.abc import Sequence

import pytest

from fonds.search.engine import FACET_VALUES, FacetCount
from fonds.web.views import home
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


class ManyRoom(SampleRoom):
    """A room with as many values of two facets as asked for."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def facets(self) -> dict[str, tuple[FacetCount, ...]]:
        return {"year": self.counted(range(1930, 1930 + self.size)), "person": self.counted(range(self.size))}

    @staticmethod
    def counted(values: Sequence[int]) -> tuple[FacetCount, ...]:
        return tuple(FacetCount(value=str(value), count=1) for value in reversed(values))


def test_no_year_is_left_out_or_folded_away() -> None:
    page = Browser(ManyRoom(19)).get("/").page
    assert len(page.xpath("//a[contains(@href, 'year=')][not(ancestor::details)]")) == 19


def test_other_values_fold_away_with_their_number() -> None:
    page = Browser(ManyRoom(19)).get("/").page
    assert len(page.xpath("//a[contains(@href, 'person=')]")) == 19
    assert page.xpath("string(//details/summary)") == "Person: 7 more"


@pytest.mark.parametrize(("size", "notes"), [(FACET_VALUES - 1, 0), (FACET_VALUES, 2)])
def test_values_that_were_not_counted_are_owned_up_to(size: int, notes: int) -> None:
    assert Browser(ManyRoom(size)).get("/").words().count("there may be others") == notes


def test_the_page_knows_how_many_values_a_room_counts() -> None:
    assert home._COUNTED == FACET_VALUES


def test_an_empty_archive_says_so() -> None:
    answer = Browser(SampleRoom({})).get("/")
    assert answer.status == 200
    assert "no open records yet" in answer.words()
