"""Two writers at once: the second waits, and then says who holds the lock."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from fonds.actions.archive import open_archive
from tests.cli.conftest import Fonds


def _shorten_wait(archive: Path, seconds: float) -> None:
    file = archive / "archive.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[settings]", f"[settings]\nlock_wait_seconds = {seconds}"), encoding="utf-8")


def test_the_second_writer_says_who_holds_the_lock(fonds: Fonds, archive: Path, tmp_path: Path, page: str) -> None:
    _shorten_wait(archive, 0.2)
    (tmp_path / "other.txt").write_text(page.replace("Karasu", "Naryn"), encoding="utf-8")
    holder = open_archive(archive)
    with holder.shelf().store.write_lock("count the maps", 0):
        refused = fonds("--archive", "archive", "add", "other.txt")
        assert fonds("--archive", "archive", "search", "boats").returncode == 0, "readers do not wait"
    holder.close()
    assert refused.returncode == 75
    assert "count the maps" in refused.stderr
    assert "process" in refused.stderr
    assert fonds("--archive", "archive", "add", "other.txt").returncode == 0


def test_the_second_writer_waits_for_the_first(fonds: Fonds, archive: Path, tmp_path: Path, page: str) -> None:
    (tmp_path / "other.txt").write_text(page.replace("Karasu", "Talas"), encoding="utf-8")
    held = threading.Event()

    def hold() -> None:
        holder = open_archive(archive)
        with holder.shelf().store.write_lock("count the maps", 0):
            held.set()
            time.sleep(1.5)
        holder.close()

    first = threading.Thread(target=hold)
    first.start()
    held.wait()
    added = fonds("--archive", "archive", "add", "other.txt")
    first.join()
    assert added.returncode == 0, added.stderr
