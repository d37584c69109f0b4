"""What reads looks for rings of references seldom."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.actions.memory import collect_seldom

_COMMAND = """
import gc
from fonds.cli._app import app
app({arguments!r}, standalone_mode=False)
print(gc.get_threshold()[0])
"""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_it_is_looked_for_seldom() -> None:
    collect_seldom()
    assert gc.isenabled()
    assert gc.get_threshold()[0] >= 10 * 700


@pytest.mark.parametrize("arguments", [["read", "-"], ["check", "-", "--fail-on", "never"]])
def test_commands_that_read_do_so(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND.format(arguments=arguments)],
        cwd=tmp_path,
        input=b"A letter.\n\nAll is well here.\n",
        capture_output=True,
        check=True,
    )
    assert int(done.stdout.split()[-1]) == 50_000
