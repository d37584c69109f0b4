"""What a number is worth, in figures and in words."""

import pytest

from fonds.words import find_numerals, value_of


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("250", 250),
        ("12,000", 12_000),
        ("1.500", 1500),
        ("3 120", 3120),
        ("3,5", 3.5),
        ("1,234.50", 1234.5),
        ("two hundred and fifty", 250),
        ("ninety-nine", 99),
        ("двести пятьдесят", 250),
        ("zweihundertfünfzig", 250),
        ("half a million", 500_000),
        ("three", 3),
    ],
)
def test_a_number_is_read(literal: str, value: float) -> None:
    assert value_of(literal) == value


@pytest.mark.parametrize("literal", ["", "lamps", "three lamps", "12 lamps", "1/2"])
def test_other_words_are_none(literal: str) -> None:
    assert value_of(literal) is None


def test_places_in_a_text() -> None:
    content = "Send two hundred lamps and forty-one ropes."
    assert [(content[n.start : n.end], n.value) for n in find_numerals(content)] == [
        ("two hundred", 200),
        ("forty-one", 41),
    ]
