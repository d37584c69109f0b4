"""What is gathered for people from the whole page: dates, amounts and exchanges, other papers, numbers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from fonds.model import (
    AnyStatement,
    Candidate,
    ClockTime,
    Count,
    DatedAct,
    PaperNumber,
    Quantity,
    Reading,
    Relation,
    Sum,
    Transfer,
    make_date,
)
from fonds.reading import PROGRAM, Gathered, gather_amounts, gather_dates, gather_numbers, gather_papers
from tests.strategies import readings


def said(literal: str = "as printed", *slots: str) -> dict[str, Any]:
    return {"slots": slots or ("s1",), "literal": literal, "said_by": PROGRAM}


def act(edtf: str, role: Any, *slots: str, **more: Any) -> DatedAct:
    return DatedAct(date=make_date(edtf), role=role, **said("as printed", *slots), **more)


def test_a_date_says_what_it_is_the_date_of_and_stands_once_with_all_its_places() -> None:
    statements = (act("1931-05-04", "document"), act("1931-06", "due", "s2"), act("1931-05-04", "document", "s3"))
    assert gather_dates(statements) == (
        Gathered("4 May 1931", "date of the document", ("s1", "s3")),
        Gathered("June 1931", "deadline", ("s2",)),
    )


@pytest.mark.parametrize(
    ("dated", "says"),
    [
        (act("XXXX-05-04", "mentioned", alternatives=(make_date("1931-05-04"),)), "4 May (1931?)"),
        (act("1931-05-04", "sent", alternatives=(make_date("1931-04-05"),)), "4 May 1931 or 5 April 1931"),
        (act("1917-03-08", "sent", julian="1917-02-23"), "8 March 1917 (old style 23 February 1917)"),
        (act("XXXX-05-04", "mentioned"), "4 May"),
        (
            act("XXXX-05-04", "sent", alternatives=(make_date("1931-05-04"), make_date("XXXX-04-05"))),
            "4 May (1931?) or 5 April",
        ),
    ],
)
def test_other_readings_of_a_date_stand_beside_it(dated: DatedAct, says: str) -> None:
    assert [one.says for one in gather_dates((dated,))] == [says]


def test_an_hour_stands_with_its_day_or_alone() -> None:
    day = make_date("1931-05-04")
    statements = (
        ClockTime(hour=9, minute=5, role="sent", date=day, **said("09.05")),
        act("1931-05-04", "sent"),
        ClockTime(hour=10, minute=0, role="received", date=None, **said("10 a.m.", "s2")),
    )
    assert [(one.says, one.means) for one in gather_dates(statements)] == [
        ("4 May 1931, 09.05", "sent"),
        ("10 a.m.", "received"),
    ]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (Quantity(value=12, unit="boats", **said("12 boats")), "12 boats"),
        (Quantity(value=2400, unit="poles", **said("2,400 poles")), "2,400 poles"),
        (Quantity(value=40, unit="boats", **said("forty boats")), "forty boats (40)"),
        (Quantity(value=3, unit="boats", **said("three boats")), "three boats"),
        (Quantity(value=2000000, unit="marks", **said("2 million marks")), "2 million marks (2,000,000)"),
        (Quantity(value=1, unit="pilot", is_each=True, **said("one pilot")), "one pilot for each"),
        (Quantity(value=12, **said("12")), "12, without a unit"),
        (
            Sum(total=("12 boats", 12), parts=(("5 flat", 5), ("7 keeled", 7)), **said()),
            "12 boats: 5 flat + 7 keeled = 12",
        ),
        (
            Sum(total=("12 boats", 12), parts=(("5 flat", 5), ("6 keeled", 6)), **said()),
            "12 boats: 5 flat + 6 keeled = 11, not 12",
        ),
        (
            Sum(total=("12 boats", 12), parts=(("5 flat", 5),), is_partial=True, **said()),
            "12 boats, among them 5 flat",
        ),
        (Count(announced=("3 copies", 3), listed=2, what="copies", **said()), "3 copies announced, 2 listed"),
        (Transfer(given="six oxen", received="two boats", ratio=3.0, **said()), "six oxen for two boats, 3 for 1"),
        (Transfer(given="two boats", received="six oxen", ratio=1 / 3, **said()), "two boats for six oxen, 1 for 3"),
        (
            Transfer(given="six oxen", received="two boats", ratio=3.0, stated_ratio=4.0, **said()),
            "six oxen for two boats, 3 for 1, said to be 4 for 1",
        ),
        (Transfer(given="two boats", **said()), "two boats given"),
    ],
)  # fmt: skip
def test_an_amount_says_what_was_read(statement: AnyStatement, says: str) -> None:
    assert [one.says for one in gather_amounts((statement,))] == [says]


def test_parts_of_a_sum_or_exchange_do_not_stand_beside_it() -> None:
    whole = Sum(total=("12 boats", 12), parts=(("5 flat", 5), ("7 keeled", 7)), **said("12 boats, 5 flat, 7 keeled"))
    parts = tuple(Quantity(value=1, unit="x", **said(literal)) for literal in ("12 boats", "5 flat", "7 keeled"))
    other = Quantity(value=12, unit="boats", **said("12 boats", "s2"))
    assert [one.slots for one in gather_amounts((*parts, whole, other))] == [("s1",), ("s2",)]


def test_an_amount_that_can_be_read_in_two_ways_keeps_both() -> None:
    candidates = (Candidate(why="1 for both together", value=1), Candidate(why="1 for each, 2 in all", value=2))
    (one,) = gather_amounts((Quantity(value=1, unit="pilot", candidates=candidates, **said("one pilot")),))
    assert one.readings == ("1 for both together", "1 for each, 2 in all")


def test_other_papers_and_numbers_of_the_paper() -> None:
    statements = (
        Relation(kind="replies-to", target="your telegram", **said("in reply to your telegram")),
        Relation(kind="kept-elsewhere", target="Item 5", **said("Item 5 - special folder", "s2")),
        Relation(kind="adds-to", target="the decree of 1931", **said("in addition to the decree of 1931", "s3")),
        PaperNumber(paper="minutes", number="3", **said("MINUTES No. 3")),
        PaperNumber(paper="minutes", number="3", **said("Minutes No. 3", "s2")),
        PaperNumber(paper="", number="7/k", **said("No. 7/k", "s2")),
    )
    assert [(one.says, one.means) for one in gather_papers(statements)] == [
        ("your telegram", "replies to"),
        ("Item 5 - special folder", "kept elsewhere"),
        ("the decree of 1931", "adds to"),
    ]
    assert [one.says for one in gather_numbers(statements)] == ["minutes No. 3", "No. 7/k"]


@given(readings())
def test_any_reading_can_be_gathered(reading: Reading) -> None:
    slots = {slot for statement in reading.statements for slot in statement.slots}
    for gather in (gather_dates, gather_amounts, gather_papers, gather_numbers):
        assert {slot for one in gather(reading.statements) for slot in one.slots} <= slots
