"""Hours of the day as printed, with the day beside them and what happened at them."""

import pytest

from fonds.model import ClockTime, SlotKind
from fonds.reading import read_statements
from fonds.reading._hours import find_clocks
from tests.lines import Line, record_of

HEADER: Line = ("page_date", "June 22, 1945")


def hours(kind: SlotKind, content: str) -> list[ClockTime]:
    return [one for one in read_statements(record_of(HEADER, (kind, content))) if isinstance(one, ClockTime)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Sent at 04:06 a.m.", [(4, 6, "am")]),
        ("Received at 23-40 hours", [(23, 40, None)]),
        ("Received at 0820", [(8, 20, None)]),
        ("Arrived at 16.30", [(16, 30, None)]),
        ("Arrived at 16h45", [(16, 45, None)]),
        ("at 18 hours 30 minutes", [(18, 30, None)]),
        ("в 18 час. 30 мин.", [(18, 30, None)]),
        ("в 5 часов утра", [(5, 0, "am")]),
        ("at 3 o'clock in the afternoon", [(3, 0, "pm")]),
        ("Typed at 13:30 p.m.", [(13, 30, "pm")]),
        ("Dispatched at 25:75", [(25, 75, None)]),
    ],
)
def test_hours_are_read_as_printed(line: str, found: list[tuple[int, int, str | None]]) -> None:
    assert [(one.hour, one.minute, one.half) for one in find_clocks(line, is_handling=True)] == found


@pytest.mark.parametrize(
    "line",
    ["worked 12 hours", "2 дня", "the scale is 1:50", "drawn at 1:75", "rose by 12.75 percent", "16h45", "in 1945"],
)
def test_other_figures_in_a_text_are_no_hours(line: str) -> None:
    assert list(find_clocks(line, is_handling=False)) == []


@pytest.mark.parametrize(
    ("hour", "minute", "half", "since"),
    [
        (0, 5, None, 5), (12, 0, "am", 0), (12, 0, "pm", 720), (1, 30, "pm", 810), (13, 30, "pm", 810),
        (24, 0, None, 1440), (24, 1, None, None), (25, 0, None, None), (3, 60, None, None),
    ],
)  # fmt: skip
def test_minutes_since_midnight(hour: int, minute: int, half: str | None, since: int | None) -> None:
    (clock,) = hours("routing", "Sent at 9:00")
    made = ClockTime(
        slots=clock.slots, literal="", said_by=clock.said_by, hour=hour, minute=minute, half=half, role="sent"
    )
    assert made.since_midnight == since


def test_each_hour_has_the_role_and_the_day_of_its_own_step() -> None:
    found = hours("routing", "Dispatched on 22 June 1945 at 23:30 and received on 23 June 1945 at 0:45")
    assert [(one.role, one.date.edtf if one.date else "") for one in found] == [
        ("sent", "1945-06-22"),
        ("received", "1945-06-23"),
    ]


def test_the_day_may_stand_behind_the_hour_and_lack_its_year() -> None:
    (clock,) = hours("routing", "received at 0820 23 June")
    assert clock.date is not None
    assert clock.date.edtf == "1945-06-23"


def test_a_short_line_tells_of_handling_whatever_it_was_taken_for() -> None:
    (clock,) = hours("paragraph", "taken down 22.06.45, 04:49")
    assert (clock.hour, clock.minute, clock.role) == (4, 49, "received")
