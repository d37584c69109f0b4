"""Commands that keep an archive well, and give it out whole. What they do is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fonds.cli._base import Chosen, app, examples
from fonds.cli._options import ExportFormat, one_of


@app.command(
    short_help="Give all records out as files.",
    epilog=examples("fonds export ../records", "fonds export ../records --format json"),
)
def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to: a folder that does not exist yet, or is empty.")
    ],
    as_format: Annotated[ExportFormat, one_of(ExportFormat, "--format", "TEI, or JSON.")] = ExportFormat.tei,
) -> None:
    """Give all records out as files: a folder for each store that you may read, with the hashes of its files."""
    from fonds.cli import _backing_up

    _backing_up.export(Chosen.archive, folder, as_format.value)


@app.command(
    short_help="Write the open store as a copy for a public host.",
    epilog=examples("fonds publish ../public", "fonds publish ../public --keep 10"),
)
def publish(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="A folder outside of the archive: a new one, or one published into before."
        ),
    ],
    keep: Annotated[
        int, typer.Option("--keep", metavar="N", min=1, help="How many generations stay, with the current one.")
    ] = 3,
) -> None:
    """Write what readers are shown of the open store as an unchanging copy (a generation), and point to it.

    If nothing has changed for readers, the current one stays. `fonds serve --published DIR` serves it.
    """
    from fonds.cli import _backing_up

    _backing_up.publish(Chosen.archive, folder, keep)


@app.command(
    short_help="Copy what the archive keeps, or what is new since the last time.",
    epilog=examples("fonds backup /mnt/disk/archive"),
)
def backup(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or one of an earlier backup.")
    ],
) -> None:
    """Copy what the archive keeps, each store by itself, or what is new since the last time."""
    from fonds.cli import _backing_up

    _backing_up.backup(Chosen.archive, folder)


@app.command(
    short_help="Make an archive, or empty stores of one, from a backup.",
    epilog=examples(
        "fonds --archive new-archive restore /mnt/disk/archive", "fonds restore /mnt/disk/archive --store special"
    ),
)
def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that fonds backup wrote.")],
    store: Annotated[str | None, typer.Option("--store", metavar="NAME", help="One store; else all.")] = None,
) -> None:
    """Make an archive from a backup, or its stores in an archive where they are empty. Nothing is overwritten."""
    from fonds.cli import _backing_up

    _backing_up.restore(Chosen.archive, folder, store)


@app.command(
    short_help="Make tables and indexes anew from the journals.",
    epilog=examples("fonds rebuild", "fonds rebuild --store special"),
)
def rebuild(
    store: Annotated[str | None, typer.Option("--store", metavar="NAME", help="One store; else all.")] = None,
) -> None:
    """Make tables and indexes anew from the journals, to the same content."""
    from fonds.cli import _keeping

    _keeping.rebuild(Chosen.archive, store)


@app.command(
    short_help="Bring an archive of an older fonds to what this one expects.", epilog=examples("fonds upgrade")
)
def upgrade() -> None:
    """Bring an archive that an older fonds made to what this one expects. Doing it again changes nothing.

    Make a backup first, with the fonds that made the archive.
    """
    from fonds.cli import _keeping

    _keeping.upgrade(Chosen.archive)


@app.command(
    short_help="Check that everything is as it was written.",
    epilog=examples("fonds verify", "fonds verify --store special"),
)
def verify(
    store: Annotated[str | None, typer.Option("--store", metavar="NAME", help="One store; else all.")] = None,
) -> None:
    """Check that everything is as it was written, and that stores agree. The exit status is 1 if they do not."""
    from fonds.cli import _keeping

    _keeping.verify(Chosen.archive, store)


@app.command(short_help="Say what is wrong here and how to mend it.", epilog=examples("fonds doctor"))
def doctor() -> None:
    """Say what is wrong with this installation and how to mend it. The exit status is 1 if anything is."""
    from fonds.cli import _keeping

    _keeping.doctor(Chosen.archive)
