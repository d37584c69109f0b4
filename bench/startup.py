"""Measures how long `fonds --help` takes to answer, beside Python doing nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.figures import Figure, percentile, timed

PROCESSES = 15
_NOTHING = (sys.executable, "-c", "pass")


def measure_startup(advance: Callable[[], None]) -> Iterable[Figure]:
    """Starts both in turn.

    Args:
        advance: Called after each pair of processes.
    """
    ours, nothing = [], []
    _run(_help())  # what was compiled for the first time must not count
    for _ in range(PROCESSES):
        ours.append(timed(_run, _help())[0])
        nothing.append(timed(_run, _NOTHING)[0])
        advance()
    note = f"median of {PROCESSES} processes"
    help_seconds, nothing_seconds = percentile(ours, 0.5), percentile(nothing, 0.5)
    yield Figure("figures", "fonds --help", help_seconds, "s", 0.3, True, note)
    yield Figure("other", "python -c pass", nothing_seconds, "s", note=note)
    yield Figure("other", "fonds --help / python -c pass", help_seconds / nothing_seconds, "x", note=note)


def _help() -> tuple[str, ...]:
    script = Path(sys.executable).with_name("fonds")
    return (str(script), "--help") if script.exists() else (sys.executable, "-m", "fonds", "--help")


def _run(command: tuple[str, ...]) -> None:
    subprocess.run(command, check=True, capture_output=True)
