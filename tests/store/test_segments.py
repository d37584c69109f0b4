"""Bodies run on from one segment to the next, in few writes or many."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model import Unavailable
from fonds.store import open_store, verify_store
from tests.store.samples import deposit, id_of, keep


@pytest.fixture
def rolled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of a store with several segments, each of a few entries."""
    monkeypatch.setattr("fonds.store._segments.SEGMENT_BYTES", 5000)
    monkeypatch.setattr("fonds.store._segments._PIECE_BYTES", 2500)
    with open_store(folder) as store:
        keep(store, *range(6))
        keep(store, 6)
        keep(store, *range(3), words="Send iron")
    return folder


def segments_of(folder: Path) -> list[Path]:
    return sorted((folder / "journal" / "bodies").iterdir())


def test_a_full_segment_gets_no_further_entry(rolled: Path) -> None:
    segments = segments_of(rolled)
    assert [path.name for path in segments] == [f"{n:06}.jsonl" for n in range(1, len(segments) + 1)]
    assert len(segments) >= 3
    assert all(path.stat().st_size >= 5000 for path in segments[:-1])


def test_a_store_of_several_segments_is_whole(rolled: Path) -> None:
    with open_store(rolled) as store:
        assert store.verify() == ()
        before = list(store.dump())
        store.rebuild()
        assert list(store.dump()) == before
        for number in range(7):
            assert store.find_source(id_of(number), 1) == deposit(number).source
        assert store.find_source(id_of(1), 2) == deposit(1, words="Send iron").source


def test_a_store_of_several_segments_heals(rolled: Path) -> None:
    (rolled / "journal" / "state.json").unlink()
    for path in rolled.glob("*.db*"):
        path.unlink()
    with open_store(rolled) as store:
        assert (store.count(), store.position(), store.verify()) == (7, 10, ())
        keep(store, 8)
        assert store.verify() == ()


def test_a_lost_segment_breaks_the_journal(rolled: Path) -> None:
    segments_of(rolled)[1].unlink()
    with pytest.raises(Unavailable) as caught:
        open_store(rolled)
    assert caught.value.code == "journal-broken"
    assert caught.value.ref.endswith("000002.jsonl")


def test_lines_behind_a_full_segment_break_the_journal(rolled: Path) -> None:
    path = segments_of(rolled)[0]
    path.write_bytes(path.read_bytes() + b"more\n")
    with pytest.raises(Unavailable) as caught:
        open_store(rolled)
    assert caught.value.ref == str(path)
    assert any("does not know" in fault.what for fault in verify_store(rolled))


def test_a_source_larger_than_a_piece_is_kept(folder: Path) -> None:
    with open_store(folder) as store:
        large = deposit(1, words="Send grain " * 20_000, passages=30)
        store.deposit([large, deposit(2)], "A", "2026-11-22T15:34:00Z")
        assert store.find_source(id_of(1), 1) == large.source
        assert store.verify() == ()
