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
    ],
)
def test_no_date(content: str) -> None:
    assert values(content) == []


def test_two_days_of_one_month() -> None:
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
    ],
)
def test_what_happened_on_it(kind: SlotKind, content: str, role: str) -> None:
    assert [act.role for act in acts((kind, content))] == [role]


def test_the_line_before_says_what_happened() -> None:
    found = acts(("routing", "Deciphered by Torbin"), ("routing", "at 1430 4 December"))
    assert [act.role for act in found] == ["deciphered"]


def test_a_diary_dates_its_entries() -> None:
    found = acts(("page_title", "Diary of M. M. Torbin"), ("dateline", "6 June 1990"))
    assert [act.role for act in found] == ["entry"]


def test_the_seed_has_the_dates_of_its_gold(shared: Path) -> None:
    gold = json.loads((shared / "pages" / "001.gold.json").read_text(encoding="utf-8"))
    found = [act for act in read_file(shared / "pages" / "001.txt").statements if isinstance(act, DatedAct)]
    assert [(act.literal, act.date.edtf, act.role) for act in found] == [
        (date["literal"], date["edtf"], date["role"]) for date in gold["dates"]
    ]
