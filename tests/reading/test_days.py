"""Dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.reading import show_date


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("1945-06-22", "22 June 1945"),
        ("1945-06", "June 1945"),
        ("1945", "1945"),
        ("194X", "1940s"),
        ("XXXX-06-22", "22 June"),
        ("1945?", "1945 (uncertain)"),
        ("1945-06~", "June 1945 (about)"),
        ("1945-06-21/1945-06-23", "21 June 1945 to 23 June 1945"),
        ("1945/..", "1945 to open"),
        ("/1945", "unknown to 1945"),
        ("[1945,1946]", "[1945,1946]"),
        ("1945-21", "1945-21"),
        ("XXXX", "XXXX"),
    ],
)
def test_dates_are_written_for_people(edtf: str, shown: str) -> None:
    assert show_date(edtf) == shown


@given(st.text("0123456789X-/.?~%[]", max_size=24))
def test_no_date_is_a_fault(edtf: str) -> None:
    assert isinstance(show_date(edtf), str)
