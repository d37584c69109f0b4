"""Datelines of typed papers: a place, a day, an hour, and when it was received."""

import pytest

from fonds.reading._clocks import end_of_hour
from fonds.reading._date_forms import find_written
from fonds.reading._datelines import first_date, is_dateline


@pytest.mark.parametrize(
    "line",
    [
        "Karashen, March 5, 1949.",
        "[ Karashen ,] 5 March 1949.",
        "[Karashen, March 5, 1949.]",
        "Puerto Albar , March 5, 1949—6 p. m.",
        "Karashen, Upper Town, March 5, 1949, 9:30–10:30 p.m.",
        "Karashen, March 5, 1949, 1040Z.",
        "Karashen , March 5, 1949. [Received March 6—2:02 p. m.]",
        "Karashen, undated.",
        "[Date not indicated.]",
        "Karashen, den 5. März 1873",
        "Карашен, 5 марта 1949 г.",
        "of 27th of March 1952. Karashen, the Citadel",
        "FRIDAY, October 10",
        "Karashen, 14.11.1949",
    ],
)
def test_a_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "He came to Karashen on March 5, 1949.",
        "Minutes of March 5, 1949",
        "Weekly Meeting, 21 March 1963",
        "Karashen, March 5, 1949, when the river rose.",
        "The mail of March 5, 1949 was lost",
        "Karashen 3: March 5, 1949",
        "NIE 13-4-62",
        "undated papers",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert not is_dateline(line)


def test_a_day_of_a_told_month_dates_no_paper() -> None:
    assert first_date("Karashen, 3rd ult.") is None


@pytest.mark.parametrize(
    ("line", "behind"),
    [
        ("March 5, 1949—6 p. m. he", " he"),
        ("March 5, 1949, 12:15 a.m.", ""),
        ("March 5, 1949, noon.", "."),
        ("March 5, 1949, 1040Z.", "."),
        ("March 5, 1949, 9:30–10:30 p.m.", ""),
        ("March 5, 1949, 11:30 a.m.-1:30 p.m.", ""),
        ("March 5, 1949, 11–1 p.m.", ""),
        ("5 March 1949 at 0430", ""),
        ("5 March 1949 at 25:10 hours", ""),
        ("5. März 1949 um 18.30 Uhr", ""),
        ("5 марта 1949 г. в 10 часов 30 минут", ""),
        ("5 March 1949 1200 men", None),
        ("5 March 1949, 30 men", None),
        ("5 March 1949", None),
    ],
)
def test_where_the_hour_behind_a_date_ends(line: str, behind: str | None) -> None:
    (date,) = find_written(line)
    end = end_of_hour(line, date.end)
    assert (line[end:] if end is not None else None) == behind
