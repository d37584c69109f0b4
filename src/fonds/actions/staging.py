"""How the copies of several stores become a backup at once: listed beside, then named by one file.

A passage goes from store to store. A copy of one store from before and of another from after would have it twice, or
not at all. So `DIR/backup.json` names the run of which all lists are; until it is written anew, the lists of the run
before count, and from then on those of the new run do, be they in their places yet or beside them.

Not for: what is copied, and where it lies (`fonds.actions.backups`).
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from fonds.actions.folders import beside, put
from fonds.model import Invalid, from_bytes, to_bytes

LIST = "backup.json"


class _Run(msgspec.Struct, frozen=True, kw_only=True):
    """What `DIR/backup.json` says, and each list of itself.

    Attributes:
        run: Which run of `fonds backup` made it, at random; empty for lists of earlier versions.
    """

    run: str = ""


def make_whole(backup: Path, run: str) -> None:
    """From now on the lists of this run count."""
    put(backup / LIST, to_bytes(_Run(run=run)) + b"\n")


def find_list(folder: Path) -> Path | None:
    """The list of a store's copy that counts; None when it has none.

    Raises:
        Invalid: ``backup-damaged``, when the list in its place is of another run, or of none.
    """
    place = folder / LIST
    whole = _run_of(folder.parent / LIST)
    if whole is None:  # the first run never came to its end, or an earlier version made it
        return place if _run_of(place) == "" else None
    found = next((path for path in (place, beside(place)) if _run_of(path) == whole), None)
    if found is None and place.is_file():
        raise Invalid("the copy of a store is of another backup", code="backup-damaged", ref=str(folder))
    return found


def _run_of(path: Path) -> str | None:
    """The run that a list says it is of; None when there is no list."""
    if not path.is_file():
        return None
    try:
        return from_bytes(path.read_bytes(), _Run).run
    except Invalid:
        raise Invalid("the list of the backup is damaged", code="backup-damaged", ref=str(path.parent)) from None
