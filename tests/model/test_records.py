"""Records: passages are found by label and by the labels they once had; ids are given at accession."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Mark, Name, NotFound, Passage, Record, Slot, new_slot_ids, with_ids
from fonds.model.names import Form
from fonds.model.records import FRAME_KINDS, NUMBERED_KINDS, SlotKind
from tests import strategies

POINT = Passage(id="s1", kind="point", content="First.", label="8.1", number=("8", "1"))
PART = Passage(id="s2", kind="subpoint", content="a)", label="8.1.a", number=("8", "1", "a"), parent="s1")
TAIL = Slot(id="s3", kind="tail", content="Funded by nobody.")
RECORD = Record(id="r", slots=(POINT, PART, TAIL))


def test_passages_are_the_slots_that_can_be_cited() -> None:
    assert list(RECORD.passages()) == [POINT, PART]


def test_a_passage_is_found_by_its_label() -> None:
    assert RECORD.find_passage("8.1.a") is PART
    assert RECORD.get_passage("8.1.a") is PART
    assert RECORD.find_passage("9") is None


def test_old_labels_go_on_resolving_but_give_way_to_present_ones() -> None:
    moved = msgspec.structs.replace(POINT, label="9.1", aliases=("8.1", "8.1.a"))
    record = Record(slots=(moved, PART))
    assert record.find_passage("8.1") is moved
    assert record.find_passage("8.1.a") is PART


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound) as caught:
        RECORD.get_passage("7")
    assert (caught.value.code, caught.value.ref) == ("passage", "r#7")
    with pytest.raises(NotFound) as caught:
        RECORD.get_slot("s9")
    assert caught.value.code == "slot"
    assert RECORD.get_slot("s3") is TAIL


@given(strategies.records(), strategies.draws())
def test_new_ids_change_nothing_but_ids(record: Record, draw: object) -> None:
    ids = new_slot_ids(len(record.slots), draw)  # type: ignore[arg-type]  # a callable, drawn
    kept = with_ids(record, "0000000000", ids)
    assert tuple(slot.id for slot in kept.slots) == ids
    old = tuple(slot.id for slot in record.slots)
    assert with_ids(kept, record.id, old) == record


@given(strategies.kept_records())
def test_parents_point_to_earlier_passages_under_new_ids_too(record: Record) -> None:
    seen: set[str] = set()
    for slot in record.slots:
        if isinstance(slot, Passage):
            assert slot.parent == "" or slot.parent in seen
            seen.add(slot.id)


@pytest.mark.parametrize("ids", [(), ("a", "b"), ("a", "b", "c", "d")])
def test_as_many_ids_as_slots_are_needed(ids: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        with_ids(RECORD, "r", ids)


def test_a_parent_that_is_not_in_this_part_of_the_record_is_left_out() -> None:
    assert with_ids(Record(slots=(PART,)), "r", ("x",)).slots[0].parent == ""


@given(st.data())
def test_drawn_marks_lie_inside_their_slot(data: st.DataObject) -> None:
    record = data.draw(strategies.records())
    for slot in record.slots:
        starts = [mark.start for mark in slot.marks]
        assert starts == sorted(starts)
        assert all(0 <= mark.start <= mark.end <= len(slot.content) for mark in slot.marks)


def test_offsets_count_code_points() -> None:
    content = "𝔸ё [迪化]"
    mark = Mark(kind="variant", start=3, end=7)
    assert content[mark.start : mark.end] == "[迪化]"


def test_numbered_kinds_are_no_frame() -> None:
    assert not FRAME_KINDS & NUMBERED_KINDS
    assert strategies._values(SlotKind) >= FRAME_KINDS | NUMBERED_KINDS


def test_a_name_shows_its_first_form() -> None:
    name = Name(id="place/ghulja", kind="place", forms=(Form(text="Ghulja"), Form(text="伊宁", script="Hans")))
    assert name.shown == "Ghulja"
