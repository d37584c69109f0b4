"""What is closed in the original is not left open in the translation."""

from __future__ import annotations

import pytest

from fonds.model import Passage, Record, Text
from fonds.release import find_forms


def record(*labels: str) -> Record:
    """Labels as ``text:label``; numbered where the label begins with a figure."""
    slots = []
    for each in labels:
        text, _, label = each.partition(":")
        plain = label.partition("~")[0]
        number = tuple(plain.split(".")) if plain[0].isdigit() else ()
        kind = "point" if number else "paragraph" if "/" in label else plain
        slots.append(Passage(id=each, kind=kind, content="", text=text, label=label, number=number))  # type: ignore[arg-type]  # kinds of the test are kinds of slots
    texts = tuple(Text(id=each) for each in dict.fromkeys(slot.text for slot in slots if slot.text))
    return Record(id="0", texts=texts, slots=tuple(slots))


def found(whole: Record, *chosen: str) -> tuple[list[str], list[str]]:
    forms = find_forms(whole, [slot for slot in whole.slots if slot.id in chosen])
    return [slot.id for slot in forms.found], [slot.id for slot in forms.unclear]


def test_a_number_says_which_form_is_meant() -> None:
    whole = record(":title", "a:1", "a:2", "a:2.b", "b:1~2", "b:2~2", "b:2.b~2")
    assert found(whole, "a:2") == (["b:2~2"], [])
    assert found(whole, "b:2.b~2", "b:1~2") == (["a:1", "a:2.b"], [])


def test_a_place_says_it_where_both_texts_have_as_many() -> None:
    whole = record("a:/1", "a:/2", "a:signature", "b:/3", "b:/4", "b:signature~2")
    assert found(whole, "a:/2", "a:signature") == (["b:/4", "b:signature~2"], [])


@pytest.mark.parametrize(
    "labels",
    [
        ("a:/1", "a:/2", "b:/3"),  # not as many
        ("a:/1", "b:2"),  # paragraphs here, points there
        ("a:1", "b:1~2", "b:1~3"),  # a number twice
    ],
)
def test_what_can_not_be_told_is_for_a_person(labels: tuple[str, ...]) -> None:
    whole = record(*labels)
    assert found(whole, labels[0]) == ([], [labels[0]])
    assert found(whole, labels[0], labels[-1]) == ([], [])


def test_one_text_and_the_frame_of_the_page_have_no_other_forms() -> None:
    assert found(record(":title", "a:1", "a:2"), "a:1") == ([], [])
    assert found(record(":title", "a:1", "b:1~2"), ":title") == ([], [])


def test_only_what_may_be_decided_about_counts() -> None:
    whole = record("a:1", "b:1~2", "b:/1")
    chosen = [whole.slots[0]]
    assert find_forms(whole, chosen, {"a:1"}).found == ()
    assert find_forms(whole, chosen, {"b:1~2"}).found == (whole.slots[1],)
    lacks = record("a:1", "b:/1")
    assert find_forms(lacks, [lacks.slots[0]], {"a:1"}).unclear == ()
