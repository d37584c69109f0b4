"""What only Tantivy's engine promises. What every engine promises is in tests/contract/test_engine.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fonds.model import Unavailable
from fonds.search import Document, create_index, open_index, open_mirrored, strip_index
from fonds.search._tantivy import compacting, files
from fonds.search._tantivy.schema import record_key
from tests.contract.making import document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "open" / "index"
    create_index(folder)
    return folder


def put_in(folder: Path, *documents: Document, position: int = 1) -> None:
    with open_index(folder, write=True) as index:
        index.replace(documents)
        index.commit(position)


def test_keys_stand_in_the_order_of_ids() -> None:
    ids = ["0", "00", "0z", "1", "9zzzzzzzzz", "a", "a0", "z" * 11, "z" * 12]
    keys = [record_key(record_id) for record_id in ids]
    assert keys == sorted(set(keys))
    assert keys[-1] < 2**63


@pytest.mark.parametrize(
    "change",
    [
        {"version": 99},
        {"stamps": [10**6, 0]},
        {"stamps": [0, 10**6]},
        {"made": 5},
        {"later": True},
        {"position": "x"},
    ],
)
def test_a_commit_that_does_not_fit_is_broken(folder: Path, change: dict[str, object]) -> None:
    put_in(folder, document("a", "salt"))
    path = folder / "commit.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(Unavailable) as caught:
        open_index(folder)
    assert (caught.value.code, caught.value.ref) == ("index-broken", "open")


def test_what_a_crash_between_the_commits_leaves_is_believed_to_be_less(folder: Path) -> None:
    put_in(folder, document("a", "salt"), position=3)
    before = (folder / "commit.json").read_bytes()
    put_in(folder, document("b", "salt"), position=4)
    (folder / "commit.json").write_bytes(before)
    with open_index(folder, write=True) as index:
        assert index.position() == 3
        index.replace([document("b", "salt")])
        index.commit(4)
        assert (index.search("salt").total, index.count(), index.position()) == (2, 2, 4)


def test_files_that_a_crash_left_behind_do_no_harm(folder: Path) -> None:
    put_in(folder, document("a", "salt"))
    (folder / "records" / "0123456789abcdef0123456789abcdef.idx").write_bytes(b"half")
    with open_index(folder) as index:
        assert index.search("salt").total == 1
        assert index.verify() == ()


def test_a_large_index_is_not_read_over_on_opening(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(folder, document("a", "salt"))
    store = next((folder / "records").glob("*.store"))
    content = store.read_bytes()
    store.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    with pytest.raises(Unavailable):
        open_index(folder)
    monkeypatch.setattr(files, "LOOKED_OVER_BYTES", 10)
    with open_index(folder) as index:
        assert index.verify() == (f"records/{store.name}",)


def test_a_larger_index_is_written_anew_when_much_is_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "SMALL_RECORDS", 10)
    monkeypatch.setattr(compacting, "_BATCH", 7)
    documents = [document(f"r{at:02}", f"salt n{at}", "grain") for at in range(60)]
    put_in(folder, *documents)
    put_in(folder, *documents[:2], position=2)
    assert files.deleted_entries(folder) > 0
    put_in(folder, *documents[:10], position=3)
    assert files.deleted_entries(folder) == 0
    with open_index(folder) as index:
        assert (index.count(), index.search("salt").total, index.search("n59").total, index.position()) == (
            60,
            60,
            1,
            3,
        )


def test_writing_anew_keeps_documents_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "_BATCH", 3)
    documents = [document(f"r{at}", *(f"passage {number}" for number in range(at))) for at in range(9)]
    put_in(folder, *reversed(documents))
    index = open_index(folder)
    assert list(compacting.read_documents(index._view.records, index._view.passages)) == documents


def test_errors_name_the_store_and_no_text(folder: Path) -> None:
    (folder / "records" / "meta.json").write_text("secret words")
    with pytest.raises(Unavailable) as caught:
        open_index(folder)
    assert "secret" not in f"{caught.value} {caught.value.hint}"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def test_a_stripped_index_is_what_readers_open_and_no_more(folder: Path) -> None:
    put_in(folder, document("a", "salt"), document("b", "salt"))
    put_in(folder, document("b", "flour"), position=2)
    (folder / "records" / "0123456789abcdef0123456789abcdef.idx").write_bytes(b"half")
    strip_index(folder)
    kinds = {name.partition(".")[0].split("/")[0] + "." + name.rpartition(".")[2] for name in names(folder)}
    assert kinds == {"commit.json"} | {
        f"{part}.{ending}"
        for part in files.PARTS
        for ending in ("json", "idx", "pos", "term", "store", "fast", "fieldnorm")
    }
    with open_index(folder) as index:
        assert (index.search("salt").total, index.search("flour").total, index.position()) == (1, 1, 2)
        assert index.verify() == ()


def test_a_mirrored_index_is_read_without_writing_into_its_folder(folder: Path, tmp_path: Path) -> None:
    put_in(folder, document("a", "salt"))
    strip_index(folder)
    before = {name: (folder / name).stat().st_mtime_ns for name in names(folder)}
    with open_mirrored(folder, tmp_path / "beside") as index:
        index.refresh()
        assert (index.search("salt").total, index.count(), index.position()) == (1, 1, 1)
    assert {name: (folder / name).stat().st_mtime_ns for name in names(folder)} == before
    assert all(path.is_symlink() or path.suffix == ".lock" for path in (tmp_path / "beside").rglob("*.*"))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"segments": [{}]}', '{"segments": 5, "opstamp": 0}'])
def test_a_mirrored_index_that_is_broken_is_named_by_its_own_folder(
    folder: Path, tmp_path: Path, content: str
) -> None:
    put_in(folder, document("a", "salt"))
    (folder / "records" / "meta.json").write_text(content)
    with pytest.raises(Unavailable) as caught:
        open_mirrored(folder, tmp_path / "beside")
    assert (caught.value.code, caught.value.ref) == ("index-broken", "open")
