"""The guard is small, stands alone between the stores, and its own tests walk every branch of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

LINES_AT_MOST = 500
GUARD = Path("src/fonds/actions/guard.py")
ITS_TESTS = ("tests/actions/test_crossing.py", "tests/actions/test_guard.py")


def test_the_guard_is_small(root: Path) -> None:
    assert len((root / GUARD).read_text(encoding="utf-8").splitlines()) <= LINES_AT_MOST


@pytest.mark.slow
def test_every_branch_of_the_guard_is_walked_by_its_own_tests(
    root: Path, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    told = _covered(root, tmp_path)
    summary = told["files"][GUARD.as_posix()]["summary"]
    assert summary["missing_lines"] == 0
    assert summary["missing_branches"] == 0
    tell(f"guard: {summary['num_statements']} statements, {summary['num_branches']} branches, all walked")


def _covered(root: Path, folder: Path) -> dict[str, dict[str, dict[str, dict[str, int]]]]:
    """What the tests of the guard walk, measured in a process of its own."""
    kept = {"COVERAGE_FILE": str(folder / "data"), "PYTHONPATH": str(root / "src")}
    coverage = (sys.executable, "-m", "coverage")
    tests = ("-m", "pytest", "-q", "-p", "no:xdist", f"--basetemp={folder / 'tests'}", *ITS_TESTS)
    for command in (
        (*coverage, "run", "--branch", f"--include={root / GUARD}", *tests),
        (*coverage, "json", "-q", "-o", str(folder / "told.json")),
    ):
        done = subprocess.run(command, cwd=root, env=os.environ | kept, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    told: dict[str, dict[str, dict[str, dict[str, int]]]] = json.loads((folder / "told.json").read_text())
    return told
