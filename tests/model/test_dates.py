"""Dates: the bounds of every form, against the calendar of the standard library and an independent reader of EDTF."""

from __future__ import annotations

import contextlib
import datetime
import importlib
import time
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Invalid, day_number, days_in_month, is_day, make_date
from tests import strategies

EPOCH = datetime.date(1970, 1, 1).toordinal()


def at(year: int, month: int, day: int) -> int:
    """The day's number, by the standard library."""
    return datetime.date(year, month, day).toordinal() - EPOCH


@pytest.fixture(scope="module")
def edtf() -> Any:
    with warnings.catch_warnings():
        # The package warns of its own grammar when it is loaded; nothing that concerns us.
        warnings.simplefilter("ignore")
        return importlib.import_module("edtf")


# The calendar


def test_day_numbers_are_those_of_the_standard_library_on_every_day() -> None:
    day, last = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)
    numbers = (
        day_number(year, month, number)
        for year in range(1, 10000)
        for month in range(1, 13)
        for number in range(1, days_in_month(year, month) + 1)
    )
    first = day.toordinal() - EPOCH
    assert all(number == expected for expected, number in enumerate(numbers, start=first))
    assert first + (last - day).days == day_number(9999, 12, 31)


@given(st.integers(-20000, 20000), st.integers(1, 12))
def test_the_calendar_repeats_every_four_hundred_years(year: int, month: int) -> None:
    assert days_in_month(year, month) == days_in_month(year + 400, month)
    assert day_number(year + 400, month, 1) - day_number(year, month, 1) == 146097


@given(st.integers(-20000, 20000))
def test_each_year_begins_behind_the_last_day_of_the_one_before(year: int) -> None:
    assert day_number(year, 1, 1) - day_number(year - 1, 12, 31) == 1
    assert day_number(year, 3, 1) - day_number(year, 2, days_in_month(year, 2)) == 1


@given(st.integers(1, 9999), st.integers(-1, 15), st.integers(-1, 33))
def test_a_day_exists_when_the_standard_library_can_make_it(year: int, month: int, day: int) -> None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        assert not is_day(year, month, day)
    else:
        assert is_day(year, month, day)


# Bounds


@pytest.mark.parametrize(
    ("edtf_value", "earliest", "latest"),
    [
        ("1945-06-22", at(1945, 6, 22), at(1945, 6, 22)),
        ("1945-06", at(1945, 6, 1), at(1945, 6, 30)),
        ("1945", at(1945, 1, 1), at(1945, 12, 31)),
        ("194X", at(1940, 1, 1), at(1949, 12, 31)),
        ("19XX", at(1900, 1, 1), at(1999, 12, 31)),
        ("1X45", at(1045, 1, 1), at(1945, 12, 31)),
        ("1944-02-XX", at(1944, 2, 1), at(1944, 2, 29)),
        ("1945-XX-31", at(1945, 1, 31), at(1945, 12, 31)),
        ("1945-0X", at(1945, 1, 1), at(1945, 9, 30)),
        ("1945-1X", at(1945, 10, 1), at(1945, 12, 31)),
        ("1945-02-0X", at(1945, 2, 1), at(1945, 2, 9)),
        ("1945-02-2X", at(1945, 2, 20), at(1945, 2, 28)),
        ("1945-12-3X", at(1945, 12, 30), at(1945, 12, 31)),
        ("XXXX", None, None),
        ("XXXX-06-22", None, None),
        ("194X-06-22", None, None),
        ("-XXXX", None, None),
        ("1945-21", at(1945, 3, 1), at(1945, 5, 31)),
        ("1945-24", at(1945, 12, 1), at(1946, 2, 28)),
        ("1943-24", at(1943, 12, 1), at(1944, 2, 29)),
        ("1945?", at(1945, 1, 1), at(1945, 12, 31)),
        ("1945-06~-22", at(1945, 6, 22), at(1945, 6, 22)),
        ("1945-?06-%22", at(1945, 6, 22), at(1945, 6, 22)),
        ("0000", at(1, 1, 1) - 366, at(1, 1, 1) - 1),
        ("-0043", day_number(-43, 1, 1), day_number(-43, 12, 31)),
        ("-004X", day_number(-49, 1, 1), day_number(-40, 12, 31)),
        ("Y170000002", day_number(170000002, 1, 1), day_number(170000002, 12, 31)),
        ("Y-17000", day_number(-17000, 1, 1), day_number(-17000, 12, 31)),
        ("1945-06-21/1945-06-23", at(1945, 6, 21), at(1945, 6, 23)),
        ("1945-06-21/..", at(1945, 6, 21), None),
        ("1945-06-21/", at(1945, 6, 21), None),
        ("../1945", None, at(1945, 12, 31)),
        ("1945-06/1945-06-30", at(1945, 6, 1), at(1945, 6, 30)),
        ("[1945,1941]", at(1941, 1, 1), at(1945, 12, 31)),
        ("{1941-06,1945-07-01}", at(1941, 6, 1), at(1945, 7, 1)),
        ("[1941..1945]", at(1941, 1, 1), at(1945, 12, 31)),
        ("[..1945]", None, at(1945, 12, 31)),
        ("[1945..]", at(1945, 1, 1), None),
        ("[1941,1945..]", at(1941, 1, 1), None),
        ("[1945,XXXX-06-22]", None, None),
    ],
)
def test_bounds(edtf_value: str, earliest: int | None, latest: int | None) -> None:
    date = make_date(edtf_value)
    assert (date.edtf, date.earliest, date.latest) == (edtf_value, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "22 June 1945", "45", "19455", "1945-6", "1945-13", "1945-00", "1945-25", "1945-2X", "1945-02-29",
        "1945-02-3X", "1945-06-31", "1945-21-05", "1945-06-22T10:00", "19?45", "1945-0?6", "[]", "{}", "[..]",
        "[1945,]", "[1945", "1945]", "[1945}", "1946/1945", "[1946..1945]", "1945/1946/1947", "..", "1945..1946",
        "Y1945", "٠١٩٤", "１９４５", "1945\n", "X" * 10**5, "1" * 10**5, "?" * 10**5,
    ],
)  # fmt: skip
def test_other_forms_are_refused_without_repeating_them(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        make_date(text)
    assert caught.value.code == "edtf"
    assert not text.strip() or text not in str(caught.value)


@given(strategies.edtf_values())
def test_bounds_are_in_order(value: str) -> None:
    try:
        date = make_date(value)
    except Invalid:
        assert "/" in value  # drawn ends may be in the wrong order
        return
    if date.earliest is not None and date.latest is not None:
        assert date.earliest <= date.latest


@given(strategies.atoms(), st.sampled_from("?~%"))
def test_a_qualifier_moves_no_bound(atom: str, qualifier: str) -> None:
    plain = make_date(atom.rstrip("?~%"))
    qualified = make_date(atom.rstrip("?~%") + qualifier)
    assert (plain.earliest, plain.latest) == (qualified.earliest, qualified.latest)


@given(st.text(alphabet="0123456789X-/.[]{},?~%Y ", max_size=25))
def test_no_string_does_more_than_be_refused(text: str) -> None:
    with contextlib.suppress(Invalid):
        assert make_date(text).edtf == text


# The other reader of EDTF. It differs on purpose in three places, which are left out here: an unknown year (it takes
# 0 to 9999), an unknown end (it takes ten years), and the winter (it takes December alone).

_SURE = st.one_of(
    st.dates().map(datetime.date.isoformat),
    st.tuples(st.integers(1, 9999), st.integers(1, 12)).map(lambda pair: "{:04}-{:02}".format(*pair)),
    st.tuples(st.integers(1, 9999), st.sampled_from((21, 22, 23))).map(lambda pair: "{:04}-{}".format(*pair)),
    st.integers(1, 9999).map("{:04}".format),
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
    st.tuples(st.integers(1, 9999), st.integers(1, 12)).map(lambda pair: "{:04}-{:02}-XX".format(*pair)),
    st.integers(1, 9999).map("{:04}-XX".format),
)


def days_of(struct: time.struct_time) -> int:
    return at(struct.tm_year, struct.tm_mon, struct.tm_mday)


def assert_agrees(edtf: Any, value: str) -> None:
    theirs, ours = edtf.parse_edtf(value), make_date(value)
    assert (ours.earliest, ours.latest) == (days_of(theirs.lower_strict()), days_of(theirs.upper_strict()))


@given(atom=_SURE, qualifier=st.sampled_from(("", "?", "~", "%")))
def test_single_dates_agree_with_another_reader(edtf: Any, atom: str, qualifier: str) -> None:
    # The other reader knows no qualified season.
    assert_agrees(edtf, atom if "X" in atom or atom[4:6] == "-2" else atom + qualifier)


@given(ends=st.tuples(st.dates(), st.dates()).map(sorted))
def test_intervals_agree_with_another_reader(edtf: Any, ends: list[datetime.date]) -> None:
    assert_agrees(edtf, f"{ends[0]}/{ends[1]}")


@given(members=st.lists(st.dates().map(str), min_size=2, max_size=4), brackets=st.sampled_from(("[]", "{}")))
def test_sets_agree_with_another_reader(edtf: Any, members: list[str], brackets: str) -> None:
    assert_agrees(edtf, brackets[0] + ",".join(members) + brackets[1])
