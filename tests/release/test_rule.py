"""The rule, for whole records: a store is read by whom it is open to, and only the open store is public."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.model import Reader, Reading, Record, Refused
from fonds.release import OPEN, Deposit, Holding, Summary, cleared_view, may_read, public_record
from fonds.release.view import ClearedView, PublicRecord
from tests import strategies

COMPARTMENTS = st.frozensets(st.sampled_from(("secret", "names", "medical")))
NONE: frozenset[str] = frozenset()


def holding(store: str, reading: Reading | None = None) -> Holding:
    return Holding(
        reading=reading or Reading(record=Record(id="0123456789")),
        store=store,
        version=2,
        added="2026-11-21T10:00:00Z",
        changed="2026-11-22T10:00:00Z",
        origin="a.txt",
    )


@given(strategies.readers() | strategies.actors())
def test_everybody_may_read_the_open_store(reader: Reader) -> None:
    assert may_read(reader, NONE)


def test_who_has_no_clearance_reads_the_open_store_alone() -> None:
    assert not may_read(Reader(), frozenset({"secret"}))
    assert may_read(Reader(clearances=frozenset({"secret"})), frozenset({"secret"}))


def test_a_store_of_two_compartments_wants_both() -> None:
    both = frozenset({"secret", "names"})
    assert not any(may_read(Reader(clearances=frozenset({one})), both) for one in both)
    assert may_read(Reader(clearances=both), both)


@given(strategies.readers(), COMPARTMENTS, COMPARTMENTS)
def test_more_clearance_never_shows_less(reader: Reader, more: frozenset[str], store: frozenset[str]) -> None:
    cleared = Reader(clearances=reader.clearances | more)
    assert may_read(cleared, store) >= may_read(reader, store)


@given(strategies.readers(), COMPARTMENTS, COMPARTMENTS)
def test_more_compartments_never_open_more(reader: Reader, more: frozenset[str], store: frozenset[str]) -> None:
    assert may_read(reader, store | more) <= may_read(reader, store)


@given(strategies.readers(), COMPARTMENTS)
def test_the_view_agrees_with_the_rule(reader: Reader, compartments: frozenset[str]) -> None:
    held = holding("vault" if compartments else OPEN)
    stores = {held.store: compartments}
    if may_read(reader, compartments):
        assert cleared_view([held], reader, stores) == ClearedView(record=held.record, holdings=(held,))
        return
    with pytest.raises(Refused) as caught:
        cleared_view([held], reader, stores)
    assert caught.value.code == "not-cleared"


@given(strategies.readings())
def test_a_public_record_is_what_the_open_store_holds(reading: Reading) -> None:
    public = public_record(holding(OPEN, reading))
    assert public == PublicRecord(
        reading=reading, version=2, added="2026-11-21T10:00:00Z", changed="2026-11-22T10:00:00Z"
    )


@given(strategies.readings())
def test_a_holding_of_another_store_never_becomes_public(reading: Reading) -> None:
    with pytest.raises(Refused) as caught:
        public_record(holding("secret", reading))
    assert caught.value.code == "not-open"
    assert "secret" not in str(caught.value)


def test_a_public_record_has_no_member_that_names_a_store_or_a_file() -> None:
    assert set(PublicRecord.__struct_fields__) == {"reading", "version", "added", "changed"}


def test_what_goes_in_and_comes_out_are_values() -> None:
    deposit = Deposit(reading=Reading(record=Record()), source=b"x", origin="a.txt", origin_key="0" * 64)
    assert deposit == Deposit(reading=Reading(record=Record()), source=b"x", origin="a.txt", origin_key="0" * 64)
    assert holding(OPEN).record.id == "0123456789"
    assert Summary(id="0123456789").version == 1
