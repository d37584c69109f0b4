"""`store.toml`: what a store says about itself, name and format, so that it can be read without `archive.toml`.

Not for: bringing a store to a later format (`fonds.store._upgrading`).
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from fonds.model import Invalid, NotFound, Unsupported
from fonds.store import _disk

FORMAT = 2
"""Of the stores that this fonds makes."""

READABLE = (1, FORMAT)
"""A store of format 1 has no decisions in its journal; nothing else differs."""

STORE_FILE = "store.toml"


def store_file(name: str) -> bytes:
    """What `store.toml` of a store of the format of this fonds says."""
    return f'# Written by fonds.\nformat = {FORMAT}\nname = "{name}"\n'.encode()


def read_name(folder: Path) -> str:
    """Name of a store, if this fonds can read its format.

    Raises:
        As `read_store_file`; Unsupported: ``older-format``.
    """
    name, number = read_store_file(folder)
    if number not in READABLE:
        hint = "`fonds upgrade` brings the stores of an archive to the format of this fonds."
        raise Unsupported("the store was written by an older fonds", code="older-format", ref=str(folder), hint=hint)
    return name


def read_store_file(folder: Path) -> tuple[str, int]:
    """Name and format of a store, of the format of this fonds or an older one.

    Raises:
        NotFound: ``no-store``. Invalid: ``store-file``. Unsupported: ``newer-format``.
        Unavailable: ``no-permission``, ``disk-error``.
    """
    path = folder / STORE_FILE
    if not path.is_file():
        raise NotFound("there is no store here", code="no-store", ref=str(folder))
    try:
        with _disk.explained(folder):
            facts = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:  # not TOML, or not UTF-8
        raise Invalid("the file does not describe a store", code="store-file", ref=str(path)) from error
    name, number = facts.get("name"), facts.get("format")
    if isinstance(number, int) and number > FORMAT:
        hint = "Install the version of fonds that wrote it, or a newer one."
        raise Unsupported("the store was written by a newer fonds", code="newer-format", ref=str(folder), hint=hint)
    if not isinstance(number, int) or number < 1 or not isinstance(name, str):
        raise Invalid("the file does not describe a store", code="store-file", ref=str(path))
    return name, number
