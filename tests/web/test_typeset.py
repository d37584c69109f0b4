from __future__ import annotations

from html import unescape
from re import sub
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Mark, MarkKind
from fonds.web.page.typeset import KIND_WORDS, Apparatus, letter, typeset


def words_of(html: str) -> str:
    without_hidden = sub(r'<span class="vh" lang="en">[^<]*</span>', "", html)
    return unescape(sub(r"<[^>]*>", "", without_hidden))


def marks(length: int) -> st.SearchStrategy[list[Mark]]:
    kinds = st.sampled_from([kind for kind in KIND_WORDS if kind not in ("translator_note", "handwritten", "stamp")])
    spans = st.tuples(kinds, st.integers(0, length), st.integers(0, length + 2))
    return st.lists(spans.map(lambda span: Mark(kind=span[0], start=span[1], end=span[2])), max_size=6)


@given(st.text(max_size=30).flatmap(lambda text: st.tuples(st.just(text), marks(len(text)))))
def test_every_character_stays_in_its_place(case: tuple[str, list[Mark]]) -> None:
    content, given_marks = case
    html, notes = typeset(content, given_marks, Apparatus())
    assert words_of(html) == content
    assert notes == ()


def test_marks_nest() -> None:
    content = "a [b [c] d] e"
    nested = [Mark(kind="gloss", start=2, end=11), Mark(kind="sic", start=5, end=8)]
    html, _ = typeset(content, nested, Apparatus())
    assert html.index("mark-gloss") < html.index("mark-sic") < html.index("[c]</span>") < html.index(" d]</span>")


@pytest.mark.parametrize("kind", ["translator_note", "handwritten", "stamp"])
def test_a_remark_leaves_the_line_whole(kind: str) -> None:
    content = "SB [Note: a medium bomber <1>] and six"
    html, (note,) = typeset(content, [Mark(kind=kind, start=3, end=30)], Apparatus())
    assert words_of(html) == "SB a and six"
    assert words_of(note.html) == "[Note: a medium bomber <1>]"


def test_a_bare_label_stays_before_its_words() -> None:
    html, notes = typeset("[Handwritten:] to the file", [Mark(kind="handwritten", start=0, end=14)], Apparatus())
    assert words_of(html) == "[Handwritten:] to the file"
    assert notes == ()


def test_letters_count_on() -> None:
    assert [letter(number) for number in (1, 26, 27, 52, 53, 703)] == ["a", "z", "aa", "az", "ba", "aaa"]


def test_every_kind_of_mark_has_words() -> None:
    assert set(KIND_WORDS) == set(get_args(MarkKind))
