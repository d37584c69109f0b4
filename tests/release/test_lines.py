"""Lines of a record, and where two states of it differ."""

from __future__ import annotations

from fonds.model import Gap, Passage, Record
from fonds.release import Changed, changed_lines, lines_of


def record(*words: str, gaps: tuple[Gap, ...] = ()) -> Record:
    slots = (Passage(id=word, kind="paragraph", content=word, label=f"/{word}") for word in words)
    return Record(id="0123456789", slots=tuple(slots), gaps=gaps)


def shown(groups: list[list[Changed]]) -> list[str]:
    return ["".join(f"{sign}{line.label} " for sign, line in group) for group in groups]  # type: ignore[union-attr] - all have


def test_what_comes_stands_behind_what_goes_with_a_line_on_either_side() -> None:
    gap = Gap(label="/c", reason=1, extent="lines", id="g", after="b")
    before, after = record("a", "b", "d", "e", "f", "h", gaps=(gap,)), record("a", "b", "c", "d", "e", "f", "g", "h")
    groups = changed_lines(before, after, lambda _: True)
    assert shown(groups) == [" /b -/c +/c  /d ", " /f +/g  /h "]


def test_what_is_not_shown_does_not_count() -> None:
    groups = changed_lines(record("a"), record("a", "b"), lambda line: line.id != "b")
    assert groups == []
    assert changed_lines(record("a"), record("a"), lambda _: True) == []


def test_a_gap_stands_behind_its_slot_or_at_the_top() -> None:
    gaps = tuple(Gap(label=label, reason=1, extent="lines", id=label, after=label) for label in ("a", "z"))
    assert [line.id for line in lines_of(record("a", "b", gaps=gaps))] == ["z", "a", "a", "b"]
