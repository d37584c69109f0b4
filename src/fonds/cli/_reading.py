"""`fonds read` and `fonds check`: neither needs an archive or a database for files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.text import Text

from fonds.cli._errors import FINDINGS, show_error, shown_errors, status_of
from fonds.cli._paper import console, write_json
from fonds.cli._reading_text import findings_text, label_of, reading_text
from fonds.criticism import explain as explanation_of
from fonds.criticism import with_findings
from fonds.formats import reading_as_dict, write_reading_json
from fonds.model import FondsError, Reading, is_record_id
from fonds.reading import read_file, read_source


def read(file: Path, as_format: str, encoding: str | None) -> None:
    """Shows the reading of one file."""
    with shown_errors():
        reading = _reading_of(file, encoding)
        if as_format == "json":
            sys.stdout.write(write_reading_json(reading).decode("utf-8") + "\n")
        else:
            console().print(reading_text(reading))


def check(sources: Sequence[str], as_format: str, encoding: str | None, archive: Path | None, store: str) -> None:
    """Shows the findings of files and records; one that can not be read does not stop the others."""
    if not sources:
        raise typer.BadParameter("Name at least one file or record.")
    checked: list[tuple[str, Reading]] = []
    status = 0
    with shown_errors():
        for source in sources:
            try:
                checked.append((source, _checked(source, encoding, archive, store)))
            except FondsError as error:
                show_error(error)
                status = status_of(error)
        show = _show_json if as_format == "json" else _show_text
        show(checked)
    if status or any(reading.findings for _, reading in checked):
        raise typer.Exit(status or FINDINGS)


def explain(code: str) -> None:
    """Shows what a finding means."""
    with shown_errors():
        console().print(Text(explanation_of(code).strip()))


def _reading_of(file: Path, encoding: str | None) -> Reading:
    if str(file) == "-":
        return with_findings(read_source(sys.stdin.buffer.read(), encoding=encoding))
    return with_findings(read_file(file, encoding=encoding))


def _checked(source: str, encoding: str | None, archive: Path | None, store: str) -> Reading:
    """A file if there is one of that name, else a record."""
    if source == "-" or Path(source).exists() or not is_record_id(source.lower()):
        return _reading_of(Path(source), encoding)
    from fonds.actions.consulting import get_holding  # noqa: PLC0415 - only records need a database
    from fonds.cli._open import opened  # noqa: PLC0415 - likewise

    with opened(archive) as (room, actor):
        holding, _ = get_holding(room, source, actor=actor, store=store)
        return with_findings(holding.reading)


def _show_json(checked: Sequence[tuple[str, Reading]]) -> None:
    write_json([{"source": source, "findings": reading_as_dict(reading)["findings"]} for source, reading in checked])


def _show_text(checked: Sequence[tuple[str, Reading]]) -> None:
    paper = console()
    for source, reading in checked:
        paper.print(Text(f"{source}: {_how_many(len(reading.findings))}", style="bold"))
        labels = {slot.id: label_of(slot) for slot in reading.record.slots}
        for line in findings_text(reading.findings, labels):
            paper.print(line)


def _how_many(findings: int) -> str:
    return {0: "nothing found", 1: "1 finding"}.get(findings, f"{findings} findings")
