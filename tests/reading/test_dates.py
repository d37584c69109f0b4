"""Dates in words and figures, with value, role and other readings."""

import json
from pathlib import Path

import pytest

from fonds.model import DatedAct, SlotKind
from fonds.reading import read_file
from fonds.reading._dates import find_dated_acts
from tests.lines import Line, record_of

HEADER: Line = ("page_date", "June 22, 1945")


def acts(*lines: Line) -> list[DatedAct]:
    """The dates behind the head of the page."""
    return find_dated_acts(record_of(HEADER, *lines))[1:]


def values(content: str, kind: SlotKind = "paragraph") -> list[tuple[str, str]]:
    """Literal and value of each date of a line."""
    return [(act.literal, act.date.edtf) for act in acts((kind, content))]


@pytest.mark.parametrize(
    ("content", "literal", "edtf"),
    [
        ("on 22 June 1945 they", "22 June 1945", "1945-06-22"),
        ("on June 22, 1945 they", "June 22, 1945", "1945-06-22"),
        ("the 9th of February 1978", "9th of February 1978", "1978-02-09"),
        ("18 August, 1977", "18 August, 1977", "1977-08-18"),
        ("In March 1948 he", "March 1948", "1948-03"),
        ("“___” March 1948", "“___” March 1948", "1948-03"),
        ("[illegible] December 1943", "[illegible] December 1943", "1943-12"),
        ("on 7 May he", "7 May", "XXXX-05-07"),
        ("on May 7 he", "May 7", "XXXX-05-07"),
        ("on 6 [November] we", "6 [November]", "XXXX-11-06"),
        ("5 February [1952]", "5 February [1952]", "1952-02-05"),
        ("3 October 19[4]5", "3 October 19[4]5", "1945-10-03"),
        ("9 September of this year", "9 September of this year", "XXXX-09-09"),
        ("from 7 May - 5 July 1936 they", "7 May - 5 July 1936", "1936-05-07/1936-07-05"),
        ("13 December 1940 - 9 January 1941", "13 December 1940 - 9 January 1941", "1940-12-13/1941-01-09"),
        ("between 13 December and 9 January 1941", "13 December and 9 January 1941", "1940-12-13/1941-01-09"),
        ("between 15 and 31 May 1940", "15 and 31 May 1940", "1940-05-15/1940-05-31"),
        ("7-9 May 1950", "7-9 May 1950", "1950-05-07/1950-05-09"),
        ("At the March 8-10 session", "March 8-10", "1945-03-08/1945-03-10"),
        ("September 5th – 10th this year", "September 5th – 10th this year", "1945-09-05/1945-09-10"),
        ("19 июля 1954 г. в", "19 июля 1954 г.", "1954-07-19"),
        ("am 22. Juni 1945 war", "22. Juni 1945", "1945-06-22"),
        ("dated 14.11.49 I", "14.11.49", "1949-11-14"),
        ("21.I.1947", "21.I.1947", "1947-01-21"),
        ("1945-06-22", "1945-06-22", "1945-06-22"),
        ("at 25.03.1981/03:00", "25.03.1981", "1981-03-25"),
        ("on 31 June 1945 he", "31 June 1945", "1945-06"),
        ("vom 3. bis 5. März 1919", "3. bis 5. März 1919", "1919-03-03/1919-03-05"),
        ("3.–5. März 1919", "3.–5. März 1919", "1919-03-03/1919-03-05"),
        ("zwischen 3. und 5. März 1919", "3. und 5. März 1919", "1919-03-03/1919-03-05"),
        ("с 3 по 5 марта 1919 г.", "3 по 5 марта 1919 г.", "1919-03-03/1919-03-05"),
        ("5-го марта 1951 года", "5-го марта 1951 года", "1951-03-05"),
        ("2. Jänner 1850", "2. Jänner 1850", "1850-01-02"),
        ("am 12. Julius 1856", "12. Julius 1856", "1856-07-12"),
        ("4. 5. 1861 war", "4. 5. 1861", "1861-05-04"),
        ("adopted on 1944 September 7", "1944 September 7", "1944-09-07"),
        ("12-Nov-49", "12-Nov-49", "1949-11-12"),
        ("on 5 May '51 he", "5 May '51", "1951-05-05"),
        ("26 April 46", "26 April 46", "1946-04-26"),
        ("on 5 may 1950 he", "5 may 1950", "1950-05-05"),
        ("12. März l. J.", "12. März l. J.", "XXXX-03-12"),
        ("5 марта с. г. он", "5 марта с. г.", "XXXX-03-05"),
        ("12/VI-46", "12/VI-46", "1946-06-12"),
        ("20 – V – 1946", "20 – V – 1946", "1946-05-20"),
        ("VI/12/46", "VI/12/46", "1946-06-12"),
        ("1951-VI-05", "1951-VI-05", "1951-06-05"),
        ("5 VI 1946", "5 VI 1946", "1946-06-05"),
        ("5-7.06.1946", "5-7.06.1946", "1946-06-05/1946-06-07"),
        ("5.6.-7.6.1946", "5.6.-7.6.1946", "1946-06-05/1946-06-07"),
        ("28.12.-3.1.1946", "28.12.-3.1.1946", "1945-12-28/1946-01-03"),
        ("on June 5 to 7, 1946", "June 5 to 7, 1946", "1946-06-05/1946-06-07"),
        ("on 5/7 June 1946", "5/7 June 1946", "1946-06-05/1946-06-07"),
        ("the first of May 1946", "first of May 1946", "1946-05-01"),
        ("двадцать первого мая 1946 г.", "двадцать первого мая 1946 г.", "1946-05-21"),
        ("am ersten Mai 1946", "ersten Mai 1946", "1946-05-01"),
        ("June the 5th, 1946", "June the 5th, 1946", "1946-06-05"),
        ("5 June of the year 1946", "5 June of the year 1946", "1946-06-05"),
        ("1946, 5 June", "1946, 5 June", "1946-06-05"),
        ("5[?] June 1946", "5[?] June 1946", "1946-06-05"),
        ("R 302100Z MAY 74", "302100Z MAY 74", "1974-05-30"),
        ("den 3. d. M. in", "3. d. M.", "XXXX-XX-03"),
        ("the 3rd inst. he", "3rd inst.", "XXXX-XX-03"),
        ("от 5-го сего месяца", "5-го сего месяца", "XXXX-XX-05"),
        ("see the file 5/21/49", "5/21/49", "1949-05-21"),
        ("from 7 Nov. - 3 Dec. 1949", "7 Nov. - 3 Dec. 1949", "1949-11-07/1949-12-03"),
        ("vom 7. Nov. bis 3. Dez. 1949", "7. Nov. bis 3. Dez. 1949", "1949-11-07/1949-12-03"),
        ("с 7 нояб. по 3 дек. 1949 г.", "7 нояб. по 3 дек. 1949 г.", "1949-11-07/1949-12-03"),
    ],
)
def test_a_date(content: str, literal: str, edtf: str) -> None:
    assert values(content) == [(literal, edtf)]


@pytest.mark.parametrize(
    "content",
    [
        "in May they",
        "the march of 500 men",
        "version 3.12.1",
        "at 12.30",
        "No. 5/6/45a",
        "on 45 June",
        "$5.12.000",
        "1:05.06",
        "they may 5 times",
        "Article V 12 of",
        "point 5 V",
        "5 I think",
        "31-30.06.1946",
        "5 mars 1950",
        "See N 4182/6/21 on lamps.",
        "W 9/3/38 has the list.",
        "see Prot. 4/10/11 above",
        "No. 9/4/50 went to them",
        "Zl. 9/4/50 ging ab",
        "Дело № 9/4/50 закрыто",
        "the lot 9/4/7312",
    ],
)
def test_no_date(content: str) -> None:
    assert values(content) == []


def test_two_figures_are_no_year_far_from_the_record() -> None:
    head: Line = ("dateline", "Moscow, 3 March 1951")
    record = record_of(head, ("paragraph", "The list 4/10/11 is lost, that of 4/10/49 is here."))
    assert [act.literal for act in find_dated_acts(record)] == ["3 March 1951", "4/10/49"]


def test_a_stop_at_the_end_of_a_sentence_joins_no_days() -> None:
    record = record_of(("paragraph", "They came on 5 Oct. To 6 Nov. 1949 nothing is known."))
    assert [act.literal for act in find_dated_acts(record)] == ["5 Oct", "6 Nov. 1949"]


def test_a_day_of_a_month_that_is_told_from_the_paper() -> None:
    found = acts(("paragraph", "Your letters of the 3rd inst. and the 30th ult. and 2nd prox."))
    assert [act.alternatives[0].edtf for act in found] == ["1945-06-03", "1945-05-30", "1945-07-02"]
    (act,) = acts(("paragraph", "the 31st inst."))
    assert (act.date.edtf, act.alternatives) == ("XXXX-XX-31", ())
    (act,) = find_dated_acts(record_of(("paragraph", "den 3. d. M.")))
    assert (act.date.edtf, act.alternatives) == ("XXXX-XX-03", ())


@pytest.mark.parametrize(
    ("kind", "content", "edtf"),
    [
        ("reference", "In reply to 53/279 of 25.11", "XXXX-11-25"),
        ("paragraph", "came in 12.6 at 6 hours 15", "XXXX-06-12"),
        ("paragraph", "22.6", "XXXX-06-22"),
        ("sender", "Karashen, 18.7.", "XXXX-07-18"),
    ],
)
def test_figures_without_year_are_a_day_where_their_place_says_so(kind: SlotKind, content: str, edtf: str) -> None:
    assert [edtf for _, edtf in values(content, kind)] == [edtf]


def test_figures_in_prose_are_no_day() -> None:
    assert values("Paragraph 3.12 of the rules is not changed") == []
    assert values("The price was 4.5 in May") == []


def test_two_days_of_one_month() -> None:
    assert values("March 5 and 9, 1948") == [("March 5", "1948-03-05"), ("9, 1948", "1948-03-09")]
    assert values("am 3. und 5. März 1919")[1] == ("5. März 1919", "1919-03-05")
    assert values("on 3 and 6 June 1954") == [("3 and 6 June 1954", "1954-06-03"), ("6 June 1954", "1954-06-06")]


def test_lines_that_date_may_lack_the_year() -> None:
    assert values("received 02.19 at 23:30", "routing") == [("02.19", "XXXX-02-19")]
    assert values("18 2 1953", "stamp") == [("18 2 1953", "1953-02-18")]
    assert values("25/26/XII/64", "dateline") == [("25/26/XII/64", "1964-12-25")]
    assert values("point 02.19 says") == []


def test_the_order_of_figures_is_that_which_lies_nearer() -> None:
    act = acts(("routing", "Sent on 05/06/45"))[0]
    assert act.date.edtf == "1945-06-05"
    assert [date.edtf for date in act.alternatives] == ["1945-05-06"]


def test_the_year_of_the_record_is_an_alternative() -> None:
    record = record_of(
        ("page_date", "January 24, 1946"), ("paragraph", "On 24 December he came; on 3 February he goes")
    )
    found = find_dated_acts(record)[1:]
    assert [act.alternatives[0].edtf for act in found] == ["1945-12-24", "1946-02-03"]


@pytest.mark.parametrize(
    ("kind", "content", "role"),
    [
        ("page_title", "Decision of 13 March 1937", "title"),
        ("minutes_head", "Decisions between 1 July and 11 August 1939", "meeting_range"),
        ("decision_date", "of 22 June 1945", "decided"),
        ("dateline", "Moscow, 24 July 1948", "document"),
        ("dateline", "beginning 6 September 1943", "file_range"),
        ("routing", "Received in Moscow on 11/15/49 at 4:18", "received"),
        ("routing", "Deciphered by Torbin on 11/15/49", "deciphered"),
        ("production", "Typed by Torbina on 11/15/49", "typed"),
        ("stamp", "Declassified 29 June 1989", "declassified"),
        ("stamp", "Special Section 4 December 1951", "stamped"),
        ("handwritten", "[handwritten: from Minutes of the meeting of 10 May 1937", "meeting_range"),
        ("handwritten", "[handwritten: Reported, 12 April 1943]", "handwritten"),
        ("paragraph", "exempt them until 6 September", "due"),
        ("point", "1. Report by 9 October.", "due"),
        ("paragraph", "on 3 May he came", "mentioned"),
        ("citation", "“A letter,” May 1, 1950, RGASPI", "citation"),
        ("reference", "No. ST 233/75gs from 10.VII.1981", "document"),
        ("paragraph", "Out. № 280 of 10.08.1959", "document"),
        ("paragraph", "In reply to No. 280 of 10.08.1959", "mentioned"),
        ("reference", "In reply to 53/279 of 25.11", "mentioned"),
        ("reference", "NO: 709, October 27, 5 p.m.", "document"),
        ("sender", "Karashen, 18.7.", "sent"),
        ("paragraph", "Taken down 05.01.49, 04:49", "received"),
        ("paragraph", "To Karashen: went off 11 November, 21:10", "sent"),
        ("paragraph", "Your cable came in at 00:35 on 21 January", "received"),
        ("paragraph", "Deadline: 31 October", "due"),
        ("dateline", "Taken on 24 MAY 1937", "decided"),
        ("paragraph", "[by hand: for reading. May 16]", "handwritten"),
        ("routing", "Eingegangen am 5. März 1919", "received"),
    ],
)
def test_what_happened_on_it(kind: SlotKind, content: str, role: str) -> None:
    assert [act.role for act in acts((kind, content))] == [role]


def test_the_line_before_says_what_happened() -> None:
    found = acts(("routing", "Deciphered by Torbin"), ("routing", "at 1430 4 December"))
    assert [act.role for act in found] == ["deciphered"]


def test_a_heading_gives_the_day_of_a_paper_that_has_no_dateline() -> None:
    heading: Line = ("heading", "Notes of the Session on 18 October 1957")
    assert [act.role for act in acts(heading)] == ["document"]
    assert [act.role for act in acts(heading, ("dateline", "Karashen, 22 October 1957"))] == ["mentioned", "document"]


def test_a_note_may_set_a_day() -> None:
    assert [act.role for act in acts(("resolution", "Cde. Torbin - your opinion by 5 May. Gnedin"))] == ["due"]


def test_a_date_alone_belongs_to_the_line_above_it() -> None:
    found = acts(("paragraph", "Cleared for dispatch: S. A. Torbin"), ("paragraph", "17.11.61 03:48"))
    assert [act.role for act in found] == ["sent"]
    found = acts(("production", "2 copies; Torbina"), ("dateline", "20.04.45"))
    assert [act.role for act in found] == ["typed"]


def test_a_diary_covers_days() -> None:
    found = acts(("citation", '"Notebook of M. Torbin"'), ("paragraph", "covering 5 August - 8 August 1959"))
    assert [act.role for act in found] == ["entry_range"]


def test_a_diary_dates_its_entries() -> None:
    found = acts(("page_title", "Diary of M. M. Torbin"), ("dateline", "6 June 1990"))
    assert [act.role for act in found] == ["entry"]


def test_the_seed_has_the_dates_of_its_gold(shared: Path) -> None:
    gold = json.loads((shared / "pages" / "001.gold.json").read_text(encoding="utf-8"))
    found = [act for act in read_file(shared / "pages" / "001.txt").statements if isinstance(act, DatedAct)]
    assert [(act.literal, act.date.edtf, act.role) for act in found] == [
        (date["literal"], date["edtf"], date["role"]) for date in gold["dates"]
    ]
