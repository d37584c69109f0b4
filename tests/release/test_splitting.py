"""A record that is split over stores: nothing is lost, nothing is in two stores, and the open part tells nothing."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import AnySlot, Passage, Record
from fonds.release import (
    Kept,
    Split,
    Terms,
    find_roots,
    make_packet,
    outline_of,
    take_in,
    with_below,
)
from fonds.release.splitting import free_label, join, part_of, weave
from tests import strategies
from tests.release.splits import BY, MARKED, WITHHELD, Archive, labels_of, three_points


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    """Archives with a record, after some closings and releases."""
    record = draw(strategies.records(min_slots=2, max_slots=8))
    archive = Archive(record)
    for _ in range(draw(st.integers(0, 5))):
        store = draw(st.sampled_from(("special", "army")))
        kept = archive.kept[store]
        if kept is not None and kept.record.slots and draw(st.booleans()):
            root = draw(st.sampled_from(kept.record.slots))
            archive.release(store, with_below(kept.record, [root]))
        else:
            found = labels_of(archive.opened) if archive.opened else []
            if found:
                archive.close(store, (draw(st.sampled_from(found)),), draw(st.sampled_from((MARKED, WITHHELD))))
    return archive


@given(strategies.records(min_slots=2), st.data())
def test_nothing_is_lost_and_nothing_is_in_two_stores(record: Record, data: st.DataObject) -> None:
    found = labels_of(record)
    if not found:
        return
    archive = Archive(record)
    archive.close("special", (data.draw(st.sampled_from(found)),), MARKED)
    assert all(archive.holders(slot.id) == 1 for slot in record.slots)
    assert [unnamed(slot) for slot in archive.whole().slots] == [unnamed(slot) for slot in record.slots]
    assert archive.whole().gaps == ()


@given(archives())
def test_after_any_history_each_slot_is_in_one_store(archive: Archive) -> None:
    for slot in archive.whole().slots:
        assert archive.holders(slot.id) == 1


@given(strategies.records(min_slots=2), st.data())
def test_what_is_closed_and_released_again_stands_where_it_stood(record: Record, data: st.DataObject) -> None:
    found = labels_of(record)
    if not found:
        return
    archive = Archive(record)
    archive.close("special", (data.draw(st.sampled_from(found)),), MARKED)
    kept = archive.kept["special"]
    assert kept is not None
    archive.release("special", frozenset(slot.id for slot in kept.record.slots))
    assert archive.opened is not None
    assert [plain(slot) for slot in archive.opened.slots] == [plain(slot) for slot in record.slots]
    assert archive.opened.gaps == ()


@given(archives(), strategies.texts(min_size=1), st.data())
def test_the_open_part_does_not_depend_on_closed_text(archive: Archive, words: str, data: st.DataObject) -> None:
    """Two universes: what is closed says something else in the one; then the same passages are released."""
    kept = archive.kept["special"]
    if kept is None or not kept.record.slots:
        return
    slots = kept.record.slots
    released = with_below(kept.record, [data.draw(st.sampled_from(slots))])
    stay = [slot.id for slot in slots if slot.id not in released]
    other = tuple(msgspec.structs.replace(s, content=words) if s.id in stay else s for s in slots)
    twin = Kept(record=msgspec.structs.replace(kept.record, slots=other), split=kept.split)
    packets = [make_packet(archive.opened, each, released, BY) for each in (kept, twin)]
    assert packets[0] == packets[1]
    assert packets[0].hash == packets[1].hash


@given(archives())
def test_the_open_part_names_nothing_that_is_kept_elsewhere(archive: Archive) -> None:
    if archive.opened is None:
        return
    own = {slot.id for slot in archive.opened.slots}
    assert all(not slot.parent or slot.parent in own for slot in archive.opened.passages())
    assert all(not gap.after or gap.after in own for gap in archive.opened.gaps)
    if any(archive.kept.values()):
        assert {text.id for text in archive.opened.texts} <= {slot.text for slot in archive.opened.slots}


@given(archives(), st.sampled_from(((), ("special",), ("army",), ("special", "army"))))
def test_for_every_clearance_the_open_part_is_the_public_view(archive: Archive, cleared: tuple[str, ...]) -> None:
    if archive.opened is None:
        return
    parts = [archive.kept[name] for name in cleared]
    seen = join(archive.opened, [(kept.record, kept.split) for kept in parts if kept])
    own = {slot.id for slot in archive.opened.slots}
    assert [slot.id for slot in seen.slots if slot.id in own] == [slot.id for slot in archive.opened.slots]
    public = {slot.id: slot for slot in archive.opened.slots}
    for slot in seen.slots:
        if slot.id in own:
            assert label_and_words(slot) == label_and_words(public[slot.id])
    labels = labels_of(seen)
    assert len(set(labels)) == len(labels)


@given(archives())
def test_a_closed_store_names_nothing_of_another_closed_one(archive: Archive) -> None:
    for name, kept in archive.kept.items():
        others = [other for store, other in archive.kept.items() if store != name and other]
        never_open = {slot.id for other in others for slot in other.record.slots} - {
            position.slot for position in (kept.split.outline if kept else ())
        }
        assert kept is None or not never_open & {position.slot for position in kept.split.outline}


def test_words_that_stand_in_go_when_the_passage_comes_back() -> None:
    record = three_points()
    archive = Archive(record)
    archive.close("special", ("1",), Terms(reason=1, extent="words", stand_in="On a certain matter"))
    assert archive.opened is not None
    assert [slot.content for slot in archive.opened.slots] == ["On a certain matter", "Two", "Three"]
    assert [slot.content for slot in archive.whole().slots if slot.id == "s1"] == ["One"]
    kept = archive.kept["special"]
    assert kept is not None
    archive.release("special", frozenset({"s1"}))
    assert [slot.content for slot in archive.opened.slots] == ["One", "Two", "Three"]


def test_what_is_closed_in_two_stores_is_put_in_the_order_of_its_numbers() -> None:
    archive = Archive(three_points())
    archive.close("special", ("2",), WITHHELD)
    archive.close("army", ("1",), WITHHELD)
    assert labels_of(archive.whole()) == ["1", "2", "3"]


def test_who_closes_several_passages_at_once_says_nothing_of_those_that_are_closed() -> None:
    archive = Archive(three_points())
    archive.close("special", ("2",), WITHHELD)
    archive.close("special", ("1..3",), MARKED)
    assert archive.opened is not None
    assert [gap.label for gap in archive.opened.gaps] == ["1", "3"]
    archive.close("special", ("2",), MARKED)  # who names it alone means it
    assert [gap.label for gap in archive.opened.gaps] == ["1", "2", "3"]


def test_what_is_named_twice_is_closed_once() -> None:
    archive = Archive(three_points())
    archive.close("special", ("2", "1..2"), MARKED)
    assert archive.opened is not None
    assert [gap.label for gap in archive.opened.gaps] == ["1", "2"]


def test_other_terms_take_the_place_of_the_first_ones() -> None:
    archive = Archive(three_points())
    archive.close("special", ("2",), MARKED)
    archive.close("special", ("2",), Terms(reason=5, extent="pages"))
    assert archive.opened is not None
    assert [(gap.reason, gap.extent) for gap in archive.opened.gaps] == [(5, "pages")]
    archive.close("special", ("2",), WITHHELD)
    assert archive.opened.gaps == ()


def test_words_that_stand_in_stay_under_other_terms_and_go_with_a_release() -> None:
    archive = Archive(three_points())
    archive.close("special", ("2",), Terms(reason=1, extent=None, stand_in="A matter"))
    archive.close("special", ("2",), MARKED)
    assert archive.opened is not None
    assert [slot.content for slot in archive.opened.slots] == ["One", "A matter", "Three"]
    archive.release("special", frozenset({"s2"}))
    assert [slot.content for slot in archive.opened.slots] == ["One", "Two", "Three"]


def test_the_label_of_a_gap_does_not_count_what_is_closed() -> None:
    point, *rest = three_points().slots
    ids = (("p1", "1/2"), ("p2", "1/3"))
    below = [Passage(id=i, kind="paragraph", content=label, label=label, parent="s1") for i, label in ids]
    record = Record(id="0123456789", slots=(point, *below, *rest))
    archive = Archive(None, {"special": Kept(record=record, split=Split(outline=outline_of(record))), "army": None})
    archive.close("special", ("1/3",), MARKED)
    archive.release("special", frozenset({"s1"}))
    assert archive.opened is not None
    assert [gap.label for gap in archive.opened.gaps] == ["1/2"]


def test_a_run_of_passages_has_one_level() -> None:
    record = three_points()
    assert [slot.id for slot in find_roots(record, "1..2")] == ["s1", "s2"]
    assert [slot.id for slot in find_roots(record, "")] == ["s1", "s2", "s3"]


def test_a_label_that_counts_is_given_anew() -> None:
    def passage(label: str) -> Passage:
        return Passage(id="s1", kind="paragraph", content="Words", label=label)

    assert free_label(passage("/7"), ()) == "/1"
    assert free_label(passage("/7"), {"/1", "/2"}) == "/3"
    assert free_label(passage("8.1/4"), ()) == "8.1/2"
    assert free_label(passage("signature~3"), ()) == "signature"
    assert free_label(passage("signature~3"), {"signature"}) == "signature~2"
    assert free_label(passage("title"), {"title"}) == "title~2"


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_orders_are_woven(first: list[str], second: list[str]) -> None:
    woven = weave(first, second)
    assert sorted(woven) == sorted({*first, *second})
    assert [each for each in woven if each in first] == first


def test_a_part_stands_by_itself() -> None:
    point = Passage(id="s1", kind="point", content="One", label="1", number=("1",), text="t1")
    below = Passage(id="s2", kind="subpoint", content="A", label="1.a", number=("1", "a"), parent="s1", text="t1")
    record = Record(id="0123456789", slots=(point, below))
    assert part_of(record, {"s2"}).slots == (msgspec.structs.replace(below, parent=""),)
    assert outline_of(record)[1].parent == "s1"


def plain(slot: AnySlot) -> AnySlot:
    """Without marks, which are found anew, and without labels that it had."""
    bare = msgspec.structs.replace(slot, marks=())
    return msgspec.structs.replace(bare, aliases=()) if isinstance(bare, Passage) else bare


def unnamed(slot: AnySlot) -> AnySlot:
    """Without what it is called, which is not the same while it is closed."""
    return msgspec.structs.replace(plain(slot), label="") if isinstance(slot, Passage) else plain(slot)


def label_and_words(slot: AnySlot) -> tuple[str, str]:
    return getattr(slot, "label", ""), slot.content


def test_a_store_that_never_split_anything_has_all_in_order() -> None:
    record = three_points()
    kept = Kept(record=record, split=Split(outline=outline_of(record)))
    packet = make_packet(None, kept, {"s2"}, BY)
    assert [slot.content for slot in take_in(None, packet).slots] == ["Two"]
    assert packet.base == ""
