"""One decision for all forms of a passage: what a translation says is closed and released with the original."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from fonds.actions.archive import Archive, add_store
from fonds.actions.closing import Request, close_passages, with_all_forms
from fonds.actions.releasing import ReleaseRequest, propose
from fonds.model import Invalid
from fonds.release import OPEN, Terms
from tests.actions.crossings import NOW, STAFF, add

TWO_LANGUAGES = Path(str(files("fonds.demo") / "records" / "letter-river-gauges-two-languages.txt"))
TERMS = Terms(reason=1, extent="lines")


@pytest.fixture
def letter(archive: Archive) -> tuple[Archive, str]:
    """An archive with a letter in Russian and in English, of three paragraphs each, and its id."""
    with_special = add_store(archive, "special")
    return with_special, add(with_special, TWO_LANGUAGES)[0]


@pytest.fixture
def uneven(archive: Archive, tmp_path: Path) -> tuple[Archive, str]:
    """The same letter, where the translator left a paragraph out."""
    lines = TWO_LANGUAGES.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "uneven.txt"
    path.write_text("\n".join(line for line in lines if not line.startswith("You ask")), encoding="utf-8")
    with_special = add_store(archive, "special")
    return with_special, add(with_special, path)[0]


def request(record_id: str, *labels: str, terms: Terms = TERMS) -> Request:
    references = tuple(f"{record_id}#{label}" for label in labels)
    return Request(references=references, store="special", terms=terms, by="A. Archivist")


def open_labels(archive: Archive, record_id: str) -> set[str]:
    return {passage.label for passage in archive.shelf(OPEN).store.get(record_id).record.passages()}


def test_both_forms_are_closed_and_released(letter: tuple[Archive, str]) -> None:
    archive, record_id = letter
    close_passages(archive, request(record_id, "/2"), actor=STAFF, now=NOW)
    assert open_labels(archive, record_id).isdisjoint({"/2", "/5"})
    wanted = ReleaseRequest(reference=f"{record_id}#/2", ground="old", by="ann")
    both = propose(archive, wanted, actor=STAFF, now=NOW)
    assert len(both.packet.slots) == 2
    one = propose(archive, replace(wanted, is_alone=True), actor=STAFF, now=NOW)
    assert len(one.packet.slots) == 1


def test_a_form_that_can_not_be_told_is_asked_for(uneven: tuple[Archive, str]) -> None:
    archive, record_id = uneven
    with pytest.raises(Invalid) as refused:
        close_passages(archive, request(record_id, "/3"), actor=STAFF, now=NOW)
    assert refused.value.code == "other-form"
    assert "/4, /5" in refused.value.hint
    assert {"/3", "/5"} <= open_labels(archive, record_id)
    close_passages(archive, request(record_id, "/3", "/5"), actor=STAFF, now=NOW)
    close_passages(archive, replace(request(record_id, "/1"), is_alone=True), actor=STAFF, now=NOW)
    assert open_labels(archive, record_id).isdisjoint({"/1", "/3", "/5"})
    assert "/4" in open_labels(archive, record_id)


def test_what_goes_along_is_said_before_it_is_done(letter: tuple[Archive, str]) -> None:
    archive, record_id = letter
    wanted = with_all_forms(archive, request(record_id, "/1../2"), actor=STAFF)
    assert wanted.references == (f"{record_id}#/1../2", f"{record_id}#/4", f"{record_id}#/5")
    assert with_all_forms(archive, wanted, actor=STAFF) == wanted


def test_other_words_stand_in_for_one_form_alone(letter: tuple[Archive, str]) -> None:
    archive, record_id = letter
    with_words = request(record_id, "/1", terms=replace(TERMS, stand_in="A paragraph"))
    with pytest.raises(Invalid) as refused:
        close_passages(archive, with_words, actor=STAFF, now=NOW)
    assert refused.value.code == "stand-in"
