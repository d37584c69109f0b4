"""Checking a file that is in no archive, or a record that is in one."""

from __future__ import annotations

from pathlib import Path

from fonds.criticism import with_findings
from fonds.model import Reading
from fonds.reading import read_file


def check_file(path: Path, *, encoding: str | None = None, max_bytes: int = 32 * 2**20) -> Reading:
    """Reads and checks a file; needs neither an archive nor a database.

    Raises:
        As `fonds.reading.read_file`.
    """
    return with_findings(read_file(path, encoding=encoding, max_bytes=max_bytes))
