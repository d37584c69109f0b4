"""The caret stands below the fault, whatever stands before it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fonds.cli._pointing import pointed


def test_wide_characters_take_two_cells() -> None:
    assert pointed("迪化 (a", 3, 60) == ("迪化 (a", "     ^")


def test_tabs_and_line_breaks_take_one() -> None:
    assert pointed("a\t\n(b", 3, 60) == ("a  (b", "   ^")


def test_of_a_long_query_the_part_around_the_fault_is_shown() -> None:
    shown, caret = pointed("word " * 50 + "(x" + " word" * 50, 250, 40)
    assert cell_len(shown) <= 40
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[len(caret) - 1] == "("


@given(st.text(max_size=200), st.integers(0, 200), st.integers(20, 80))
def test_it_always_fits(text: str, position: int, width: int) -> None:
    shown, caret = pointed(text, min(position, len(text)), width)
    assert cell_len(shown) <= width
    assert "\n" not in shown
    assert cell_len(caret) <= width + 1
