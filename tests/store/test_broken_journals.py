"""A journal that is not as it was written is named and refused, and nothing is served from its store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.model import Unavailable, Unsupported
from fonds.store import lock_holder, open_store, verify_store
from fonds.store._entries import Entry, read_line, write_line
from tests.store.samples import deposit, files_of, id_of, keep

CHAIN = "journal/chain.jsonl"
BODIES = "journal/bodies/000001.jsonl"


@pytest.fixture
def full(folder: Path) -> Path:
    """Folder of a store with four entries, closed."""
    with open_store(folder) as store:
        keep(store, 1, 2)
        keep(store, 3)
        keep(store, 1, words="Send iron")
    return folder


def change(path: Path, content: bytes) -> None:
    """Writes a file and moves its time of change, which a fast machine may not have done."""
    path.write_bytes(content)
    later = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))


def refusal(folder: Path) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        open_store(folder)
    assert caught.value.code == "journal-broken"
    assert "backup" in caught.value.hint
    return caught.value


def entry_of_byte(content: bytes, offset: int) -> int:
    """Which line of the chain holds a byte, counted from 1."""
    return content[:offset].count(b"\n") + 1


@pytest.mark.parametrize("start", range(0, 97, 12))
def test_a_changed_byte_of_the_chain_is_named(full: Path, start: int) -> None:
    path = full / CHAIN
    content = path.read_bytes()
    for offset in range(start, len(content), 97):
        change(path, content[:offset] + bytes([content[offset] ^ 0x01]) + content[offset + 1 :])
        error = refusal(full)
        assert error.ref == str(path)
        assert f"entry {entry_of_byte(content, offset)}:" in error.message
        assert any(fault.part == "journal" for fault in verify_store(full))
    change(path, content)
    with open_store(full) as store:
        assert (store.count(), store.verify()) == (3, ())


@pytest.mark.parametrize("start", range(0, 151, 19))
def test_a_changed_byte_of_the_bodies_is_named(full: Path, start: int) -> None:
    path = full / BODIES
    content = path.read_bytes()
    per_entry = len(deposit(1).reading.record.slots) + 4
    for offset in range(start, len(content), 151):
        change(path, content[:offset] + bytes([content[offset] ^ 0x20]) + content[offset + 1 :])
        error = refusal(full)
        assert error.ref == str(path)
        assert f"entry {(entry_of_byte(content, offset) - 1) // per_entry + 1}:" in error.message
    change(path, content)
    with open_store(full) as store:
        assert store.count() == 3


@pytest.mark.parametrize("name", [CHAIN, BODIES])
def test_every_line_break_counts(full: Path, name: str) -> None:
    path = full / name
    content = path.read_bytes()
    for offset in (offset for offset, byte in enumerate(content) if byte == ord("\n")):
        change(path, content[:offset] + b"x" + content[offset + 1 :])
        assert refusal(full).ref == str(path)


def changed(lines: list[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    yield "the first is missing", lines[1:]
    yield "one in the middle is missing", lines[:1] + lines[2:]
    yield "the last is missing", lines[:-1]
    yield "all are missing", []
    yield "two changed places", [lines[1], lines[0], *lines[2:]]
    yield "one is there twice", [lines[0], *lines]
    yield "one is strange", [*lines[:2], b"{}\n", *lines[2:]]


@pytest.mark.parametrize("name", [CHAIN, BODIES])
def test_lines_that_are_lost_or_moved_break_the_journal(full: Path, name: str) -> None:
    path = full / name
    lines = path.read_bytes().splitlines(keepends=True)
    for _, others in changed(lines):
        change(path, b"".join(others))
        refusal(full)
        assert verify_store(full)


@pytest.mark.parametrize("without", [CHAIN, BODIES])
def test_a_lost_file_breaks_the_journal(full: Path, without: str) -> None:
    (full / without).unlink()
    assert "entry 1:" in refusal(full).message
    assert any(fault.part == "journal" for fault in verify_store(full))


def test_an_entry_that_was_kept_once_is_missed_without_the_tables_too(full: Path) -> None:
    """The note of the journal's state still knows of it, at the second attempt as at the first."""
    for path in full.glob("*.db*"):
        path.unlink()
    path = full / CHAIN
    change(path, b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert "entry 4:" in refusal(full).message
    assert "entry 4:" in refusal(full).message


def test_tables_know_of_an_entry_that_the_journal_lost(full: Path) -> None:
    (full / "journal" / "state.json").unlink()
    path = full / CHAIN
    change(path, b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert "entry 4:" in refusal(full).message


def test_a_lost_journal_beside_a_good_note_is_found(full: Path) -> None:
    """Same size, other time: somebody has touched the file, so it is read."""
    path = full / CHAIN
    change(path, path.read_bytes())
    with open_store(full) as store:
        assert store.count() == 3


def test_a_chain_written_anew_around_a_change_is_found(full: Path) -> None:
    """Hashes that fit each other do not help whoever changed an entry: the tables know the true ones."""
    path = full / CHAIN
    prev, lines = "0" * 64, []
    for line in path.read_bytes().splitlines(keepends=True):
        entry, _ = read_line(line)
        facts = {name: getattr(entry, name) for name in Entry.__struct_fields__} | {"by": "Somebody", "prev": prev}
        new, prev = write_line(Entry(**facts))
        lines.append(new)
    change(path, b"".join(lines))
    faults = verify_store(full)
    assert {fault.part for fault in faults} == {"tables"}


def test_verify_lists_everything(full: Path) -> None:
    chain, bodies = full / CHAIN, full / BODIES
    lines = chain.read_bytes().splitlines(keepends=True)
    change(chain, b"".join([lines[0], lines[1].replace(b"A. Archivist", b"B. Archivist"), *lines[2:]]))
    change(bodies, bodies.read_bytes().replace(b"Letter 3", b"Letter 4"))
    found = {(fault.part, fault.where) for fault in verify_store(full)}
    assert ("journal", f"{CHAIN}, entry 2") in found
    assert ("journal", f"{BODIES}, entry 3") in found
    assert not any("Letter" in fault.what for fault in verify_store(full))


def test_a_refused_store_is_left_as_it_is(full: Path) -> None:
    path = full / CHAIN
    content = path.read_bytes()
    change(path, content.replace(b"A. Archivist", b"B. Archivist", 1) + b"{torn")
    before = files_of(full)
    refusal(full)
    assert files_of(full) == before
    assert lock_holder(full) is None


def test_an_entry_of_another_type_is_of_a_newer_fonds(full: Path) -> None:
    path = full / CHAIN
    entry, last = read_line(path.read_bytes().splitlines(keepends=True)[-1])
    facts = {name: getattr(entry, name) for name in Entry.__struct_fields__}
    line, _ = write_line(Entry(**{**facts, "number": 5, "type": "merge", "prev": last}))
    change(path, path.read_bytes() + line)
    with pytest.raises(Unsupported) as caught:
        open_store(full)
    assert caught.value.code == "newer-format"


def test_rebuilding_from_a_broken_journal_changes_nothing(full: Path) -> None:
    with open_store(full) as store:
        dump = list(store.dump())
        path = full / BODIES
        change(path, path.read_bytes().replace(b"Letter 3", b"Letter 4"))
        with pytest.raises(Unavailable) as caught:
            store.rebuild()
        assert caught.value.code == "journal-broken"
        assert list(store.dump()) == dump


def test_a_store_already_open_keeps_nothing_more(full: Path) -> None:
    with open_store(full) as store:
        path = full / BODIES
        change(path, path.read_bytes().replace(b"Letter 3", b"Letter 4"))
        with pytest.raises(Unavailable) as caught:
            keep(store, 9)
        assert caught.value.code == "journal-broken"


def test_a_source_is_checked_when_it_is_read(full: Path) -> None:
    with open_store(full) as store:
        for path in (full / "journal" / "bodies").iterdir():
            path.write_bytes(path.read_bytes().replace(b'"key":"source"', b'"key":"sourcf"')[::-1])
        with pytest.raises(Unavailable) as caught:
            store.find_source(id_of(1), 1)
        assert caught.value.code == "journal-broken"


# Tails


@pytest.mark.parametrize("tail", [b"{", b'{"entry":', b"\0" * 4096])
def test_what_a_killed_writer_left_is_cut_off(full: Path, tail: bytes) -> None:
    before = files_of(full)
    for name in (CHAIN, BODIES):
        change(full / name, (full / name).read_bytes() + tail)
    (full / "journal" / "bodies" / "000002.jsonl").write_bytes(b"half a line")
    assert any("belongs to no entry" in fault.what for fault in verify_store(full))
    with open_store(full) as store:
        assert store.verify() == ()
        assert store.count() == 3
    assert files_of(full) == before


def test_whole_bodies_without_an_entry_are_cut_off(full: Path, tmp_path: Path) -> None:
    before = files_of(full)
    with open_store(full) as store:
        keep(store, 8)
    (full / CHAIN).write_bytes(before["chain.jsonl"])
    for path in (*full.glob("*.db*"), full / "journal" / "state.json"):
        path.unlink()
    with open_store(full) as store:
        assert (store.count(), store.verify()) == (3, ())
    assert files_of(full) == before


def test_the_note_of_the_state_may_be_lost_or_torn(full: Path) -> None:
    for content in (None, b"", b'{"head"', b"\xff"):
        path = full / "journal" / "state.json"
        path.unlink() if content is None else path.write_bytes(content)
        with open_store(full) as store:
            assert (store.count(), store.verify()) == (3, ())
        assert path.stat().st_size > 10


# What an opening costs


def test_an_untouched_journal_is_not_read_again(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(_: object) -> None:
        raise AssertionError("the journal was read")

    monkeypatch.setattr("fonds.store._journal.Journal.walk", walk)
    with open_store(full) as store:
        assert store.count() == 3
        keep(store, 5)
        keep(store, 6)
    with open_store(full) as store:
        assert store.count() == 5
