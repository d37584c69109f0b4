from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fonds.model import FondsError, Invalid, day_number
from fonds.search import FIELDS, Query, parse
from fonds.search.query import MAX_CHARACTERS, MAX_DEPTH, MAX_PARTS
from fonds.search.syntax import And, DateRange, Everything, Field, Fuzzy, Node, Not, Or, Part, Phrase, Prefix, Word


def word(text: str, start: int) -> Word:
    return Word(text=text, start=start, end=start + len(text))


def parts_of(node: Part) -> list[Part]:
    inner: list[Part] = []
    if isinstance(node, And | Or):
        inner = [*node.parts]
    elif isinstance(node, Not):
        inner = [node.part]
    elif isinstance(node, Field):
        inner = [node.value]
    return [node, *(deeper for part in inner for deeper in parts_of(part))]


EXAMPLES: dict[str, Node] = {
    "": Everything(start=0, end=0),
    "  ": Everything(start=0, end=2),
    "salt": word("salt", 0),
    " salt ": word("salt", 1),
    "Shara-Sume": word("Shara-Sume", 0),
    "8:30": word("8:30", 0),
    "塔城": word("塔城", 0),
    "salt tea": And(parts=(word("salt", 0), word("tea", 5)), start=0, end=8),
    "salt AND tea": And(parts=(word("salt", 0), word("tea", 9)), start=0, end=12),
    "salt & tea": And(parts=(word("salt", 0), word("tea", 7)), start=0, end=10),
    "1941 - 1945": And(parts=(word("1941", 0), word("1945", 7)), start=0, end=11),
    "salt OR tea": Or(parts=(word("salt", 0), word("tea", 8)), start=0, end=11),
    "salt or tea": And(parts=(word("salt", 0), word("or", 5), word("tea", 8)), start=0, end=11),
    "a OR b c": Or(parts=(word("a", 0), And(parts=(word("b", 5), word("c", 7)), start=5, end=8)), start=0, end=8),
    "(a OR b) c": And(parts=(Or(parts=(word("a", 1), word("b", 6)), start=1, end=7), word("c", 9)), start=1, end=10),
    "-a": Not(part=word("a", 1), start=0, end=2),
    "NOT -a": Not(part=Not(part=word("a", 5), start=4, end=6), start=0, end=6),
    "a -(b c)": And(
        parts=(
            word("a", 0),
            Not(part=And(parts=(word("b", 4), word("c", 6)), start=4, end=7), start=2, end=7),
        ),
        start=0,
        end=7,
    ),
    '"salt tea"': Phrase(text="salt tea", start=0, end=10),
    "«salt tea»": Phrase(text="salt tea", start=0, end=10),
    '"NOT"': Phrase(text="NOT", start=0, end=5),
    '-"a b"': Not(part=Phrase(text="a b", start=1, end=6), start=0, end=6),
    "uru*": Prefix(text="uru", start=0, end=4),
    "salt~": Fuzzy(text="salt", distance=1, start=0, end=5),
    "salt~2": Fuzzy(text="salt", distance=2, start=0, end=6),
    "place:Osh": Field(name="place", value=Word(text="Osh", start=0, end=9), start=0, end=9),
    "PLACE:Osh": Field(name="place", value=Word(text="Osh", start=0, end=9), start=0, end=9),
    'place:"old Osh"': Field(name="place", value=Phrase(text="old Osh", start=0, end=15), start=0, end=15),
    "person:bulg*": Field(name="person", value=Prefix(text="bulg", start=0, end=12), start=0, end=12),
    "person:bulganin~1": Field(
        name="person", value=Fuzzy(text="bulganin", distance=1, start=0, end=17), start=0, end=17
    ),
    "label:8.3.b": Field(name="label", value=Word(text="8.3.b", start=0, end=11), start=0, end=11),
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples(text: str) -> None:
    query = parse(text)
    assert (query.text, query.root) == (text, EXAMPLES[text])


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("date:1945", day_number(1945, 1, 1), day_number(1945, 12, 31)),
        ("date:1944-02", day_number(1944, 2, 1), day_number(1944, 2, 29)),
        ("date:1945-06-22", day_number(1945, 6, 22), day_number(1945, 6, 22)),
        ("date:194X", day_number(1940, 1, 1), day_number(1949, 12, 31)),
        ("date:194x", day_number(1940, 1, 1), day_number(1949, 12, 31)),
        ("date:1941..1945-03", day_number(1941, 1, 1), day_number(1945, 3, 31)),
        ("date:..1941", None, day_number(1941, 12, 31)),
        ("date:1941..", day_number(1941, 1, 1), None),
        ('date:"1941"', day_number(1941, 1, 1), day_number(1941, 12, 31)),
        ("date:-0044", day_number(-44, 1, 1), day_number(-44, 12, 31)),
        ("year:1941..1942", day_number(1941, 1, 1), day_number(1942, 12, 31)),
    ],
)
def test_dates(text: str, earliest: int | None, latest: int | None) -> None:
    root = parse(text).root
    assert isinstance(root, Field)
    assert isinstance(root.value, DateRange)
    assert (root.value.earliest, root.value.latest) == (earliest, latest)


FAULTS = {
    'a "b': 2,
    'place:"b': 6,
    "(a": 0,
    "a (b (c) d": 2,
    "a)": 1,
    ")": 0,
    "(a))": 3,
    "a ( )": 2,
    "a OR": 2,
    "a OR OR b": 2,
    "AND": 0,
    "OR a": 0,
    "a NOT": 2,
    "(a NOT)": 3,
    "a -": None,
    "-": 0,
    "plcae:x": 0,
    "http://example": 0,
    "place:": 6,
    "place:&": 6,
    'place:""': 6,
    '""': 0,
    'a "&"': 2,
    "a *": 2,
    "a**": None,
    "u*ru": 1,
    "u*ru*": 1,
    "a~3": 1,
    "~1": 0,
    "Shara-Sume~1": 10,
    "date:": 5,
    "date:..": 5,
    "date:soon": 5,
    "date:1945-13": 5,
    "date:XXXX-06-22": 5,
    "date:1945..1941": 5,
    "year:45": 5,
    "year:1945-06": 5,
    "&": 0,
    "a\ud800": 1,
    " & --": 1,
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults_name_their_position_and_a_way_out(text: str) -> None:
    position = FAULTS[text]
    if position is None:
        assert parse(text).root == parse("a").root or isinstance(parse(text).root, Prefix)
        return
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert (caught.value.code, caught.value.position) == ("query", position)
    assert caught.value.hint


def hint_for(query: str) -> str:
    with pytest.raises(Invalid, match="no such field") as caught:
        parse(query)
    return caught.value.hint


@pytest.mark.parametrize(
    ("written", "meant"),
    [("persom", "person"), ("peron", "person"), ("palce", "place"), ("fnd", "fond"), ("Tittle", "title"),
     ("achrive", "archive"), ("languages", "language")],
)  # fmt: skip
def test_the_nearest_field_is_suggested(written: str, meant: str) -> None:
    assert f"Did you mean {meant}: ?" in hint_for(f"{written}:Bulganin")


@pytest.mark.parametrize(
    "query", ["a:b:c", "t:x", "pl:Osh", "http:word", "xyz:1", "author:Bulganin", "a" * 400 + ":b"]
)
def test_what_is_far_from_every_field_gets_the_list_and_no_guess(query: str) -> None:
    hint = hint_for(query)
    assert "Did you mean" not in hint
    assert "archive, body, date" in hint


def test_positions_are_code_points() -> None:
    with pytest.raises(Invalid) as caught:
        parse('𠀀塔 "x')
    assert caught.value.position == 3


def test_bounds() -> None:
    assert parse("a" * MAX_CHARACTERS).root.end == MAX_CHARACTERS
    assert len(parts_of(parse(" ".join("a" * MAX_PARTS)).root)) == MAX_PARTS + 1
    assert isinstance(parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH).root, Word)
    for text, position in (
        ("a" * (MAX_CHARACTERS + 1), MAX_CHARACTERS),
        (" ".join("a" * (MAX_PARTS + 1)), 2 * MAX_PARTS),
        ("(" * 900 + "a", MAX_DEPTH),
    ):
        with pytest.raises(Invalid) as caught:
            parse(text)
        assert caught.value.position == position


PIECES = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "-",
        "~",
        "~1",
        "*",
        ":",
        "..",
        " ",
        "AND",
        "OR",
        "NOT",
        "a",
        "salt",
        "塔",
        "1945",
        "&",
        "«",
        "\u0301",
    ]
    + [f"{field}:" for field in FIELDS]
)


@given(st.text(max_size=80) | st.lists(PIECES, max_size=25).map("".join) | st.text(string.printable, max_size=1100))
@example("(" * 500)
@example("-" * 999)
@example("NOT " * 200)
@example("\x00")
@example("\ud800")
def test_any_text_is_read_or_is_invalid(text: str) -> None:
    query, error = read(text)
    if error is not None:
        assert (type(error), error.code) == (Invalid, "query")
        assert 0 <= (error.position or 0) <= len(text)
        return
    for part in parts_of(query.root):
        assert 0 <= part.start <= part.end <= len(text)


def read(text: str) -> tuple[Query, FondsError | None]:
    try:
        return parse(text), None
    except FondsError as error:
        return parse(""), error


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    try:
        first = parse(text)
    except Invalid:
        return
    assert parse(text) == first
