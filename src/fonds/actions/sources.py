"""Which sources are named: files, whole folders, standard input.

A folder is walked in order of names; hidden files are passed over, other files than pages are set aside; a folder
reached twice (a loop of links) is walked once. What can not be looked into is set aside, and the walk goes on.

Not for: archives. Commands that need none use it as well.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from fonds.model import FondsError, Invalid, Unsupported, digest
from fonds.reading import read_bytes, read_limited, unreadable

STANDARD_INPUT = "-"
_SHOWN_STANDARD_INPUT = "standard input"
PAGE_SUFFIXES = frozenset({"", ".htm", ".html", ".md", ".text", ".txt"})
"""Files that are taken from a folder. A file that is named by itself is taken whatever it is called."""


READING_ENDING = ".reading.txt"
"""How files end in which `fonds read --beside` writes readings as text; they are passed over in folders."""


class Candidate(msgspec.Struct, frozen=True):
    """A source that may be read or added.

    Attributes:
        path: Its file; None for standard input.
        shown: What people know it by.
        error: Why it is set aside already, if it is.
        root: The folder that was named, for a source that was found in one.
    """

    path: Path | None
    shown: str
    error: FondsError | None = None
    root: Path | None = None

    @property
    def origin(self) -> str:
        """File name, kept with the record."""
        return _as_text(self.path.name) if self.path else _SHOWN_STANDARD_INPUT

    @property
    def origin_key(self) -> str:
        """Hash of where it comes from; standard input comes from nowhere that could be known again."""
        return digest(os.fsencode(_real_folder(self.path.parent) / self.path.name)) if self.path else ""


@lru_cache(maxsize=1024)
def _real_folder(folder: Path) -> Path:
    """A folder by its own name, whatever links lead to it; asked again for each file in it."""
    return folder.resolve()


def find_sources(arguments: Sequence[str]) -> Iterator[Candidate]:
    """Lists the sources that arguments of a command name.

    Args:
        arguments: Paths of files or folders, or ``-`` for standard input.
    """
    seen: set[tuple[int, int]] = set()
    for argument in arguments:
        if argument == STANDARD_INPUT:
            yield Candidate(None, _SHOWN_STANDARD_INPUT)
        else:
            yield from _walk(Path(argument), seen)


def bytes_of(candidate: Candidate, max_bytes: int) -> bytes:
    """The bytes of a source, unless it is too large.

    Raises:
        FondsError: Why it was set aside already, or as `fonds.reading.read_bytes`.
    """
    if candidate.error:
        raise candidate.error
    if candidate.path is None:
        return read_limited(sys.stdin.buffer, max_bytes, candidate.shown)
    return read_bytes(candidate.path, max_bytes)


def _walk(named: Path, seen: set[tuple[int, int]]) -> Iterator[Candidate]:
    """What lies under a path; folders may lie in each other deeper than functions can call each other."""
    waiting = [named]
    while waiting:
        path = waiting.pop()
        shown = _as_text(str(path))
        root = None if path is named else named
        try:
            facts = path.stat()
            if not stat.S_ISDIR(facts.st_mode):
                yield Candidate(path, shown, _no_source(facts, shown) or (_no_page(path) if root else None), root)
            elif (facts.st_dev, facts.st_ino) not in seen:
                seen.add((facts.st_dev, facts.st_ino))
                waiting.extend(_children(path))
        except OSError as error:
            yield Candidate(path, shown, unreadable(error, shown), root)


def _children(folder: Path) -> list[Path]:
    """What lies in a folder, the first name last."""
    return sorted((child for child in folder.iterdir() if not _is_passed_over(child.name)), reverse=True)


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(READING_ENDING)


def _as_text(name: str) -> str:
    """A file name as it can be printed and kept: bytes of it that are no text are spelt out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _no_source(facts: os.stat_result, shown: str) -> FondsError | None:
    if stat.S_ISREG(facts.st_mode):
        return None
    return Invalid("neither a file nor a folder", code="not-a-file", ref=shown)


def _no_page(path: Path) -> FondsError | None:
    if path.suffix.lower() in PAGE_SUFFIXES:
        return None
    return Unsupported(
        "not the kind of file that pages are in",
        code="not-a-page",
        ref=_as_text(str(path)),
        hint="Name the file itself if it is a page all the same.",
    )
