"""Closed stores: who may read them, and what others are told of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fonds.actions.archive import Archive, add_store, open_archive, remove_store, store_folder
from fonds.actions.consulting import (
    StoreFacts,
    get_holding,
    get_version,
    list_records,
    list_stores,
    list_versions,
)
from fonds.actions.health import examine
from fonds.actions.searching import search_archive
from fonds.actions.upkeep import rebuild_store, verify_store
from fonds.model import Actor, Conflict, Invalid, NotFound, Refused, new_record_id
from tests.actions.conftest import STAFF, Add

STRANGER = Actor(name="stranger")
ID = new_record_id()

DEEDS: dict[str, Callable[[Archive, str, Actor], object]] = {
    "get": lambda archive, store, actor: get_holding(archive, ID, actor=actor, store=store),
    "version": lambda archive, store, actor: get_version(archive, ID, 1, actor=actor, store=store),
    "versions": lambda archive, store, actor: list_versions(archive, ID, actor=actor, store=store),
    "list": lambda archive, store, actor: list(list_records(archive, actor=actor, store=store)),
    "search": lambda archive, store, actor: search_archive(archive, "flour", actor=actor, store=store),
    "rebuild": lambda archive, store, actor: rebuild_store(archive, store, actor=actor),
    "verify": lambda archive, store, actor: verify_store(archive, store, actor=actor),
}


@pytest.fixture
def two_stores(archive: Archive) -> Archive:
    """The same archive with a closed store."""
    return add_store(archive, "special")


@pytest.mark.parametrize("deed", DEEDS)
def test_a_closed_store_and_one_that_does_not_exist_answer_alike(two_stores: Archive, deed: str) -> None:
    answers = []
    for store in ("special", "nowhere"):
        with pytest.raises(NotFound) as caught:
            DEEDS[deed](two_stores, store, STRANGER)
        answers.append((caught.value.code, caught.value.hint, str(caught.value).replace(store, "")))
    assert answers[0] == answers[1]
    assert answers[0][:2] == ("no-store", "You may read: open.")


def test_an_unknown_store_is_answered_with_the_known_ones(two_stores: Archive) -> None:
    with pytest.raises(NotFound) as caught:
        verify_store(two_stores, "nowhere")
    assert caught.value.hint == "You may read: open, special."
    open_store, special = (
        StoreFacts(name="open", records=0),
        StoreFacts(name="special", records=0, compartments=("special",)),
    )
    assert list_stores(two_stores, actor=STAFF) == (open_store, special)
    assert list_stores(two_stores, actor=STRANGER) == (open_store,)


def test_a_store_of_two_compartments_is_read_by_who_is_cleared_for_both(archive: Archive) -> None:
    grown = add_store(archive, "one", ["special-file"])
    grown = add_store(grown, "both", ["special-file", "names", "names"])
    assert open_archive(grown.folder).compartments_of("both") == {"special-file", "names"}
    cleared = {
        frozenset(): ("open",),
        frozenset({"special-file"}): ("open", "one"),
        frozenset({"names", "both", "one"}): ("open",),
        frozenset({"special-file", "names"}): ("open", "both", "one"),
    }
    for clearances, stores in cleared.items():
        assert grown.stores_of(Actor(name="reader", clearances=clearances)) == stores
    assert list_stores(grown, actor=Actor(name="all", clearances=frozenset({"special-file", "names"})))[1] == (
        StoreFacts(name="both", records=0, compartments=("names", "special-file"))
    )


def test_a_combination_of_compartments_has_one_store(archive: Archive) -> None:
    grown = add_store(add_store(archive, "special"), "both", ["a", "b"])
    for name, compartments in (("other", ["special"]), ("other", ["b", "a"]), ("more", ["a", "b", "a"])):
        with pytest.raises(Conflict) as caught:
            add_store(grown, name, compartments)
        assert caught.value.code == "compartments-taken"
    for wrong in ("open", "Names", "", "a b"):
        with pytest.raises(Invalid) as named:
            add_store(grown, "other", [wrong])
        assert named.value.code == "compartment-name"
    assert open_archive(grown.folder).store_names == ("open", "both", "special")


def test_there_are_sixteen_stores_beside_the_open_one_at_most(archive: Archive) -> None:
    with (archive.folder / "archive.toml").open("a") as file:
        file.writelines(f"\n[stores.s{number}]\n" for number in range(16))
    with pytest.raises(Conflict) as caught:
        add_store(open_archive(archive.folder), "more")
    assert caught.value.code == "too-many-stores"


def test_a_store_that_the_account_can_not_enter_is_none(two_stores: Archive, without_privileges: None) -> None:
    assert not two_stores.can_enter("special")
    assert two_stores.stores_of(STAFF) == ("open",)
    with pytest.raises(NotFound, match="no such store"):
        get_holding(two_stores, ID, actor=STAFF, store="special")


def test_others_can_not_look_into_a_closed_store(two_stores: Archive) -> None:
    folder = two_stores.folder / "stores" / "special"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert _state(two_stores.folder) == ["well"]
    folder.chmod(0o755)
    assert _state(two_stores.folder) == ["look", "well"]
    (symptom,) = (found for found in examine(two_stores.folder) if found.state == "look" and "store" in found.check)
    assert symptom.what == "others on this machine can read the store"
    assert symptom.hint == f"Run: chmod 700 {folder}"


def _state(archive: Path) -> list[str]:
    return [symptom.state for symptom in examine(archive) if symptom.check == "store special"]


def test_a_store_that_never_held_anything_is_removed(archive: Archive) -> None:
    file = archive.folder / "archive.toml"
    before = file.read_text("utf-8")
    grown = add_store(add_store(archive, "special"), "sealed")
    left = remove_store(grown, "special")
    assert left.store_names == ("open", "sealed")
    assert not store_folder(left.folder, "special").exists()
    last = remove_store(left, "sealed")
    assert file.read_text("utf-8").rstrip() == before.rstrip()
    last.close()


def test_a_store_that_holds_something_stays(archive: Archive, add: Add, tmp_path: Path) -> None:
    grown = add_store(archive, "special")
    page = tmp_path / "page.txt"
    page.write_text("4 May 1931\n\n1. The ramp is to be mended.\n", encoding="utf-8")
    add(grown, page, store="special")
    with pytest.raises(Conflict) as caught:
        remove_store(grown, "special")
    assert caught.value.code == "store-not-empty"
    again = open_archive(grown.folder)
    assert again.shelf("special").store.count() == 1
    again.close()


def test_the_open_store_stays(archive: Archive) -> None:
    with pytest.raises(Refused):
        remove_store(archive, "open")


def test_a_store_that_is_not_there_can_not_be_removed(archive: Archive) -> None:
    with pytest.raises(NotFound):
        remove_store(archive, "special")
