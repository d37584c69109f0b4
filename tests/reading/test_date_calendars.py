"""Days in two calendars: the Gregorian one is the value, the Julian one is kept as the source counts it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import DatedAct
from fonds.reading._date_calendars import to_gregorian
from fonds.reading._dates import find_dated_acts
from tests.lines import record_of


def acts(content: str) -> list[DatedAct]:
    return find_dated_acts(record_of(("paragraph", content)))


@pytest.mark.parametrize(
    ("content", "literal", "edtf", "julian"),
    [
        ("23 февраля (8 марта) 1917 г.", "23 февраля (8 марта) 1917 г.", "1917-03-08", "1917-02-23"),
        ("10 (23) июня 1908 г. он", "10 (23) июня 1908 г.", "1908-06-23", "1908-06-10"),
        ("on 5/18 May 1917", "5/18 May 1917", "1917-05-18", "1917-05-05"),
        ("on 8 March (23 February, O.S.) 1917", "8 March (23 February, O.S.) 1917", "1917-03-08", "1917-02-23"),
        ("23 Feb./8 March 1917", "23 Feb./8 March 1917", "1917-03-08", "1917-02-23"),
        ("20 декабря 1899 (1 января 1900)", "20 декабря 1899 (1 января 1900)", "1900-01-01", "1899-12-20"),
        ("25 октября 1917 г. (ст. ст.)", "25 октября 1917 г.", "1917-11-07", "1917-10-25"),
        ("October 25, 1917 (Old Style)", "October 25, 1917", "1917-11-07", "1917-10-25"),
        ("den 5. März 1873 a. St.", "5. März 1873", "1873-03-17", "1873-03-05"),
    ],
)
def test_both_days_are_kept(content: str, literal: str, edtf: str, julian: str) -> None:
    (act,) = acts(content)
    assert (act.literal, act.date.edtf, act.julian) == (literal, edtf, julian)


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("on 5 May (10 May at the latest) 1917", ["XXXX-05-05", "XXXX-05-10"]),
        ("5 May 1950 (5 June 1951)", ["1950-05-05", "1951-06-05"]),
        ("25 октября 1917 г. (новый стиль)", ["1917-10-25"]),
        ("25 октября 1917 г.", ["1917-10-25"]),
    ],
)
def test_days_of_one_calendar_stay_as_they_are(content: str, values: list[str]) -> None:
    found = acts(content)
    assert [act.date.edtf for act in found] == values
    assert not any(act.julian for act in found)


@given(st.dates(min_value=date(1583, 1, 1), max_value=date(2099, 12, 1)))
def test_the_calendars_drift_by_three_days_in_four_centuries(day: date) -> None:
    """Counted by leap years alone, without the formula: from 5 October 1582, which was the 15th."""
    gregorian = date(*to_gregorian(day.year, day.month, day.day))
    centuries = [year for year in range(1600, 2101, 100) if year % 400 and date(year, 2, 28) < day]
    assert gregorian - day == timedelta(days=10 + len(centuries))
