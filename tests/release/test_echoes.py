"""What repeats a closed passage is found; what does not is left alone."""

from __future__ import annotations

import pytest

from fonds.model import AnySlot, Mention, Passage, Slot
from fonds.release import find_echoes, runs_of
from fonds.release.wording import names_by_capitals

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


def closed(content: str) -> list[AnySlot]:
    return [Passage(id="c", kind="point", content=content, label="1")]


def asked(told: str, *rest: AnySlot) -> list[str]:
    return [echo.words for echo in find_echoes(closed(told), rest)]


def test_a_word_with_a_capital_that_is_no_name_is_not_asked_about() -> None:
    told = (
        "The Central Committee lends twelve boats. Central stores pay, and the Survey counts what comes back later."
    )
    assert asked(told, title("Of Central stores"), paragraph("Nothing.")) == []
    assert asked(told, title("A Survey of ferries"), paragraph("They survey the bank.")) == []
    assert asked(told, title("A Survey of ferries"), paragraph("Nothing.")) == ["Survey"]
    assert asked(told, title("The central committee"), paragraph("Nothing.")) == ["Central Committee"]
    assert asked(told, title("The Central Committee"), paragraph("Of the Central Committee.")) == []


def test_words_in_a_row_that_are_a_name_and_little_else_are_not_asked_about() -> None:
    told = "Ask the Council of Ministers of the Republic about twelve boats."
    assert asked(told, paragraph("It is for the Council of Ministers of the Republic.")) == []
    assert asked(told, paragraph("Of the Republic about twelve boats.")) == ["Of the Republic about twelve"]


def test_a_known_name_is_an_echo_in_any_spelling_unless_the_text_has_it_in_some() -> None:
    told, head, body = closed("An envoy of 乌鲁木齐 came."), title("From Urumqi"), paragraph("Tihwa is a town.")
    mentions = [
        Mention(slot=slot, start=start, end=end, literal=literal, kind="place", name="place/urumqi")
        for slot, start, end, literal in (("c", 12, 16, "乌鲁木齐"), ("t", 5, 11, "Urumqi"), ("p", 0, 5, "Tihwa"))
    ]
    (echo,) = find_echoes(told, [head, paragraph("Nothing.")], mentions[:2])
    assert echo.words == "Urumqi"
    assert find_echoes(told, [head, body], mentions) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Charge V. M. Molotov with it.", ["V. M. Molotov"]),
        ("Then Shen Wan rode from the customs house by night and came to Urumqi.", ["Shen Wan", "Urumqi"]),
        ("The mill. Boats: Four of them. a) Seven more", []),
        ("ORDER OF THE BOARD", []),
        ("Die Lieferung von Zucker an Herrn Karl Weiss erfolgt im Herbst", ["Herrn Karl Weiss"]),
        ("", []),
    ],
)
def test_names_are_known_by_capitals(text: str, names: list[str]) -> None:
    assert list(names_by_capitals(text)) == names


def test_runs_are_as_written_and_all_words_where_there_are_few() -> None:
    assert list(runs_of("One, two; three four", 3)) == ["One, two; three", "two; three four"]
    assert list(runs_of("One, two", 3)) == ["One, two"]
    assert list(runs_of("...", 3)) == []
