"""`fonds add` says what became of each source as it comes, and sums up however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.actions.adding import Outcome
from fonds.cli import _adding
from fonds.model import Unavailable
from tests.cli.conftest import MANY, Fonds


def _interrupted(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs an addition, and sends Ctrl-C to all its processes as soon as something is kept."""
    adding = subprocess.Popen(
        [sys.executable, "-m", "fonds", "--archive", "archive", "add", *arguments],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
        start_new_session=True,
        text=True,
    )
    chain = tmp_path / "archive" / "stores" / "open" / "journal" / "chain.jsonl"
    before = chain.stat().st_size
    while adding.poll() is None and chain.stat().st_size == before:
        time.sleep(0.02)
    os.killpg(adding.pid, signal.SIGINT)
    out, err = adding.communicate(timeout=120)
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(adding.args, adding.returncode, out, err)


def test_interrupted_it_says_what_it_kept(fonds: Fonds, archive: Path, tmp_path: Path, many: Path) -> None:
    ended = _interrupted(tmp_path, "many")
    assert ended.returncode == 130
    assert "what was said to be added is kept" in ended.stderr
    assert "set aside  many/0000.txt: the source is empty" in ended.stdout
    summary = ended.stdout.splitlines()[-1]
    assert "Ended early" in summary
    assert f"of {MANY:,} sources left" in summary
    assert fonds("--archive", "archive", "verify").returncode == 0


def test_interrupted_it_gives_json(fonds: Fonds, archive: Path, tmp_path: Path, many: Path) -> None:
    ended = _interrupted(tmp_path, "many", "--format", "json")
    assert ended.returncode == 130
    added = {outcome["record_id"] for outcome in json.loads(ended.stdout) if outcome["what"] == "added"}
    kept = {record["id"] for record in json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)}
    assert added <= kept


@pytest.mark.parametrize("as_format", ["text", "json"])
def test_a_full_disk_leaves_the_lines_the_summary_and_the_status(
    as_format: str, archive: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    def fails(*_: object, **how: object) -> Iterator[Outcome]:
        how["on_found"](3)  # type: ignore[operator]  # what the command hands over
        yield Outcome(shown="a.txt", what="added", record_id="3kf8bq2m7x", title="Minutes", version=1)
        raise Unavailable("the disk is full", code="disk-full")

    monkeypatch.setattr(_adding, "add_sources", fails)
    with pytest.raises(SystemExit) as left:
        _adding.add(archive, ["a.txt"], None, None, as_format)
    out, err = capfdbinary.readouterr()
    assert left.value.code == 75
    assert b"the disk is full" in err
    if as_format == "json":
        assert [outcome["record_id"] for outcome in json.loads(out)] == ["3kf8bq2m7x"]
    else:
        assert b"3kf8bq2m7x" in out
        assert out.endswith(b"1 added. Ended early: 2 of 3 sources left.\n")


def test_json_is_valid_where_nothing_could_be_added(fonds: Fonds, tmp_path: Path) -> None:
    answer = fonds("--archive", "none", "add", "page.txt", "--format", "json")
    assert (answer.returncode, json.loads(answer.stdout)) == (66, [])


def test_no_reason_and_off_terminals_no_title_is_shortened(
    fonds: Fonds, archive: Path, tmp_path: Path, page: str
) -> None:
    folder = tmp_path / ("long-" * 30)
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    title = f"On the {'very ' * 40}long ferry"
    (folder / "page.txt").write_text(page.replace("Excerpt on the ferry", title), encoding="utf-8")
    shown = fonds("--archive", "archive", "add", folder.name).stdout.splitlines()
    assert f"set aside  {folder.name}/empty.txt: the source is empty" in shown
    assert any(line.endswith(f"{title} from Minutes No. 3 of the River Commission") for line in shown)


def test_who_reads_no_further_does_not_stop_the_adding(
    fonds: Fonds, archive: Path, tmp_path: Path, page: str
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(5):
        (pages / f"{number}.txt").write_text(page.replace("Karasu", f"Aksu {number}"), encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "fonds", "--archive", "archive", "add", "pages"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ended.returncode == 74
    assert b"standard output can not be written" in ended.stderr
    assert len(json.loads(fonds("--archive", "archive", "list", "--format", "json").stdout)) == 6
