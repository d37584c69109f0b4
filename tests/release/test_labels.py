"""Labels of what is closed: whatever is released, they lead to the same passage.

The public gives labels without counting what is closed, so it may give one again. A cleared view never guesses which
of the two passages was meant.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Conflict, FondsError, NotFound, Passage, Record
from fonds.model.records import SlotKind
from fonds.release import Kept, Split, Terms, outline_of, with_below, with_counts, without_count
from tests.release.splits import MARKED, WITHHELD, Archive, labels_of, three_points


def paragraphs(count: int) -> Record:
    """Paragraphs "/1", "/2" ..., with ids that say their order to who reads a test."""
    slots = (
        Passage(id=f"para{n}", kind="paragraph", content=f"Words {n}", label=f"/{n}") for n in range(1, count + 1)
    )
    return Record(id="0123456789", slots=tuple(slots))


@st.composite
def papers(draw: st.DrawFn) -> Record:
    """Records with numbered points, paragraphs below them, and signatures, labelled as a reader of pages does."""
    some: tuple[SlotKind, ...] = ("paragraph", "paragraph", "point", "signature")
    kinds = draw(st.lists(st.sampled_from(some), min_size=3, max_size=9))
    slots: list[Passage] = []
    point = ""
    for place, kind in enumerate(kinds):
        if kind == "point":
            point = str(sum(slot.kind == "point" for slot in slots) + 1)
        label = {"point": point, "paragraph": f"{point}/9"}.get(kind, "signature~9")
        number = (point,) if kind == "point" else ()
        parent = next((slot.id for slot in slots if slot.label == point), "") if kind == "paragraph" else ""
        slot = Passage(
            id=f"slot{place}", kind=kind, content=f"Words {place}", label=label, number=number, parent=parent
        )
        free = with_counts(Record(slots=(*slots, _with_id(slot))))[slot.id]
        slots.append(Passage(id=slot.id, kind=kind, content=slot.content, label=free, number=number, parent=parent))
    return Record(id="0123456789", slots=tuple(slots))


def _with_id(slot: Passage) -> Passage:
    changed = without_count(slot)
    assert isinstance(changed, Passage)
    return changed


@given(papers(), st.data())
def test_a_label_of_what_is_closed_leads_to_it_for_life(record: Record, data: st.DataObject) -> None:
    archive = Archive(record)
    closed_as: dict[str, str] = {}
    public_as = {passage.id: passage.label for passage in record.passages()}
    had = {label: {slot_id} for slot_id, label in public_as.items()}
    for _ in range(data.draw(st.integers(1, 10))):
        one_step(archive, data)
        assert archive.opened is not None
        for passage in archive.opened.passages():
            public_as[passage.id] = passage.label
            had.setdefault(passage.label, set()).add(passage.id)
        view = archive.view()
        stores = view.store_of()
        for passage in view.record.passages():
            if stores[passage.id] != "open" and passage.lasting_label == passage.label:
                assert closed_as.setdefault(passage.label, passage.id) == passage.id
        assert all(view.get_passage(label).id == slot_id for label, slot_id in closed_as.items())
        for slot_id, label in public_as.items():
            if stores[slot_id] != "open":
                assert led_to(archive, label) in ({slot_id} if had[label] == {slot_id} else {slot_id, None})


def one_step(archive: Archive, data: st.DataObject) -> None:
    """Something is closed that is open, or released, or closed in other terms."""
    store = data.draw(st.sampled_from(("special", "army")))
    kept = archive.kept[store]
    assert archive.opened is not None
    if kept is not None and data.draw(st.booleans()):
        root = data.draw(st.sampled_from(kept.record.slots))
        archive.release(store, with_below(kept.record, [root]))
    elif archive.opened.slots:
        label = data.draw(st.sampled_from(labels_of(archive.opened)))
        archive.close(store, (label,), data.draw(st.sampled_from((MARKED, WITHHELD))))


def led_to(archive: Archive, label: str) -> str | None:
    """Id of the passage; None where two had the label, and none is taken."""
    try:
        return archive.view().get_passage(label).id
    except Conflict:
        return None


def test_paragraphs_without_a_number_are_released_one_by_one() -> None:
    archive = Archive(paragraphs(5))
    archive.close("special", ("/2", "/3", "/4"), WITHHELD)
    assert labels_of(archive.whole()) == ["/1", "/para2", "/para3", "/para4", "/5"]
    assert [led_to(archive, f"/{n}") for n in range(1, 6)] == [f"para{n}" for n in range(1, 6)]
    archive.release("special", frozenset({"para3"}))
    assert archive.opened is not None
    assert labels_of(archive.opened) == ["/1", "/2", "/5"]  # the public does not count what is closed
    assert labels_of(archive.whole()) == ["/1", "/para2", "/2", "/para4", "/5"]
    assert [led_to(archive, f"/para{n}") for n in (2, 3, 4)] == ["para2", "para3", "para4"]
    assert led_to(archive, "/2") is None  # the second paragraph once, and now the third
    assert led_to(archive, "/3") == "para3"
    assert led_to(archive, "/4") == "para4"
    archive.release("special", frozenset({"para4"}))
    assert labels_of(archive.whole()) == ["/1", "/para2", "/2", "/3", "/5"]
    assert [led_to(archive, f"/para{n}") for n in (2, 3, 4)] == ["para2", "para3", "para4"]
    assert led_to(archive, "/3") is None
    assert led_to(archive, "/4") == "para4"
    archive.close("special", ("/2",), MARKED)
    assert labels_of(archive.whole()) == ["/1", "/para2", "/para3", "/3", "/5"]


@given(papers(), st.data())
def test_what_is_released_and_the_gaps_are_labelled_as_if_the_closed_store_counted(
    record: Record, data: st.DataObject
) -> None:
    """Nothing of the open store depends on how a closed one labels what it keeps."""
    bare = Archive(None, {"special": Kept(record=record, split=Split(outline=outline_of(record))), "army": None})
    closed = Record(id=record.id, slots=tuple(without_count(slot) for slot in record.slots))
    lasting = Archive(None, {"special": Kept(record=closed, split=Split(outline=outline_of(record))), "army": None})
    for _ in range(data.draw(st.integers(1, 6))):
        kept = bare.kept["special"]
        if kept is None:
            return
        root, is_closed_again = data.draw(st.sampled_from(list(kept.record.passages()))), data.draw(st.booleans())
        for each in (bare, lasting):
            if is_closed_again:
                each.close("special", (root.lasting_label,), MARKED)
            else:
                each.release("special", with_below(kept.record, [root]))
        assert bare.opened == lasting.opened


def test_who_says_which_of_two_was_meant_is_told_how() -> None:
    archive = Archive(paragraphs(3))
    archive.close("special", ("/1", "/2"), WITHHELD)
    archive.release("special", frozenset({"para2"}))
    with pytest.raises(Conflict) as told:
        archive.view().get_passage("/1")
    assert told.value.hint == "Say which is meant: 0123456789#/para1 (in special) or 0123456789#/para2 (in open)."


def test_the_label_of_words_that_stand_in_leads_a_cleared_reader_to_what_they_stand_for() -> None:
    archive = Archive(three_points())
    archive.close("special", ("2",), Terms(reason=1, extent=None, stand_in="A matter"))
    view = archive.view()
    assert labels_of(view.record) == ["1", "2~s2", "2", "3"]
    assert view.get_passage("2").content == "Two"
    ((closed, instead),) = view.stood_for().items()
    assert closed == "s2"
    assert view.record.get_slot(instead).content == "A matter"
    assert view.get_passage(f"2~{instead}").content == "A matter"


@given(papers())
def test_labels_are_counted_anew_as_a_reader_of_the_page_does(record: Record) -> None:
    closed = Record(id=record.id, slots=tuple(without_count(slot) for slot in record.slots))
    assert with_counts(closed) == with_counts(record) == {slot.id: slot.label for slot in record.passages()}


def test_what_nothing_is_called_is_said() -> None:
    with pytest.raises(FondsError) as told:
        Archive(three_points()).view().get_passage("9")
    assert isinstance(told.value, NotFound)
