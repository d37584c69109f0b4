"""What adding makes of sources: new records, next versions, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fonds.actions.adding import Outcome
from fonds.actions.archive import Archive
from fonds.actions.likeness import may_continue
from fonds.reading import read_source
from tests.actions.conftest import Add

PAGE = """\
Skip to content

May 4, 1931

Excerpt on the ferry from Minutes No. 3 of the River Commission

MINUTES No. 3

of the River Commission

4 May 1931

1. Charge the River Office (Cde. Ognev) with sending {boats} boats before the flood.

2. Ask the Road Office to mend the ramp before the flood.

The commission orders boats for the ferry.

Document Information

RGASPI F. 9, Op. 1, D. 4, ll. 7-8. Obtained by Ann Example and translated by Bo Example.

Record ID

{site_id}
"""
OTHER = "LETTER\n\nDear colleague, the elephants of the circus are in Osh and eat more hay than was agreed.\n"


def page(boats: int, site_id: str = "110123") -> str:
    return PAGE.format(boats=boats, site_id=site_id)


def said(outcomes: list[Outcome]) -> list[tuple[str, int]]:
    return [(outcome.what, outcome.version) for outcome in outcomes]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


def test_the_same_twice_changes_nothing(archive: Archive, add: Add, pages: Path) -> None:
    (pages / "a.txt").write_text(page(12))
    (pages / "b.txt").write_text(OTHER)
    assert said(add(archive, pages)) == [("added", 1), ("added", 1)]
    position = archive.shelf().store.position()
    assert said(add(archive, pages)) == [("unchanged", 1), ("unchanged", 1)]
    assert archive.shelf().store.position() == position


def test_a_folder_with_two_captures_of_a_page_can_be_added_twice(archive: Archive, add: Add, pages: Path) -> None:
    (pages / "a.txt").write_text(page(12))
    (pages / "b.txt").write_text(page(13))
    assert said(add(archive, pages)) == [("added", 1), ("new-version", 2)]
    position = archive.shelf().store.position()
    for _ in range(2):
        assert said(add(archive, pages)) == [("unchanged", 2), ("unchanged", 2)]
    assert archive.shelf().store.position() == position


def test_a_page_that_goes_back_to_what_it_was_is_a_next_version(archive: Archive, add: Add, pages: Path) -> None:
    path = pages / "a.txt"
    for boats, outcome in ((12, ("added", 1)), (13, ("new-version", 2)), (12, ("new-version", 3))):
        path.write_text(page(boats))
        assert said(add(archive, path)) == [outcome]
        assert said(add(archive, path)) == [("unchanged", outcome[1])]
    (record_id,) = archive.shelf().store.ids()
    assert "12 boats" in str(archive.shelf().store.get(record_id).record)


def test_an_old_copy_from_elsewhere_changes_nothing(archive: Archive, add: Add, pages: Path) -> None:
    for boats in (12, 13):
        (pages / "a.txt").write_text(page(boats))
        add(archive, pages / "a.txt")
    (pages / "copy.txt").write_text(page(12))
    assert said(add(archive, pages)) == [("unchanged", 2), ("unchanged", 2)]


def test_another_document_in_the_same_place_is_another_record(archive: Archive, add: Add, pages: Path) -> None:
    path = pages / "a.txt"
    path.write_text(page(12))
    add(archive, path)
    path.write_text(OTHER)
    assert said(add(archive, path)) == [("added", 1)]
    assert archive.shelf().store.count() == 2
    path.write_text(page(14, site_id=""))  # the first page again, edited
    assert said(add(archive, path)) == [("new-version", 2)]
    path.write_text(OTHER.replace("Osh", "Frunze"))
    assert said(add(archive, path)) == [("new-version", 2)]


def test_pages_of_one_site_are_not_alike_for_their_frame() -> None:
    first = page(12, "")
    kept, gone = first.index("Excerpt"), first.index("Document Information")
    other = first[:kept] + "Letter on elephants\n\nThey eat more hay than was agreed.\n\n" + first[gone:]
    one = read_source(first.encode())
    assert not may_continue(one, read_source(other.replace("ll. 7-8", "l. 9").encode()))
    edited = read_source(first.replace("ferry", "road").replace("12", "13").replace("ll. 7-8", "l. 9").encode())
    assert may_continue(one, edited)


def test_a_file_whose_name_is_no_text_is_added(archive: Archive, add: Add, pages: Path) -> None:
    Path(os.fsdecode(os.fsencode(pages) + b"/bad\xff\xfe.txt")).write_text(OTHER)
    (pages / "c.txt").write_text(page(12))
    assert said(add(archive, pages)) == [("added", 1), ("added", 1)]
    origins = {archive.shelf().store.get(record_id).origin for record_id in archive.shelf().store.ids()}
    assert origins == {"bad\\xff\\xfe.txt", "c.txt"}
    assert said(add(archive, pages)) == [("unchanged", 1), ("unchanged", 1)]
