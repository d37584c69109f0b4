"""Readings as files: where each goes, and that nothing is overwritten that fonds did not write.

A file that fonds wrote ends with the hash of all before it. One whose hash fits may be replaced by a newer reading;
one that somebody changed, or that is something else, stays unless it is forced, and a source stays in any case.

Not for: what stands in a reading (`fonds.formats`, `fonds.cli`).
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from fonds.actions.sources import PAGE_SUFFIXES, READING_ENDING, STANDARD_INPUT, Candidate
from fonds.model import Conflict, Invalid, Unavailable, digest
from fonds.reading import PROGRAM

Ending = Literal[".json", ".txt"]

_NAME_OF_STANDARD_INPUT = "standard-input"
_BY = f"{PROGRAM.agent} {PROGRAM.version}".encode()
_JSON_END = b"\n}\n"
_JSON_SEAL = re.compile(rb',\n "written_by": "[^"\n]{1,80}, sha256 ([0-9a-f]{64})"\n}\n\Z')
_TEXT_SEAL = re.compile(rb"\nWritten by [^\n]{1,80}, sha256 ([0-9a-f]{64})\n\Z")
_LONGEST_SEAL = 200


class ReadingsOut:
    """The files to which the readings of one run go.

    Args:
        candidates: All sources of the run.
        named: What was named on the command line.
        folder: Where to; None for beside the sources.
        ending: Which kind of file.
        force: Whether files that fonds did not write may be overwritten.

    Raises:
        Conflict: ``not-a-folder``, when a file is where the folder would be.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        named: Sequence[str],
        *,
        folder: Path | None,
        ending: Ending,
        force: bool = False,
    ) -> None:
        if folder is not None and folder.exists() and not folder.is_dir():
            raise Conflict("a file, not a folder", code="not-a-folder", ref=str(folder))
        self._ending = ending
        self._force = force
        self._sources = {os.path.realpath(candidate.path) for candidate in candidates if candidate.path}
        self._files = _files(candidates, named, folder, ending)
        self._taken: set[Path] = set()

    def file_of(self, candidate: Candidate) -> Path | None:
        """Where the reading of a source goes; None for standard input beside itself."""
        return self._files[candidate]

    def write(self, candidate: Candidate, content: bytes) -> str:
        """Writes a reading, whole or not at all.

        Args:
            candidate: The source.
            content: The reading, as JSON with a final brace, or as text.

        Returns:
            Name of the file, for people.

        Raises:
            Invalid: ``no-place``. Conflict: ``same-name``, ``is-source``, ``not-own``.
            Unavailable: ``unwritable-file``, when the system does not take the file.
        """
        file = self.file_of(candidate)
        if file is None:
            raise Invalid(
                "standard input lies beside nothing", code="no-place", ref=candidate.shown, hint="Use --out."
            )
        shown = os.fsencode(file).decode("utf-8", "backslashreplace")
        try:
            self._refuse(file, shown)
            self._taken.add(file)
            file.parent.mkdir(parents=True, exist_ok=True)
            _replace(file, sealed(content, self._ending))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = f"{shown} can not be written ({reason})"
            raise Unavailable(message, code="unwritable-file", ref=shown) from error
        return shown

    def _refuse(self, file: Path, shown: str) -> None:
        if file in self._taken:
            hint = "Name the folder above both, so that their folders are kept apart."
            raise Conflict(f"{shown} has the reading of another source", code="same-name", ref=shown, hint=hint)
        if os.path.realpath(file) in self._sources:
            hint = "Choose another folder."
            raise Conflict(f"{shown} is a source itself", code="is-source", ref=shown, hint=hint)
        if file.is_dir():
            raise Conflict(f"{shown} is a folder", code="not-own", ref=shown, hint="Choose another folder.")
        if not self._force and file.exists() and not is_sealed(file.read_bytes(), self._ending):
            hint = "Move it away, choose another folder, or overwrite with --force."
            raise Conflict(f"{shown} is not a reading as fonds wrote it", code="not-own", ref=shown, hint=hint)


def without_readings(
    candidates: Sequence[Candidate], named: Sequence[str], *, folder: Path | None, ending: Ending
) -> list[Candidate]:
    """The sources without what earlier runs wrote among them: readings are no sources.

    Args:
        candidates: All that was found.
        named: What was named on the command line.
        folder: Where readings go; None for beside the sources, or nowhere.
        ending: Which kind of file.

    Returns:
        The others, in their order. What was named by itself stays.
    """
    others = [candidate for candidate in candidates if not _lies_in(candidate, folder)]
    files = {os.path.realpath(file) for file in _files(others, named, folder, ending).values() if file}
    return [one for one in others if not (_is_no_page(one) and os.path.realpath(one.path or "") in files)]


def _is_no_page(candidate: Candidate) -> bool:
    return candidate.error is not None and candidate.error.code == "not-a-page"


def _lies_in(candidate: Candidate, folder: Path | None) -> bool:
    """Whether a source was found in the folder of readings, which lies below the folder that was named."""
    if folder is None or candidate.root is None or candidate.path is None:
        return False
    readings, root = folder.resolve(), candidate.root.resolve()
    return root in readings.parents and readings in candidate.path.resolve().parents


def sealed(content: bytes, ending: Ending) -> bytes:
    """A reading with the line that says who wrote it, and the hash of all else."""
    sign = b"%b, sha256 %b" % (_BY, digest(content).encode())
    if ending == ".json":
        return b'%b,\n "written_by": "%b"\n}\n' % (content.removesuffix(_JSON_END), sign)
    return b"%b\nWritten by %b\n" % (content, sign)


def is_sealed(data: bytes, ending: Ending) -> bool:
    """Whether a file is as fonds wrote it."""
    pattern, end = (_JSON_SEAL, _JSON_END) if ending == ".json" else (_TEXT_SEAL, b"")
    tail = max(0, len(data) - _LONGEST_SEAL)
    match = pattern.search(data, tail)
    return match is not None and digest(data[: match.start()] + end) == match[1].decode()


def _replace(file: Path, data: bytes) -> None:
    """Puts a whole file in place: who looks sees the old one or the new one."""
    new = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        new.write_bytes(data)
        new.replace(file)
    finally:
        with contextlib.suppress(FileNotFoundError):
            new.unlink()


def _files(
    candidates: Sequence[Candidate], named: Sequence[str], folder: Path | None, ending: Ending
) -> Mapping[Candidate, Path | None]:
    """The file of each source; of two that would have the same, both keep the ending of their own name."""
    beside = folder is None
    places = {candidate: _place(candidate, named, folder) for candidate in candidates}
    often = Counter(_with_ending(place, ending, beside=beside) for place in places.values() if place)

    def file_for(place: Path) -> Path:
        short = _with_ending(place, ending, beside=beside)
        return short if often[short] == 1 else _with_ending(place, ending, beside=beside, whole=True)

    return {candidate: place and file_for(place) for candidate, place in places.items()}


def _place(candidate: Candidate, named: Sequence[str], folder: Path | None) -> Path | None:
    """Where a source lies, seen from where readings are to go; folders below the one that was named are kept."""
    if candidate.path is None:
        return folder / _NAME_OF_STANDARD_INPUT if folder else None
    if folder is None:
        return candidate.path
    if candidate.root is None:
        return folder / candidate.path.name
    inside = candidate.path.relative_to(candidate.root)
    several = sum(1 for one in named if one != STANDARD_INPUT) > 1
    return folder / candidate.root.resolve().name / inside if several else folder / inside


def _with_ending(place: Path, ending: Ending, *, beside: bool, whole: bool = False) -> Path:
    is_page = place.suffix.lower() in PAGE_SUFFIXES and not whole
    name = place.stem if is_page else place.name
    return place.with_name(name + (READING_ENDING if beside and ending == ".txt" else ending))
