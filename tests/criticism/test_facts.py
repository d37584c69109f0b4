"""Facts of a record against each other, on records of a few lines: what must be told, and what must not."""

import pytest

from fonds.criticism import check
from fonds.model import Reading
from fonds.names import find_mentions
from fonds.reading import describe, find_marks, read_statements
from tests.criticism.builders import decree, dispatch, reading
from tests.lines import Line, record_of

HEADER: Line = ("page_date", "June 22, 1945")
LETTER: Line = ("page_title", "Letter, Issin to Wexler on Lids")
DATED: Line = ("dateline", "22 June 1945")
TO: Line = ("addressee", "To Cde. WEXLER")
TEXT: Line = ("paragraph", "The lids fit. One was stolen.")
SIGNED: Line = ("signature", "ISSIN")


def codes(*lines: Line, title: str = "Letter, Issin to Wexler on Lids", date: str = "June 22, 1945") -> list[str]:
    record = find_marks(record_of(("page_date", date), ("page_title", title), *lines))
    reading = Reading(
        record=record,
        description=describe(record),
        statements=read_statements(record),
        mentions=find_mentions(record),
    )
    return [finding.code for finding in check(reading)]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("routing", "Received on 22 June 1945 at 13 o'clock p.m."),
        ("routing", "Received 22 June 1945 at 00:20 p.m."),
        ("routing", "Sent at 12:60 on 22 June"),
        ("routing", "Принято 22 июня 1945 г. в 24 час. 00 мин."),
        ("routing", "Received 22.06.45 at 24-00"),
        ("dateline", "22 June 1945, 24:00"),
        ("production", "Typed by Anna 22.6.45 14:10 p.m."),
        ("stamp", "[Stamp: received 22 June 1945, 24:30]"),
        ("paragraph", "I saw him on 22 June at 13:45 p.m. and left."),
    ],
)
def test_hours_of_impossible_form(kind: str, line: str) -> None:
    assert codes((kind, line)) == ["clock-form"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Handed in 22 June 1945, 18:40", "Taken down 22 June 1945, 16:20"),
        ("Dispatched 22.06.1945 at 21:00", "Received 21.06.1945 at 23:00"),
        ("Received 23 June 1945", "Deciphered 22 June 1945"),
        ("Arrived 22 June 1945 at 11.20", "Decoded 22 June 1945 at 10.55"),
        ("Отправлено 22 июня 1945 г. в 14 час. 20 мин.", "Получено 22 июня 1945 г. в 12 час. 10 мин."),
        ("Time of dispatch: 22 June 1945 18:00", "Time of receipt: 22 June 1945 17:30"),
    ],
)
def test_steps_that_run_backwards(first: str, second: str) -> None:
    assert codes(("routing", first), ("routing", second)) == ["clock-order"]


@pytest.mark.parametrize(
    "lines",
    [
        [("distribution", "Number of copies: 5"), ("distribution", "Wexler, Tolmach")],
        [("distribution", "Printed in 4 copies"), ("distribution", "1 - Wexler"), ("distribution", "2 - to file")],
        [("paragraph", "I enclose three documents:"), ("list_item", "– a letter;"), ("list_item", "– a map.")],
        [("paragraph", "He put three questions: 1) is it so; 2) is it old.")],
        [("attendance", "Present: six members: Issin, Wexler, Tolmach, Anarkul, Sarybaev.")],
        [("paragraph", "Прошу решить три вопроса:"), ("point", "1. Снег.", "1"), ("point", "2. Ветер.", "2")],
    ],
)
def test_lists_that_do_not_make_what_is_announced(lines: list[Line]) -> None:
    assert codes(*lines) == ["count-mismatch"]


@pytest.mark.parametrize(
    ("kind", "line", "title"),
    [
        ("document_kind", "CIPHERED TELEGRAM # 837", "Ciphered Telegram No. 836, Issin to Wexler"),
        ("minutes_head", "Protocol Nº 12", "Protocol No. 21, Meeting of the Presidium"),
        ("reference", "No. 61/1947", "Letter, Issin to Wexler"),
        ("reference", "Ref. 25-G-1948", "Note, Issin to Wexler"),
        ("reference", "Telegram No. 5501", "Telegram No. 5510, Issin to Wexler"),
        ("field", "No: 710", "Embassy Albar, Telegram No. 709"),
        ("document_kind", "RESOLUTION No. 118", "Resolution No. 181 of the Council"),
        ("reference", "P70/45", "Extract from Protocol No. 69"),
    ],
)
def test_numbers_given_in_two_ways(kind: str, line: str, title: str) -> None:
    assert codes((kind, line), title=title) == ["number-conflict"]


@pytest.mark.parametrize(
    "lines",
    [
        [("minutes_head", "Minutes of the meetings between 1 and 15 July 1945"), ("decision_date", "22 June 1945")],
        [("heading", "Decisions for 1-10 June 1945"), ("decision_date", "22 June 1945")],
        [("dateline", "Begun 1 January 1944, ended 31 December 1944"), ("dateline", "22 June 1945")],
    ],
)
def test_ranges_without_their_date(lines: list[Line]) -> None:
    assert codes(*lines, title="Decision on Lids") == ["range-excludes-date"]


def test_a_range_at_the_head_or_in_the_title() -> None:
    assert codes(("dateline", "27 June 1945"), date="June 22 - 24, 1945", title="Lids") == ["range-excludes-date"]
    assert codes(DATED, title="Papers of Issin, 1 July - 3 August 1945") == ["range-excludes-date"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([("document_kind", "TELEGRAM"), TEXT, SIGNED], "Letter, Issin to Wexler"),
        ([("document_kind", "MINUTES"), TEXT], "Letter from Issin"),
        ([("document_kind", "DECREE"), TEXT], "Letter, Issin to Wexler"),
        ([DATED, TO, ("salutation", "Dear Comrade Wexler!"), TEXT, SIGNED], "Minutes of the Commission"),
        ([DATED, TO, TEXT, SIGNED, ("label", "Type"), ("label_value", "Telegram")], "Letter, Issin to Wexler"),
        ([DATED, TO, TEXT, SIGNED, ("label", "Type"), ("label_value", "Telegram")], "Issin to Wexler on Lids"),
        ([("marking", "Top Secret"), TEXT, ("label", "Original Classification"), ("label_value", "Secret")], "Lids"),
        ([DATED, ("addressee", "To Cde. ISSIN"), TEXT, ("signature", "WEXLER")], "Letter, Issin to Wexler"),
    ],
)
def test_frames_that_contradict_the_paper(lines: list[Line], title: str) -> None:
    assert codes(*lines, title=title) == ["frame-conflict"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([("document_kind", "MEMORANDUM"), TEXT], "Report of Issin on Lids"),
        ([("document_kind", "RESOLUTION"), TEXT], "Decision of the Politburo"),
        ([("document_kind", "RECORD OF CONVERSATION"), TEXT], "Memorandum of Conversation with Issin"),
        ([DATED, TO, ("salutation", "Dear Comrade,"), TEXT, SIGNED], "Letter of Issin Forwarding a Report"),
        ([DATED, TO, TEXT, SIGNED, ("document_kind", "DECREE")], "Report of Issin on a Draft"),
        ([("document_kind", "TELEGRAM"), TEXT, ("label", "Type"), ("label_value", "Cable")], "Cable from Issin"),
    ],
)
def test_frames_that_agree_with_the_paper(lines: list[Line], title: str) -> None:
    assert codes(*lines, title=title) == []


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ("Issin writes that the Foreign Ministry has paid.", "The Ministry of Trade has paid for the lids."),
        ("Issin asks the Department of Forests for lids.", "The Department of Waters has no lids."),
        ("Wexler hears of 300 tons of rails for the bridge.", "We need 330 tons of rails for the bridge."),
        ("Issin recalls the talk of 12 May 1945.", "On 21 May 1945 I had a talk with Wexler."),
    ],
)
def test_summaries_that_the_text_contradicts(summary: str, text: str) -> None:
    assert codes(DATED, TO, ("paragraph", text), SIGNED, ("summary", summary)) == ["summary-conflict"]


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        ("Issin writes that the Foreign Ministry has paid.", "The ministry has paid for the lids."),
        ("The Ministry of Defence asks for rails.", "The Ministry of Defense needs 300 tons of rails."),
        ("The Ministry of External Affairs replies.", "The Foreign Ministry replies."),
        ("Two ministries reply.", "The Foreign Ministry and the Ministry of Trade reply."),
        ("Issin talks of 12 lids and of 5 May 1945.", "We have twelve lids."),
    ],
)
def test_summaries_that_say_it_otherwise(summary: str, text: str) -> None:
    assert codes(DATED, TO, ("paragraph", text), SIGNED, ("summary", summary)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("APRF, f. 45, op. 1, d. 331, l. 55 and RGASPI, f. 558, op. 11, d. 331, l. 055.", ["shelfmark-suspect"]),
        ("АПРФ, ф. 45, оп. 1, д. 331, л. 55; РГАСПИ, ф. 558, оп. 11, д. 331, л. 55.", ["shelfmark-suspect"]),
        ("APRF, f. 45, op. 1, d. 331, ll. 55-56; RGASPI, f. 558, op. 11, d. 17, ll. 4-5.", []),
        ("GARF, f. 12, op. 38, d. 12, l. 1; published in Istochnik, 1995, No 3, pp. 12-14", []),
    ],
)
def test_shelfmarks_of_two_archives(source: str, found: list[str]) -> None:
    assert codes(DATED, TO, TEXT, SIGNED, ("source", source)) == found


@pytest.mark.parametrize(
    "lines",
    [
        [("minutes_head", "Meeting of 24 June 1945"), ("item", "4. Lids", "4"), TEXT],
        [("routing", "Sent 26 June 1945 at 10:00"), ("routing", "Received 26 June 1945 at 11:00"), TO, TEXT],
        [DATED, TO, TEXT, SIGNED, ("reference", "Registered on 20 June 1945")],
    ],
)
def test_days_in_an_impossible_order(lines: list[Line]) -> None:
    assert codes(*lines) == ["date-conflict"]


def test_a_title_may_date_what_the_paper_tells_of() -> None:
    lines: list[Line] = [DATED, ("heading", "on a talk with Wexler on 18 June 1945"), TEXT]
    assert codes(*lines, title="Note on a Talk with Wexler on 18 June 1945") == []


def test_the_day_of_a_diary_may_be_that_of_any_entry() -> None:
    lines: list[Line] = [("reference", "Out. No. 4 of 25.06.1945"), ("dateline", "22 June 1945"), TEXT]
    assert "date-conflict" not in codes(*lines, title="Diary of Issin")


def test_a_roman_number_in_a_list_leads_nowhere_as_figures_do() -> None:
    found = check(reading(*decree("Mend it.", "Paint it."), statements=(dispatch("Wexler", "VI"),)))
    assert [finding.code for finding in found] == ["pointer-unresolved"]
    assert found[0].literals == ("Wexler", "VI")


def test_a_copy_that_lacks_in_the_list() -> None:
    lines: list[Line] = [("distribution", f"Copy No. {number} to Cde. {name}") for number, name in
                         ((1, "Wexler"), (2, "Issin"), (4, "Tolmach"))]  # fmt: skip
    assert codes(DATED, TO, TEXT, SIGNED, *lines) == ["number-gap"]


def test_a_mark_without_its_note() -> None:
    lines: list[Line] = [
        ("paragraph", "The lids fit.[1] One was stolen.[2]"),
        SIGNED,
        ("footnote", "[1] At Ak-Bulun."),
    ]
    assert codes(DATED, TO, *lines) == ["pointer-unresolved"]


def test_an_item_of_another_number_than_its_reference() -> None:
    lines: list[Line] = [("reference", "P69/46"), ("item", "45. Concerning lids, and where they went", "45"), TEXT]
    assert codes(*lines, title="Extract from Protocol No. 69") == ["number-conflict"]


def test_an_addressee_who_stands_nowhere_on_the_paper() -> None:
    assert codes(DATED, TO, TEXT, SIGNED, title="Letter, Issin to Tolmachev") == ["frame-conflict"]


def test_a_deadline_before_the_day_of_the_paper() -> None:
    assert codes(DATED, TO, ("paragraph", "Send them by 3 May 1945."), SIGNED) == ["date-conflict"]
