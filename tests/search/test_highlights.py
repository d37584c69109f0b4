from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Invalid
from fonds.search import parse
from fonds.search._analysis import terms
from fonds.search._highlights import EXTRACT_CHARACTERS, extract, find_matches
from fonds.search._looked_for import looked_for
from tests.contract.making import queries, sentences


def matched(content: str, query: str, language: str = "en") -> list[str]:
    return [content[start:end] for start, end in find_matches(content, language, looked_for(parse(query).root))]


@pytest.mark.parametrize(
    ("content", "query", "expected"),
    [
        ("Forces of the force", "force", ["Forces", "force"]),
        ("Forces of the force", '"force"', ["force"]),
        ("enforce forces reinforce", "force", ["forces"]),
        ("дома и домов", "дом", []),
        ("Ürümqi, urumqi", "URUMQI", ["Ürümqi", "urumqi"]),
        ("straße (Straße)", "strasse", ["straße", "Straße"]),
        ("送往塔城的塔", "塔城", ["塔城"]),
        ("送往塔城的塔", "塔", ["塔", "塔"]),
        ("a, b. c", '"a b"', ["a, b"]),
        ("a b a b a", '"a b a"', ["a b a b a"]),
        ("Shara-Sume Sharasume", "sharasume", ["Shara-Sume", "Sharasume"]),
        ("Shara-Sume", "sume", ["Sume"]),
        ("uru urumqi turu", "uru*", ["uru", "urumqi"]),
        ("shara-sume shara sum", "shara-su*", ["shara-sume", "shara sum"]),
        ("Egnarov and Yegnarov", "yegnarov~1", ["Egnarov", "Yegnarov"]),
        ("salt and tea", "salt -tea", ["salt"]),
        ("salt and tea", "kind:salt title:tea", ["tea"]),
        ("dying dies died", "die", ["dying", "dies", "died"]),
        ("", "salt", []),
    ],
)
def test_matches(content: str, query: str, expected: list[str]) -> None:
    assert matched(content, query) == expected


def test_russian_matches() -> None:
    assert matched("Вооружённые силы", "вооруженных сила", "ru") == ["Вооружённые", "силы"]


def test_the_extract_of_a_long_passage_is_around_its_matches() -> None:
    content = "word " * 200 + "salt " + "other " * 100 + "tea with salt " + "more " * 200
    fragments = extract(content, "en", looked_for(parse("salt tea").root))
    text = "".join(fragment.text for fragment in fragments)
    assert [fragment.text for fragment in fragments if fragment.is_match] == ["tea", "salt"]
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) <= EXTRACT_CHARACTERS + 8
    assert text.strip("… ") in content


def test_a_passage_without_matches_shows_its_beginning() -> None:
    fragments = extract("word " * 200, "en", looked_for(parse("salt").root))
    assert len(fragments) == 1
    assert fragments[0].text.startswith("word word")
    assert not fragments[0].is_match


def test_a_match_longer_than_the_extract_is_whole() -> None:
    phrase = " ".join(["salt"] * 100)
    content = f"{'word ' * 100}{phrase}{' word' * 100}"
    fragments = extract(content, "en", looked_for(parse(f'"{phrase}"').root))
    assert [fragment.text for fragment in fragments if fragment.is_match] == [phrase]


@given(st.lists(sentences(), max_size=60).map(". ".join) | st.text(max_size=500), queries() | st.text(max_size=30))
def test_an_extract_is_a_piece_of_the_passage(content: str, asked: str) -> None:
    try:
        wanted = looked_for(parse(asked).root)
    except Invalid:
        return
    for language in ("en", "ru", "de", ""):
        fragments = extract(content, language, wanted)
        pieces = [fragment.text for fragment in fragments]
        text = "".join(pieces).removeprefix("… ").removesuffix(" …")
        assert text in content or "".join(pieces) == content
        assert all(pieces)
        assert all(terms(fragment.text) for fragment in fragments if fragment.is_match)
        ranges = find_matches(content, language, wanted)
        assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(ranges))
