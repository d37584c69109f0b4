"""A store gives back what it was given, and finds it again."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fonds.model import Conflict, Invalid, NotFound, Passage, Unsupported, digest
from fonds.release import Deposit
from fonds.store import Store, create_store, open_store
from tests.store.samples import LATER, NOW, deposit, hash_of, id_of, keep


def test_an_empty_store_is_empty(store: Store) -> None:
    assert (store.name, store.count(), store.position()) == ("open", 0, 0)
    assert list(store.ids()) == list(store.changes(0)) == []
    assert store.summaries(limit=5) == store.recent(5) == ()
    assert store.verify() == ()


def test_what_is_kept_comes_back(store: Store) -> None:
    one, two = deposit(1), deposit(2)
    assert store.deposit([one, two], "A. Archivist", NOW) == (id_of(1), id_of(2))
    holding = store.get(id_of(1))
    assert holding.reading == one.reading
    assert (holding.store, holding.version, holding.added, holding.changed) == ("open", 1, NOW, NOW)
    assert holding.origin == "1.txt"
    assert store.find_source(id_of(2), 1) == two.source


def test_what_is_not_held_is_not_found(store: Store) -> None:
    keep(store, 1)
    assert store.find(id_of(2)) is None
    assert store.find_version(id_of(1), 2) is None
    assert store.find_source(id_of(2), 1) is None
    assert store.versions(id_of(2)) == ()
    assert store.find_by_source(hash_of("other")) is store.find_current_by_source(hash_of("other")) is None
    assert store.find_by_origin(hash_of("other")) == ()
    assert store.find_last_source(hash_of("other")) is None
    assert store.find_by_site_id("other") == ()
    with pytest.raises(NotFound) as caught:
        store.get(id_of(2))
    assert caught.value.code == "record"


def test_a_record_is_found_by_source_place_and_site_id(store: Store) -> None:
    keep(store, 1, 2)
    assert store.find_by_source(digest(deposit(1).source)) == id_of(1)
    assert store.find_by_origin(hash_of("place 2")) == (id_of(2),)
    assert store.find_by_site_id("110001") == (id_of(1),)


def test_a_second_capture_is_a_second_version(store: Store) -> None:
    keep(store, 1, 2)
    keep(store, 1, words="Send iron", now=LATER)
    first, second = deposit(1), deposit(1, words="Send iron")
    holding = store.get(id_of(1))
    assert (holding.version, holding.added, holding.changed) == (2, NOW, LATER)
    assert holding.reading == second.reading
    before = store.find_version(id_of(1), 1)
    assert before is not None
    assert (before.reading, before.version, before.added, before.changed) == (first.reading, 1, NOW, NOW)
    assert store.find_version(id_of(1), 2) == holding
    facts = store.versions(id_of(1))
    assert [(one.number, one.at, one.by, one.origin) for one in facts] == [
        (1, NOW, "A. Archivist", "1.txt"),
        (2, LATER, "A. Archivist", "1.txt"),
    ]
    assert [one.source_sha256 for one in facts] == [digest(first.source), digest(second.source)]
    assert {(one.type, one.decision, one.origin_key) for one in facts} == {("accession", None, first.origin_key)}
    assert (store.find_source(id_of(1), 1), store.find_source(id_of(1), 2)) == (first.source, second.source)
    assert store.find_by_source(digest(first.source)) == store.find_by_source(digest(second.source)) == id_of(1)
    assert store.find_current_by_source(digest(first.source)) is None
    assert store.find_current_by_source(digest(second.source)) == id_of(1)
    assert store.find_by_origin(first.origin_key) == (id_of(1),)
    assert store.find_last_source(first.origin_key) == digest(second.source)
    assert store.count() == 2


def test_one_batch_may_hold_several_versions_of_a_record(store: Store) -> None:
    batch = [deposit(1), deposit(2), deposit(1, words="Send iron"), deposit(1, words="Send lead")]
    store.deposit(batch, "A", NOW)
    assert [facts.number for facts in store.versions(id_of(1))] == [1, 2, 3]
    readings = [store.find_version(id_of(1), number) for number in (1, 2, 3)]
    assert [found.reading for found in readings if found] == [batch[i].reading for i in (0, 2, 3)]
    assert store.verify() == ()


def test_lists_have_their_order(store: Store) -> None:
    keep(store, *range(10))
    ids = sorted(map(id_of, range(10)))
    assert list(store.ids()) == ids
    assert [summary.id for summary in store.summaries(limit=4)] == ids[:4]
    assert [summary.id for summary in store.summaries(after=ids[3], limit=100)] == ids[4:]
    keep(store, 4, words="Send iron", now=LATER)
    assert [summary.id for summary in store.recent(3)] == [id_of(4), id_of(9), id_of(8)]


def test_a_summary_says_what_a_list_shows(store: Store) -> None:
    keep(store, 1)
    (summary,) = store.recent(1)
    assert (summary.title, summary.date, summary.kind) == ("Letter 1", "1945-06-02", "letter")
    assert (summary.citation, summary.version) == ("RGASPI, F. 17, D. 1", 1)
    assert (summary.changed, summary.findings) == (NOW, 1)


def test_changes_are_those_behind_a_number(store: Store) -> None:
    keep(store, 1, 2, 3)
    keep(store, 1, words="Send iron")
    assert store.position() == 4
    assert [(number, holding.record.id) for number, holding in store.changes(2)] == [(3, id_of(3)), (4, id_of(1))]
    assert [number for number, _ in store.changes(0)] == [2, 3, 4]
    assert list(store.changes(4)) == []


def test_lists_longer_than_a_query_are_whole(store: Store) -> None:
    for start in range(0, 1100, 550):
        store.deposit([deposit(n, passages=0) for n in range(start, start + 550)], "A", NOW)
    assert list(store.ids()) == sorted(id_of(n) for n in range(1100))
    assert [number for number, _ in store.changes(50)] == list(range(51, 1101))


def test_nothing_to_keep_is_no_entry(store: Store) -> None:
    assert store.deposit([], "A", NOW) == ()
    assert store.position() == 0


def test_a_reader_sees_what_comes_in_after_it_was_opened(store: Store, folder: Path) -> None:
    with open_store(folder) as reader:
        assert reader.count() == 0
        keep(store, 1)
        assert (reader.count(), reader.position()) == (1, 1)
        store.rebuild()
        keep(store, 2)
        assert (reader.count(), reader.get(id_of(2)).version) == (2, 1)


def test_an_absent_description_is_kept_as_absent(store: Store) -> None:
    plain = deposit(1)
    bare = msgspec.structs.replace(plain.reading.record, texts=())
    store.deposit([Deposit(reading=type(plain.reading)(record=bare), source=b"", origin="", origin_key="")], "A", NOW)
    (summary,) = store.recent(1)
    assert (summary.title, summary.date, summary.kind, summary.citation) == (None, None, None, None)
    assert store.get(id_of(1)).record.slots == plain.reading.record.slots


def test_two_slots_of_one_id_are_refused_and_nothing_is_kept(store: Store) -> None:
    good, bad = deposit(1), deposit(2)
    slot = Passage(id="2x9kd", kind="point", content="x")
    record = msgspec.structs.replace(bad.reading.record, slots=(slot, slot))
    twice = msgspec.structs.replace(bad, reading=msgspec.structs.replace(bad.reading, record=record))
    with pytest.raises(Invalid) as caught:
        store.deposit([good, twice], "A", NOW)
    assert caught.value.code == "slot-ids"
    assert (store.count(), store.verify()) == (0, ())


def test_half_a_character_pair_is_refused(store: Store) -> None:
    odd = deposit(1, words="\ud800 grain")
    with pytest.raises(Invalid) as caught:
        store.deposit([odd], "A", NOW)
    assert caught.value.code == "not-text"
    assert "grain" not in str(caught.value)
    assert store.count() == 0


# Opening


def test_a_folder_without_a_store_has_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        open_store(tmp_path / "nothing")
    assert caught.value.code == "no-store"


def test_a_store_is_made_once(folder: Path) -> None:
    with pytest.raises(Conflict) as caught:
        create_store(folder, "open")
    assert caught.value.code == "store-exists"


def test_a_store_of_a_newer_fonds_is_not_touched(folder: Path) -> None:
    (folder / "store.toml").write_text('format = 3\nname = "open"\n', "utf-8")
    with pytest.raises(Unsupported) as caught:
        open_store(folder)
    assert (caught.value.code, bool(caught.value.hint)) == ("newer-format", True)


@pytest.mark.parametrize("content", [b"", b"format = 1\n", b'format = "1"\nname = "open"\n', b"\xff", b"= ="])
def test_a_store_file_that_says_nothing_is_named(folder: Path, content: bytes) -> None:
    (folder / "store.toml").write_bytes(content)
    with pytest.raises(Invalid) as caught:
        open_store(folder)
    assert (caught.value.code, caught.value.ref) == ("store-file", str(folder / "store.toml"))


def test_a_folder_that_holds_a_journal_is_not_made_a_new_store(folder: Path, store: Store) -> None:
    keep(store, 1)
    content = (folder / "store.toml").read_bytes()
    (folder / "store.toml").unlink()
    with pytest.raises(Conflict) as caught:
        create_store(folder, "open")
    assert caught.value.code == "store-exists"
    (folder / "store.toml").write_bytes(content)
    with open_store(folder) as again:
        assert again.count() == 1


def test_making_a_store_can_be_taken_up_again(tmp_path: Path) -> None:
    create_store(tmp_path, "open")
    (tmp_path / "store.toml").unlink()
    create_store(tmp_path, "open")
    with open_store(tmp_path) as store:
        keep(store, 1)
        assert store.verify() == ()
