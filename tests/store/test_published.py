"""What a store publishes of itself: current records, in one file, and equal hashes for equal content."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model import NotFound, Unavailable
from fonds.store import Store, open_published
from tests.store.samples import NOW, deposit


@pytest.fixture
def published(store: Store, tmp_path: Path) -> Path:
    """Three versions of two records, published."""
    store.deposit([deposit(1, words="Send grain"), deposit(2, words="Send iron")], "A", NOW)
    store.deposit([deposit(1, words="Send lead")], "A", NOW)
    store.publish(tmp_path / "published")
    return tmp_path / "published"


def test_it_reads_as_the_live_store(store: Store, published: Path) -> None:
    copy = open_published(published)
    assert copy.name == store.name
    assert copy.count() == store.count() == 2
    assert list(copy.ids()) == list(store.ids())
    assert copy.summaries(limit=9) == store.summaries(limit=9)
    assert copy.recent(9) == store.recent(9)
    assert copy.position() == store.position() == 3
    for record_id in store.ids():
        held, shown = store.get(record_id), copy.get(record_id)
        assert (shown.reading, shown.version, shown.added, shown.changed) == (
            held.reading, held.version, held.added, held.changed,
        )  # fmt: skip
        assert shown.origin == ""
    assert [number for number, _ in copy.changes(0)] == [number for number, _ in store.changes(0)]
    with pytest.raises(NotFound):
        copy.get("nothing")
    copy.close()


def test_it_is_two_files_and_reading_them_makes_no_third(published: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in published.iterdir()}
    assert sorted(before) == ["store.toml", "tables.db"]
    copy = open_published(published)
    copy.count()
    assert {path.name: path.stat().st_mtime_ns for path in published.iterdir()} == before
    copy.close()


def test_equal_content_has_equal_hashes(store: Store, tmp_path: Path) -> None:
    store.deposit([deposit(1)], "A", NOW)
    first = store.publish(tmp_path / "first")
    assert store.publish(tmp_path / "second") == first
    store.deposit([deposit(2)], "A", NOW)
    assert store.publish(tmp_path / "third") != first


def test_an_empty_store_can_be_published(store: Store, tmp_path: Path) -> None:
    store.publish(tmp_path / "published")
    copy = open_published(tmp_path / "published")
    assert (copy.count(), copy.position(), list(copy.changes(0))) == (0, 0, [])
    copy.close()


def test_what_is_no_published_store_is_said(published: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_published(tmp_path / "nowhere")
    (published / "tables.db").write_bytes(b"no tables")
    with pytest.raises(Unavailable) as raised:
        open_published(published)
    assert raised.value.code == "tables-broken"
    (published / "tables.db").unlink()
    with pytest.raises(Unavailable):
        open_published(published)
    assert sorted(path.name for path in published.iterdir()) == ["store.toml"]


def test_versions_of_many_records_go_in_chunks(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fonds.store import _published  # noqa: PLC0415 (models can be loaded only when Django is configured)

    store.deposit([deposit(number) for number in range(1, 8)], "A", NOW)
    whole = store.publish(tmp_path / "whole")
    monkeypatch.setattr(_published, "_CHUNK", 3)
    assert store.publish(tmp_path / "chunks") == whole
    copy = open_published(tmp_path / "chunks")
    assert copy.count() == 7
    copy.close()
