"""What is wrong with this installation, and how to mend it: the checks of `fonds doctor`."""

from __future__ import annotations

import importlib.util
import locale
import os
import platform
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from fonds.actions.archive import Archive, open_archive, store_folder
from fonds.actions.folders import PRIVATE
from fonds.formats.pdf import missing_for_printing
from fonds.model import FondsError
from fonds.model.base import Value
from fonds.release import OPEN
from fonds.store import lock_holder, read_key

_LIBRARIES = (
    "ahocorasick",
    "cryptography",
    "django",
    "granian",
    "lxml",
    "msgspec",
    "ninja",
    "pyrage",
    "rapidfuzz",
    "rich",
    "selectolax",
    "tantivy",
    "typer",
    "weasyprint",
    "whitenoise",
)
_OLDEST_SQLITE = (3, 31, 0)
_LITTLE_SPACE_BYTES = 500 * 2**20


class Symptom(Value, frozen=True, kw_only=True):
    """Result of one check.

    Attributes:
        check: What was looked at.
        state: Well, worth a look, or wrong.
        what: What was found, for people.
        hint: How to mend it; empty when all is well.
    """

    check: str
    state: Literal["well", "look", "wrong"]
    what: str
    hint: str = ""


def examine(folder: Path | None) -> Iterator[Symptom]:
    """Examines the installation, and the archive if there is one.

    Args:
        folder: Folder of the archive; None for that of the working directory.
    """
    yield _python()
    yield _libraries()
    yield _sqlite()
    yield _encoding()
    yield _printing()
    try:
        archive = open_archive(folder)
    except FondsError as error:
        state: Literal["look", "wrong"] = "look" if error.code == "no-archive" and folder is None else "wrong"
        yield Symptom(check="archive", state=state, what=str(error), hint=error.hint)
        return
    yield Symptom(check="archive", state="well", what=f"{archive.folder}, format {archive.file.format}")
    yield _space(archive.folder)
    for store in archive.store_names:
        if store == OPEN or archive.can_enter(store):  # of the others nobody without access is told
            yield from _store(archive, store)
    archive.close()


def _python() -> Symptom:
    return Symptom(check="Python", state="well", what=platform.python_version())


def _libraries() -> Symptom:
    missing = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
    if not missing:
        return Symptom(check="libraries", state="well", what=f"all {len(_LIBRARIES)} are installed")
    return Symptom(
        check="libraries", state="wrong", what=f"missing: {', '.join(missing)}", hint="Install fonds again with pip."
    )


def _sqlite() -> Symptom:
    if sqlite3.sqlite_version_info >= _OLDEST_SQLITE:
        return Symptom(check="SQLite", state="well", what=sqlite3.sqlite_version)
    return Symptom(
        check="SQLite", state="wrong", what=sqlite3.sqlite_version, hint="Django wants SQLite 3.31 or newer."
    )


def _encoding() -> Symptom:
    encoding = locale.getpreferredencoding(do_setlocale=False)
    if "utf" in encoding.lower():
        return Symptom(check="terminal", state="well", what=encoding)
    return Symptom(
        check="terminal", state="look", what=f"{encoding} can not show every script", hint="Set LANG=C.UTF-8."
    )


def _printing() -> Symptom:
    hint = missing_for_printing()
    if hint:
        return Symptom(check="printing", state="look", what="no PDF can be made", hint=hint)
    return Symptom(check="printing", state="well", what="PDF")


def _space(folder: Path) -> Symptom:
    free = shutil.disk_usage(folder).free
    what = f"{free / 2**30:.1f} GiB free"
    if free > _LITTLE_SPACE_BYTES:
        return Symptom(check="disk", state="well", what=what)
    return Symptom(check="disk", state="look", what=what, hint="Make room before you add records.")


def _store(archive: Archive, store: str) -> Iterator[Symptom]:
    folder = store_folder(archive.folder, store)
    check = f"store {store}"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        hint = f"Give this user read and write access to {folder}."
        yield Symptom(check=check, state="wrong", what="its folder can not be read and written", hint=hint)
        return
    if store != OPEN and stat.S_IMODE(folder.stat().st_mode) & ~PRIVATE:
        what, hint = "others on this machine can read the store", f"Run: chmod {PRIVATE:o} {folder}"
        yield Symptom(check=check, state="look", what=what, hint=hint)
    try:
        read_key(folder)
    except FondsError as error:
        yield Symptom(check=check, state="look", what=error.message, hint=error.hint)
    holder = lock_holder(folder)
    if holder:
        yield Symptom(check=check, state="look", what=f"a writer is at work: {holder}", hint="Wait until it ends.")
    try:
        shelf = archive.shelf(store)
    except FondsError as error:
        yield Symptom(check=check, state="wrong", what=str(error), hint=error.hint)
        return
    behind = "; the index is behind and is healed at the next start" if shelf.is_behind else ""
    yield Symptom(check=check, state="well", what=f"{_how_many(shelf.store.count())}{behind}")


def _how_many(records: int) -> str:
    return "1 record" if records == 1 else f"{records:,} records"
