"""The page in ../shared/seed is read completely and exactly as its gold says."""

import json
from pathlib import Path
from typing import Any

import pytest

from fonds.formats import reading_as_dict
from fonds.model import Reading, Relation
from fonds.reading import read_file


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    return read_file(shared / "pages" / "001.txt")


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "pages" / "001.gold.json").read_text(encoding="utf-8"))


def test_the_form_is_known(reading: Reading) -> None:
    assert reading.capture.form == "A1"
    assert reading.capture.certainty > 0.9


def test_every_block_has_its_kind(reading: Reading, gold: dict[str, Any]) -> None:
    read = [{"text": b["text"], "kind": b["kind"]} for b in reading_as_dict(reading)["blocks"]]
    assert read == [{"text": b["text"], "kind": b["kind"]} for b in gold["blocks"]]


def test_every_block_of_the_source_is_accounted_for(reading: Reading, shared: Path) -> None:
    source = (shared / "pages" / "001.txt").read_text(encoding="utf-8")
    rest, at = "", 0
    for block in reading.capture.blocks:
        rest += source[at : block.start]
        at = block.end
    assert not (rest + source[at:]).strip()


def test_points_and_labels(reading: Reading, gold: dict[str, Any]) -> None:
    numbered = [passage for passage in reading.record.passages() if passage.number]
    assert [list(passage.number) for passage in numbered] == gold["points"]
    assert [passage.label for passage in numbered] == [".".join(path) for path in gold["points"]]
    assert reading.record.get_passage("8.1/2").content.startswith("Help the Provisional Government")
    assert reading.record.get_passage("8.3.b").parent == reading.record.get_passage("8.3").id


def test_the_description(reading: Reading, gold: dict[str, Any]) -> None:
    fields, description = gold["fields"], reading.description
    assert description.title == fields["title"]
    assert description.date is not None
    assert description.date.edtf == fields["header_date"]
    assert description.summary == fields["summary"]
    assert list(description.obtained_by) == fields["obtained_by"]
    assert list(description.translated_by) == fields["translated_by"]
    assert description.document_kind == "minutes"
    assert (description.record_id, description.uploaded, description.marking) == (None, None, None)


def test_the_citation(reading: Reading, gold: dict[str, Any]) -> None:
    citation, fields = reading.description.citation, gold["fields"]["citation"]
    assert citation is not None
    assert citation.literal == fields["literal"]
    assert (citation.repository, citation.fond, citation.opis, citation.delo) == (
        fields["repository"], fields["fond"], fields["opis"], fields["delo"],
    )  # fmt: skip
    assert citation.leaves == tuple(fields["leaves"])


def test_the_funder_named_twice_is_one(reading: Reading, gold: dict[str, Any]) -> None:
    assert list(reading.description.funders) == gold["fields"]["funders"]
    assert [slot.kind for slot in reading.record.slots if "MacArthur" in slot.content] == ["funder", "tail"]


def test_the_beheaded_line_stays(reading: Reading) -> None:
    heads = [slot.content for slot in reading.record.slots if slot.kind == "minutes_head"]
    assert heads[0] == "of the VKP(b) CC"


def test_labels_without_values_are_absent_and_not_empty(reading: Reading) -> None:
    assert reading.description.labels_without_value == ("Original Uploaded Date", "Record ID")
    assert reading.description.record_id is None


def test_the_lost_mail_address_is_known(reading: Reading) -> None:
    lost = reading.description.lost
    assert [item.what for item in lost] == ["mail address"]
    assert lost[0].literal in reading.record.get_slot(lost[0].slot).content


def test_a_part_is_kept_elsewhere(reading: Reading) -> None:
    relations = [statement for statement in reading.statements if isinstance(statement, Relation)]
    assert [(relation.kind, relation.target) for relation in relations if relation.kind == "kept-elsewhere"] == [
        ("kept-elsewhere", "Point 8")
    ]


def test_the_folder_of_the_seed_reads_alike(shared: Path, reading: Reading) -> None:
    sources = sorted((shared / "seed").iterdir())
    assert sources
    readings = [read_file(path) for path in sources if path.suffix == ".txt"]
    assert any(other.record.slots == reading.record.slots for other in readings)
