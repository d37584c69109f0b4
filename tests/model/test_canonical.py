"""Canonical JSON: the same value gives the same bytes, and the bytes give the value back."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import AnyStatement, Decision, Finding, Invalid, Name, Reader, Reading, Record, from_bytes, to_bytes
from fonds.model.canonical import digest
from tests import strategies

_SLOT_IDS = st.sampled_from(("s1", "s2"))
_VALUES = st.one_of(
    strategies.records(),
    strategies.kept_records(),
    strategies.names(),
    strategies.findings(_SLOT_IDS),
    strategies.citations(),
    strategies.dates(),
    strategies.readers(),
    strategies.actors(),
    strategies.gaps(),
    strategies.decisions(),
)


@given(_VALUES)
def test_every_value_comes_back(value: msgspec.Struct) -> None:
    assert from_bytes(to_bytes(value), type(value)) == value


@given(strategies.statements(_SLOT_IDS))
def test_every_statement_comes_back_as_its_own_kind(statement: AnyStatement) -> None:
    back = msgspec.json.decode(to_bytes(statement), type=AnyStatement)
    assert back == statement
    assert type(back) is type(statement)


@given(strategies.readings())
def test_a_whole_reading_comes_back(reading: Reading) -> None:
    data = to_bytes(reading)
    back = from_bytes(data, Reading)
    assert back == reading
    assert to_bytes(back) == data


@given(_VALUES)
def test_members_are_sorted_and_no_space_is_wasted(value: msgspec.Struct) -> None:
    data = to_bytes(value)
    again = json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    # Floats have several shortest forms (1e-05, 0.00001): compare what was read, and the order of its keys.
    assert _keys(json.loads(data)) == _keys(json.loads(again))
    assert b"\n" not in data


def _keys(value: object) -> object:
    if isinstance(value, dict):
        return [(key, _keys(member)) for key, member in value.items()]
    if isinstance(value, list):
        return [_keys(member) for member in value]
    return None


@given(st.permutations(["secret", "names", "medical", "reserve"]))
def test_the_order_in_which_a_set_was_filled_does_not_show(stores: list[str]) -> None:
    assert to_bytes(Reader(clearances=frozenset(stores))) == (
        b'{"clearances":["medical","names","reserve","secret"]}'
    )


def test_members_that_have_their_default_are_left_out() -> None:
    assert to_bytes(Record()) == b"{}"
    assert to_bytes(Record(id="0")) == b'{"id":"0"}'


def test_text_is_utf8_and_not_escaped() -> None:
    assert to_bytes(Record(id="迪化ё")) == '{"id":"迪化ё"}'.encode()


@given(strategies.readings())
def test_members_of_later_versions_are_passed_over(reading: Reading) -> None:
    document = json.loads(to_bytes(reading))
    document["added_in_version_9"] = {"anything": [1, None]}
    document["record"]["added_in_version_9"] = True
    for slot in document["record"]["slots"]:
        slot["added_in_version_9"] = "x"
    assert from_bytes(json.dumps(document).encode(), Reading) == reading


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"id":1}',
        b'{"slots":[{"type":"unheard-of"}]}',
        b"\xff",
        b'{"id":"\xff"}',
        b'{"later":' + b"[" * 10**5,
    ],
)
def test_what_is_not_such_json_is_invalid(data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        from_bytes(data, Record)
    assert caught.value.code == "json"


def test_the_error_repeats_no_text() -> None:
    with pytest.raises(Invalid) as caught:
        from_bytes(b'{"slots":[{"type":"passage","id":"s1","kind":"point","content":{"secret words":1}}]}', Record)
    assert "secret words" not in str(caught.value)
    with pytest.raises(Invalid) as caught:
        from_bytes(b'{"slots":[{"type":"secret words"}]}', Record)
    assert "secret words" not in str(caught.value)
    assert "at `$.slots[0].type`" in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("kind", [Record, Reading, Name, Finding, Decision])
def test_structs_are_frozen(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen


def test_digest_is_sha256() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
