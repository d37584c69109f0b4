from __future__ import annotations

import pytest
from hypothesis import given

from fonds.model import Dispatch, Reading, Record
from tests.strategies import readings
from tests.web.conftest import Answer, Browser
from tests.web.sample import ABSENT, BARE, RICH, RUSSIAN, SAID_BY, SampleRoom, record_id


@pytest.fixture
def rich(browser: Browser) -> Answer:
    return browser.get(f"/r/{RICH}")


def line(answer: Answer, label: str):
    (found,) = answer.page.xpath(f"//*[@id='{label}']")
    return found


def test_the_title_stands_as_captured(rich: Answer) -> None:
    assert rich.status == 200
    assert rich.words("//h1") == "Excerpt on the <Water> of the Khorgos"


def test_each_passage_is_an_anchor(rich: Answer) -> None:
    for label in (
        "11",
        "11.1",
        "11.1/2",
        "11.2",
        "11.2.a",
        "11.3",
        "distribution",
        "handwritten",
        "title",
        "summary",
    ):
        line(rich, label)


def test_former_labels_go_on_resolving(rich: Answer) -> None:
    assert line(rich, "old-11").getparent().get("id") == "11"


def test_the_tree_is_indented_below_the_item(rich: Answer) -> None:
    depths = {label: line(rich, label).get("class").split("depth-")[1][0] for label in ("11", "11.1", "11.2.a")}
    assert depths == {"11": "0", "11.1": "0", "11.2.a": "1"}


def test_the_printed_number_hangs_and_the_label_is_a_link(rich: Answer) -> None:
    found = line(rich, "11.2.a")
    assert found.xpath(".//span[@class='printed']")[0].text.strip() == "a)"
    assert found.xpath("./a[@class='label']/@href") == ["#11.2.a"]


def test_every_word_of_the_text_stays(rich: Answer) -> None:
    shown = "".join(rich.words("//article").split())
    for words in ("MINUTESNo.63", "Tihwa", "[Urumqi]", "[UpperIliSurvey]", "barrels.", "pumps", "[unreadable]"):
        assert words in shown


def test_marks_say_what_they_are(rich: Answer) -> None:
    found = line(rich, "11.2").xpath(".//span[contains(@class,'mark-variant')]")[0]
    assert found.text_content() == "other spelling: [Urumqi]"
    assert found.xpath("./span[@class='vh']/@lang") == ["en"]


def test_a_translators_note_goes_to_the_margin_and_back(rich: Answer) -> None:
    (reference,) = line(rich, "11.3").xpath(".//a[@class='noteref']")
    note = line(rich, reference.get("href")[1:])
    assert "the word may also mean" in note.text_content()
    assert note.xpath("./a/@href") == [f"#{reference.get('id')}"]


def test_a_handwritten_note_stands_in_the_margin(rich: Answer) -> None:
    assert "margin-line" in line(rich, "handwritten").get("class")


def test_a_stamp_of_its_own_stays_whole(rich: Answer) -> None:
    stamp = line(rich, "stamp")
    assert "margin-line" in stamp.get("class")
    assert stamp.xpath("./p")[0].text_content() == "stamp: [Stamp: Water Office, 9 June 1936]"


def test_a_finding_stands_beside_its_passage_with_all_readings(rich: Answer) -> None:
    beside = line(rich, "distribution").getnext()
    assert beside.get("class") == "beside"
    words = " ".join(beside.text_content().split())
    assert "points to no point" in words
    assert "the item is the only number that reaches so far" in words
    assert "“11.1” (11.1): a figure may be lost" in words
    assert beside.xpath(".//li//a/@href") == ["#11", "#11.1"]


def test_a_finding_about_the_frame_is_not_lost(rich: Answer) -> None:
    assert rich.page.xpath("//*[@id='_finding-3']")


def test_who_is_told_what(rich: Answer) -> None:
    rows = rich.page.xpath("//section[@aria-labelledby='_told']//tbody/tr")
    assert [row.xpath("./th")[0].text for row in rows] == ["Lebyazhina", "Barmakov"]
    assert rows[0].xpath("./td[1]//a/@href") == ["#11.2"]
    assert "“11” leads nowhere." in rows[1].text_content()
    assert rows[1].xpath("./td[2]")[0].text == "cipher"


def test_a_recipient_of_unnamed_passages_is_said_to_be_one() -> None:
    told = Dispatch(slots=(), literal="Orlova", said_by=SAID_BY, recipient="Orlova")
    room = SampleRoom({BARE: Reading(record=Record(id=BARE), statements=(told,))})
    rows = Browser(room).get(f"/r/{BARE}").page.xpath("//section[@aria-labelledby='_told']//tbody/tr")
    assert [row.xpath("string(./td[1])") for row in rows] == ["passages not named"]


def test_who_is_to_do_what(rich: Answer) -> None:
    words = rich.words("//section[@aria-labelledby='_tasked']//tbody")
    assert "the Survey (Lebyazhina)" in words
    assert "by July 1936" in words


def test_a_part_kept_elsewhere_is_named_before_the_text(rich: Answer) -> None:
    assert "a part is kept elsewhere: “Keep with the map”" in rich.words("//section[@class='overview']")


def test_what_the_page_leaves_out_or_lost_is_said(rich: Answer) -> None:
    words = rich.words("//section[@aria-labelledby='_description']")
    assert "Author(s) not given on the page" in words
    assert "Mail address lost in the capture" in words


def test_the_citation_is_one_line_of_plain_text(rich: Answer) -> None:
    assert rich.words("//*[@id='_citation']") == (
        "“Excerpt on the <Water> of the Khorgos”. 6 June 1936. GARF, f. 9990, op. 6, d. 44, ll. 102-105. "
        f"Obtained by Ansel Brightwater. Translated by Petra Hollin. Archive of the Rivers, record {RICH}."
    )


def test_without_javascript_there_is_no_copy_button(rich: Answer) -> None:
    assert not rich.page.xpath("//button[contains(@class,'copy')]")


def test_it_leads_to_the_json(rich: Answer) -> None:
    assert f"/api/records/{RICH}" in rich.page.xpath("//link/@href")
    assert f"/api/records/{RICH}" in rich.page.xpath("//a/@href")


def test_text_says_its_language(browser: Browser) -> None:
    page = browser.get(f"/r/{RUSSIAN}").page
    assert page.xpath("//*[@id='/1']/p/@lang") == ["ru"]
    assert page.xpath("//h1/@lang") == ["ru"]


def test_a_record_of_nothing_is_a_page(browser: Browser) -> None:
    answer = browser.get(f"/r/{BARE}")
    assert answer.status == 200
    assert answer.words("//h1") == "Record without a title"


@pytest.mark.parametrize("address", [ABSENT, "x", "X", RICH + " ", "..", "%00", "é"])
def test_absent_and_malformed_are_the_same_page(browser: Browser, address: str) -> None:
    answer = browser.get(f"/r/{address}")
    assert answer.status == 404
    assert answer.body == browser.get(f"/r/{record_id('999999999')}").body


@given(readings())
def test_any_reading_makes_a_page_with_unique_ids(reading: Reading) -> None:
    answer = Browser(SampleRoom({reading.record.id: reading})).get(f"/r/{reading.record.id}")
    assert answer.status == 200
    ids = answer.page.xpath("//@id")
    assert len(ids) == len(set(ids))
