from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.search import _analysis
from fonds.search._analysis import compounds, fold, fold_for_index, joined, language_by_script, spans, stem, terms

SIGNS = st.sampled_from("aBüÜßёЙй塔がﾊ가각'’-‑ .\u0301\u0308\u3099\u00ad½²ﬁǅ①㍻ı١")
TEXTS = st.text(SIGNS | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shara-Sume", ["shara", "sume"]),
        ("O’Neill's", ["oneills"]),
        ("Ürümqi Straße", ["urumqi", "strasse"]),
        ("ёлка Ёж", ["елка", "еж"]),
        ("советский", ["советский"]),
        ("送往塔城", ["送", "往", "塔", "城"]),
        ("SB轰炸机", ["sb", "轰", "炸", "机"]),
        ("8.3.b (I-16)", ["8", "3", "b", "i", "16"]),
        ("T`ien-shan Ch'eng", ["tien", "shan", "cheng"]),
        ("", []),
        ("— … «»", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_stems() -> None:
    assert stem("en", "insurgents") == stem("en", "insurgent")
    assert stem("ru", "вооруженных") == stem("ru", "вооруженные")
    assert stem("de", "hauser") == "haus"


@given(TEXTS)
def test_terms_with_places_are_the_terms(text: str) -> None:
    found = list(spans(text))
    assert [term for term, _, _ in found] == terms(text)
    starts = [start for _, start, _ in found]
    assert starts == sorted(starts)
    assert all(0 <= start < end <= len(text) for _, start, end in found)


@given(TEXTS)
def test_composed_and_apart_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(TEXTS, TEXTS)
def test_folding_parts_is_folding_the_whole(one: str, other: str) -> None:
    assert terms(f"{one} {other}") == terms(one) + terms(other)


@given(TEXTS)
def test_aligned_text_stands_where_the_text_stands(text: str) -> None:
    folded = _analysis.aligned(text)
    if folded is not None and unicodedata.is_normalized("NFC", text):
        assert len(folded) == len(text)
        assert folded.split() == terms(text)


@given(TEXTS)
def test_compounds_stand_behind_the_text(text: str) -> None:
    behind = fold_for_index(text).split(" ¶ ")
    assert behind[0] == fold(text)
    assert len(behind) <= 2
    assert all(0 <= start < end <= len(text) for _, start, end in compounds(text))


def test_what_hyphens_join() -> None:
    assert list(compounds("to Shara-Sume - and I-16")) == [("sharasume", 3, 13), ("i16", 20, 24)]
    assert joined("Shara-Sume") == ("sharasume",)
    assert joined("Shara-Sume/I-16") == ()
    assert joined("Shara") == ()


def test_language_by_script() -> None:
    assert [language_by_script(text) for text in ("word", "слово", "塔城", "", "слово word слово", "1945")] == [
        "en", "ru", "", "", "ru", "",
    ]  # fmt: skip
