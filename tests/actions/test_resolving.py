"""What a pointer means is said in view of all that it may mean, and kept where all that it names may be known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.actions.archive import Archive, add_store
from fonds.actions.history import events_of
from fonds.actions.resolving import Answer, resolve_pointer
from fonds.actions.upkeep import rebuild_store
from fonds.model import Actor, Invalid, NotFound
from fonds.release import OPEN
from tests.actions.crossings import (
    NOW,
    STAFF,
    WITHHELD,
    add,
    answered,
    close,
    copy_of,
    labels_of,
    make_archive,
    release,
    resolve,
    sent,
    write_order,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive with an open order, one that is closed, and three closed stores, one of them of two compartments."""
    folder = tmp_path_factory.mktemp("made")
    archive = make_archive(folder)
    archive = add_store(archive, "both", ("special", "army"))
    ids = add(archive, write_order(folder, 1))
    ids += add(archive, write_order(folder, 2), store="special")
    archive.close()
    return folder / "archive", ids


@pytest.fixture
def archive(tmp_path: Path, made: tuple[Path, list[str]]) -> Iterator[Archive]:
    with copy_of(made[0], tmp_path) as copy:
        yield copy


@pytest.fixture
def record(made: tuple[Path, list[str]]) -> str:
    return made[1][0]


def files_of(archive: Archive) -> dict[str, bytes]:
    """All that lies in the open store."""
    folder = archive.folder / "stores" / OPEN
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def decided(archive: Archive, record_id: str, store: str) -> list[tuple[str, str, str]]:
    """What was said of pointers, as a store's history has it: pointer, who, why."""
    events = events_of(archive, record_id, actor=STAFF, stores=[store])
    said = [event.decision for event in events if event.type == "resolution" and event.decision]
    return [(one.pointer, one.by[0], one.ground) for one in said]


@pytest.mark.parametrize(
    ("closed", "label"),
    [("3", "3"), ("distribution", "3"), ("2..distribution", "3"), ("2", "2.a"), ("title", "3")],
    ids=["a closed passage", "a closed list", "both", "a part", "neither"],
)
def test_an_answer_in_view_of_a_closed_store_is_kept_there_and_the_open_one_does_not_change(
    archive: Archive, record: str, closed: str, label: str
) -> None:
    close(archive, record, *closed.split(".."))
    before, asked = files_of(archive), sent(archive, record, "Customs") if closed in ("2", "3", "title") else None
    assert sent(archive, record, "Customs", "special") == ([], ["8"])
    assert resolve(archive, record, "8", label, "special") == 1
    assert files_of(archive) == before
    assert answered(archive, "special", record) == [("8", "cy")]
    assert sent(archive, record, "Customs", "special") == ([label], [])
    if asked:
        assert sent(archive, record, "Customs") == asked == ([], ["8"])
    assert decided(archive, record, "special") == [("8", "cy", f"cy saw the copy of {label}")]


def test_without_a_closed_store_the_answer_is_public(archive: Archive, record: str) -> None:
    close(archive, record, "1")
    assert resolve(archive, record, "8", "3") == 1
    assert answered(archive, OPEN, record) == [("8", "cy")]
    assert sent(archive, record, "Customs") == sent(archive, record, "Customs", "special") == (["3"], [])
    with pytest.raises(NotFound) as caught:
        resolve(archive, record, "9", "1")
    assert caught.value.code == "passage"


def test_of_a_record_that_is_closed_as_a_whole_too(archive: Archive, made: tuple[Path, list[str]]) -> None:
    closed = made[1][1]
    source = archive.shelf("special").store.get(closed).reading.capture
    assert resolve(archive, closed, "8", "3", "special") == 1
    assert sent(archive, closed, "Customs", "special") == (["3"], [])
    held = archive.shelf("special").store.get(closed)
    assert (held.split, held.reading.capture) == (None, source)
    with pytest.raises(NotFound):
        resolve(archive, closed, "8", "3")


def test_an_answer_can_be_corrected_and_what_is_said_of_a_closed_passage_counts_first(
    archive: Archive, record: str
) -> None:
    close(archive, record, "2..3")
    resolve(archive, record, "8", "1", by="ann")
    resolve(archive, record, "8", "3", "special", by="bo")
    assert sent(archive, record, "Customs") == (["1"], [])
    assert sent(archive, record, "Customs", "special") == (["3"], [])
    resolve(archive, record, "8", "2.b", "special", by="cy")
    assert sent(archive, record, "Customs", "special") == (["2.b"], [])
    resolve(archive, record, "8", "1", "special", by="dot")
    assert sent(archive, record, "Customs", "special") == (["1"], [])
    assert answered(archive, "special", record) == [("8", "dot")]
    assert answered(archive, OPEN, record) == [("8", "ann")]


def test_a_correction_to_what_is_open_ends_an_answer_of_the_closed_store_alone(archive: Archive, record: str) -> None:
    """List and passage lie in the store: the answer is part of its reading, until it means something else."""
    close(archive, record, "2", "distribution")
    resolve(archive, record, "8", "2.a", "special")
    assert sent(archive, record, "Customs", "special") == (["2.a"], [])
    resolve(archive, record, "8", "1", "special", by="dot")
    assert answered(archive, "special", record) == [("8", "dot")]
    assert sent(archive, record, "Customs", "special") == (["1"], [])


def test_over_two_closed_stores_the_one_keeps_it_whose_readers_may_read_both(archive: Archive, record: str) -> None:
    close(archive, record, "distribution")
    close(archive, record, "3", store="both")
    before = [list(archive.shelf(name).store.dump()) for name in (OPEN, "special")]
    resolve(archive, record, "8", "3", "special", "both")
    assert answered(archive, "both", record) == [("8", "cy")]
    assert [list(archive.shelf(name).store.dump()) for name in (OPEN, "special")] == before
    assert sent(archive, record, "Customs", "special") == ([], ["8"])
    assert sent(archive, record, "Customs", "both", "special") == (["3"], [])


def test_over_two_closed_stores_of_which_neither_may_know_the_other_it_is_refused(
    archive: Archive, record: str
) -> None:
    close(archive, record, "distribution")
    close(archive, record, "3", store="army")
    for stores in (("special", "army"), ("army", "special")):
        with pytest.raises(Invalid) as caught:
            resolve(archive, record, "8", "3", *stores)
        assert (caught.value.code, "of army and special together" in caught.value.hint) == ("several-stores", True)
    assert answered(archive, "special", record) == answered(archive, "army", record) == []
    close(archive, record, "1", store="both")
    resolve(archive, record, "8", "3", "special", "army", "both")
    assert answered(archive, "both", record) == [("8", "cy")]
    assert sent(archive, record, "Customs", "special", "army", "both") == (["3"], [])


def test_what_is_corrected_is_known_where_the_correction_is_kept(archive: Archive, record: str) -> None:
    close(archive, record, "3")
    close(archive, record, "2", store="army")
    resolve(archive, record, "8", "3", "special")
    with pytest.raises(Invalid):
        resolve(archive, record, "8", "2", "special", "army")
    resolve(archive, record, "9", "2", "special", "army")
    assert answered(archive, "army", record) == [("9", "cy")]


def test_the_label_is_that_of_the_store_and_tells_of_no_other(archive: Archive, tmp_path: Path) -> None:
    more = "\nThe first of three.\n\nThe second of three.\n\nThe third of three.\n"
    path = write_order(tmp_path, 8)
    path.write_text(path.read_text().replace("\nExcerpts sent", f"{more}\nExcerpts sent"), encoding="utf-8")
    (added,) = add(archive, path)
    close(archive, added, "3/3", store="army")
    close(archive, added, "3/4")
    whole = labels_of(archive, "special", added)
    resolve(archive, added, "8", "3/4", "special", "army")
    (event,) = [one for one in events_of(archive, added, actor=STAFF, stores=["special"]) if one.type == "resolution"]
    assert event.decision
    assert list(event.decision.labels) == whole


def test_a_store_that_has_nothing_of_the_record_keeps_nothing_of_it(archive: Archive, record: str) -> None:
    with pytest.raises(NotFound) as caught:
        resolve(archive, record, "8", "3", "special")
    assert (caught.value.code, "--store" in caught.value.hint) == ("record", True)


def test_who_is_not_cleared_for_a_store_does_not_learn_of_it(archive: Archive, record: str) -> None:
    close(archive, record, "3")
    answer = Answer(pointer="8", label="3", by="x", because="x")
    for stores in (["special"], ["nowhere"], [OPEN, "special"]):
        with pytest.raises(NotFound) as caught:
            resolve_pointer(archive, record, answer, actor=Actor(name="guest"), now=NOW, stores=stores)
        assert caught.value.code == "no-store"


# What becomes of an answer when passages move


@pytest.mark.parametrize("closed", ["3", "distribution"])
def test_an_open_answer_goes_along_when_what_it_names_is_closed(archive: Archive, record: str, closed: str) -> None:
    resolve(archive, record, "8", "3", by="ann")
    resolve(archive, record, "9", "1", by="bo")
    close(archive, record, closed)
    assert sent(archive, record, "Customs", "special") == (["3"], [])
    assert sent(archive, record, "Sailors", "special") == (["1"], [])
    if closed == "3":
        assert sent(archive, record, "Customs") == ([], ["8"])
        assert sent(archive, record, "Sailors") == (["1"], [])
        assert answered(archive, OPEN, record) == [("9", "bo")]
    said = [("8", "ann", "ann saw the copy of 3"), ("9", "bo", "bo saw the copy of 1")]
    assert decided(archive, record, "special") == said
    assert b"ann" not in b"".join(files_of(archive).values())


def test_with_a_whole_record_all_that_was_said_of_it_is_closed(archive: Archive, record: str) -> None:
    resolve(archive, record, "8", "3", by="ann")
    close(archive, record, "", terms=WITHHELD)
    assert sent(archive, record, "Customs", "special") == (["3"], [])
    assert sent(archive, record, "Sailors", "special") == ([], ["9"])
    release(archive, record, "distribution")
    assert sent(archive, record, "Customs") == ([], ["8"])
    assert sent(archive, record, "Customs", "special") == (["3"], [])
    rebuild_store(archive, "special")
    assert sent(archive, record, "Customs", "special") == (["3"], [])


def test_what_is_closed_later_goes_along_too_and_nothing_is_told_twice(archive: Archive, record: str) -> None:
    close(archive, record, "1")
    resolve(archive, record, "8", "3", by="ann")
    close(archive, record, "3")
    close(archive, record, "2", store="army")
    assert answered(archive, "special", record) == [("8", "ann")]
    assert answered(archive, "army", record) == []
    assert decided(archive, record, "special") == [("8", "ann", "ann saw the copy of 3")]
    assert decided(archive, record, "army") == []


def test_other_terms_for_what_is_closed_take_no_answer_from_the_open_store(archive: Archive, record: str) -> None:
    close(archive, record, "3")
    resolve(archive, record, "8", "1", by="ann")
    close(archive, record, "3", terms=WITHHELD)
    assert answered(archive, OPEN, record) == [("8", "ann")]
    for _ in range(2):
        assert (
            decided(archive, record, OPEN)
            == decided(archive, record, "special")
            == [("8", "ann", "ann saw the copy of 1")]
        )
        close(archive, record, "3", terms=WITHHELD)


def test_what_was_said_in_the_closed_store_counts_before_what_comes_along(archive: Archive, record: str) -> None:
    close(archive, record, "2")
    resolve(archive, record, "8", "2.a", "special", by="bo")
    resolve(archive, record, "8", "3", by="ann")
    close(archive, record, "3")
    assert sent(archive, record, "Customs", "special") == (["2.a"], [])
    assert [who for _, who, _ in decided(archive, record, "special")] == ["bo", "ann"]


def test_a_release_does_not_release_what_was_said(archive: Archive, record: str) -> None:
    close(archive, record, "1..3")
    resolve(archive, record, "8", "3", "special")
    packet = release(archive, record, "3")
    assert b"cy" not in b"".join(files_of(archive).values())
    assert packet.decision.labels == ("3",)
    assert sent(archive, record, "Customs") == ([], ["8"])
    assert sent(archive, record, "Customs", "special") == (["3"], [])
    resolve(archive, record, "8", "3", by="ann")
    assert sent(archive, record, "Customs") == (["3"], [])


def test_what_counted_in_a_closed_store_alone_stands_beside_it_when_a_part_is_released(
    archive: Archive, record: str
) -> None:
    close(archive, record, "2", "distribution")
    resolve(archive, record, "8", "2.a", "special")
    release(archive, record, "2")
    assert sent(archive, record, "Customs", "special") == (["2.a"], [])
    close(archive, record, "2")
    assert sent(archive, record, "Customs", "special") == (["2.a"], [])
    split = archive.shelf("special").store.get(record).split
    assert split
    assert split.resolutions == ()


def test_when_all_is_released_the_history_of_the_closed_store_still_has_it(archive: Archive, record: str) -> None:
    close(archive, record, "3")
    resolve(archive, record, "8", "3", "special")
    release(archive, record, "3")
    assert sent(archive, record, "Customs", "special") == ([], ["8"])
    assert decided(archive, record, "special") == [("8", "cy", "cy saw the copy of 3")]
