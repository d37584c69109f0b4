"""What a measurement was made on, for whoever reads it later."""

from __future__ import annotations

import datetime
import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from fonds import __version__

_HERE = Path(__file__).resolve().parent


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def describe_machine() -> dict[str, str]:
    """Machine, versions and date, in the order to show them; to be asked before anything is measured."""
    return {
        "Processor": f"{_processor()}, {cores()} cores",
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "Load before": f"{os.getloadavg()[0]:.1f}",
        "System": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": platform.python_version(),
        "Tantivy (Python package)": version("tantivy"),
        "SQLite": sqlite3.sqlite_version,
        "Django": version("django"),
        "fonds": f"{__version__}, commit {_commit()}",
        "Date": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )


def _commit() -> str:
    """The commit of the code that was measured, and whether the code differs from it."""
    commit = _git("rev-parse", "--short", "HEAD")
    if not commit:
        return "unknown"
    return f"{commit} with changes" if _git("status", "--porcelain", "--", "src", "bench") else commit


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(("git", *arguments), cwd=_HERE.parent, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
