"""Numbers that are missing are written in the style of their neighbours."""

import pytest

from fonds.criticism._numbering import written
from fonds.model import Passage


@pytest.mark.parametrize(
    ("number", "ordinal", "expected"),
    [
        ("3", 4, "4"),
        ("b", 3, "c"),
        ("I", 2, "II"),
        ("III", 4, "IV"),
        ("iv", 5, "v"),
        ("i", 10, "j"),
        ("V", 6, "VI"),
        ("h", 9, "i"),
        ("а", 2, "б"),
        ("X", 9, "IX"),
    ],
)
def test_a_number_in_the_style_of_another(number: str, ordinal: int, expected: str) -> None:
    assert written(Passage(id="s1", kind="point", content="", number=(number,)), ordinal) == expected
