"""`fonds read` of several sources: a table of what each was read as, readings as files, and a line of totals."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, cast

import typer
from rich.text import Text

from fonds.actions.readings_out import Ending, ReadingsOut, without_readings
from fonds.actions.sources import Candidate, find_sources
from fonds.actions.surveying import SEVERITIES, Surveyed, survey_sources
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._findings_text import SEVERITY_STYLES
from fonds.cli._paper import console, counted, printed, write_json
from fonds.cli._progress import progress
from fonds.cli._reading_text import reading_text
from fonds.cli._rows import Column, Lines, Rows
from fonds.formats import write_reading_json
from fonds.model import Reading
from fonds.reading import DOUBTFUL, kind_words

_WIDE = 100
"""Where a line has so many cells, there is room for the line that is least sure."""


class Goal(NamedTuple):
    """What is to be done with the readings.

    Attributes:
        as_format: "text" or "json" if the person said one, else None: a table as text, files as JSON.
        out: Folder for the readings, or None.
        beside: Whether they go beside their sources.
        force: Whether files of others may be overwritten.
    """

    as_format: str | None
    out: Path | None
    beside: bool
    force: bool

    @property
    def writes(self) -> bool:
        """Whether readings are written."""
        return self.out is not None or self.beside

    @property
    def ending(self) -> Ending:
        """Which kind of file is written."""
        return ".txt" if self.as_format == "text" else ".json"


def survey(sources: Sequence[str], encoding: str | None, goal: Goal) -> None:
    """Reads sources, with a progress bar on a terminal; one that can not be read does not stop the others."""
    rows: list[Surveyed] = []
    expected = 0
    with shown_errors():
        candidates = without_readings(list(find_sources(sources)), sources, folder=goal.out, ending=goal.ending)
        expected = len(candidates)
        files = _files(candidates, sources, goal)
        try:
            _read(candidates, encoding, files, goal, rows)
        finally:
            _show(rows, expected, goal)
    if any(row.is_set_aside for row in rows):
        raise typer.Exit(FINDINGS)


def _files(candidates: Sequence[Candidate], sources: Sequence[str], goal: Goal) -> ReadingsOut | None:
    if not goal.writes:
        return None
    return ReadingsOut(candidates, sources, folder=goal.out, ending=goal.ending, force=goal.force)


def _read(
    candidates: Sequence[Candidate],
    encoding: str | None,
    files: ReadingsOut | None,
    goal: Goal,
    rows: list[Surveyed],
) -> None:
    """Fills the rows, so that those that are there when it ends early can be shown."""

    def keep(candidate: Candidate, reading: Reading) -> str:
        return files.write(candidate, _content(reading, goal.ending)) if files else ""

    with progress("Reading") as bar:
        task = bar.add_task("Reading", total=len(candidates))
        surveyed = survey_sources(candidates, encoding=encoding, keep=keep)
        with closing(cast("Generator[Surveyed]", surveyed)):
            for row in surveyed:
                rows.append(row)
                bar.advance(task)


def _content(reading: Reading, ending: Ending) -> bytes:
    return write_reading_json(reading) if ending == ".json" else printed(reading_text(reading)).encode()


def _show(rows: Sequence[Surveyed], expected: int, goal: Goal) -> None:
    if goal.as_format == "json":
        write_json({"sources": rows, "totals": _totals(rows, expected)})
        return
    paper = console()
    read = [row for row in rows if not row.is_set_aside]
    if read:
        paper.print(_table(read, paper.width))
        paper.print()
    if set_aside := _set_aside([row for row in rows if row.is_set_aside], paper.width):
        paper.print(set_aside)
    paper.print(Text(_summary(rows, expected, goal), style="bold"))


def _set_aside(rows: Sequence[Surveyed], width: int) -> Lines:
    """Says why each was set aside; what can be done is said once for all with the same reason."""
    lines = Lines(width)
    said: set[str] = set()
    for row in rows:
        lines.add(Text(f"set aside  {row.source}: {row.reason}", style="yellow"), hang=2)
        if row.hint and row.hint not in said:
            lines.add(Text(row.hint, style="dim"), indent=2)
        said.add(row.hint)
    return lines


def _totals(rows: Sequence[Surveyed], expected: int) -> dict[str, object]:
    read = [row for row in rows if not row.is_set_aside]
    return {
        "sources": expected,
        "read": len(read),
        "set_aside": len(rows) - len(read),
        "written": sum(1 for row in read if row.written),
        "passages": sum(row.passages for row in read),
        "findings": {severity: sum(row.findings[severity] for row in read) for severity in SEVERITIES},
        "forms": dict(sorted(Counter(row.form for row in read).items())),
    }


def _table(rows: Sequence[Surveyed], width: int) -> Rows:
    folder = _common_folder([row.source for row in rows])
    heads = [folder or "source", "form", "document", "passages", "findings", "least sure"]
    columns = [Column(0.4, breaks="/-._"), Column(), Column(0.2), Column(is_right=True), Column(), Column()]
    shown = len(heads) if width >= _WIDE else len(heads) - 1
    table = Rows(*columns[:shown], indent=0)
    table.add(*(Text(head, style="bold") for head in heads[:shown]))
    for row in rows:
        cells = (
            Text(row.source.removeprefix(folder)),
            Text(f"{row.form} {row.form_certainty:.0%}"),
            Text("\n".join(filter(None, (row.kind, row.date))) or "–"),
            Text(f"{row.passages:,}"),
            _findings(row),
            _least(row),
        )
        table.add(*cells[:shown])
    return table


def _common_folder(sources: Sequence[str]) -> str:
    """The folder in which all sources lie, with a slash; empty when there is none, or one source alone."""
    folders = {os.path.dirname(source) for source in sources}  # noqa: PTH120 - names as people wrote them
    if len(sources) < 2 or "" in folders or len({folder.startswith("/") for folder in folders}) > 1:
        return ""
    common = os.path.commonpath(folders)
    return f"{common}/" if common not in ("", "/") else ""


def _findings(row: Surveyed) -> Text:
    text = Text()
    for severity in SEVERITIES:
        if row.findings[severity]:
            text.append("\n" if text else "")
            text.append(counted(row.findings[severity], severity), style=SEVERITY_STYLES[severity])
    return text or Text("–", style="dim")


def _least(row: Surveyed) -> Text:
    least = row.least
    if least is None:
        return Text("–")
    style = "yellow" if least.certainty < DOUBTFUL else "dim"
    return Text(f"L{least.line} {least.certainty:.0%}\n{kind_words(least.kind)}", style=style)


def _summary(rows: Sequence[Surveyed], expected: int, goal: Goal) -> str:
    if not expected:
        return "There was nothing to read."
    return " ".join(f"{part}." for part in _parts(rows, expected, goal))


def _parts(rows: Sequence[Surveyed], expected: int, goal: Goal) -> Iterator[str]:
    read = [row for row in rows if not row.is_set_aside]
    passages = sum(row.passages for row in read)
    yield f"{counted(len(read), 'source')} read, {counted(passages, 'passage')}; {_all_findings(read)}"
    if written := sum(1 for row in read if row.written):
        where = f"to {goal.out}" if goal.out else "beside their sources"
        yield f"{counted(written, 'reading')} written {where}"
    if len(rows) > len(read):
        yield f"{len(rows) - len(read):,} set aside"
    if expected > len(rows):
        yield f"Ended early: {expected - len(rows):,} of {counted(expected, 'source')} left"


def _all_findings(read: Sequence[Surveyed]) -> str:
    counts = {severity: sum(row.findings[severity] for row in read) for severity in SEVERITIES}
    said = [counted(count, severity) for severity, count in counts.items() if count]
    return f"{counted(sum(counts.values()), 'finding')} ({', '.join(said)})" if said else "nothing found"
