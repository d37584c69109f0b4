"""Announced numbers of parts against the lists that follow."""

import pytest

from fonds.model import Count
from fonds.reading import read_statements
from tests.lines import Line, record_of


def counts(*lines: Line) -> list[tuple[str, int, int]]:
    found = [one for one in read_statements(record_of(*lines)) if isinstance(one, Count)]
    return [(one.what, one.announced[1], one.listed) for one in found]


def test_copies_are_summed_and_those_without_a_number_count_once() -> None:
    line = "Distribution list - 5 copies: Wexler - 2, Tolmach, Sarybaev - 1"
    assert counts(("distribution", line)) == [("copies", 5, 4)]


def test_a_list_of_copies_may_run_over_lines() -> None:
    lines: list[Line] = [("distribution", f"- Comrade {name}") for name in ("Wexler", "Tolmach", "Issin")]
    assert counts(("distribution", "Produced in 3 copies for:"), *lines) == [("copies", 3, 3)]


def test_the_number_may_stand_before_the_recipient() -> None:
    assert counts(
        ("distribution", "Made in 5 copies:"),
        ("distribution", "3 to the Center"),
        ("distribution", "1 to the Embassy"),
    ) == [("copies", 5, 4)]
    assert counts(
        ("distribution", "Copies (4 copies):"),
        ("distribution", "2x Sea Department, Section IV"),
        ("distribution", "2 x file"),
    ) == [("copies", 4, 4)]


def test_numbered_copies_of_any_kind_of_line_are_counted_by_their_last_number() -> None:
    lines: list[Line] = [("paragraph", "1, 2 – Wexler"), ("signature", "3 – Tolmach"), ("paragraph", "4 – the file")]
    assert counts(("paragraph", "Run off in 6 copies:"), *lines) == [("copies", 6, 4)]


def test_copies_of_single_recipients_announce_nothing() -> None:
    assert counts(("distribution", "Wexler - 3 copies, Tolmach - 1 copy, file - 1 copy.")) == []


def test_one_numbered_copy_among_those_printed_says_nothing() -> None:
    assert counts(("production", "Two copies printed. No 2 to file")) == []


def test_a_copy_beyond_those_printed_is_told() -> None:
    assert counts(("production", "Two copies printed. No 3 to file")) == [("copies", 2, 3)]


def test_points_behind_a_colon() -> None:
    points: list[Line] = [("point", f"{n}. Mend the bridge.", str(n)) for n in (1, 2, 3)]
    assert counts(("paragraph", "We ask for four measures:"), *points, ("signature", "ISSIN")) == [("measures", 4, 3)]


def test_a_list_that_breaks_off_with_the_page_is_not_counted() -> None:
    points: list[Line] = [("point", "1. Mend the bridge.", "1"), ("point", "2. Paint the br", "2")]
    assert counts(("paragraph", "We ask for four measures:"), *points) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("He named two reasons: a) the snow; b) the wind; c) the road.", [("reasons", 2, 3)]),
        ("Three delegates: Issin, Wexler and Tolmach.", [("delegates", 3, 3)]),
        ("Three delegates: Issin and Wexler.", [("delegates", 3, 2)]),
        ("Three delegates, among them two old men: Issin and Wexler.", []),
        ("Allot 36 lids: 12 to Issin and 24 to Wexler.", []),
        ("See point 3: Issin and Wexler.", []),
    ],
)
def test_lists_inside_a_sentence(line: str, found: list[tuple[str, int, int]]) -> None:
    assert counts(("paragraph", line)) == found
