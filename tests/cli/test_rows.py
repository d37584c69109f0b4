"""Rows and lines that are wrapped: nothing is lost, nothing is wider than the paper, words stay whole."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from fonds.cli._paper import Paper
from fonds.cli._reading_text import reading_text
from fonds.cli._rows import Column, Lines, Rows
from fonds.criticism import with_findings
from fonds.reading import read_source
from tests.steps import steps


def shown(content: Rows | Lines, width: int = 40) -> list[str]:
    file = io.StringIO()
    Paper(file=file, width=width).print(content)
    return file.getvalue().splitlines()


def test_columns_stand_beside_each_other_and_the_last_takes_what_is_left() -> None:
    rows = Rows(Column(), Column(is_right=True), Column())
    rows.add("north", "9", "a ferry that crosses the river by day and by night")
    rows.add("far south", "1,200", "none")
    assert shown(rows, 44) == [
        "  north          9  a ferry that crosses the",
        "                    river by day and by",
        "                    night",
        "  far south  1,200  none",
    ]


def test_a_name_ends_its_lines_behind_signs_and_a_folder_first() -> None:
    rows = Rows(Column(0.5, breaks="/-."), Column(), indent=0)
    rows.add("minutes/of-the-river-commission.txt", "read")
    rows.add("unbreakablenameofsomethinglong", "cut")
    assert shown(rows, 40) == [
        "minutes/              read",
        "of-the-river-",
        "commission.txt",
        "unbreakablenameofsom  cut",
        "ethinglong",
    ]


def test_many_columns_share_a_narrow_paper() -> None:
    rows = Rows(Column(), Column(), Column(is_right=True), Column())
    cells = ("minutes of the commission", "resolution", "1,000", "2 conflicts")
    rows.add(*cells)
    lines = shown(rows, 30)
    assert max(map(len, lines)) <= 30
    assert sorted("".join("".join(lines).split())) == sorted("".join("".join(cells).split()))


def test_a_paragraph_hangs_below_its_first_line() -> None:
    lines = Lines(30)
    lines.add("1. the ferry was counted twice by mistake", indent=4, hang=3)
    assert shown(lines, 80) == ["    1. the ferry was counted", "       twice by mistake"]


def test_styles_are_for_terminals() -> None:
    rows = Rows(Column(), Column())
    rows.add(Text("a", style="bold"), Text("b c", style="dim"))
    file = io.StringIO()
    Paper(file=file, width=40, force_terminal=True, color_system="standard").print(rows)
    assert "\x1b[1ma\x1b[0m" in file.getvalue()
    assert "\x1b" not in "".join(shown(rows))


@pytest.mark.parametrize("width", [24, 40, 80])
@given(words=st.lists(st.text("ab-/ é塔\n", max_size=60), min_size=1, max_size=4))
def test_no_line_is_too_wide_and_no_character_is_lost(width: int, words: list[str]) -> None:
    rows = Rows(Column(0.4, breaks="/-"), Column())
    for word in words:
        rows.add(word, word)
    lines = shown(rows, width)
    assert all(Text(line).cell_len <= width for line in lines)
    kept = sorted(character for line in lines for character in line if not character.isspace())
    assert kept == sorted(character for word in words * 2 for character in word if not character.isspace())


def test_ten_times_the_page_is_at_most_twelve_times_the_work() -> None:
    point = "{}. Charge the River Office with 12 boats by 4 May 1931, of which 5 are flat and 6 are keeled.\n\n"

    def work(points: int) -> int:
        text = "".join(point.format(number) for number in range(1, points + 1))
        reading = with_findings(read_source(text.encode()))
        return steps(lambda: Paper(file=io.StringIO(), width=80).print(reading_text(reading)))

    few = work(20)
    assert few < 20 * 6000, "tables of rich took 15,000 steps for a point, without dates and amounts"
    assert work(200) < 12 * few
