"""How a backup of several stores becomes another one at once: staged beside, then named by one file, then settled.

A passage goes from store to store. A copy of one store from before and of another from after would have it twice, or
not at all. So `DIR/backup.json` names the run of which all copies are; until it is written anew, the copies of the
run before are whole, and from then on those of the new run are. What can not lie in its place yet, because the run
before needs the file that is there, lies beside it as ``NAME.next``.

Not for: what is copied (`fonds.actions.backups`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from fonds.actions.folders import put
from fonds.model import Invalid, from_bytes, to_bytes

LIST = "backup.json"
NEXT = ".next"


class _Run(msgspec.Struct, frozen=True, kw_only=True):
    """`DIR/backup.json`, and what lists say of themselves.

    Attributes:
        run: Which run of `fonds backup` made it, at random; empty for lists of earlier versions.
    """

    run: str = ""


def staged(path: Path) -> Path:
    """Where a file lies until its run is whole."""
    return path.with_name(path.name + NEXT)


def make_whole(backup: Path, run: str) -> None:
    """From now on the copies of this run are those that count."""
    put(backup / LIST, to_bytes(_Run(run=run)) + b"\n")


def settle(folder: Path) -> None:
    """Puts what is staged in the copy of a store into its place, if its run is whole; else takes it away.

    The list goes last: while it is staged, so may be what it names.
    """
    whole = _run_of(folder.parent / LIST)
    is_whole = whole is not None and _run_of(staged(folder / LIST)) == whole
    for path in sorted(folder.rglob(f"*{NEXT}"), key=lambda path: path.name == LIST + NEXT):
        if is_whole:
            path.replace(path.with_name(path.name.removesuffix(NEXT)))
        else:
            path.unlink()


def find_list(folder: Path) -> Path | None:
    """The list of a store's copy that counts; None when it has none.

    Raises:
        Invalid: ``backup-damaged``, when no list is of the run that counts.
    """
    here = [path for path in (folder / LIST, staged(folder / LIST)) if path.is_file()]
    whole = _run_of(folder.parent / LIST)
    if whole is None:  # the first run never came to its end, or it is a backup of an earlier version
        return next((path for path in here if path.name == LIST and _run_of(path) == ""), None)
    found = next((path for path in here if _run_of(path) == whole), None)
    if found is None and folder / LIST in here:
        raise Invalid("the copy of a store is of another backup", code="backup-damaged", ref=str(folder))
    return found


def find_file(path: Path, fits: Callable[[Path], bool]) -> Path | None:
    """A file of a copy, in its place or staged; None when neither fits."""
    return next((each for each in (path, staged(path)) if fits(each)), None)


def _run_of(path: Path) -> str | None:
    """The run that a list says it is of; None when there is no list."""
    if not path.is_file():
        return None
    try:
        return from_bytes(path.read_bytes(), _Run).run
    except Invalid:
        raise Invalid("the list of the backup is damaged", code="backup-damaged", ref=str(path.parent)) from None
