"""The JSON of a reading: labels instead of ids, literals beside values, nothing that a view does not hold."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from fonds.formats import reading_as_dict, reading_schema, write_reading_json
from fonds.model import Capture, Citation, Description, Finding, Level, Mark, Passage, Reading, Record
from fonds.reading import read_source
from tests.strategies import readings


def test_members_stand_in_their_order() -> None:
    reading = read_source(b"8. Concerning wool\n\n1. Send 36 lorries by 3 May 1936.\n")
    members = list(json.loads(write_reading_json(reading)))
    assert members == [
        "id", "form", "description", "texts", "documents", "blocks", "passages",
        "gaps", "distribution", "dates", "marks",
        "quantities", "statements", "mentions", "findings",
    ]  # fmt: skip


def test_a_citation_has_its_levels_in_their_order() -> None:
    cited = Citation(
        literal="TsKhSD, f. 5",
        repository="TsKhSD",
        fond="5",
        held_by="RGANI",
        levels=(Level(kind="fond", value="5"),),
    )
    reading = Reading(record=Record(), description=Description(citation=cited, further_citations=(cited,)))
    plain = reading_as_dict(reading)["description"]
    assert plain["citation"]["levels"] == [{"kind": "fond", "value": "5"}]
    assert (plain["citation"]["held_by"], plain["further_citations"]) == ("RGANI", [plain["citation"]])


def test_passages_are_named_by_label() -> None:
    plain = reading_as_dict(
        read_source(b"1. Send 36 lorries by 3 May 1936:\n\na) to the north;\n\nb) to the south.\n")
    )
    assert [(p["id"], p["parent"]) for p in plain["passages"]] == [("1", None), ("1.a", "1"), ("1.b", "1")]
    assert all(date["said_in"] == ["1"] for date in plain["dates"])


def test_a_mark_over_several_lines_is_one() -> None:
    slots = (
        Passage(id="a", kind="stamp", content="[Stamp: return", label="stamp", marks=(_mark("initial", 0, 14),)),
        Passage(id="b", kind="stamp", content="to the", label="stamp~2", marks=(_mark("medial", 0, 6),)),
        Passage(id="c", kind="stamp", content="file] x", label="stamp~3", marks=(_mark("final", 0, 5),)),
    )
    plain = reading_as_dict(Reading(record=Record(slots=slots)))
    assert [(m["text"], m["passage"]) for m in plain["marks"]] == [("[Stamp: return to the file]", "stamp")]


def _mark(part: str, start: int, end: int) -> Mark:
    return msgspec.convert({"kind": "stamp", "start": start, "end": end, "part": part}, Mark)


def test_a_view_without_a_capture_still_has_blocks() -> None:
    reading = read_source(b"1. Send lorries.\n\n2. Count them.\n")
    view = msgspec.structs.replace(reading, capture=Capture())
    assert [block["text"] for block in reading_as_dict(view)["blocks"]] == ["1. Send lorries.", "2. Count them."]


def test_a_finding_names_its_passages() -> None:
    reading = read_source(b"1. Send lorries.\n\n3. Count them.\n")
    finding = Finding(code="number-gap", slots=(reading.record.slots[1].id,), literals=("3",), message="2 is missing")
    plain = reading_as_dict(msgspec.structs.replace(reading, findings=(finding,)))
    assert plain["findings"] == [
        {
            "code": "number-gap", "passages": ["3"], "literals": ["3"], "message": "2 is missing", "candidates": [],
            "severity": "warning", "certainty": 1.0,
        }
    ]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(readings())
def test_any_reading_can_be_written(reading: Reading) -> None:
    written = json.loads(write_reading_json(reading))
    assert written == reading_as_dict(reading)


def _closed(shape: Any) -> Any:
    """A schema that refuses members which it does not describe."""
    if isinstance(shape, list):
        return [_closed(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    closed = {key: _closed(value) for key, value in shape.items()}
    return {**closed, "additionalProperties": False} if "properties" in shape else closed


_SCHEMA = Draft202012Validator(_closed(reading_schema()))


def test_the_schema_is_one_and_has_words_for_every_member() -> None:
    schema = reading_schema()
    Draft202012Validator.check_schema(schema)
    objects = {"": schema, **schema["$defs"]}
    assert all(given["description"] for given in objects.values())
    bare = [f"{name}.{member}" for name, given in objects.items() for member, shape in given["properties"].items()
            if not shape.get("description")]  # fmt: skip
    assert bare == []


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(readings())
def test_any_reading_is_as_the_schema_says(reading: Reading) -> None:
    assert [error.json_path for error in _SCHEMA.iter_errors(reading_as_dict(reading))] == []


def test_a_page_is_as_the_schema_says() -> None:
    source = b"1. Charge the Office with 36 boats by 3 May 1936, of which 5 are flat [sic]:\n\na) now;\n\nb) later.\n"
    assert [error.message for error in _SCHEMA.iter_errors(reading_as_dict(read_source(source)))] == []


@pytest.mark.parametrize("member", ["force", "through", "due", "term", "said_by", "certainty", "passages"])
def test_members_with_their_usual_value_are_there(member: str) -> None:
    reading = reading_as_dict(read_source(b"DECISION\n\n1. Charge the River Office with sending 36 boats.\n"))
    (task,) = [said for said in reading["statements"] if said["type"] == "task"]
    assert member in task
    assert task["force"] == "charge"
