"""Standard streams as a command needs them, however the process was started."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, TextIO

STANDARD_OUTPUT = "standard output"
"""File name in errors of standard output."""


def prepare_streams() -> None:
    """Makes streams that are closed fail when they are used, and lets any text be written in any encoding.

    A closed stream leaves its number free: the next file that is opened would get it, and what is meant for standard
    output would be written there. So the number is taken by something that can not be read or written.
    """
    if sys.stdin is None:
        sys.stdin = _stream(0, "r", os.O_WRONLY)
    if sys.stdout is None:
        sys.stdout = _stream(1, "w", os.O_RDONLY)
    if sys.stderr is None:
        sys.stderr = _stream(2, "w", os.O_WRONLY)
    sys.stdout = _Output.opened(sys.stdout)


class _Output(io.FileIO):
    """Standard output, whose errors say that they are its own."""

    def write(self, data: Any, /) -> int:
        """Writes as any file does."""
        try:
            return super().write(data)
        except OSError as error:
            error.filename = STANDARD_OUTPUT
            raise

    @classmethod
    def opened(cls, before: TextIO) -> io.TextIOWrapper:
        """Takes the place of a stream, in its encoding; what the encoding lacks is written as an escape."""
        return io.TextIOWrapper(
            io.BufferedWriter(cls(before.fileno(), "w", closefd=False)),
            encoding=before.encoding,
            errors="backslashreplace",
            line_buffering=before.isatty(),
        )


def _stream(number: int, mode: str, flags: int) -> io.TextIOWrapper:
    """Takes the number of a closed stream with an empty device."""
    opened = os.open(os.devnull, flags)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return io.TextIOWrapper(open(number, f"{mode}b", closefd=False), encoding="utf-8", errors="backslashreplace")
