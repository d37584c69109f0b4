"""`fonds read` and `fonds check`: neither needs an archive or a database for files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import typer
from rich.text import Text

from fonds.cli._errors import FINDINGS, show_error, shown_errors, status_of
from fonds.cli._paper import console, counted, write_json, write_json_bytes
from fonds.cli._reading_text import findings_text, label_of, reading_text
from fonds.criticism import explain as explanation_of
from fonds.criticism import with_findings
from fonds.formats import reading_as_dict, write_reading_json
from fonds.model import FondsError, Reading, is_record_id
from fonds.reading import MAX_SOURCE_BYTES, read_file, read_limited, read_source

_STANDARD_INPUT = "standard input"


def read(file: Path, as_format: str, encoding: str | None) -> None:
    """Shows the reading of one file."""
    with shown_errors():
        reading = _reading_of(file, encoding)
        if as_format == "json":
            write_json_bytes(write_reading_json(reading))
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


def explain(code: str, as_format: str) -> None:
    """Shows what a finding means."""
    with shown_errors():
        explanation = explanation_of(code).strip()
        if as_format == "json":
            write_json({"code": code, "explanation": explanation})
        else:
            console().print(Text(explanation))


def _reading_of(file: Path, encoding: str | None) -> Reading:
    if str(file) != "-":
        return with_findings(read_file(file, encoding=encoding))
    try:
        return with_findings(
            read_source(read_limited(sys.stdin.buffer, MAX_SOURCE_BYTES, _STANDARD_INPUT), encoding=encoding)
        )
    except FondsError as error:
        error.ref = error.ref or _STANDARD_INPUT
        raise


def _checked(source: str, encoding: str | None, archive: Path | None, store: str) -> Reading:
    """A file if there is one of that name, else a record or one passage of it."""
    if _is_file_name(source) or not is_record_id(source.partition("#")[0].strip().lower()):
        return _reading_of(Path(source), encoding)
    from fonds.actions.consulting import get_holding  # noqa: PLC0415 - only records need a database
    from fonds.cli._open import opened  # noqa: PLC0415 - likewise

    with opened(archive) as (room, actor):
        holding, passage = get_holding(room, source, actor=actor, store=store)
        reading = with_findings(holding.reading)
    if passage is None:
        return reading
    findings = tuple(finding for finding in reading.findings if passage.id in finding.slots)
    return msgspec.structs.replace(reading, findings=findings)


def _is_file_name(source: str) -> bool:
    try:
        return source == "-" or Path(source).exists()
    except OSError:  # longer than a name can be: the error comes when it is opened
        return True


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
    return counted(findings, "finding") if findings else "nothing found"
