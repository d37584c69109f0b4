"""The desk: what the staff's side of an archive writes beside its stores. No text of a record ever lies here.

A deed that goes over the open store and a closed one is noted before its first step and struck out after its last
one, so that it can be finished when the process died between them. Each closed store has a note of its own: who
finishes a deed must be cleared for its store, and another deed elsewhere does not wait for them.

Not for: proposals, which hold closed text and lie in the closed store (`fonds.actions.releasing`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from fonds.actions.folders import PRIVATE, put, written
from fonds.model import from_bytes, to_bytes
from fonds.model.base import Value

DESK = "desk"
_UNFINISHED = "unfinished-{}.json"


class Deed(Value, frozen=True, kw_only=True):
    """A deed over the open store and a closed one.

    Attributes:
        kind: Passages are closed, or released.
        store: Name of the closed store.
        records: Ids of the records.
        by: Who does it.
        at: When, ISO 8601 in UTC.
        stand_ins: For a closing: words for the public, by the id of the slot that will hold them.
    """

    kind: Literal["close", "release"]
    store: str
    records: tuple[str, ...]
    by: str
    at: str
    stand_ins: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it for each value


def note_deed(archive: Path, deed: Deed) -> None:
    """Notes a deed; when the call returns, the note is on the disk.

    Raises:
        Unavailable: ``cannot-write``.
    """
    folder = archive / DESK
    with written(folder):
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        put(_note(archive, deed.store), to_bytes(deed))


def find_deed(archive: Path, store: str) -> Deed | None:
    """The deed over a closed store that was begun and not finished, or None.

    Raises:
        Invalid: ``json``, when the note is not as it was written.
    """
    with contextlib.suppress(FileNotFoundError):
        return from_bytes(_note(archive, store).read_bytes(), Deed)
    return None


def find_deeds(archive: Path) -> Iterator[Deed]:
    """All deeds that were begun and not finished, by the names of their stores."""
    for note in sorted((archive / DESK).glob(_UNFINISHED.format("*"))):
        yield from_bytes(note.read_bytes(), Deed)


def has_notes(archive: Path) -> bool:
    """Whether any deed is noted as begun and not finished; costs next to nothing."""
    return any((archive / DESK).glob(_UNFINISHED.format("*")))


def strike_deed(archive: Path, store: str) -> None:
    """Strikes out the note of a deed that is finished."""
    _note(archive, store).unlink(missing_ok=True)


def _note(archive: Path, store: str) -> Path:
    return archive / DESK / _UNFINISHED.format(store)
