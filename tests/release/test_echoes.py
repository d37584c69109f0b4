"""What repeats a closed passage is found; what does not is left alone."""

from __future__ import annotations

from fonds.model import AnySlot, Passage, Slot
from fonds.release import find_echoes, runs_of

CLOSED = [Passage(id="c", kind="point", content="Send twelve boats by night to the Khorgos ferry.", label="1")]


def paragraph(content: str) -> AnySlot:
    return Passage(id="p", kind="paragraph", content=content, label="/1")


def title(content: str) -> AnySlot:
    return Slot(id="t", kind="page_title", content=content)


def test_five_words_in_a_row_are_an_echo_in_any_case_and_with_other_signs() -> None:
    (echo,) = find_echoes(CLOSED, [paragraph("They SEND twelve boats, by night: to whom?")])
    assert (echo.slot, echo.label, echo.words) == ("p", "/1", "SEND twelve boats, by night")


def test_four_words_are_none() -> None:
    assert find_echoes(CLOSED, [paragraph("twelve boats by night went on")]) == ()


def test_a_name_in_the_title_is_an_echo_when_it_stands_nowhere_else() -> None:
    (echo,) = find_echoes(CLOSED, [title("On the Khorgos"), paragraph("Of other matters.")])
    assert (echo.label, echo.words) == ("page_title", "Khorgos")
    assert find_echoes(CLOSED, [title("On the Khorgos"), paragraph("The Khorgos is a river.")]) == ()


def test_a_name_in_a_passage_of_the_text_is_none() -> None:
    assert find_echoes(CLOSED, [paragraph("The Khorgos is a river.")]) == ()


def test_runs_are_as_written_and_all_words_where_there_are_few() -> None:
    assert list(runs_of("One, two; three four", 3)) == ["One, two; three", "two; three four"]
    assert list(runs_of("One, two", 3)) == ["One, two"]
    assert list(runs_of("...", 3)) == []
