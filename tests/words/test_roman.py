"""Roman numerals are read and written back, and letters that are none are left alone."""

import pytest

from fonds.words import as_roman, roman_value


def test_every_numeral_is_read_as_it_was_written() -> None:
    assert [roman_value(as_roman(value)) for value in range(1, 4000)] == list(range(1, 4000))


@pytest.mark.parametrize(
    ("numeral", "value"), [("IV", 4), ("xxxix", 39), ("MCMXLV", 1945), ("iiii", 4), ("VIIII", 9)]
)
def test_numerals(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


@pytest.mark.parametrize("letters", ["", "a", "vx", "ixi", "iiiii", "mix1", "І"])
def test_other_letters_are_none(letters: str) -> None:
    assert roman_value(letters) == 0
