"""Labels in a cleared view, and words that stand in public in the place of what is closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.actions.archive import Archive
from fonds.actions.excerpting import excerpt_of
from fonds.actions.history import due_for_review
from fonds.actions.releasing import ReleaseRequest, propose
from fonds.actions.viewing import as_one, get_passage_of_view, get_view
from fonds.model import Conflict, NotFound
from fonds.release import OPEN, ClearedView, Terms
from tests.actions.crossings import (
    MARKED,
    NOW,
    STAFF,
    WITHHELD,
    add,
    close,
    files_with,
    gaps_of,
    labels_of,
    make_archive,
    release,
    slots_of,
    write_order,
)

PAGE = """\
Skip to content

June 2, 1932

Letter on the lamps of Lomsk

To the Harbour Board, the letter of the keeper of lamps.

The northern lamp smokes since the frost of last week.

The southern lamp was stolen by persons who are not known.

The western lamp is kept by the widow of the last keeper.

The eastern lamp burns.

Document Information

State Archive of Lomsk, F. 12, Op. 3, D. 1, l. 5.
"""


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = make_archive(tmp_path)
    yield made
    made.close()


def write(folder: Path, text: str = PAGE) -> Path:
    path = folder / "letter.txt"
    path.write_text(text, encoding="utf-8")
    return path


def view_of(archive: Archive, record_id: str) -> ClearedView:
    return get_view(archive, record_id, actor=STAFF, stores=["special"])


def closed_labels(archive: Archive, record_id: str) -> dict[str, str]:
    """How a cleared view labels what is closed, and the ids."""
    view = view_of(archive, record_id)
    stores = view.store_of()
    return {passage.label: passage.id for passage in view.record.passages() if stores[passage.id] != OPEN}


def led_to(archive: Archive, record_id: str, label: str) -> str:
    """Id of the passage; empty when two had the label."""
    try:
        return get_passage_of_view(archive, f"{record_id}#{label}", actor=STAFF, stores=["special"]).id
    except Conflict:
        return ""


@pytest.mark.parametrize("begin", [OPEN, "special"])
def test_labels_of_a_cleared_view_lead_to_the_same_passage_for_life(
    archive: Archive, tmp_path: Path, begin: str
) -> None:
    (record_id,) = add(archive, write(tmp_path), store=begin)
    if begin == OPEN:
        close(archive, record_id, "/2", "/3", "/4", terms=WITHHELD)
    shown = closed_labels(archive, record_id)
    lamps = [label for label in shown if label.startswith("/")]
    assert len(lamps) >= 3
    for label in lamps[::-1]:
        release(archive, record_id, label)
        shown |= closed_labels(archive, record_id)
        assert {each: led_to(archive, record_id, each) for each in lamps} == {each: shown[each] for each in lamps}
    public = [label for label in labels_of(archive, OPEN, record_id) if label.startswith("/")]
    assert sorted(public) == [f"/{n}" for n in range(1, len(public) + 1)]
    close(archive, record_id, public[1], terms=MARKED)
    again = [label for label in closed_labels(archive, record_id) if label.startswith("/")]
    assert len(again) == 1
    assert led_to(archive, record_id, again[0]) == led_to(archive, record_id, public[1])
    (due,) = due_for_review(archive, 2040, actor=STAFF)
    assert due.closing.label == again[0]


def test_a_label_that_the_public_gives_again_is_not_guessed(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write(tmp_path))
    before = {passage.label: passage.id for passage in view_of(archive, record_id).record.passages()}
    close(archive, record_id, "/2", "/3", "/4", terms=WITHHELD)
    assert all(led_to(archive, record_id, f"/{n}") == before[f"/{n}"] for n in (1, 2, 3, 4))
    third = next(label for label, slot in closed_labels(archive, record_id).items() if slot == before["/3"])
    release(archive, record_id, third)
    assert led_to(archive, record_id, "/2") == ""
    assert led_to(archive, record_id, "/3") == before["/3"]
    assert led_to(archive, record_id, "/4") == before["/4"]
    with pytest.raises(NotFound):
        led_to(archive, record_id, "/99")


def test_a_changed_capture_of_a_closed_page_keeps_ids_and_labels(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write(tmp_path), store="special")
    before = closed_labels(archive, record_id)
    changed = PAGE.replace("since the frost of last week", "since the frost").replace("burns.", "burns badly.")
    add(archive, write(tmp_path, changed), store="special")
    assert closed_labels(archive, record_id) == before


def test_closing_the_label_of_a_stand_in_closes_what_it_stands_for(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write(tmp_path))
    close(archive, record_id, "/3", terms=Terms(reason=1, extent=None, stand_in="Of a lamp"))
    kept = slots_of(archive, "special", record_id)
    close(archive, record_id, "/3", terms=MARKED)
    assert slots_of(archive, "special", record_id) == kept
    assert "Of a lamp" in slots_of(archive, OPEN, record_id).values()
    closed = view_of(archive, record_id)
    split = closed.holdings[1].split
    assert split is not None
    assert [one.gap is not None for one in split.closings] == [True]
    ((true, instead),) = closed.stood_for().items()
    assert "western" in closed.record.get_slot(true).content
    assert closed.record.get_slot(instead).content == "Of a lamp"
    assert "western" in get_passage_of_view(archive, f"{record_id}#/3", actor=STAFF, stores=["special"]).content


def test_an_excerpt_has_what_is_closed_under_the_label_of_the_words_in_its_place(
    archive: Archive, tmp_path: Path
) -> None:
    (record_id,) = add(archive, write_order(tmp_path, 1))
    close(archive, record_id, "1", terms=Terms(reason=1, extent=None, stand_in="A basin"))
    whole = as_one(get_view(archive, record_id, actor=STAFF, stores=["special"]))
    (passage,) = excerpt_of(whole, ["1"]).reading.record.passages()
    assert (passage.label, "fathoms" in passage.content) == ("1", True)
    public = as_one(get_view(archive, record_id, actor=STAFF, stores=[]))
    assert [each.content for each in excerpt_of(public, ["1"]).reading.record.passages()] == ["A basin"]


def test_other_words_stand_in_and_the_first_are_gone_from_the_open_store(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write(tmp_path))
    close(archive, record_id, "title", terms=Terms(reason=1, extent=None, stand_in="Letter to Zvezdochka"))
    assert files_with(archive.folder / "stores" / OPEN, "Zvezdochka")
    close(archive, record_id, "title", terms=Terms(reason=1, extent=None, stand_in="A letter"))
    assert "A letter" in slots_of(archive, OPEN, record_id).values()
    assert not files_with(archive.folder / "stores" / OPEN, "Zvezdochka")


def test_words_do_not_stand_in_for_what_is_closed_already(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write(tmp_path), store="special")
    with pytest.raises(Conflict) as told:
        close(archive, record_id, "title", terms=Terms(reason=1, extent=None, stand_in="A letter"))
    assert told.value.code == "closed-already"
    assert labels_of(archive, OPEN, record_id) == []


def test_what_is_released_has_the_label_of_its_gap_and_of_no_other(archive: Archive, tmp_path: Path) -> None:
    """So what the public has cited leads on to the passage, and never to another."""
    (record_id,) = add(archive, write(tmp_path))
    close(archive, record_id, "/2", "/3", "/4", terms=MARKED)
    western = next(label for label, each in closed_labels(archive, record_id).items() if is_western(archive, each))
    release(archive, record_id, western)
    assert "/3" in labels_of(archive, OPEN, record_id)
    assert sorted(label for label, _ in gaps_of(archive, record_id)) == ["/2", "/4"]


def is_western(archive: Archive, slot_id: str) -> bool:
    kept = archive.shelf("special").store
    return any("western" in kept.get(each).record.get_slot(slot_id).content for each in kept.ids())


def test_an_excerpt_says_that_words_stand_in(archive: Archive, tmp_path: Path) -> None:
    """What was sent is not what an archivist wrote in its place."""
    (record_id,) = add(archive, write_order(tmp_path, 1))
    close(archive, record_id, "1", terms=Terms(reason=1, extent="lines", stand_in="A basin"))
    public = as_one(get_view(archive, record_id, actor=STAFF, stores=[]))
    assert [gap.label for gap in excerpt_of(public, ["1"]).reading.record.gaps] == ["1"]


def test_a_proposal_does_not_take_what_once_had_the_label_of_what_is_open(archive: Archive, tmp_path: Path) -> None:
    (record_id,) = add(archive, write(tmp_path))
    for label, store in (("/2", "special"), ("/3", "army")):
        close(archive, record_id, label, terms=WITHHELD, store=store)
    western = next(label for label in labels_of(archive, "army", record_id) if label.startswith("/"))
    release(archive, record_id, western, store="army")
    assert "/2" in labels_of(archive, OPEN, record_id)
    asked = ReleaseRequest(reference=f"{record_id}#/2", ground="old", by="ann", stores=("special",))
    with pytest.raises(Conflict) as refused:
        propose(archive, asked, actor=STAFF, now=NOW)
    assert refused.value.code == "open-already"
