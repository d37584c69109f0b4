"""A quick look at the words of a line may say "perhaps" too often, and never "no" where the line holds a phrase."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.words import Phrases, first_words, split_words, telling_words, words_of

_PHRASES = ("in return for", "free of charge", "ult.", "№ of the day", "взамен", "d. m.")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", set()),
        ("12 Lorries, 3 of them AMO-3", {"lorries", "of", "them", "amo"}),
        ("Взамен: 5-го числа", {"взамен", "го", "числа"}),
        ("塔城 [Tacheng]", {"塔城", "tacheng"}),
        ("one_two x2", {"one", "two", "x"}),
    ],
)
def test_words_are_runs_of_letters_in_lower_case(line: str, words: set[str]) -> None:
    assert words_of(line) == words


@given(st.text())
def test_words_are_what_an_expression_finds(line: str) -> None:
    assert words_of(line) == frozenset(re.findall(r"[^\W\d_]+", line.lower()))


@pytest.mark.parametrize("text", ["A (b) a, C-3po", "A (б) a, C-3ро"])
def test_a_text_is_split_in_its_order_and_case(text: str) -> None:
    assert split_words(text) == re.findall(r"[^\W\d_]+", text)


def test_phrases_that_a_line_has() -> None:
    assert sorted(Phrases(_PHRASES).held_by("Взамен; free of charge, ult.")) == ["free of charge", "ult.", "взамен"]


def test_first_words_of_phrases() -> None:
    assert first_words(_PHRASES) == {"in", "free", "ult", "of", "взамен", "d"}
    assert first_words(["№"]) == frozenset()


def test_telling_words_are_the_longest() -> None:
    assert telling_words([*_PHRASES, "№"]) == {"return", "charge", "ult", "day", "взамен", "m"}


@given(st.lists(st.sampled_from((*_PHRASES, "In Return For", "ULT.", "return", "free", "7", "(", " ")), max_size=6))
def test_a_line_with_a_phrase_is_never_passed_over(parts: list[str]) -> None:
    line = " ".join(parts)
    holds = any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", line.lower()) for phrase in _PHRASES)
    assert Phrases(_PHRASES).may_be_in(line) or not holds


def test_a_line_without_the_rest_of_a_phrase_is_passed_over() -> None:
    assert not Phrases(_PHRASES).may_be_in("They set out in a free balloon.")
