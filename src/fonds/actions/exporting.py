"""Everything that an actor may see, given out as files in a standard form.

Each store has a folder of its own, so that closed records never lie beside open ones; each record is one file under
its id; and a list of hashes, written last, says that the folder is whole (``sha256sum --check`` reads it).

Not for: putting such files back; a backup is what the archive is restored from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from fonds.actions.access import Access
from fonds.actions.archive import Archive
from fonds.actions.folders import PRIVATE, refuse_used, written
from fonds.actions.holding import Progress, no_progress
from fonds.formats import write_reading_json
from fonds.formats.tei import write_tei
from fonds.model import Actor, digest
from fonds.release import OPEN, Holding

ExportForm = Literal["tei", "json"]
SUMS = "sha256sums.txt"


def export_archive(
    archive: Archive, folder: Path, form: ExportForm, *, actor: Actor, progress: Progress = no_progress
) -> dict[str, int]:
    """Writes every record of every store that the actor may read.

    Args:
        archive: The archive.
        folder: Where to; it must not exist yet, or be empty.
        form: TEI, or the JSON of readings.
        actor: Who exports.
        progress: Called with how many records are written and how many there are in all.

    Returns:
        For each store how many records were written.

    Raises:
        Conflict: ``folder-in-use``. Unavailable: ``cannot-write``; ``log-unwritable``, when a closed store can not be
            read for it. What was written until then stays, without hashes.
    """
    refuse_used(folder)
    stores = {name: Access(archive, name, actor=actor, deed="export") for name in archive.stores_of(actor)}
    total, done = sum(store.count() for store in stores.values()), 0
    counts: dict[str, int] = {}
    with written(folder, "Check its permissions and space, and begin anew in an empty folder."):
        for name, store in stores.items():
            for count in _write_store(_made(folder, name), store.holdings(), _writer(archive, form)):
                counts[name] = count
                progress(done + count, total)
            done += counts[name]
    return counts


def _made(folder: Path, store: str) -> Path:
    made = folder / store
    made.mkdir(parents=True)
    if store != OPEN:
        made.chmod(PRIVATE)
    return made


def _writer(archive: Archive, form: ExportForm) -> Callable[[Holding], tuple[str, bytes]]:
    """Gives the file name and the content for a record."""

    def as_tei(holding: Holding) -> tuple[str, bytes]:
        return f"{holding.record.id}.xml", write_tei(holding.reading, archive=archive.file.title)

    def as_json(holding: Holding) -> tuple[str, bytes]:
        return f"{holding.record.id}.json", write_reading_json(holding.reading)

    return as_tei if form == "tei" else as_json


def _write_store(
    folder: Path, holdings: Iterator[Holding], content_of: Callable[[Holding], tuple[str, bytes]]
) -> Iterator[int]:
    """Writes the files of one store and their hashes; yields how many there are so far, 0 first."""
    yield 0
    sums: dict[str, str] = {}
    for holding in holdings:
        name, content = content_of(holding)
        (folder / name).write_bytes(content)
        sums[name] = digest(content)
        yield len(sums)
    lines = (f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / SUMS).write_text("".join(lines), encoding="ascii")
