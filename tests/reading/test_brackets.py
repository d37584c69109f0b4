"""Brackets are found in one pass: nested, doubled, over several lines, and without a partner."""

from fonds.model import SlotKind
from fonds.reading._brackets import DEEPEST, LONGEST_NOTE, find_brackets
from tests.lines import record_of


def spans(*contents: str, kind: SlotKind = "paragraph") -> list[str]:
    """What each bracket holds, brackets included, lines joined by a stroke."""
    slots = record_of(*((kind, content) for content in contents)).slots
    found = []
    for bracket in find_brackets(slots):
        lines = [slot.content for slot in slots[bracket.first : bracket.last + 1]]
        lines[-1] = lines[-1][: bracket.end]
        lines[0] = lines[0][bracket.start :]
        found.append("|".join(lines))
    return found


def test_single_and_nested() -> None:
    assert spans("a [b] c [d [e] f].") == ["[b]", "[d [e] f]", "[e]"]


def test_doubled_brackets_are_one() -> None:
    assert spans("from [[Politburo]] Minutes") == ["[[Politburo]]"]


def test_a_run_of_closing_brackets_closes_inner_and_outer() -> None:
    assert spans("[a note [inner]] and more") == ["[a note [inner]]", "[inner]"]


def test_a_doubled_bracket_with_one_partner_ends_there() -> None:
    assert spans("[note N [[[unreadable]3]", "of May]", kind="handwritten") == [
        "[note N [[[unreadable]3]|of May]",
        "[[[unreadable]3]",
    ]


def test_a_note_of_several_lines() -> None:
    assert spans("[handwritten:", "point 5 is", "elsewhere]", kind="handwritten") == [
        "[handwritten:|point 5 is|elsewhere]"
    ]


def test_without_partner_to_the_end_of_the_note() -> None:
    lines = record_of(
        ("stamp", "[Stamp: return to the"), ("stamp", "Special Section"), ("paragraph", "He said [so] today.")
    )
    first, second = find_brackets(lines.slots)
    assert (first.first, first.last, first.is_closed) == (0, 1, False)
    assert second.is_closed


def test_without_partner_in_the_text_to_the_end_of_the_line() -> None:
    assert spans("He said [so today.", "Another line.") == ["[so today."]


def test_a_closing_bracket_alone_is_no_mark() -> None:
    assert spans("No 1-2 p. 258]", "and ] more") == []


def test_numbered_passages_end_an_open_note() -> None:
    lines = record_of(("handwritten", "[handwritten: so"), ("point", "1. Send men]", "1"))
    assert [(bracket.first, bracket.last) for bracket in find_brackets(lines.slots)] == [(0, 0)]


def test_a_head_line_does_not_run_on_into_the_text() -> None:
    lines = record_of(("addressee", "To GHULJA [KULDJA"), ("paragraph", "The scales of the house] weigh light."))
    assert [(bracket.last, bracket.is_closed) for bracket in find_brackets(lines.slots)] == [(0, False)]


def test_depth_and_length_are_bounded() -> None:
    assert len(spans("[ " * 1000)) == DEEPEST
    far = ["[note"] + ["line"] * (LONGEST_NOTE + 5) + ["end]"]
    assert spans(*far) == ["[note"]
