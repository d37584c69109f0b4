"""Passages go to a closed store and back by decisions: never without one, never into two stores, never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from fonds.actions import guard
from fonds.actions.archive import Archive, open_archive
from fonds.actions.desk import Deed, find_deed, has_notes, note_deed
from fonds.actions.guard import crossing, finish_deed
from fonds.actions.held import refuse_decided
from fonds.model import Actor, Conflict, FondsError, NotFound, Refused, Unavailable
from fonds.release import OPEN, Terms
from fonds.store import Store
from tests.actions.crossings import (
    MARKED,
    NOW,
    STAFF,
    TWO,
    WITHHELD,
    add,
    agreement,
    answered,
    apply,
    close,
    closure,
    copy_of,
    decision,
    files_with,
    gaps_of,
    labels_of,
    make_archive,
    packet_of,
    release,
    resolve,
    sent,
    signed,
    slots_of,
    write_order,
)

FRAME = ["chrome", "page_date", "title", "document_kind", "heading", "dateline"]
GLASS, LAMPS = "crates of optical glass in the northern shed", "seal the lamps of lighthouse"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive of two open orders and one that is closed from the beginning, and the ids of the three."""
    folder = tmp_path_factory.mktemp("made")
    archive = make_archive(folder)
    ids = add(archive, write_order(folder, 1), write_order(folder, 2))
    ids += add(archive, write_order(folder, 3), store="special")
    archive.close()
    return folder / "archive", ids


@pytest.fixture
def archive(tmp_path: Path, made: tuple[Path, list[str]]) -> Iterator[Archive]:
    with copy_of(made[0], tmp_path) as copy:
        yield copy


@pytest.fixture
def ids(made: tuple[Path, list[str]]) -> list[str]:
    return made[1]


def check_sound(archive: Archive) -> None:
    """Stores and indexes are as their journals say; no slot is in two stores; no deed is left unfinished."""
    held: dict[str, str] = {}
    for name in archive.store_names:
        shelf = archive.shelf(name)
        assert shelf.store.verify() == ()
        assert shelf.index.verify() == ()
        assert shelf.index_position() == shelf.store.position()
        assert shelf.index.count() == shelf.store.count()
        assert find_deed(archive.folder, name) is None
        for record_id in shelf.store.ids():
            for slot in slots_of(archive, name, record_id):
                assert held.setdefault(f"{record_id} {slot}", name) == name


def found(archive: Archive, query: str, store: str = OPEN) -> int:
    return archive.shelf(store).index.search(query).total


def types_of(archive: Archive, store: str, record_id: str) -> list[str]:
    return [facts.type for facts in archive.shelf(store).store.versions(record_id)]


def test_a_passage_that_is_closed_leaves_the_open_store_with_all_below_it(archive: Archive, ids: list[str]) -> None:
    before = slots_of(archive, OPEN, ids[0])
    close(archive, ids[0], "2")
    assert labels_of(archive, "special", ids[0]) == ["2", "2.a", "2.b"]
    assert labels_of(archive, OPEN, ids[0])[:8] == [*FRAME, "1", "3"]
    assert slots_of(archive, OPEN, ids[0]) | slots_of(archive, "special", ids[0]) == before
    assert gaps_of(archive, ids[0]) == [("2", "lines")]
    check_sound(archive)


def test_what_is_closed_is_found_in_its_store_alone(archive: Archive, ids: list[str]) -> None:
    assert (found(archive, "glass"), found(archive, "glass", "special")) == (2, 1)
    close(archive, ids[0], "2")
    assert (found(archive, "glass"), found(archive, "glass", "special")) == (1, 2)
    assert found(archive, "basin") == 2


def test_no_byte_of_what_is_closed_stays_in_the_open_store(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "2.a")
    close(archive, ids[1], "2.a")
    assert files_with(archive.folder / "stores" / OPEN, GLASS) == []
    assert files_with(archive.folder / "stores" / OPEN, LAMPS) != []
    assert files_with(archive.folder / "stores" / "special", GLASS) != []


def test_the_source_says_more_than_is_open_and_goes_with_the_first_passage(archive: Archive, ids: list[str]) -> None:
    opened, closed = archive.shelf().store, archive.shelf("special").store
    source = opened.find_source(ids[0], 1)
    other = opened.find_source(ids[1], 1)
    close(archive, ids[0], "1")
    assert closed.find_source(ids[0], 1) == source
    assert [opened.find_source(ids[0], version) for version in (1, 2)] == [None, None]
    assert opened.find_source(ids[1], 1) == other
    close(archive, ids[0], "3")
    assert [closed.find_source(ids[0], version) for version in (1, 2)] == [source, None]
    assert [facts.origin for facts in closed.versions(ids[0])] == ["order-1.txt"] * 2


def test_sources_of_earlier_versions_go_too(archive: Archive, tmp_path: Path) -> None:
    (added,) = add(archive, write_order(tmp_path, 9))
    assert add(archive, write_order(tmp_path, 9, more="\nAn added line.\n")) == [added]
    close(archive, added, "2")
    assert types_of(archive, OPEN, added) == ["closing"]
    assert [archive.shelf().store.find_source(added, version) for version in (1, 2, 3)] == [None] * 3
    assert b"An added line." in (archive.shelf("special").store.find_source(added, 1) or b"")
    journal = archive.folder / "stores" / "special" / "journal" / "bodies"
    assert b'"key":"source/1"' in b"".join(path.read_bytes() for path in journal.iterdir())
    check_sound(archive)


def test_both_stores_know_who_decided_but_the_open_one_does_not_say_why(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "2..3")
    (opened,), (closed,) = (archive.shelf(name).store.versions(ids[0]) for name in (OPEN, "special"))
    assert (opened.type, opened.decision, opened.by, opened.at) == ("closing", None, "staff", NOW)
    assert closed.type == "closing"
    assert closed.decision == decision("close", ids[0], ("2", "3"))


def test_several_records_are_closed_in_one_deed(archive: Archive, ids: list[str]) -> None:
    with crossing(archive, "special", STAFF, "close") as way:
        way.close([closure(ids[0], "1"), closure(ids[1], "2.a", terms=WITHHELD)], NOW)
    assert labels_of(archive, "special", ids[0]) == ["1"]
    assert labels_of(archive, "special", ids[1]) == ["2.a"]
    assert (gaps_of(archive, ids[0]), gaps_of(archive, ids[1])) == ([("1", "lines")], [])
    check_sound(archive)


def test_closing_twice_within_one_crossing_finds_what_moved_in_the_files(archive: Archive, ids: list[str]) -> None:
    source = archive.shelf().store.find_source(ids[1], 1)
    with crossing(archive, "special", STAFF, "close") as way:
        way.close([closure(ids[0], "1")], NOW)
        way.close([closure(ids[1], "1")], NOW)
    assert archive.shelf("special").store.find_source(ids[1], 1) == source
    check_sound(archive)


def test_the_index_is_made_anew_even_if_more_follows_a_withdrawal(archive: Archive, ids: list[str]) -> None:
    """A deed that withdraws nothing does not make the index look as if it held nothing withdrawn."""
    close(archive, ids[1], "1")
    commit = archive.folder / "stores" / OPEN / "index" / "commit.json"
    before = msgspec.json.decode(commit.read_bytes())["made"]
    with crossing(archive, "special", STAFF, "close") as way:
        way.close([closure(ids[0], "1")], NOW)
        way.close([closure(ids[1], "1", terms=WITHHELD)], NOW)
    assert msgspec.json.decode(commit.read_bytes())["made"] != before
    check_sound(archive)


def test_closing_all_of_a_record_leaves_nothing_that_tells_of_it(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "", terms=WITHHELD)
    opened = archive.shelf().store
    assert (opened.find(ids[0]), opened.count(), found(archive, "Lomsk")) == (None, 1, 1)
    assert files_with(opened.folder, "basin 1") == []
    check_sound(archive)


def test_words_may_stand_in_for_what_is_closed(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "title", terms=Terms(reason=1, extent=None, stand_in="An order on a harbour"))
    close(archive, ids[0], "1")
    opened = slots_of(archive, OPEN, ids[0])
    assert "An order on a harbour" in opened.values()
    assert found(archive, "title:order") == 2
    release(archive, ids[0], labels_of(archive, "special", ids[0])[0])
    assert "An order on a harbour" not in slots_of(archive, OPEN, ids[0]).values()
    check_sound(archive)


def test_words_stand_in_for_one_passage_of_several(archive: Archive, ids: list[str]) -> None:
    """What was closed with the same words earlier is left as it is."""
    close(archive, ids[0], "1", terms=Terms(reason=1, extent="lines", stand_in="Words for one"))
    with crossing(archive, "special", STAFF, "close") as way:
        terms = Terms(reason=1, extent="lines", stand_in="Words for three")
        way.close([closure(ids[0], "3", terms=terms), closure(ids[1], "1")], NOW)
    words = list(slots_of(archive, OPEN, ids[0]).values())
    assert (words.count("Words for one"), words.count("Words for three")) == (1, 1)
    check_sound(archive)


def test_a_closed_passage_gets_other_terms(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1")
    close(archive, ids[0], "1", terms=Terms(reason=3, extent="page"))
    assert gaps_of(archive, ids[0]) == [("1", "page")]
    close(archive, ids[0], "1", terms=WITHHELD)
    assert gaps_of(archive, ids[0]) == []
    assert types_of(archive, OPEN, ids[0]) == ["closing"] * 3
    check_sound(archive)


def test_a_passage_that_is_named_twice_is_closed_once(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], *["1", "1..2"] * 30)
    assert gaps_of(archive, ids[0]) == [("1", "lines"), ("2", "lines")]
    check_sound(archive)


def test_ids_of_gaps_are_those_of_nothing_else(
    archive: Archive, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = list(slots_of(archive, OPEN, ids[0]))
    fresh = guard.new_slot_ids
    monkeypatch.setattr(guard, "new_slot_ids", lambda count: (*taken, *fresh(count)))
    close(archive, ids[0], "1")
    (gap,) = archive.shelf().store.get(ids[0]).record.gaps
    assert gap.id not in taken


def test_two_stores_keep_parts_of_one_record_and_know_nothing_of_each_other(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1")
    close(archive, ids[0], "2.a", store="army")
    assert labels_of(archive, "special", ids[0]) == ["1"]
    assert labels_of(archive, "army", ids[0]) == ["2.a"]
    assert gaps_of(archive, ids[0]) == [("1", "lines"), ("2.a", "lines")]
    release(archive, ids[0], "2.a", "army")
    assert gaps_of(archive, ids[0]) == [("1", "lines")]
    check_sound(archive)


@pytest.mark.parametrize("labels", [("9",), ("1", "9"), ("1..2.a",)])
def test_what_is_not_there_is_not_closed(archive: Archive, ids: list[str], labels: tuple[str, ...]) -> None:
    with pytest.raises(NotFound):
        close(archive, ids[0], *labels)
    with pytest.raises(NotFound):
        close(archive, "0123456789", "1")
    assert labels_of(archive, "special", ids[0]) == []
    assert types_of(archive, OPEN, ids[0]) == ["accession"]
    check_sound(archive)


def test_what_was_closed_from_the_beginning_is_closed_once_more_without_a_trace(
    archive: Archive, ids: list[str]
) -> None:
    before = list(archive.shelf().store.dump())
    close(archive, ids[2], "1")
    assert list(archive.shelf().store.dump()) == before
    assert types_of(archive, "special", ids[2]) == ["accession", "closing"]
    source = [archive.shelf("special").store.find_source(ids[2], version) for version in (1, 2)]
    assert source[0]
    assert source[1] is None
    check_sound(archive)


# Releasing


def test_what_is_released_leaves_the_closed_store(archive: Archive, ids: list[str]) -> None:
    before, order = slots_of(archive, OPEN, ids[0]), labels_of(archive, OPEN, ids[0])
    close(archive, ids[0], "2")
    packet = release(archive, ids[0], "2.a")
    assert labels_of(archive, "special", ids[0]) == ["2", "2.b"]
    assert gaps_of(archive, ids[0]) == [("2", "lines")]
    release(archive, ids[0], "2")
    assert (labels_of(archive, OPEN, ids[0]), labels_of(archive, "special", ids[0])) == (order, [])
    assert slots_of(archive, OPEN, ids[0]) == before
    assert gaps_of(archive, ids[0]) == []
    assert packet.slots[0].id in before
    assert found(archive, "glass", "special") == 1
    check_sound(archive)


def test_what_was_closed_from_the_beginning_is_released(archive: Archive, ids: list[str]) -> None:
    release(archive, ids[2], "1")
    assert labels_of(archive, OPEN, ids[2]) == ["1"]
    assert labels_of(archive, "special", ids[2])[:8] == [*FRAME, "2", "2.a"]
    assert archive.shelf().store.find_source(ids[2], 1) is None
    (facts,) = archive.shelf().store.versions(ids[2])
    assert (facts.origin, facts.origin_key, facts.source_sha256) == ("", "", "")
    assert files_with(archive.folder / "stores" / OPEN, "lighthouse 3") == []
    check_sound(archive)


def test_whence_a_record_came_is_known_where_it_was_kept_from_the_beginning(archive: Archive, ids: list[str]) -> None:
    release(archive, ids[2], "1")
    close(archive, ids[2], "1")
    origins = [facts.origin for facts in archive.shelf("special").store.versions(ids[2])]
    assert origins == ["order-3.txt"] * 3
    assert archive.shelf().store.versions(ids[2])[-1].origin == ""


def test_the_open_store_says_who_agreed(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1")
    packet = release(archive, ids[0], "1")
    expected = msgspec.structs.replace(
        decision("release", ids[0], ("1",)),
        by=("ann", "bo"),
        packet=packet.hash,
        signatures=tuple(signed(packet, "ann", "bo")),
    )
    for name in (OPEN, "special"):
        last = archive.shelf(name).store.versions(ids[0])[-1]
        assert (last.type, last.decision, last.by, last.at) == ("release", expected, "staff", NOW)
    assert archive.shelf().store.get(ids[0]).decided


def test_what_a_closed_store_held_once_it_still_shows_to_those_who_ask(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1..3")
    release(archive, ids[0], "1")
    held = archive.shelf("special").store.find_version(ids[0], 1)
    assert held is not None
    assert held.record.slots[0].content.endswith("basin 1 by two fathoms.")


@pytest.mark.parametrize(
    "names", [(), ("ann",), ("ann", "ann"), ("ann", "cy")], ids=["nobody", "one", "one twice", "one unknown"]
)
def test_two_persons_sign(archive: Archive, ids: list[str], names: tuple[str, ...]) -> None:
    close(archive, ids[0], "1")
    with pytest.raises(Refused) as caught:
        apply(archive, packet_of(archive, ids[0], "1"), names=names)
    assert caught.value.code == "not-signed"
    assert labels_of(archive, "special", ids[0]) == ["1"]
    check_sound(archive)


def test_a_signature_is_of_one_packet_by_one_key(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1..2")
    one, two = packet_of(archive, ids[0], "1"), packet_of(archive, ids[0], "2")
    mine = signed(two, "ann")
    for wrong in (signed(one, "bo"), [msgspec.structs.replace(mine[0], by="bo")]):
        with crossing(archive, "special", STAFF, "release") as way, pytest.raises(Refused):
            way.release(two, [*mine, *wrong], TWO, NOW)
    same_key = agreement("ann", "bo")
    same_key.keys["bo"] = same_key.keys["ann"]
    with crossing(archive, "special", STAFF, "release") as way, pytest.raises(Refused):
        way.release(two, [*mine, msgspec.structs.replace(mine[0], by="bo")], same_key, NOW)
    assert labels_of(archive, "special", ids[0]) == ["1", "2", "2.a", "2.b"]


def test_one_person_is_enough_where_the_archive_says_so(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1")
    packet = packet_of(archive, ids[0], "1")
    with crossing(archive, "special", STAFF, "release") as way:
        way.release(packet, signed(packet, "cy"), agreement("cy", needed=1), NOW)
    assert labels_of(archive, "special", ids[0]) == []


def test_a_packet_goes_in_once(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1")
    packet = release(archive, ids[0], "1")
    before = [list(archive.shelf(name).store.dump()) for name in archive.store_names]
    apply(archive, packet)
    assert [list(archive.shelf(name).store.dump()) for name in archive.store_names] == before
    check_sound(archive)


@pytest.mark.parametrize("again", ["special", "army"])
@pytest.mark.parametrize("label", ["1", ""])
def test_a_packet_does_not_open_what_was_closed_again(
    archive: Archive, ids: list[str], label: str, again: str
) -> None:
    """Even if existence is withheld, and the open record looks as it did when the packet was signed."""
    close(archive, ids[0], label, terms=WITHHELD)
    packet = release(archive, ids[0], label)
    close(archive, ids[0], label, terms=WITHHELD, store=again)
    for store in ("special", "army"):
        with pytest.raises(Conflict) as caught:
            apply(archive, packet, store)
        assert (caught.value.code, caught.value.ref) == ("packet-stale", ids[0])
    assert "1" in labels_of(archive, again, ids[0])
    assert "1" not in labels_of(archive, OPEN, ids[0])
    check_sound(archive)


def test_a_packet_is_stale_when_the_record_has_changed(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1..2")
    packet = packet_of(archive, ids[0], "1")
    close(archive, ids[0], "3")
    with pytest.raises(Conflict):
        apply(archive, packet)
    assert labels_of(archive, "special", ids[0]) == ["1", "2", "2.a", "2.b", "3"]
    check_sound(archive)


def test_a_packet_of_another_store_or_in_other_words_opens_nothing(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1")
    close(archive, ids[0], "3", store="army")
    packet = packet_of(archive, ids[0], "1")
    (slot,) = packet.slots
    forged = msgspec.structs.replace(packet, slots=(msgspec.structs.replace(slot, content="Other words."),))
    for one, store in ((packet, "army"), (forged, "special")):
        with pytest.raises(Conflict) as caught:
            apply(archive, one, store)
        assert (caught.value.code, caught.value.ref) == ("packet-stale", ids[0])
        assert caught.value.hint
    assert labels_of(archive, "special", ids[0]) == ["1"]
    check_sound(archive)


def test_a_decision_refuses_new_captures(archive: Archive, ids: list[str], tmp_path: Path) -> None:
    opened = archive.shelf().store
    assert refuse_decided(opened.get(ids[0])).record.id == ids[0]
    close(archive, ids[0], "1")
    with pytest.raises(Refused) as caught:
        refuse_decided(opened.get(ids[0]))
    assert (caught.value.code, bool(caught.value.hint)) == ("decided", True)


def test_what_a_person_said_of_a_pointer_is_kept_beside_the_same_text(archive: Archive, ids: list[str]) -> None:
    held = archive.shelf().store.get(ids[0])
    said = decision("resolve", ids[0], ("3",))
    reading = msgspec.structs.replace(held.reading, statements=held.reading.statements[:1])
    guard.keep_resolution(
        archive, msgspec.structs.replace(held, reading=reading), said, actor=STAFF, now="2026-11-27T08:00:00Z"
    )
    now = archive.shelf().store.get(ids[0])
    assert (now.reading, now.version, now.decided) == (reading, 2, True)
    last = archive.shelf().store.versions(ids[0])[-1]
    assert (last.type, last.decision, last.by, last.at) == ("resolution", said, "staff", "2026-11-27T08:00:00Z")
    assert last.origin == "order-1.txt"
    assert archive.shelf().store.find_source(ids[0], 1)
    check_sound(archive)


def test_what_is_said_in_a_closed_store_stays_there_with_what_the_store_knows(
    archive: Archive, ids: list[str]
) -> None:
    close(archive, ids[0], "2")
    before = list(archive.shelf().store.dump())
    held = archive.shelf("special").store.get(ids[0])
    assert held.split
    guard.keep_resolution(archive, held, decision("resolve", ids[0], ("2",)), actor=STAFF, now=NOW)
    assert archive.shelf("special").store.get(ids[0]).split == held.split
    assert list(archive.shelf().store.dump()) == before
    with pytest.raises(NotFound):
        guard.keep_resolution(archive, held, decision("resolve", ids[0], ("2",)), actor=Actor(name="guest"), now=NOW)
    check_sound(archive)


def test_what_is_said_of_a_record_that_has_changed_meanwhile_brings_nothing_back(
    archive: Archive, ids: list[str]
) -> None:
    """Between looking at the record and saying it, passages were closed."""
    held = archive.shelf().store.get(ids[0])
    close(archive, ids[0], "2")
    with pytest.raises(Conflict) as caught:
        guard.keep_resolution(archive, held, decision("resolve", ids[0], ("3",)), actor=STAFF, now=NOW)
    assert (caught.value.code, caught.value.ref, bool(caught.value.hint)) == ("record-changed", ids[0], True)
    assert "2" not in labels_of(archive, OPEN, ids[0])
    check_sound(archive)


def test_what_was_said_of_a_pointer_goes_with_the_passage_that_was_meant(archive: Archive, ids: list[str]) -> None:
    """With who said it and why, once; of what stays open the closed store has the history alone."""
    resolve(archive, ids[0], "8", "2.a", by="ann")
    resolve(archive, ids[0], "9", "3", by="bo")
    source = archive.shelf().store.find_source(ids[0], 1)
    close(archive, ids[0], "2")
    assert (answered(archive, OPEN, ids[0]), answered(archive, "special", ids[0])) == ([("9", "bo")], [("8", "ann")])
    closed = archive.shelf("special").store
    assert types_of(archive, "special", ids[0]) == ["closing", "resolution", "resolution"]
    assert types_of(archive, OPEN, ids[0]) == ["closing"]
    decided = [facts.decision for facts in closed.versions(ids[0])[1:]]
    assert [(one.pointer, one.by, one.labels) for one in decided if one] == [
        ("8", ("ann",), ("2.a",)),
        ("9", ("bo",), ("3",)),
    ]
    assert [closed.find_source(ids[0], number) for number in (1, 2, 3)] == [source, None, None]
    assert [facts.origin for facts in closed.versions(ids[0])] == ["order-1.txt"] * 3
    resolve(archive, ids[0], "9", "3", by="cy")
    close(archive, ids[0], "2", terms=WITHHELD)  # nothing leaves the open store, nor does what was said there
    assert types_of(archive, OPEN, ids[0])[-2:] == ["resolution", "closing"]
    assert types_of(archive, "special", ids[0])[3:] == ["closing", "resolution"]
    close(archive, ids[0], "3")
    assert types_of(archive, "special", ids[0])[5:] == ["closing"]
    assert answered(archive, OPEN, ids[0]) == []
    assert answered(archive, "special", ids[0]) == [("9", "cy"), ("8", "ann")]
    check_sound(archive)


def test_what_was_said_in_the_closed_store_counts_before_what_comes_with_a_passage(
    archive: Archive, ids: list[str]
) -> None:
    close(archive, ids[0], "2", "distribution")
    resolve(archive, ids[0], "8", "2.a", "special", by="ann")
    release(archive, ids[0], "distribution")
    resolve(archive, ids[0], "8", "3", by="bo")
    close(archive, ids[0], "3")
    assert sent(archive, ids[0], "Customs", "special") == (["2.a"], [])
    assert answered(archive, "special", ids[0]) == [("8", "ann")]
    check_sound(archive)


# Who may cross, and what is left of a deed that was interrupted


def test_only_those_who_are_cleared_cross(archive: Archive, ids: list[str]) -> None:
    for store in ("army", "nowhere"):
        with pytest.raises(NotFound) as caught, crossing(archive, store, Actor(name="guest"), "close"):
            pass
        assert caught.value.code == "no-store"
    with pytest.raises(Refused) as refused, crossing(archive, OPEN, STAFF, "close"):
        pass
    assert (refused.value.code, refused.value.ref) == ("open-store", OPEN)


def test_others_wait_while_one_crosses(archive: Archive, ids: list[str]) -> None:
    with crossing(archive, "special", STAFF, "fonds close") as way, open_again(archive) as other:
        for name in (OPEN, "special"):
            shelf = other.shelf(name)
            with pytest.raises(Unavailable) as caught, shelf.writing("add", wait_seconds=0):
                pass
            assert (caught.value.code, "fonds close" in caught.value.message) == ("locked", True)
        way.close([closure(ids[0], "1")], NOW)


class open_again:  # noqa: N801 - reads as a function
    """The same archive, opened as by another process."""

    def __init__(self, archive: Archive) -> None:
        self._archive = open_archive(archive.folder)

    def __enter__(self) -> Archive:
        return self._archive

    def __exit__(self, *_: object) -> None:
        self._archive.close()


class Died(BaseException):
    """The process ended here."""


@pytest.fixture
def interrupt(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Lets the process end at the deposit with a number, of those that a deed makes."""
    sound = Store.deposit
    left = 0

    def deposit(store: Store, *args: object) -> object:
        nonlocal left
        left -= 1
        if left == 0:
            raise Died
        return sound(store, *args)  # type: ignore[arg-type]  # as they came

    def at(number: int) -> None:
        nonlocal left
        left = number
        monkeypatch.setattr(Store, "deposit", deposit)

    yield at
    monkeypatch.undo()


def test_a_closing_that_was_interrupted_is_finished_by_the_next_deed(
    archive: Archive, ids: list[str], interrupt: Callable[[int], None]
) -> None:
    interrupt(2)
    with pytest.raises(Died):
        close(archive, ids[0], "1", terms=Terms(reason=1, extent="words", stand_in="Other words"))
    deed = find_deed(archive.folder, "special")
    assert deed is not None
    assert (deed.kind, deed.store, deed.records, deed.by, deed.at) == ("close", "special", (ids[0],), "staff", NOW)
    assert list(deed.stand_ins.values()) == ["Other words"]
    close(archive, ids[1], "1")  # the next deed
    assert "Other words" in slots_of(archive, OPEN, ids[0]).values()
    assert gaps_of(archive, ids[0]) == [("1", "words")]
    assert labels_of(archive, "special", ids[0]) == labels_of(archive, "special", ids[1]) == ["1"]
    assert files_with(archive.folder / "stores" / OPEN, "by two fathoms") == []
    check_sound(archive)


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("deed", ["close", "release"])
def test_a_deed_that_was_interrupted_is_finished_or_was_never_begun(
    archive: Archive, ids: list[str], interrupt: Callable[[int], None], at: int, deed: str
) -> None:
    whole = slots_of(archive, OPEN, ids[0])
    if deed == "release":
        close(archive, ids[0], "1")
    packet = packet_of(archive, ids[0], "1") if deed == "release" else None
    before = [labels_of(archive, name, ids[0]) for name in (OPEN, "special")]
    interrupt(at)
    with pytest.raises(Died):
        apply(archive, packet) if packet else close(archive, ids[0], "1")
    with open_again(archive) as again:
        finish_deed(again, STAFF)
        check_sound(again)
        after = [labels_of(again, name, ids[0]) for name in (OPEN, "special")]
        assert (after == before) == (at == 1)
        assert ("1" in after[0]) == ((deed == "release") == (at == 2))
        assert slots_of(again, OPEN, ids[0]) | slots_of(again, "special", ids[0]) == whole
        last = again.shelf(OPEN if at == 2 else "special").store.versions(ids[0])[-1:]
        assert all(facts.at == NOW for facts in last)


def test_a_closing_that_kept_nothing_takes_nothing_away(
    archive: Archive, ids: list[str], interrupt: Callable[[int], None]
) -> None:
    close(archive, ids[0], "1")
    before = list(archive.shelf().store.dump())
    interrupt(1)
    with pytest.raises(Died):
        close(archive, ids[0], "3")
    finish_deed(archive, STAFF)
    assert list(archive.shelf().store.dump()) == before
    check_sound(archive)


def test_a_release_that_was_interrupted_is_finished_when_it_is_applied_again(
    archive: Archive, ids: list[str], interrupt: Callable[[int], None]
) -> None:
    close(archive, ids[0], "1")
    packet = packet_of(archive, ids[0], "1")
    interrupt(2)
    with pytest.raises(Died):
        apply(archive, packet)
    apply(archive, packet)
    assert labels_of(archive, "special", ids[0]) == []
    assert [facts.type for facts in archive.shelf("special").store.versions(ids[0])] == ["closing", "release"]
    check_sound(archive)


def test_who_is_not_cleared_does_not_finish_a_deed_nor_strikes_its_note(
    archive: Archive, ids: list[str], interrupt: Callable[[int], None]
) -> None:
    interrupt(2)
    with pytest.raises(Died):
        close(archive, ids[0], "1")
    finish_deed(archive, Actor(name="guest"))
    finish_deed(archive, Actor(name="soldier", clearances=frozenset({"army"})))
    assert find_deed(archive.folder, "special")
    close(archive, ids[0], "3", store="army")
    assert find_deed(archive.folder, "special")
    finish_deed(archive, STAFF)
    assert gaps_of(archive, ids[0]) == [("1", "lines"), ("3", "lines")]
    check_sound(archive)


def test_a_deed_that_goes_on_is_left_to_whoever_does_it(archive: Archive, ids: list[str]) -> None:
    with crossing(archive, "special", STAFF, "close"), open_again(archive) as other:
        note_deed(other.folder, Deed(kind="close", store="special", records=(ids[0],), by="staff", at=NOW))
        finish_deed(other, STAFF)
        assert find_deed(archive.folder, "special")
    finish_deed(archive, STAFF)
    assert find_deed(archive.folder, "special") is None


def test_a_deed_that_is_refused_leaves_no_note(archive: Archive, ids: list[str]) -> None:
    close(archive, ids[0], "1..2")
    packet = packet_of(archive, ids[0], "1")
    close(archive, ids[0], "2", terms=WITHHELD)
    for refused in (lambda way: way.close([closure(ids[0], "9")], NOW), lambda way: release_in(way, packet)):
        with crossing(archive, "special", STAFF, "x") as way, pytest.raises(FondsError):
            refused(way)
        assert not has_notes(archive.folder)


def release_in(way: guard.Crossing, packet: object) -> None:
    way.release(packet, signed(packet, "ann", "bo"), TWO, NOW)  # type: ignore[arg-type]  # a packet


def test_what_a_failed_crossing_withdrew_is_gone_from_the_files_too(archive: Archive, ids: list[str]) -> None:
    def close_one_and_none() -> None:
        with crossing(archive, "special", STAFF, "close") as way:
            way.close([closure(ids[0], "2.a")], NOW)
            way.close([closure(ids[1], "9")], NOW)

    with pytest.raises(NotFound):
        close_one_and_none()
    assert files_with(archive.folder / "stores" / OPEN, "1 crates of optical glass") == []
    check_sound(archive)


def test_progress_is_told_while_the_open_store_is_made_anew(archive: Archive, ids: list[str]) -> None:
    told: list[tuple[int, int]] = []
    with crossing(archive, "special", STAFF, "close", lambda *how: told.append(how)) as way:
        way.close([closure(ids[0], "1", terms=MARKED)], NOW)
    assert told[-1] == (2, 2)


def test_a_record_of_which_nothing_is_left_is_not_closed_again(archive: Archive, ids: list[str]) -> None:
    """All of it lies in another store, behind a gap: there is nothing here to close."""
    close(archive, ids[0], "")
    with crossing(archive, "army", STAFF, "x") as way, pytest.raises(NotFound) as refused:
        way.close([closure(ids[0], "")], NOW)
    assert refused.value.code == "passage"
    check_sound(archive)
