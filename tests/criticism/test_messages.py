"""A message says at once what disagrees with what, and a candidate what could stand in its place."""

import pytest

from fonds.criticism import check
from fonds.criticism._shown_dates import shown, shown_beginning
from fonds.model import Finding, make_date
from fonds.reading import read_source

LETTER = "LETTER\n\n3 June 1950\n\nTo Cde. WEXLER\n\n{}\n\nP. TOLMACH\n"


def found(page: str, code: str) -> Finding:
    (finding,) = (one for one in check(read_source(page.encode())) if one.code == code)
    return finding


def test_a_later_day_is_named_with_the_place_of_both() -> None:
    finding = found(LETTER.format("The lamps were bought on 5 June, and lit."), "date-conflict")
    assert finding.message == (
        "The dateline says 3 June 1950, but the text speaks of a later day, 5 June (taken as 1950), as past."
    )
    assert [one.why for one in finding.candidates] == ["the dateline is right, and 5 June a slip for it"]


def test_steps_of_handling_are_named_by_what_they_are_with_months_in_words() -> None:
    page = "TELEGRAM\n\nSent 13 May 1946 at 9:15\n\nReceived 12 May 1946 at 14:20\n\nThe lamps are lit.\n"
    finding = found(page, "clock-order")
    assert finding.message == (
        "The receipt, 12 May 1946 at 14:20, is earlier than the dispatch, 13 May 1946 at 9:15."
    )
    assert [one.literal for one in finding.candidates] == ["13 May 1946", "12 May 1946"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ('He answered: "We shall see.', 'in the text: "We shall see.'),
        ("He was asked, and we shall all see what comes of it.”", "shall all see what comes of it”."),
        (
            "“The keeper of the lamps has gone to the mole, where he means to stay until the ships are in.",
            "in the text: “The keeper of the lamps has gone to the mole, ...",
        ),
    ],
)
def test_the_words_of_a_quotation_have_no_second_marks_and_stops(text: str, end: str) -> None:
    assert found(LETTER.format(text), "quote-unbalanced").message.endswith(end)


@pytest.mark.parametrize(
    ("edtf", "words"), [("1946-05-02", "2 May 1946"), ("XXXX-09-23", "23 September"), ("1943-12", "1943-12")]
)
def test_days_are_shown_with_their_month(edtf: str, words: str) -> None:
    assert shown(make_date(edtf)) == words


@pytest.mark.parametrize(
    ("edtf", "said"),
    [("1952-10", "in October 1952"), ("1952", "in 1952"), ("1946-05-05", "on 5 May 1946"), ("19XX", "in 19XX")],
)
def test_when_a_name_came_into_use(edtf: str, said: str) -> None:
    assert shown_beginning(edtf) == said
