"""How the command line tells of errors: one line, a hint, an exit status; never a traceback for bad input."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import NoReturn

from fonds.cli._streams import STANDARD_OUTPUT
from fonds.model import Conflict, FondsError, Invalid, NotFound, Refused, Unavailable, Unsupported

FINDINGS = 1
"""Exit status of `fonds check`, `fonds verify` and `fonds doctor` when they find something."""

INTERRUPTED = 130
NOT_WRITTEN = 74
"""Exit status when standard output can not be written."""

EXIT_STATUS: dict[type[FondsError], int] = {
    Invalid: 65,
    NotFound: 66,
    Unsupported: 69,
    Conflict: 73,
    Unavailable: 75,
    Refused: 77,
}
"""After BSD's sysexits.h, as 74 is. 2 is for wrong options, 130 for Ctrl-C."""


@contextlib.contextmanager
def shown_errors(*, interrupted: str = "interrupted") -> Iterator[None]:
    """Shows errors and leaves with their exit status; a closed pipe ends the command quietly.

    Args:
        interrupted: What is said after Ctrl-C.
    """
    try:
        yield
        sys.stdout.flush()
    except FondsError as error:
        show_error(error)
        _leave(status_of(error))
    except BrokenPipeError:
        _give_up_output()
        _leave(0)
    except OSError as error:
        _leave(_show_system_error(error))
    except UnicodeEncodeError:
        _say("a name or an argument is not text in UTF-8")
        _leave(EXIT_STATUS[Invalid])
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        _say(interrupted)
        _leave(INTERRUPTED)


def show_error(error: FondsError) -> None:
    """Writes an error and its hint to standard error."""
    _say(str(error))
    if error.hint:
        _write(f"  {error.hint}\n")


def show_note(what: str) -> None:
    """Writes to standard error what a person should know, and no program needs to heed."""
    _say(what)


def status_of(error: FondsError) -> int:
    """The exit status that stands for an error."""
    return next((EXIT_STATUS[kind] for kind in type(error).__mro__ if kind in EXIT_STATUS), 70)


def _show_system_error(error: OSError) -> int:
    """Says what the system does not give, where no deed of fonds has said so."""
    reason = error.strerror or type(error).__name__
    if error.filename == STANDARD_OUTPUT:
        _say(f"standard output can not be written ({reason})")
        _give_up_output()
        return NOT_WRITTEN
    where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes | os.PathLike) else ""
    _say(f"{where}: {reason}" if where else f"the system does not do what it is asked ({reason})")
    return EXIT_STATUS[Unavailable]


def _give_up_output() -> None:
    """Python flushes standard output once more at exit; gives it a place where that does not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(status: int) -> NoReturn:
    raise SystemExit(status) from None


def _say(what: str) -> None:
    _write(f"fonds: {what.replace(chr(10), '␊')}\n")


def _write(text: str) -> None:
    from fonds.cli._paper import visible  # noqa: PLC0415 - rich is slow to load, and most commands have no error

    sys.stderr.write(visible(text))
