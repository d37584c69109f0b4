"""How the command line tells of errors: one line, a hint, an exit status; never a traceback for bad input."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

import typer

from fonds.model import Conflict, FondsError, Invalid, NotFound, Refused, Unavailable, Unsupported

FINDINGS = 1
"""Exit status of `fonds check`, `fonds verify` and `fonds doctor` when they find something."""

EXIT_STATUS: dict[type[FondsError], int] = {
    Invalid: 65,
    NotFound: 66,
    Unsupported: 69,
    Conflict: 73,
    Unavailable: 75,
    Refused: 77,
}
"""After BSD's sysexits.h. 2 is for wrong options, 130 for Ctrl-C."""


@contextlib.contextmanager
def shown_errors() -> Iterator[None]:
    """Shows errors of fonds and leaves with their exit status; a closed pipe ends the command quietly."""
    try:
        yield
        sys.stdout.flush()
    except FondsError as error:
        show_error(error)
        raise typer.Exit(status_of(error)) from None
    except BrokenPipeError:
        # Python flushes standard output once more at exit; give it a place where that does not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        sys.stderr.write("\nfonds: interrupted; what was said to be added is kept\n")
        raise typer.Exit(130) from None


def show_error(error: FondsError) -> None:
    """Writes an error and its hint to standard error."""
    sys.stderr.write(f"fonds: {error}\n")
    if error.hint:
        sys.stderr.write(f"  {error.hint}\n")


def status_of(error: FondsError) -> int:
    """The exit status that stands for an error."""
    return next((EXIT_STATUS[kind] for kind in type(error).__mro__ if kind in EXIT_STATUS), 70)
