"""Totals below lists and tables."""

import pytest

from fonds.model import Sum
from fonds.reading import read_statements
from tests.lines import Line, record_of


def sums(*lines: Line) -> list[tuple[float, list[float]]]:
    found = [one for one in read_statements(record_of(*lines)) if isinstance(one, Sum)]
    return [(one.total[1], [number for _, number in one.parts]) for one in found]


@pytest.mark.parametrize("total", ["Total 78", "Total: 78 vehicles", "In all | 78", "Итого: 78", "– Altogether 78"])
def test_a_line_that_begins_with_a_word_for_a_total(total: str) -> None:
    assert sums(("list_item", "– 36 lorries;"), ("list_item", "– 41 carts;"), ("list_item", total)) == [
        (78, [36, 41])
    ]


def test_numbers_with_separators_and_marks_before_the_lines() -> None:
    lines: list[Line] = [
        ("point", "1) wool: 1,200", "1"),
        ("point", "2) salt: 3 400", "2"),
        ("paragraph", "Total 4,600"),
    ]
    assert sums(*lines) == [(4600, [1200, 3400])]


@pytest.mark.parametrize(
    "lines",
    [
        [("list_item", "– 36 lorries;"), ("list_item", "Total 36")],
        [("list_item", "– 36 lorries for 4 posts;"), ("list_item", "– 41 carts;"), ("list_item", "Total 77")],
        [("list_item", "– 36 lorries;"), ("paragraph", "They came late."), ("list_item", "Total 77")],
        [("list_item", "– 36 lorries;"), ("list_item", "– 41 carts;"), ("paragraph", "Totalitarian 5 parties.")],
    ],
)
def test_lists_that_are_left_alone(lines: list[Line]) -> None:
    assert sums(*lines) == []
