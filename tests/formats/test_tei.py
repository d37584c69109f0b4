"""TEI: every record comes back as it was, every file is valid by the schema, and hostile files do no harm."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from fonds.formats.tei import read_tei, write_tei
from fonds.model import Decision, Invalid, Mark, Passage, Reading, Record, Slot, Text, Unsupported
from fonds.reading import read_file
from tests.strategies import readings, readings_with_gaps

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCHEMA = SHARED / "schemas" / "tei_all.rng"
PAGES = sorted((SHARED / "pages").glob("*.txt"))
DEMO = sorted((Path(__file__).resolve().parents[2] / "src/fonds/demo/records").glob("*.txt"))
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason="../shared is absent")
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMA))


@given(readings() | readings_with_gaps())
def test_a_record_comes_back_as_it_was(reading: Reading) -> None:
    assert read_tei(write_tei(reading)) == reading.record


@pytest.mark.parametrize("page", [*DEMO, *PAGES], ids=lambda page: page.stem)
def test_captured_pages_come_back_as_they_were(page: Path) -> None:
    reading = read_file(page)
    assert read_tei(write_tei(reading)) == reading.record


@needs_schema
@given(readings() | readings_with_gaps())
def test_every_file_is_valid(schema: etree.RelaxNG, reading: Reading) -> None:
    written = write_tei(reading, decisions=[_release("8.1")])
    assert schema.validate(etree.fromstring(written)), schema.error_log


@needs_schema
@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
def test_jing_finds_captured_pages_valid(tmp_path: Path) -> None:
    for page in [*DEMO, *PAGES]:
        (tmp_path / f"{page.stem}.xml").write_bytes(write_tei(read_file(page)))
    files = sorted(map(os.fspath, tmp_path.glob("*.xml")))
    told = subprocess.run(["jing", os.fspath(SCHEMA), *files], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def _release(*labels: str) -> Decision:
    return Decision(
        kind="release",
        record_id="",
        labels=labels,
        by=("A. Reader", "B. Keeper"),
        on="2026-05-04",
        ground="secret why",
    )


def _passage(slot_id: str, content: str, **facts: object) -> Passage:
    return Passage(
        **{"id": slot_id, "kind": "paragraph", "content": content, "text": "t1", "label": slot_id, **facts}
    )  # type: ignore[arg-type]  # facts are any fields


def _reading(*slots: Slot) -> Reading:
    return Reading(record=Record(id="", texts=(Text(id="t1", language="en", script="Latn"),), slots=slots))


def test_numbered_passages_are_nested_lists() -> None:
    point = _passage("p8", "8. On the mill:", kind="point", label="8", number=("8",))
    sub = _passage("p81", "8.1. Mend it.", kind="subpoint", label="8.1", number=("8", "1"), parent="p8")
    more = _passage("p8b", "All agreed.", label="8/2", parent="p8")
    root = etree.fromstring(write_tei(_reading(point, sub, more)))
    (item,) = root.findall(f".//{TEI}body//{TEI}div/{TEI}list/{TEI}item")
    assert [etree.QName(part).localname for part in item] == ["ab", "list", "p"]
    assert item.find(f"{TEI}list/{TEI}item").get("sortKey") == "8.1"


def test_marks_that_lie_across_each_other_are_written_beside_the_text() -> None:
    marks = (
        Mark(kind="gloss", start=0, end=6, reason="named"), Mark(kind="variant", start=3, end=9, certainty=0.4),
        Mark(kind="sic", start=3, end=4, part="initial"),
    )  # fmt: skip
    reading = _reading(_passage("p1", "abcdefghij", marks=marks))
    written = write_tei(reading)
    assert b"string-range(slot-p1,3,6)" in written
    assert read_tei(written) == reading.record


def test_characters_that_xml_can_not_hold_come_back() -> None:
    reading = _reading(_passage("p1", "\x0cpage\x00two\r\n\ttab \ufffe"))
    assert read_tei(write_tei(reading)) == reading.record


def test_decisions_are_revision_notes_without_their_grounds() -> None:
    written = write_tei(_reading(_passage("p1", "open")), decisions=[_release("8.1", "8.2")])
    assert b"release: 8.1, 8.2, by A. Reader, B. Keeper" in written
    assert b"secret why" not in written


BOMB = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><appInfo><application ident="fonds"/></appInfo>
</encodingDesc></teiHeader><text><body><p>&b;</p></body></text></TEI>"""
OUTER = (
    b"""<?xml version="1.0"?><!DOCTYPE TEI SYSTEM "file:///etc/passwd"><TEI xmlns="http://www.tei-c.org/ns/1.0"/>"""
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml"), (b"\x00\x01\x02", "xml"), (b"<TEI><open>", "xml"), (BOMB, "doctype"), (OUTER, "doctype"),
        (b"<html/>", "not-tei"),
    ],
)  # fmt: skip
def test_what_is_no_tei_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_tei(data)
    assert caught.value.code == code


def test_tei_of_other_programs_is_not_taken_for_a_record() -> None:
    with pytest.raises(Unsupported):
        read_tei(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A letter.</p></body></text></TEI>')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'type="gloss"', b'type="sonnet"'), (b'cert="0.4"', b'cert="high"'),
        (b'ana="#reason-1"', b'ana="#reason-9"'), (b"slot-p1,3,6", b"slot-p1,3"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused(old: bytes, new: bytes) -> None:
    marks = (
        Mark(kind="variant", start=0, end=6, reason="named"), Mark(kind="gloss", start=3, end=9, certainty=0.4),
    )  # fmt: skip
    written = write_tei(_reading(_passage("p1", "abcdefghij", marks=marks)))
    assert old in written
    with pytest.raises(Invalid) as caught:
        read_tei(written.replace(old, new))
    assert caught.value.code == "tei"
