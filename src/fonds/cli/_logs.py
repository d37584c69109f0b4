"""Commands that look at the logs of closed stores: show, verify, checkpoint."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.text import Text

from fonds.actions.auditing import logged_stores, make_checkpoint, read_log, verify_log
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import console, counted, write_json
from fonds.cli._rows import Column, Rows
from fonds.release import LogCheck, Seen


def show(archive: Path | None, store: str | None, as_format: str) -> None:
    """Shows the entries of logs."""
    with shown_errors(), opened(archive) as (found, actor):
        names = logged_stores(found, store, actor=actor)
        if as_format == "json":
            write_json([{"store": name, "entries": list(read_log(found, name))} for name in names])
            return
        for name in names:
            entries = list(read_log(found, name))
            console().print(Text(f"{name}: {_entries(len(entries))}", style="bold"))
            rows = Rows(Column(is_right=True), *(Column() for _ in range(4)))
            for entry in entries:
                cells = (f"{entry.number:,}", entry.at, entry.by, entry.deed, " ".join(map(_seen, entry.seen)))
                rows.add(*map(Text, cells))
            if entries:
                console().print(rows)


def verify(archive: Path | None, store: str | None, checkpoints: Path | None, public_key: str | None) -> None:
    """Checks logs against checkpoints."""
    found_fault = False
    with shown_errors(), opened(archive) as (found, actor):
        for name in logged_stores(found, store, actor=actor):
            check, faults = verify_log(found, name, checkpoints=checkpoints, public_key=public_key)
            found_fault = found_fault or bool(faults)
            console().print(Text(f"{name}: {_outcome(check, len(faults))}"), soft_wrap=True)
            for fault in faults:
                console().print(Text(f"  {fault.part} {fault.where}: {fault.what}", style="red"), soft_wrap=True)
    if found_fault:
        raise typer.Exit(FINDINGS)


def checkpoint(archive: Path | None, store: str | None) -> None:
    """Writes checkpoints."""
    with shown_errors(), opened(archive) as (found, actor):
        for name in logged_stores(found, store, actor=actor):
            made = make_checkpoint(found, name)
            where = found.logs.checkpoints(name)
            console().print(Text(f"{name}: entry {made.number}, {made.hash}, in {where}"), soft_wrap=True)


def _seen(seen: Seen) -> str:
    return f"{seen.record}{'#' if seen.labels else ''}{','.join(seen.labels)}"


def _outcome(check: LogCheck, faults: int) -> str:
    """One line on a log."""
    facts = f"{_entries(check.entries)}, {counted(check.checkpoints, 'checkpoint')}"
    if faults:
        return f"{facts}; {counted(faults, 'fault')}"
    behind = check.entries - check.proven
    return f"{facts}; all is as it was written" + (
        f", {_entries(behind)} behind the last checkpoint" if behind else ""
    )


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"
