"""Generations: unchanging copies of the open store for a public host, and which one is served.

::

    DIR/current                                        a link to the one that is served
    DIR/generations/000002-3f9a2c41/manifest.json      sizes and hashes of all its other files; written last
    DIR/generations/000002-3f9a2c41/store.toml, site.toml, tables.db, index/...

There is no journal in it, no key, no log and no earlier version of a record, and no file of it ever changes.

Not for: making one (`fonds.actions.publishing`), serving one (`fonds.actions.published`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from fonds.actions.folders import KeptFile, beside, kept_files, put, sync
from fonds.model import Invalid, NotFound, Unavailable, Unsupported, from_bytes, to_bytes

GENERATIONS = "generations"
CURRENT = "current"
MANIFEST_FILE = "manifest.json"
DRAFT = "draft"
"""Name of a generation that is being made."""

_FORMAT = 1
_NAME = re.compile(r"(\d{6,12})-[0-9a-f]{8}")


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`manifest.json`: what a generation holds.

    Attributes:
        format: Version of this form.
        content: SHA-256 of what readers are shown; equal for equal content, whenever it was published.
        entry: Number of the last entry of the journal that it knows.
        records: How many records it holds.
        made: When, ISO 8601 in UTC.
        files: All files but this one, by path below the generation.
    """

    format: int
    content: str
    entry: int
    records: int
    made: str
    files: dict[str, KeptFile]


def seal(generation: Path, now: str, *, content: str, entry: int, records: int) -> None:
    """Writes the manifest of a generation whose other files are all there; see `Manifest`."""
    files = kept_files(generation)
    manifest = Manifest(format=_FORMAT, content=content, entry=entry, records=records, made=now, files=files)
    put(generation / MANIFEST_FILE, to_bytes(manifest) + b"\n")


def read_manifest(generation: Path) -> Manifest:
    """Reads the manifest of a generation.

    Raises:
        NotFound: ``no-generation``. Invalid: ``generation-damaged``. Unsupported: ``newer-format``.
        Unavailable: ``cannot-read``.
    """
    path = generation / MANIFEST_FILE
    if not path.is_file():
        raise NotFound("the generation has no manifest", code="no-generation", ref=generation.name)
    try:
        with _read(generation):
            found = from_bytes(path.read_bytes(), Manifest)
    except Invalid:
        raise _damaged(generation, MANIFEST_FILE) from None
    if found.format > _FORMAT:
        hint = "Install the version of fonds that published it, or a newer one."
        raise Unsupported("a newer fonds published this", code="newer-format", ref=generation.name, hint=hint)
    return found


def check_whole(generation: Path) -> Manifest:
    """Reads every file of a generation and makes sure that it is as it was published, and that no other is there.

    Raises:
        As `read_manifest`; Invalid: ``generation-damaged``, with the name of a file.
    """
    manifest = read_manifest(generation)
    with _read(generation):
        found = kept_files(generation)
    found.pop(MANIFEST_FILE, None)
    for name in sorted(found.keys() | manifest.files.keys()):
        if found.get(name) != manifest.files.get(name):
            raise _damaged(generation, name)
    return manifest


def generation_name(number: int, content: str) -> str:
    """The name of a generation: a number that grows, and the beginning of the hash of its content."""
    return f"{number:06}-{content[:8]}"


def is_ours(name: str) -> bool:
    """Whether publishing leaves something of this name among the generations."""
    return name == DRAFT or number_of(name) > 0


def number_of(name: str) -> int:
    """The number in the name of a generation; 0 for what is none."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0


def list_generations(folder: Path) -> list[str]:
    """Names of the generations in a published folder, in the order of their numbers."""
    names = [path.name for path in (folder / GENERATIONS).iterdir() if number_of(path.name)]
    return sorted(names, key=number_of)


def find_current(folder: Path) -> str | None:
    """Name of the generation that is served; None when the pointer is absent, or points elsewhere."""
    try:
        target = (folder / CURRENT).readlink()
    except OSError:
        return None
    is_one = target.parent == Path(GENERATIONS) and number_of(target.name)
    return target.name if is_one else None


def point_to(folder: Path, name: str) -> None:
    """Lets another generation be served from now on: the pointer is the old one or the new one at every moment."""
    pointer = beside(folder / CURRENT)
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(Path(GENERATIONS) / name)
    pointer.replace(folder / CURRENT)
    sync(folder)


@contextmanager
def _read(generation: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable(f"cannot be read ({reason})", code="cannot-read", ref=generation.name) from error


def _damaged(generation: Path, name: str) -> Invalid:
    hint = "Copy it again, or publish anew."
    where = f"{generation.name}/{name}"
    return Invalid("the generation is not as it was published", code="generation-damaged", ref=where, hint=hint)
