"""Whatever reading is kept comes back, from the tables and from the journal."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model import digest, new_record_id, to_bytes
from fonds.release import Deposit
from fonds.store import Store, create_store, open_store
from fonds.store._bodies import (
    bodies_of,
    decision_from,
    origin_from,
    read_body_line,
    reading_from,
    source_from,
    split_from,
    write_body_lines,
)
from fonds.store._entries import Entry, read_line, write_line
from tests import strategies

_hashes = st.binary(min_size=1, max_size=8).map(digest)


@st.composite
def deposits(draw: st.DrawFn) -> Deposit:
    """Deposits of readings of every kind, under random ids."""
    return Deposit(
        reading=draw(strategies.readings()),
        source=draw(st.binary(min_size=1, max_size=200)),
        origin=draw(strategies.texts(max_size=20)),
        origin_key=draw(_hashes),
        type=draw(st.sampled_from(("accession", "closing", "release"))),
        decision=draw(st.none() | strategies.decisions()),
        split=draw(st.none() | strategies.splits()),
        earlier_sources=draw(st.just(()) | st.tuples(st.tuples(st.integers(1, 9), st.binary(max_size=20)))),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    return Entry(
        number=draw(st.integers(1, 10**9)),
        at="2026-11-22T15:34:00Z",
        by=draw(strategies.texts()),
        record=new_record_id(draw(strategies.draws())),
        version=draw(st.integers(1, 99)),
        bodies=tuple(draw(st.lists(st.tuples(strategies.texts(max_size=10), _hashes), max_size=5))),
        segment=draw(st.integers(1, 999)),
        prev=draw(_hashes),
    )


@given(deposits())
def test_a_deposit_is_put_together_from_its_bodies(deposit: Deposit) -> None:
    bodies = dict(bodies_of(deposit))
    reading, origin = reading_from(deposit.reading.record.id, bodies), origin_from(bodies)
    assert reading == deposit.reading
    assert to_bytes(reading) == to_bytes(deposit.reading)
    assert (origin.name, origin.key, origin.sha256) == (deposit.origin, deposit.origin_key, digest(deposit.source))
    assert source_from(bodies["source"]) == deposit.source
    assert decision_from(bodies) == deposit.decision
    assert split_from(bodies) == deposit.split
    assert set(bodies) >= {f"source/{number}" for number, _ in deposit.earlier_sources}


@given(deposits(), st.integers(1, 10**9))
def test_bodies_are_read_from_their_lines(deposit: Deposit, number: int) -> None:
    bodies = bodies_of(deposit)
    lines, hashes = write_body_lines(number, bodies)
    read = [read_body_line(line) for line in lines]
    assert [(line.key, bytes(line.body)) for line in read if line] == list(bodies)
    assert [(line.key, line.hash()) for line in read if line] == hashes
    assert {line.entry for line in read if line} == {number}
    assert len({line.salt for line in read if line}) == len(lines)


def test_equal_bodies_have_different_hashes() -> None:
    """A hash that stays when its body goes must not tell what the body was."""
    (_, one), (_, two) = write_body_lines(1, [("a", b'"8"'), ("b", b'"8"')])[1]
    assert one != two


@given(entries())
def test_an_entry_is_read_from_its_line(entry: Entry) -> None:
    line, own = write_line(entry)
    assert read_line(line) == (entry, own)
    assert write_line(entry) == (line, own)


@given(entries(), st.data())
def test_a_line_with_any_byte_changed_is_refused(entry: Entry, data: st.DataObject) -> None:
    line, _ = write_line(entry)
    offset = data.draw(st.integers(0, len(line) - 1))
    changed = bytes([line[offset] ^ data.draw(st.integers(1, 255))])
    with pytest.raises(ValueError, match="the line"):
        read_line(line[:offset] + changed + line[offset + 1 :])


@pytest.fixture(scope="module")
def one_store() -> Iterator[Store]:
    """One store for all examples: they have random ids."""
    with tempfile.TemporaryDirectory() as folder:
        create_store(Path(folder) / "open", "open")
        with open_store(Path(folder) / "open") as store:
            yield store


@settings(max_examples=30)
@given(st.lists(deposits(), max_size=4, unique_by=lambda deposit: deposit.reading.record.id))
def test_a_store_gives_back_what_it_was_given(one_store: Store, batch: list[Deposit]) -> None:
    versions = {one.reading.record.id: len(one_store.versions(one.reading.record.id)) for one in batch}
    one_store.deposit(batch, "A. Archivist", "2026-11-22T15:34:00Z")
    for one in batch:
        record_id = one.reading.record.id
        holding = one_store.get(record_id)
        assert (holding.reading, holding.version) == (one.reading, versions[record_id] + 1)
        assert one_store.find_source(record_id, holding.version) == one.source
        assert one_store.find_by_origin(one.origin_key)
    assert one_store.verify() == ()


def test_the_journal_alone_gives_the_same_tables(one_store: Store) -> None:
    before = list(one_store.dump())
    one_store.rebuild()
    assert list(one_store.dump()) == before
