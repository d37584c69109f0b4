"""Adds a folder of pages to a new archive, as `fonds add` does, in a process of its own.

Run as `python -m bench.adding ARCHIVE PAGES`: prints how many were added so far, again and again, and in the last
line what it cost, as JSON. The process is one of its own so that its memory can be told from that of the bench.

Not for: making the pages (`bench.pages`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.figures import Figure
from fonds.actions.adding import add_sources
from fonds.actions.archive import init_archive
from fonds.actions.memory import collect_seldom
from fonds.model import Actor

RECORDS_PER_SECOND = 250
_ROOT = Path(__file__).resolve().parents[1]
_TOLD_EVERY = 100
_LOOKED_EVERY_SECONDS = 0.5


def measure_adding(archive: Path, pages: Path, cores: int, advance: Callable[[int], None]) -> Iterable[Figure]:
    """Adds all pages, and looks at the memory of the processes that do it.

    Args:
        archive: Folder to make.
        pages: Folder of the sources.
        cores: How many there are to work on, for the note.
        advance: Called with the number of pages added since it was called last.

    Raises:
        RuntimeError: when not all pages were added.
    """
    command = (sys.executable, "-m", "bench.adding", str(archive), str(pages))
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        memory = _Memory(process.pid)
        told = _follow(process, advance)
        peak = memory.stop()
    if process.returncode or set(told["what"]) != {"added"}:
        raise RuntimeError(f"adding failed: exit status {process.returncode}, {told.get('what')}")
    return _figures(told, peak, cores)


def _figures(told: dict[str, Any], peak: int, cores: int) -> Iterable[Figure]:
    count = told["what"]["added"]
    note = f"{count:,} pages on {cores} cores, read, criticised, kept and indexed, until the last commit"
    yield Figure("figures", "adding", count / told["seconds"], "records/s", RECORDS_PER_SECOND, False, note)
    writer = "the one process that keeps and indexes, with all its threads"
    yield Figure(
        "other", "adding: the writer's time on a processor", 1_000 * told["working"] / count, "ms/record", note=writer
    )
    yield Figure(
        "other", "opening the archive", 1_000 * told["opening"], "ms", note="store and index, in a warm process"
    )
    if peak:
        yield Figure(
            "other", "peak memory of adding", peak / 2**20, "MiB", note="all its processes, shared pages once"
        )


def _follow(process: subprocess.Popen[str], advance: Callable[[int], None]) -> dict[str, Any]:
    done, line = 0, "{}"
    for line in process.stdout or ():
        if not line.startswith("{"):
            advance(int(line) - done)
            done = int(line)
    process.wait()
    return {"what": {}, **json.loads(line if line.startswith("{") else "{}")}


class _Memory:
    """Looks again and again at the memory of a process and those below it; Linux only."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Ends looking, and says how many bytes there were at most; 0 where the system does not tell."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._ended.wait(_LOOKED_EVERY_SECONDS):
            self._peak = max(self._peak, sum(_own_bytes(pid) for pid in _with_those_below(self._pid)))


def _with_those_below(pid: int) -> Iterator[int]:
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = path.read_text().split()
        except OSError:  # it ended while it was looked at
            continue
        for child in below:
            yield from _with_those_below(int(child))


def _own_bytes(pid: int) -> int:
    """Memory of a process; what it shares with others counts in part, so that sums are right."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def main(folder: Path, pages: Path) -> None:
    """Adds, and prints what it cost."""
    collect_seldom()  # as `fonds add` does
    what: Counter[str] = Counter()
    with closing(init_archive(folder, "Bench")) as archive:
        began, began_working = time.perf_counter(), time.process_time()
        for outcome in add_sources(archive, [str(pages)], actor=Actor(name="bench")):
            what[outcome.what] += 1
            if what.total() % _TOLD_EVERY == 0:
                print(what.total(), flush=True)
        seconds, working = time.perf_counter() - began, time.process_time() - began_working
    print(json.dumps({"what": what, "seconds": seconds, "working": working, "opening": _opening(folder)}), flush=True)


def _opening(folder: Path) -> float:
    """Seconds that it takes to open the archive's store and index."""
    from fonds.actions.archive import open_archive  # noqa: PLC0415 (what is imported before is not measured)

    began = time.perf_counter()
    with closing(open_archive(folder)) as archive:
        archive.shelf()
        return time.perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
