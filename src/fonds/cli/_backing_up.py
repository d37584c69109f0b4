"""Commands that copy an archive, make one from a copy, and give it out: backup, restore, export, publish."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.text import Text

from fonds.actions.backups import back_up
from fonds.actions.backups import restore as restore_stores
from fonds.actions.clock import utc_now
from fonds.actions.exporting import ExportForm, export_archive
from fonds.actions.publishing import publish as publish_open_store
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._keeping import told_apart
from fonds.cli._open import acting, opened
from fonds.cli._paper import console, counted
from fonds.cli._progress import moves_bar, progress


def backup(archive: Path | None, folder: Path) -> None:
    """Copies what the archive keeps."""
    with shown_errors(), opened(archive) as (found, actor):
        with progress("Copying") as bar:
            copied = back_up(found, folder, utc_now(), moves_bar(bar, "Copying"), actor=actor)
        for name, count in copied.items():
            entries = f"{count:,} {'entry' if count == 1 else 'entries'}"
            console().print(Text(f"{name}: {entries} of the journal in {folder / name}"), soft_wrap=True)


def restore(archive: Path | None, folder: Path, store: str | None) -> None:
    """Makes stores from a backup."""
    with shown_errors():
        target = archive if archive is not None else Path()
        with progress("Restoring") as bar:
            stores = [store] if store else ()
            bar_of = moves_bar(bar, "Restoring")
            restored = restore_stores(folder, target, stores=stores, progress=bar_of, actor=acting())
        for name, count in restored.items():
            console().print(Text(f"{name}: {counted(count, 'record')} restored"))
        with opened(target) as (found, actor):
            if told_apart(found, actor):
                raise typer.Exit(FINDINGS)


def export(archive: Path | None, folder: Path, form: ExportForm) -> None:
    """Writes all records as files."""
    with shown_errors(), opened(archive) as (found, actor):
        with progress("Exporting") as bar:
            written = export_archive(found, folder, form, actor=actor, progress=moves_bar(bar, "Exporting"))
        for name, count in written.items():
            console().print(Text(f"{name}: {counted(count, 'record')} in {folder / name}"), soft_wrap=True)


def publish(archive: Path | None, folder: Path, keep: int) -> None:
    """Writes the open store as a generation."""
    with shown_errors(), opened(archive) as (found, actor):
        with progress("Publishing") as bar:
            moves = moves_bar(bar, "Publishing")
            done = publish_open_store(found, folder, utc_now(), actor=actor, keep=keep, progress=moves)
        records = counted(done.records, "record")
        said = f"published {records} as generation {done.name}"
        if not done.is_new:
            said = f"nothing has changed for readers since generation {done.name} ({records})"
        console().print(Text(f"{folder}: {said}"), soft_wrap=True)
