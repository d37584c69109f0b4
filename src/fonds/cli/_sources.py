"""The bytes of one source that was named on the command line: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from fonds.model import FondsError, Reading
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
