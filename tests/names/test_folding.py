"""Folding is for lookups: spellings of one name meet, and every place leads back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.names import fold
from fonds.names._folding import keeps_words, places_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shara-Sume", "SHARASUME"),
        ("Ürümqi", "Urumqi"),
        ("Vasil'kin", "Vasilkin"),
        ("Vasil\u2019kin", "Vasil\u02b9kin"),
        ("Ёлкин", "Елкин"),
        ("Ch\u2018ing", "Ching"),
        ("и\u0306од", "йод"),
        ("Łódź", "lodz"),
        ("New\u00a0Delhi", "new delhi"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Андрей", "Андреи"), ("塔城", "塔什"), ("Ili", "Yili"), ("a\u2013b", "ab")]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="Ab1-'` \t.ß"))
def test_a_text_that_keeps_its_words_keeps_all_but_its_capitals(text: str) -> None:
    assert not keeps_words(text) or fold(text) == text.lower().replace("\t", " ")


@given(
    st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("éЁйÅ\u0301\u0306-'ßﬁ塔\u1100\u1161\u11a8"))
    )
)
def test_places_lead_back(text: str) -> None:
    folded = fold(text)
    places = places_of(text, folded)
    assert len(places) == len(folded) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)
    for letter, place in zip(folded, places, strict=False):
        assert letter in fold(text[place : place + 20])
