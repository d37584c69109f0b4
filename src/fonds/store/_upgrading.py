"""Bringing a store to the format that this fonds writes: a list of steps, each giving what a store may lack.

A store of an older format is taken through all steps, and then its file says the new format. A step does nothing to a
store that has what it gives, so one that was interrupted is simply done again.

Not for: tables and index, which are made anew from the journal when the store is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fonds.model import Invalid
from fonds.model.base import Value
from fonds.store import _disk
from fonds.store._key import KEY_FILE, PUBLIC_KEY_FILE, make_key, read_key
from fonds.store._lock import WriteLock
from fonds.store._store_file import FORMAT, STORE_FILE, read_store_file, store_file

RandomBytes = Callable[[int], bytes]
"""Gives as many random bytes as are asked for."""


class Step(NamedTuple):
    """One thing that a store must have.

    Attributes:
        format: The format from which on each new store has it.
        what: What it is, for people: "a key".
        give: Gives it to the store in a folder, and says whether the store lacked it.
    """

    format: int
    what: str
    give: Callable[[Path, RandomBytes], bool]


class Upgrade(Value, frozen=True, kw_only=True):
    """What became of a store.

    Attributes:
        before: Its format before.
        after: Its format now.
        given: What it lacked and was given, for people.
    """

    before: int
    after: int
    given: tuple[str, ...]


def upgrade_store(folder: Path, random: RandomBytes, wait_seconds: float) -> Upgrade:
    """Gives a store what this fonds expects of one.

    Args:
        folder: Folder of the store.
        random: For what is made of chance, such as a key.
        wait_seconds: How long to wait for another writer.

    Raises:
        NotFound: ``no-store``. Invalid: ``store-file``, ``store-key``. Unsupported: ``newer-format``.
        Unavailable: ``locked``, ``disk-full``, ``no-permission``: what was given until then stays given.
    """
    name, before = read_store_file(folder)
    with WriteLock(folder).hold("fonds upgrade", wait_seconds), _disk.explained(folder):
        given = tuple(step.what for step in STEPS if step.give(folder, random))
        if before != FORMAT:
            _disk.write_beside(folder / STORE_FILE, store_file(name), durable=True)  # last: now it is of the format
    return Upgrade(before=before, after=FORMAT, given=given)


def _give_key(folder: Path, random: RandomBytes) -> bool:
    if not (folder / KEY_FILE).exists():
        _refuse_lost_key(folder)
        make_key(folder, random(32))
        return True
    key = read_key(folder)
    if (folder / PUBLIC_KEY_FILE).exists():
        return False
    _disk.write_beside(folder / PUBLIC_KEY_FILE, key.public.encode() + b"\n", durable=True)
    return True


def _refuse_lost_key(folder: Path) -> None:
    """A public half alone says that there was a key; what it signed can be proved with that one only."""
    path = folder / PUBLIC_KEY_FILE
    if path.exists():
        hint = f"Put the file {KEY_FILE} back. If it is lost for good, move {PUBLIC_KEY_FILE} away to get a new key."
        raise Invalid("the store has lost its key", code="store-key", ref=str(path), hint=hint)


STEPS = (Step(1, "a key", _give_key),)
"""In the order in which they are taken. A change of `FORMAT` that gives stores something adds a step here."""
