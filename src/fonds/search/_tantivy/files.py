"""What lies in the folder of an index beside Tantivy's own files, and what may be wrong with those.

``commit.json`` is written after both indexes were committed. What it says is therefore never more than what they
hold; what they hold beyond it is indexed again, to the same content.

Not for: reading segments, which is Tantivy's; only their checksums are looked at.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from fonds.model import Conflict, Unavailable
from fonds.search._tantivy.schema import VERSION

PARTS = ("records", "passages")
"""The two indexes, each in a folder of that name."""

LOOKED_OVER_BYTES = 16 * 2**20
"""Up to this size the checksums of an index are checked whenever it is opened."""

Stamp = tuple[int, int, int]

_COMMIT = "commit.json"
_META = "meta.json"
_CHUNK = 1 << 20


class Commit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What both indexes are known to hold.

    Attributes:
        version: Version of the schemas.
        made: Which making of the index this is: readers open it anew when it was rebuilt.
        position: Number of the last journal entry held, or None.
        stamps: Tantivy's number of the commit, for records and passages.
    """

    version: int
    made: str
    position: int | None = None
    stamps: tuple[int, int] = (0, 0)


def broken(folder: Path) -> Unavailable:
    """Makes the error that says that an index must be rebuilt."""
    return Unavailable(
        "the search index is absent, damaged or of another version",
        code="index-broken",
        ref=folder.parent.name,
        hint="It is derived from the journal: fonds rebuild makes it anew.",
    )


@contextlib.contextmanager
def errors_named(folder: Path) -> Iterator[None]:
    """Gives Tantivy's errors and panics the names of fonds."""
    try:
        yield
    except (ValueError, OSError) as error:
        if "LockBusy" in str(error):
            raise Conflict(
                "another process writes into the search index", code="index-locked", ref=folder.parent.name
            ) from error
        raise broken(folder) from error
    except BaseException as error:
        # Tantivy panics on some damaged files; PyO3 makes it a BaseException whose class can not be imported.
        if type(error).__name__ == "PanicException":
            raise broken(folder) from error
        raise


def read_commit(folder: Path) -> Commit:
    """Reads the last commit.

    Raises:
        Unavailable: ``index-broken``, when there is none, or one of another version, or one that the indexes do
            not reach.
    """
    try:
        commit = msgspec.json.decode((folder / _COMMIT).read_bytes(), type=Commit)
        reached = tuple(_read_meta(folder / part)["opstamp"] for part in PARTS)
    except (OSError, ValueError, KeyError, TypeError, msgspec.MsgspecError) as error:
        raise broken(folder) from error
    if commit.version != VERSION or any(has < said for has, said in zip(reached, commit.stamps, strict=True)):
        raise broken(folder)
    return commit


def write_commit(folder: Path, commit: Commit) -> None:
    """Writes a commit so that it is either wholly there or not at all."""
    draft = folder / f"{_COMMIT}.new"
    with draft.open("wb") as file:
        file.write(msgspec.json.encode(commit))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / _COMMIT)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def stamp_of_commit(folder: Path) -> Stamp | None:
    """Something that changes with each commit; None while there is none to be seen."""
    try:
        facts = (folder / _COMMIT).stat()
    except FileNotFoundError:
        return None
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def clear(folder: Path) -> None:
    """Takes away whatever lies at a place."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def strip(folder: Path) -> None:
    """Takes away what readers do not need: locks, and what merges left behind. Nobody may have the index open."""
    needed = set(_needed(folder))
    for part in PARTS:
        for path in (folder / part).iterdir():
            if path not in needed:
                path.unlink()


def mirror(folder: Path, into: Path) -> None:
    """Makes a folder of links to the files of an index: Tantivy makes a lock beside them when it opens an index.

    Args:
        folder: The index, which may lie on a disk that can not be written.
        into: A folder that does not exist yet.
    """
    for path in _needed(folder):
        link = into / path.relative_to(folder)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path.absolute())


def _needed(folder: Path) -> list[Path]:
    """The files that readers of an index open."""
    metas = [folder / part / _META for part in PARTS]
    return [folder / _COMMIT, *metas, *(path for part in PARTS for path in _files(folder / part))]


def remove_left_deletions(folder: Path) -> None:
    """Takes away lists of deletions that a killed writer left: the next one would write under the same names.

    The caller holds the locks of both writers.
    """
    for part in PARTS:
        current = set(_files(folder / part))
        for path in (folder / part).glob("*.del"):
            if path not in current:
                path.unlink()


def deleted_entries(folder: Path) -> int:
    """Number of entries that are deleted and still counted in the statistics."""
    return sum(
        (segment["deletes"] or {}).get("num_deleted_docs", 0)
        for part in PARTS
        for segment in _segments(folder / part)
    )


def damaged_files(folder: Path) -> tuple[str, ...]:
    """Names of files that are not as they were written, by the checksum that Tantivy puts at their end; sorted."""
    damaged = []
    for part in PARTS:
        try:
            read = _files(folder / part)
        except (ValueError, KeyError, TypeError):
            damaged.append(f"{part}/{_META}")
        else:
            damaged.extend(f"{part}/{path.name}" for path in read if not _is_whole(path))
    return tuple(sorted(damaged))


def look_over(folder: Path) -> None:
    """Checks the checksums of an index that is small enough for it to take no time.

    Raises:
        Unavailable: ``index-broken``.
    """
    try:
        sizes = [path.stat().st_size for part in PARTS for path in _files(folder / part)]
        damaged = sum(sizes) <= LOOKED_OVER_BYTES and damaged_files(folder)
    except FileNotFoundError:
        return  # a merge took the file away in between, or it is lost: Tantivy will say which
    if damaged:
        raise broken(folder)


def _files(part: Path) -> list[Path]:
    """The files of segments that are read, sorted; others are what a crash or a merge left behind."""
    segments = {segment["segment_id"].replace("-", ""): segment["deletes"] for segment in _segments(part)}
    found = []
    for path in sorted(part.iterdir()):
        name, _, ending = path.name.partition(".")
        if name in segments and (path.suffix != ".del" or _is_current(ending, segments[name])):
            found.append(path)
    return found


def _is_current(ending: str, deletes: dict[str, int] | None) -> bool:
    return deletes is not None and ending == f"{deletes['opstamp']}.del"


def _is_whole(path: Path) -> bool:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 8))
        length, magic = (int.from_bytes(file.read(4), "little") for _ in range(2))
        if magic != 1337 or length > size - 8:
            return False
        file.seek(size - 8 - length)
        footer = file.read(length)
        file.seek(0)
        return _footer_fits(footer, _crc(file, size - 8 - length))


def _footer_fits(footer: bytes, crc: int) -> bool:
    try:
        return bool(json.loads(footer)["crc"] == crc)
    except (ValueError, KeyError, TypeError):
        return False


def _crc(file: BinaryIO, size_bytes: int) -> int:
    crc = 0
    while size_bytes > 0:
        chunk = file.read(min(_CHUNK, size_bytes))
        if not chunk:
            break
        crc = zlib.crc32(chunk, crc)
        size_bytes -= len(chunk)
    return crc


def _segments(part: Path) -> list[dict[str, Any]]:
    return list(_read_meta(part)["segments"])


def _read_meta(part: Path) -> Any:
    return json.loads((part / _META).read_bytes())
