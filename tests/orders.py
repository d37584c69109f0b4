"""A process that does deeds on order, so that it can be killed in the midst of one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Order = Callable[..., dict[str, Any]]


@contextmanager
def orders(module: str, root: Path) -> Iterator[Order]:
    """Starts the process of a module of tests, such as `tests.store.kills`.

    Args:
        module: What it runs.
        root: Folder of the repository.

    Yields:
        Gives an order: the deed, the folder it is done in, and where it is to be killed; returns the report.
    """
    command = [sys.executable, "-W", "error", "-m", module]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout

        def give(deed: str, folder: Path, **where: float) -> dict[str, Any]:
            process.stdin.write(json.dumps({"deed": deed, "folder": str(folder), **where}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield give
        process.stdin.close()
