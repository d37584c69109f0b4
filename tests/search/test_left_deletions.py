"""A writer that was killed between its deletions and its commit leaves a file under a name that is used again."""

from __future__ import annotations

import json
from pathlib import Path

from fonds.model import Passage, Reading, Record
from fonds.search import build_document, create_index, open_index


def reading(words: str) -> Reading:
    slots = (Passage(id="s1", kind="paragraph", content=words, label="/1"),)
    return Reading(record=Record(id="3kf8bq2m7x", slots=slots))


def test_what_a_killed_writer_left_of_its_deletions_does_not_stop_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    create_index(folder)
    with open_index(folder, write=True) as index:
        index.replace([build_document(reading("Twelve boats"))])
        index.commit(1)
    for part in ("records", "passages"):
        meta = json.loads((folder / part / "meta.json").read_text())
        segment = meta["segments"][0]["segment_id"].replace("-", "")
        for ahead in range(1, 6):
            (folder / part / f"{segment}.{meta['opstamp'] + ahead}.del").write_bytes(b"left")
    with open_index(folder, write=True) as index:
        index.replace([build_document(reading("Thirteen boats"))])
        index.commit(2)
        assert index.search("thirteen").total == 1
        assert index.search("twelve").total == 0
