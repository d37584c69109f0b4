"""No input, however odd, breaks what is read from slots, and spans always lie inside their slot."""

from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fonds.model import Dispatch, Quantity, Record, SlotKind, Sum, Task, Transfer
from fonds.reading._marks import find_marks
from fonds.reading._statements import read_statements
from tests.lines import record_of
from tests.strategies import records

_PIECES = st.sampled_from(
    [
        "[",
        "]",
        "[[",
        "]]",
        "[[[",
        "(",
        ")",
        "(1)",
        "[1]",
        " ",
        "  ",
        ".",
        ",",
        ";",
        ":",
        "-",
        "–",
        "/",
        "\n",
        "|",
        "'",
        "%",
        "$",
        "1",
        "22",
        "1945",
        "19[4]5",
        "2,000",
        "31 ",
        "June",
        " May ",
        "of",
        " to ",
        "and",
        "by ",
        "until ",
        "in",
        "the ",
        "Cde.",
        "Torbin",
        "NKO",
        "Hold ",
        " responsible",
        " for",
        "Instruct ",
        " is to ",
        "exchange ",
        "men",
        " rubles",
        "three ",
        "each ",
        "one ",
        "of which ",
        "Excerpts sent to:",
        "Copy Nº ",
        " - 8",
        " everything",
        "by cipher",
        "Point 8",
        "classified storage",
        "sic",
        "Stamp:",
        "Handwritten:",
        "ХХ",
        "мая",
        "г.",
        "№",
        "тт.",
        "外交",
        "İ",
        "ß",
        "\u0301",
        "\u00a0",
        "𝟙",
        "²",
        "٣",
        "I",
        "XII",
        "a) ",
        "Поручить ",
        "т. Ильгу ",
        "представить ",
        "Возложить на ",
        "The Cabinet invited ",
        " shall ",
        ", jointly with ",
        "Responsible: ",
        "2x ",
        "points 1 and 2 – ",
        "everything except ",
        "экз. № ",
        "half a ",
        "million ",
        "двести ",
        "zweihundert ",
        "in return for ",
        "at the rate of ",
        "including ",
        "specialists in tax and trade",
        "\t",
        "   ",
    ]
)
_LINES = st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=60)
_RECORDS = st.lists(st.tuples(st.sampled_from(get_args(SlotKind)), _LINES), max_size=8).map(
    lambda lines: record_of(*lines)
)


def check(record: Record) -> None:
    marked = find_marks(record)
    for before, slot in zip(record.slots, marked.slots, strict=True):
        assert slot.content == before.content
        assert list(slot.marks) == sorted(slot.marks, key=lambda mark: (mark.start, -mark.end))
        assert all(0 <= mark.start < mark.end <= len(slot.content) for mark in slot.marks)
    contents = {slot.id: slot.content for slot in marked.slots}
    order = {slot.id: place for place, slot in enumerate(marked.slots)}
    statements = read_statements(marked)
    assert [order[s.slots[0]] for s in statements] == sorted(order[s.slots[0]] for s in statements)
    for statement in statements:
        assert set(statement.slots) <= set(contents)
        if isinstance(statement, Quantity):
            assert contents[statement.slots[0]][statement.start : statement.end] == statement.literal
        said = " ".join(" ".join(contents[slot].split()) for slot in statement.slots)
        if isinstance(statement, Task):
            assert statement.deed in said
        if isinstance(statement, Dispatch | Sum | Transfer):
            assert " ".join(statement.literal.split()) in said
    assert statements == read_statements(marked)


@settings(max_examples=300)
@given(_RECORDS)
@example(record_of(("paragraph", "[[[a]b")))
@example(record_of(("routing", "00/00/00"), ("routing", "99.99.9999"), ("dateline", "29 February")))
@example(record_of(("page_date", "29 February 1944"), ("paragraph", "29 February"), ("paragraph", "February 28-30")))
@example(record_of(("distribution", "Copies to: 1 - , - 2; - 999-1"), ("distribution", "Copy Nº 2")))
def test_lines_of_officialdom_in_disorder(record: Record) -> None:
    check(record)


@settings(max_examples=100)
@given(records())
def test_any_record(record: Record) -> None:
    check(record)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 20_000,
        "]" * 20_000,
        "[ " * 10_000,
        "[]" * 10_000,
        "a [" * 5_000 + "] " * 5_000,
        "1 " * 10_000,
        "1," * 10_000,
        "1.1." * 5_000,
        "1/" * 10_000,
        "June " * 4_000,
        "1 June " * 3_000,
        "1 June - " * 3_000,
        "A - 1, " * 3_000,
        "Hold " * 4_000,
        "Cde. " * 4_000,
        " is to " * 3_000,
        "of which one are " * 1_500,
        "exchange 1 men for " * 1_500,
        "Copy No 1 to " * 2_000,
        "(a" * 10_000,
        "a) " * 6_000,
        "one " * 5_000,
        "in addition to no " * 1_500,
        "Point 1, " * 3_000,
        "point 1 in classified storage " * 1_000,
        "Excerpts sent to " * 2_000,
        "A and " * 4_000,
        "two thousand " * 2_000,
        "[Tolubay] in " * 2_000,
        "Torbin [Zernov] " * 1_500,
        "1." + "0" * 20_000,
        "x" * 20_000,
        "each " * 4_000,
        "1 and 1 " * 3_000,
        "1/1 May " * 2_000,
        "1 (1) May (1 May) " * 1_000,
        "May 1, 1900 at 1:00 p. m.-" * 1_000,
        "1 hours " * 3_000,
        "1. d. M. " * 2_500,
        "1900 May 1 O.S. " * 1_500,
        "1. 1. 1900 " * 2_000,
        "Letter From A (B) to C and the D " * 800,
        "Torbin, at " * 2_000,
        "1-1.1." * 3_000,
        "1 – I – " * 2_500,
        "I/1/" * 5_000,
        "ACTION A-01 /1 W " * 1_500,
        "the first of " * 2_000,
        " shall " * 3_000,
        "Instruct A to go and to " * 800,
        "; instruct the Board to go" * 800,
        ", jointly with A" * 1_500,
        "through A " * 2_000,
        "Поручить т. А идти, " * 1_000,
        "возложить на " * 1_500,
        "X обязан " * 2_000,
        "points 1 and " * 1_500,
        "2x A, " * 3_000,
        "1 - A, " * 3_000,
        "by cipher: " * 2_000,
        "A (everything) " * 1_500,
        "A   " * 4_000,
        "hundred and " * 2_000,
        "сто двести " * 2_000,
        "zweihundertund" * 1_500,
        "10 men, including 1 men " * 800,
        "2 men in return for " * 1_000,
        "each one specialist in a and " * 700,
    ],
)
def test_long_lines_of_one_thing(content: str) -> None:
    check(record_of(("point", content, "1"), ("distribution", content), ("routing", content)))
