"""Statements: each kind has its own tag, always says by whom and where, and readings point into their record."""

from __future__ import annotations

import json
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import AnyStatement, Dispatch, Passage, Quantity, Reading, Source, Statement, to_bytes
from tests import strategies

KINDS = get_args(AnyStatement)
SAID = {"slots": ("s1",), "literal": "Bulganin - 8", "said_by": Source(agent="fonds", version="0.1.0")}


def test_every_kind_of_statement_can_be_kept() -> None:
    assert set(Statement.__subclasses__()) == set(KINDS)


def test_tags_tell_the_kinds_apart() -> None:
    tags = [kind.__struct_config__.tag for kind in KINDS]
    assert len(set(tags)) == len(tags)
    assert all(tag == tag.lower() for tag in tags)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("left_out", ["slots", "literal", "said_by"])
def test_a_statement_says_where_in_which_words_and_by_whom(kind: type[Statement], left_out: str) -> None:
    with pytest.raises(TypeError, match=left_out):
        kind(**{name: value for name, value in SAID.items() if name != left_out})


def test_a_pointer_that_does_not_resolve_keeps_its_readings_and_decides_nothing() -> None:
    dispatch = Dispatch(**SAID, recipient="Bulganin", scope_literal="8")
    assert dispatch.reaches == ()
    assert json.loads(to_bytes(dispatch)) == {
        "type": "dispatch", "slots": ["s1"], "literal": "Bulganin - 8", "recipient": "Bulganin", "scope_literal": "8",
        "said_by": {"agent": "fonds", "version": "0.1.0"},
    }  # fmt: skip


@given(strategies.numbers())
def test_a_whole_number_stays_whole(number: float) -> None:
    back = msgspec.json.decode(to_bytes(Quantity(**SAID, value=number)), type=AnyStatement)
    assert isinstance(back, Quantity)
    assert back.value == number
    assert type(back.value) is type(number)


@given(st.data())
def test_drawn_readings_point_into_their_record(data: st.DataObject) -> None:
    reading: Reading = data.draw(strategies.readings())
    contents = {slot.id: slot.content for slot in reading.record.slots}
    for said in (*reading.statements, *reading.findings):
        assert said.slots
        assert set(said.slots) <= set(contents)
    for mention in reading.mentions:
        assert contents[mention.slot][mention.start : mention.end] == mention.literal
    assert [block.slot for block in reading.capture.blocks] == list(contents)


@given(strategies.kept_records())
def test_drawn_labels_name_one_passage_each(record: strategies.Record) -> None:
    for passage in record.passages():
        found = record.find_passage(passage.label)
        assert isinstance(found, Passage)
        assert found is passage
