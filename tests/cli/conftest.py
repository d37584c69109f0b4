"""The command line as people use it: a process with arguments, standard streams and an exit status."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MANY = 3000
COLUMNS = 120
"""Width of the terminal."""

Fonds = Callable[..., subprocess.CompletedProcess[str]]

_PAGE = """\
Skip to content

May 4, 1931

Excerpt on the ferry from Minutes No. 3 of the River Commission

This document was made possible with support from the Invented Fund

MINUTES No. 3

of the River Commission

4 May 1931

2. Concerning the ferry at Karasu

1. Charge the River Office (Cde. Ognev) with sending 12 boats, of which 5 are flat and 6 are keeled.

2. Ask the Road Office to mend the ramp [slipway] before the flood.

Excerpts sent to:

Cdes. Ognev - 1; Lebedeva - 9 by courier.

The commission orders boats for the ferry.

Document Information

RGASPI F. 9, Op. 1, D. 4, ll. 7-8. Obtained by Ann Example and translated by Bo Example.

Record ID

"""


@pytest.fixture(scope="session")
def page() -> str:
    """A captured page with two disagreements: 5 and 6 make no 12, and there is no point 9."""
    return _PAGE


@pytest.fixture
def many(tmp_path: Path, page: str) -> Path:
    """More pages than are read before somebody can interrupt; the first is empty, so that it is told of."""
    folder = tmp_path / "many"
    folder.mkdir()
    (folder / "0000.txt").write_bytes(b"")
    for number in range(1, MANY):
        text = page.replace("Karasu", f"Karasu {number}").replace("No. 3", f"No. {number}")
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def fonds(tmp_path: Path) -> Fonds:
    """Runs `fonds` in a folder of its own."""

    def run(*arguments: str, cwd: Path = tmp_path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "fonds", *arguments],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            env={**os.environ, "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"},
            timeout=120,
            check=False,
        )
        answer = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )
        assert "Traceback" not in answer.stderr, answer.stderr
        return answer

    return run


@pytest.fixture
def archive(fonds: Fonds, tmp_path: Path, page: str) -> Path:
    """An archive with one record."""
    assert fonds("init", "archive", "--title", "River papers").returncode == 0
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    assert fonds("--archive", "archive", "add", "page.txt").returncode == 0
    return tmp_path / "archive"


@pytest.fixture
def record(prepared: tuple[Path, str], tmp_path: Path) -> str:
    """Id of the one record of the archive that a file of tests has prepared, copied to where commands run."""
    shutil.copytree(prepared[0], tmp_path, symlinks=True, dirs_exist_ok=True)
    return prepared[1]
