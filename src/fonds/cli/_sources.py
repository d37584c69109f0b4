"""One source that was named on the command line: its bytes, what was read from it, or what may have been meant."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from fonds.model import FondsError, NotFound, Reading
from fonds.reading import MAX_SOURCE_BYTES, read_bytes, read_limited, read_source

STANDARD_INPUT = "-"
_SHOWN = "standard input"


def bytes_of_source(source: str) -> tuple[bytes, str]:
    """The bytes of a source, and what people know it by.

    Raises:
        FondsError: As `fonds.reading.read_bytes`.
    """
    if source == STANDARD_INPUT:
        return read_limited(sys.stdin.buffer, MAX_SOURCE_BYTES, _SHOWN), _SHOWN
    return read_bytes(Path(source)), source


def reading_of_source(data: bytes, shown: str, encoding: str | None) -> Reading:
    """What was read from a source, without findings.

    Raises:
        FondsError: As `fonds.reading.read_source`, with what people know the source by.
    """
    try:
        return read_source(data, encoding=encoding)
    except FondsError as error:
        error.ref = error.ref or shown
        raise


def is_file(name: str) -> bool:
    """Whether there is a file or folder of that name."""
    try:
        return Path(name).exists()
    except OSError:  # longer than a name can be
        return False


def no_source(name: str) -> NotFound:
    """Says that a name is neither that of a file nor of a record, and which file may have been meant."""
    path = Path(name)
    try:
        beside = [child.name for child in path.parent.iterdir()]
    except OSError:
        beside = []
    near = difflib.get_close_matches(path.name, beside, n=1)
    return NotFound(
        "there is neither a file nor a record of that name",
        code="no-source",
        ref=name,
        hint=f"Did you mean {path.parent / near[0]} ?" if near else "",
    )
