"""Commands that make and keep an archive: init, store, add, rebuild, verify, doctor."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from fonds.actions.adding import Outcome, add_sources
from fonds.actions.archive import add_store, init_archive
from fonds.actions.consulting import list_stores
from fonds.actions.health import examine
from fonds.actions.upkeep import rebuild_store, verify_store
from fonds.actions.versions import Change
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import console, write_json

_SHOWN_WITHOUT_SUMMARY = 20
_SIGNS = {"well": ("✓", "green"), "look": ("!", "yellow"), "wrong": ("✗", "bold red")}


def init(folder: Path, title: str) -> None:
    """Makes an archive."""
    with shown_errors():
        init_archive(folder, title).close()
        console().print(Text(f"Made the archive “{title}” in {folder}."))
        console().print(Text(f"Next: cd {folder} && fonds add PAGES"))


def store_add(archive: Path | None, name: str) -> None:
    """Adds a store."""
    with shown_errors(), opened(archive) as (found, _):
        add_store(found, name).close()
        console().print(
            Text(f"Added the store “{name}”. From now on, say where to add: --store open or --store {name}.")
        )


def store_list(archive: Path | None, as_format: str) -> None:
    """Lists stores."""
    with shown_errors(), opened(archive) as (found, actor):
        counts = dict(list_stores(found, actor=actor))
        if as_format == "json":
            write_json([{"name": name, "records": count} for name, count in counts.items()])
            return
        for name, count in counts.items():
            console().print(Text(f"{name}  {_count(count, 'record')}"))


def add(
    archive: Path | None, sources: Sequence[str], store: str | None, encoding: str | None, as_format: str
) -> None:
    """Adds sources, with a progress bar on a terminal, and sums up."""
    outcomes: list[Outcome] = []
    with shown_errors(), opened(archive) as (found, actor), _progress("Adding") as progress:
        bar = progress.add_task("Adding", total=None)
        for outcome in add_sources(
            found,
            sources,
            actor=actor,
            store=store,
            encoding=encoding,
            on_found=lambda count: progress.update(bar, total=count),
        ):
            outcomes.append(outcome)
            progress.advance(bar)
    if as_format == "json":
        write_json(outcomes)
    else:
        _show_outcomes(outcomes)
    if any(outcome.what == "set-aside" for outcome in outcomes):
        raise typer.Exit(FINDINGS)


def rebuild(archive: Path | None, store: str | None) -> None:
    """Makes tables and indexes anew."""
    with shown_errors(), opened(archive) as (found, _):
        for name in [store] if store else found.store_names:
            with _progress(f"Rebuilding {name}") as progress:
                count = rebuild_store(found, name, _moves_bar(progress, f"Rebuilding {name}"))
            console().print(Text(f"{name}: {_count(count, 'record')}, tables and index made anew"))


def verify(archive: Path | None, store: str | None) -> None:
    """Checks stores against their journals."""
    found_fault = False
    with shown_errors(), opened(archive) as (found, _):
        for name in [store] if store else found.store_names:
            faults = verify_store(found, name)
            found_fault = found_fault or bool(faults)
            console().print(
                Text(f"{name}: {'all is as it was written' if not faults else _count(len(faults), 'fault')}")
            )
            for fault in faults:
                console().print(Text(f"  {fault.part} {fault.where}: {fault.what}", style="red"))
    if found_fault:
        raise typer.Exit(FINDINGS)


def doctor(archive: Path | None) -> None:
    """Examines the installation."""
    symptoms = list(examine(archive))
    grid = Table.grid(padding=(0, 2))
    for symptom in symptoms:
        sign, style = _SIGNS[symptom.state]
        grid.add_row(Text(sign, style=style), Text(symptom.check), _with_hint(symptom.what, symptom.hint))
    console().print(grid)
    if any(symptom.state == "wrong" for symptom in symptoms):
        raise typer.Exit(FINDINGS)


@contextmanager
def _progress(title: str) -> Iterator[Progress]:
    """A progress bar on standard error; silent where nobody watches."""
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    watched = Console(stderr=True)
    with Progress(*columns, console=watched, transient=True, disable=not watched.is_terminal) as progress:
        yield progress


def _moves_bar(progress: Progress, title: str) -> Callable[[int, int], None]:
    bar = progress.add_task(title, total=None)
    return lambda done, total: progress.update(bar, completed=done, total=total)


def _show_outcomes(outcomes: Sequence[Outcome]) -> None:
    paper = console()
    few = len(outcomes) <= _SHOWN_WITHOUT_SUMMARY
    for outcome in outcomes:
        if few or outcome.what in ("new-version", "set-aside"):
            paper.print(_line(outcome), no_wrap=True, overflow="ellipsis")
            for line in difference_lines(outcome.changes):
                paper.print(line)
    paper.print(Text(_summary(outcomes), style="bold"))


def _line(outcome: Outcome) -> Text:
    if outcome.what == "set-aside":
        return _with_hint(f"set aside  {outcome.shown}: {outcome.reason}", outcome.hint, style="yellow")
    line = Text(f"{outcome.what.replace('-', ' '):<13}{outcome.record_id:<12}")
    line.append(f"{_count(outcome.findings, 'finding') if outcome.findings else '':<13}", style="yellow")
    if outcome.version > 1:
        line.append(f"version {outcome.version}  ", style="dim")
    line.append(outcome.title or outcome.shown)
    return line


def difference_lines(changes: Iterable[Change]) -> Iterator[Text]:
    for change in changes:
        yield Text(f"    {change.place}", style="bold")
        before, now = (change.old or "").splitlines(), (change.new or "").splitlines()
        for line in difflib.ndiff(before, now):
            if not line.startswith("?"):
                style = {"-": "red", "+": "green"}.get(line[0], "")
                yield Text(f"      {line}", style=style)


def _summary(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.what for outcome in outcomes)
    parts = [
        f"{counts['added']:,} added" if counts["added"] else "",
        f"{_count(counts['new-version'], 'new version')}" if counts["new-version"] else "",
        f"{counts['unchanged']:,} known already, nothing changed" if counts["unchanged"] else "",
        f"{counts['set-aside']:,} set aside" if counts["set-aside"] else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{said}." if said else "There was nothing to add."


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _with_hint(what: str, hint: str, style: str = "") -> Text:
    text = Text(what, style=style)
    if hint:
        text.append(f"\n  {hint}", style="dim")
    return text
