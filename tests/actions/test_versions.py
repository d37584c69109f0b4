"""Slots keep their ids from one capture of a page to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fonds.actions.versions import Change, as_next_version, changes_between
from fonds.model import Passage, Record, new_record_id, new_slot_ids, with_ids


def _record(*contents: str, labels: tuple[str, ...] = ()) -> Record:
    labels = labels or tuple(str(number) for number in range(1, len(contents) + 1))
    slots = tuple(
        Passage(id=f"s{number}", kind="point", content=content, label=label, number=(label,))
        for number, (content, label) in enumerate(zip(contents, labels, strict=True))
    )
    return with_ids(Record(slots=slots), new_record_id(), new_slot_ids(len(slots)))


def test_an_edited_passage_keeps_its_id() -> None:
    old, new = _record("one", "two", "three"), _record("one", "two, mended", "three")
    now = as_next_version(old, new)
    assert [slot.id for slot in now.slots] == [slot.id for slot in old.slots]
    assert now.id == old.id
    assert changes_between(old, now) == (Change(place="2", old="two", new="two, mended"),)


def test_a_renumbered_passage_keeps_its_id_and_its_old_label() -> None:
    old = _record("one", "two")
    now = as_next_version(old, _record("one", "new", "two"))
    moved = now.slots[2]
    assert isinstance(moved, Passage)
    assert moved.id == old.slots[1].id
    assert moved.aliases == ("2",)
    assert now.slots[1].id not in {slot.id for slot in old.slots}
    assert now.find_passage("3") is moved


def test_what_is_gone_is_said_last() -> None:
    old = _record("one", "two", "three")
    now = as_next_version(old, _record("one", "three", labels=("1", "3")))
    assert changes_between(old, now) == (Change(place="2", old="two"),)


@given(st.lists(st.text(max_size=5), max_size=8), st.lists(st.text(max_size=5), max_size=8))
def test_ids_stay_different_and_nothing_else_changes(before: list[str], after: list[str]) -> None:
    old, new = _record(*before), _record(*after)
    now = as_next_version(old, new)
    ids = [slot.id for slot in now.slots]
    assert len(set(ids)) == len(ids)
    assert [slot.content for slot in now.slots] == after
    assert changes_between(old, as_next_version(old, old)) == ()
