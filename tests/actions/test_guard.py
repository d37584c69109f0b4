"""What lies closed does not come into the open store by being added again."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fonds.actions.archive import Archive, add_store
from fonds.actions.guard import Guard
from fonds.model import Actor, Description, Invalid, NotFound
from fonds.release import Deposit
from fonds.store import Store
from tests.actions.conftest import STAFF, Add
from tests.actions.test_adding import OTHER, page
from tests.store.samples import NOW, deposit

STRANGER = Actor(name="stranger")


@pytest.fixture
def two_stores(archive: Archive) -> Archive:
    """The same archive with a closed store."""
    return add_store(archive, "special")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(page(12))
    return path


@pytest.mark.parametrize("change", ["nothing", "place", "content", "place and content"])
def test_a_page_that_is_kept_closed_is_set_aside(two_stores: Archive, add: Add, source: Path, change: str) -> None:
    """By its hash, by its place, and by the site's id together with title or citation."""
    add(two_stores, source, store="special")
    if "content" in change:
        source.write_text(page(13))
    if "place" in change:
        source = source.rename(source.with_name("copy.txt"))
    other = source.with_name("other.txt")
    other.write_text(OTHER)
    closed, fresh = add(two_stores, source, other, store="open")
    assert (closed.what, closed.code, fresh.what) == ("set-aside", "kept-closed", "added")
    assert closed.hint
    assert "special" not in closed.reason + closed.hint
    assert two_stores.shelf().store.count() == two_stores.shelf().index.count() == 1


def test_a_closed_store_that_one_may_not_read_gives_no_answer(two_stores: Archive, add: Add, source: Path) -> None:
    add(two_stores, source, store="special")
    (outcome,) = add(two_stores, source, store="open", actor=STRANGER)
    assert (outcome.what, outcome.warning) == ("added", "")


def test_a_page_that_is_open_may_be_closed_too_with_a_warning(two_stores: Archive, add: Add, source: Path) -> None:
    (plain,) = add(two_stores, source, store="open")
    assert (plain.what, plain.warning) == ("added", "")
    source.write_text(page(13))
    (warned,) = add(two_stores, source, store="special")
    assert warned.what == "added"
    assert "the open store has this page already" in warned.warning
    (again,) = add(two_stores, source, store="open")
    assert (again.what, again.code) == ("set-aside", "kept-closed")


def test_the_same_id_of_another_site_is_another_page(two_stores: Archive, add: Add, tmp_path: Path) -> None:
    pages = [tmp_path / "a.txt", tmp_path / "b.txt"]
    pages[0].write_text(page(12))
    pages[1].write_text(page(12).replace("ferry", "road").replace("ll. 7-8", "l. 9"))
    add(two_stores, pages[0], store="special")
    assert [outcome.what for outcome in add(two_stores, pages[1], store="open")] == ["added"]


def test_what_the_store_refuses_is_set_aside_alone(
    archive: Archive, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Store.deposit

    def refuse(store: Store, deposits: list[Deposit], actor: str, now: str) -> object:
        if any(b"elephants" in deposit.source for deposit in deposits):
            raise Invalid("half a character pair stands alone", code="not-text")
        return sound(store, deposits, actor, now)

    monkeypatch.setattr(Store, "deposit", refuse)
    for name, text in (("a", page(12)), ("b", OTHER), ("c", page(9, "110999").replace("ferry", "road"))):
        (tmp_path / f"{name}.txt").write_text(text)
    outcomes = add(archive, *(tmp_path / f"{name}.txt" for name in "abc"))
    assert [(outcome.what, outcome.code) for outcome in outcomes] == [
        ("added", ""),
        ("set-aside", "not-text"),
        ("added", ""),
    ]
    assert archive.shelf().store.count() == archive.shelf().index.count() == 2


def test_sources_from_no_place_are_not_from_the_same_one(two_stores: Archive) -> None:
    """Those that were given on standard input, and those of which the store may not know whence they came."""
    nowhere = [msgspec.structs.replace(deposit(number), origin_key="") for number in (1, 2)]
    other = msgspec.structs.replace(nowhere[1].reading, description=Description())
    nowhere[1] = msgspec.structs.replace(nowhere[1], reading=other)
    two_stores.shelf("special").store.deposit(nowhere[:1], "staff", NOW)
    with two_stores.shelf().writing("add") as index:
        (ruling,) = Guard(two_stores, "open", STAFF).admit(index, nowhere[1:], NOW)
    assert ruling.refusal is None


@pytest.mark.parametrize("store", ["special", "nowhere"])
def test_a_store_that_one_may_not_read_is_no_store(two_stores: Archive, add: Add, source: Path, store: str) -> None:
    with pytest.raises(NotFound) as caught:
        add(two_stores, source, store=store, actor=STRANGER)
    assert (caught.value.code, caught.value.hint) == ("no-store", "You may read: open.")


def test_with_two_stores_one_must_say_where(two_stores: Archive, add: Add, source: Path) -> None:
    with pytest.raises(Invalid) as caught:
        add(two_stores, source)
    assert (caught.value.code, caught.value.hint) == (
        "store-not-said",
        "Say which: --store open or --store special.",
    )
    with pytest.raises(Invalid) as caught:
        add(two_stores, source, actor=STRANGER)
    assert caught.value.hint == "Say which: --store open."


def test_texts_of_a_closed_record_are_not_counted(two_stores: Archive, add: Add, source: Path) -> None:
    """Where some of them are released, their ids do not say how many there are; in an open record they may."""
    texts = {}
    for store in ("open", "special"):
        add(two_stores, source, store=store)
        kept = two_stores.shelf(store).store
        texts[store] = [text.id for text in kept.get(next(iter(kept.ids()))).record.texts]
    assert texts["open"] == ["t1"]
    assert len(texts["special"]) == 1
    assert texts["special"] != ["t1"]
