"""`archive.toml`: what an archive says about itself, and its settings with their defaults.

The file is for people: fonds writes it once and afterwards only appends to it, so comments stay.

Not for: what one store says about itself (`store.toml`, which a public server reads without this file).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from fonds.actions.folders import put
from fonds.model import Invalid, NotFound, Unsupported
from fonds.release import OPEN

ARCHIVE_FILE = "archive.toml"
ARCHIVE_FORMAT = 1
SITE_FILE = "site.toml"
STORE_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
"""Of stores and of compartments."""
_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
MOST_CLOSED_STORES = 16
"""Beside the open one."""

_SITE_ADDRESS = re.compile(
    r"https?://(?:[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?/?"
)

_TEMPLATE = """\
# This folder is an archive made by fonds. Settings are explained in docs/settings.md.
format = {format}
title = {title}

[settings]
# max_source_bytes = {settings.max_source_bytes}    # a larger source is set aside
# lock_wait_seconds = {settings.lock_wait_seconds}          # how long a writer waits for another
# reading_processes = {settings.reading_processes}           # 0: one for each core

[stores.open]
"""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be set in `[settings]`.

    Attributes:
        max_source_bytes: Size in bytes above which a source is set aside unread; at least 1.
        lock_wait_seconds: How long a writer waits for another, in seconds; 0 or more.
        reading_processes: How many processes read at once in `fonds add`; 0 means one for each core.
    """

    max_source_bytes: int = 32 * 2**20
    lock_wait_seconds: float = 10.0
    reading_processes: int = 0

    @property
    def processes(self) -> int:
        """How many processes read at once, at least one."""
        return self.reading_processes or len(os.sched_getaffinity(0))


class StoreSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be set in `[stores.NAME]`; the open store has neither.

    Attributes:
        compartments: A reader needs a clearance for each of them; the name of the store alone when left out.
        checkpoints: File for the checkpoints of its log, from the archive's folder on; it must lie outside the store.
            ``desk/checkpoints/NAME.jsonl`` when left out.
    """

    compartments: tuple[str, ...] = ()
    checkpoints: str = ""


class ActorSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be set in `[actors."NAME"]`: who may sign releases.

    Attributes:
        key: Public half of an Ed25519 key, 64 hexadecimal digits.
    """

    key: str


class ReleaseSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be set in `[release]`.

    Attributes:
        signatures: How many persons have to sign a release, each with a key of their own; at least 1.
    """

    signatures: int = 2


class ArchiveFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file.

    Attributes:
        format: Version of the archive's layout.
        title: Name of the archive, shown to readers.
        settings: See `Settings`.
        stores: Store settings by name; `open` is always there.
        actors: Who may sign releases, by name.
        release: What a release needs.
        reasons: Reasons for closing, of the archive's own: words by language, by number.
    """

    format: int
    title: str
    settings: Settings = Settings()
    stores: dict[str, StoreSettings] = {}
    actors: dict[str, ActorSettings] = {}
    release: ReleaseSettings = ReleaseSettings()
    reasons: dict[str, dict[str, str]] = {}

    def compartments_of(self, store: str) -> frozenset[str]:
        """Compartments of a store; the open one has none."""
        return frozenset() if store == OPEN else frozenset(self.stores[store].compartments or (store,))


def write_archive_file(folder: Path, title: str) -> None:
    """Writes a new `archive.toml`."""
    text = _TEMPLATE.format(format=ARCHIVE_FORMAT, title=_toml_string(title), settings=Settings())
    (folder / ARCHIVE_FILE).write_text(text, encoding="utf-8")


class SiteFile(msgspec.Struct, frozen=True, kw_only=True):
    """`site.toml`, in the open store: what the public server knows of the archive.

    Attributes:
        title: Name of the archive, shown to readers.
        address: Where the public finds it, such as ``https://archive.example``, without a path; empty when unknown.
    """

    title: str = "An archive"
    address: str = ""


def write_site_file(store_folder: Path, title: str, address: str = "") -> None:
    """Writes a new `site.toml`."""
    lines = [f"title = {_toml_string(title)}\n", *([f"address = {_toml_string(address)}\n"] if address else [])]
    (store_folder / SITE_FILE).write_text("".join(lines), encoding="utf-8")


def read_site_file(store_folder: Path) -> SiteFile:
    """Reads `site.toml`; a missing one gives the defaults.

    Raises:
        Invalid: ``archive-file``, when it is not TOML, or its address is not one for all pages.
    """
    path = store_folder / SITE_FILE
    if not path.exists():
        return SiteFile()
    try:
        found = msgspec.convert(_read_toml(path), SiteFile)
    except msgspec.ValidationError as error:
        raise Invalid(str(error), code="archive-file", ref=str(path)) from error
    if found.address and not _SITE_ADDRESS.fullmatch(found.address):
        hint = 'Write scheme and host alone, such as address = "https://archive.example".'
        raise Invalid("this address is not one of a site", code="archive-file", ref=str(path), hint=hint)
    return msgspec.structs.replace(found, address=found.address.rstrip("/"))


def append_store(folder: Path, name: str, compartments: Sequence[str] = ()) -> None:
    """Appends `[stores.NAME]` to `archive.toml`, with the compartments if any are given."""
    listed = ", ".join(map(_toml_string, compartments))
    with (folder / ARCHIVE_FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n[stores.{name}]\n" + (f"compartments = [{listed}]\n" if listed else ""))


def append_actor(folder: Path, name: str, key: str) -> None:
    """Appends `[actors."NAME"]` to `archive.toml`."""
    with (folder / ARCHIVE_FILE).open("a", encoding="utf-8") as file:
        file.write(f'\n[actors.{_toml_string(name)}]\nkey = "{key}"\n')


def take_out_store(folder: Path, name: str) -> None:
    """Takes `[stores.NAME]` with its settings out of `archive.toml`; all else stays as people wrote it."""
    path = folder / ARCHIVE_FILE
    section = re.compile(rf"^\[stores\.{re.escape(name)}\][^\n]*\n(?:(?!\[)[^\n]*\n?)*", re.MULTILINE)
    put(path, section.sub("", path.read_text("utf-8")).encode())


def read_archive_file(folder: Path) -> ArchiveFile:
    """Reads `archive.toml`.

    Raises:
        NotFound: ``no-archive``, when the folder has none.
        Invalid: ``archive-file``, when it is not TOML or a setting is unknown or of a wrong kind.
        Unsupported: ``newer-format``, when a newer fonds made the archive.
    """
    path = folder / ARCHIVE_FILE
    content = _read_toml(path)
    _refuse_newer(content, path)
    try:
        found = msgspec.convert(content, ArchiveFile)
    except msgspec.ValidationError as error:
        raise Invalid(str(error), code="archive-file", ref=str(path), hint="See docs/settings.md.") from error
    for what in _wrong_in(found):
        raise Invalid(what, code="archive-file", ref=str(path), hint="See docs/settings.md.")
    return found


def _wrong_in(file: ArchiveFile) -> Iterator[str]:
    """What is of the right kind, and yet can not be meant."""
    if file.settings.max_source_bytes < 1 or file.settings.lock_wait_seconds < 0 or file.release.signatures < 1:
        yield "a setting is below its bound"
    if file.stores.get(OPEN, StoreSettings()) != StoreSettings():
        yield "the open store has neither compartments nor checkpoints"
    if not all(_PUBLIC_KEY.fullmatch(actor.key) for actor in file.actors.values()):
        yield "the key of an actor is not 64 hexadecimal digits"
    if not all(number.isdecimal() and "en" in words for number, words in file.reasons.items()):
        yield "a reason has no number, or no words in English (en)"
    closed = [name for name in file.stores if name != OPEN]
    if len(closed) > MOST_CLOSED_STORES:
        yield f"there are more than {MOST_CLOSED_STORES} stores beside the open one"
    combinations = [file.compartments_of(name) for name in closed]
    if len(set(combinations)) < len(combinations):
        yield "two stores have the same compartments"
    checkpoints = [file.stores[name].checkpoints for name in closed if file.stores[name].checkpoints]
    if len(set(checkpoints)) < len(checkpoints):
        yield "two stores have the same file of checkpoints"
    names = {*closed, *(name for combination in combinations for name in combination)}
    if OPEN in names or not all(map(STORE_NAME.fullmatch, names)):
        yield "a store or a compartment has a name that it can not have"


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(
            "there is no archive in this folder",
            code="no-archive",
            ref=str(path.parent),
            hint="Make one with 'fonds init DIR', or name one with '--archive DIR'.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(str(error), code="archive-file", ref=str(path), hint="Mend the file by hand.") from error


def _refuse_newer(content: dict[str, Any], path: Path) -> None:
    made_by = content.get("format")
    if isinstance(made_by, int) and made_by > ARCHIVE_FORMAT:
        raise Unsupported(
            f"the archive has format {made_by}, this fonds knows formats up to {ARCHIVE_FORMAT}",
            code="newer-format",
            ref=str(path),
            hint="Install the version of fonds that made it, or a newer one.",
        )


def _toml_string(text: str) -> str:
    """A TOML basic string; JSON's escapes are among TOML's."""
    return msgspec.json.encode(text).decode("utf-8").replace("\x7f", "\\u007f")
