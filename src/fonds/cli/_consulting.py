"""Commands that look into an archive: show, list, search."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fonds.actions.consulting import get_holding, get_version, list_versions
from fonds.actions.consulting import list_records as records_of
from fonds.actions.searching import search_archive
from fonds.actions.versions import changes_between
from fonds.cli._errors import show_error, shown_errors, status_of
from fonds.cli._keeping import difference_lines
from fonds.cli._open import opened
from fonds.cli._paper import console, write_json
from fonds.cli._reading_text import passage_text, reading_text
from fonds.formats import write_reading_json
from fonds.model import Invalid
from fonds.search import Hit, PassageHit, ResultPage

_FACET_VALUES_SHOWN = 5


def show(archive: Path | None, ref: str, as_format: str, store: str, version: int | None) -> None:
    """Shows a record, an older version of it, or one passage."""
    with shown_errors(), opened(archive) as (found, actor):
        holding, passage = get_holding(found, ref, actor=actor, store=store)
        if version is not None:
            holding = get_version(found, ref, version, actor=actor, store=store)
        if passage is not None and version is None:
            console().print(passage_text(passage)) if as_format == "text" else write_json(passage)
        elif as_format == "json":
            sys.stdout.write(write_reading_json(holding.reading).decode("utf-8") + "\n")
        else:
            console().print(reading_text(holding.reading))
            facts = f"{holding.record.id}, version {holding.version}, added {holding.added}, from {holding.origin}"
            console().print(Padding(Text(facts, style="dim"), (0, 0, 0, 2)))


def show_versions(archive: Path | None, ref: str, as_format: str, store: str) -> None:
    """Lists the versions of a record, each with what changed in it."""
    with shown_errors(), opened(archive) as (found, actor):
        versions = list_versions(found, ref, actor=actor, store=store)
        if as_format == "json":
            write_json(versions)
            return
        paper, before = console(), None
        for facts in versions:
            now = get_version(found, ref, facts.number, actor=actor, store=store)
            paper.print(Text(f"version {facts.number}  {facts.at}  by {facts.by}, from {facts.origin}", style="bold"))
            if before is not None:
                for line in difference_lines(changes_between(before.record, now.record)):
                    paper.print(line)
            before = now


def list_records(archive: Path | None, as_format: str, store: str) -> None:
    """Lists the records of a store."""
    with shown_errors(), opened(archive) as (found, actor):
        records = records_of(found, actor=actor, store=store)
        if as_format == "json":
            write_json(list(records))
            return
        grid = Table.grid(padding=(0, 2))
        for record in records:
            grid.add_row(record.id, record.date or "", record.kind or "", Text(record.title or "(no title)"))
        console().print(grid if grid.row_count else Text("The store is empty. Add pages with: fonds add PAGES"))


def search(archive: Path | None, query: str, as_format: str, store: str, page: int) -> None:
    """Shows a page of results, or where the query is wrong."""
    with shown_errors(), opened(archive) as (found, actor):
        try:
            result = search_archive(found, query, actor=actor, store=store, page=page)
        except Invalid as error:
            _show_position(query, error)
            raise typer.Exit(status_of(error)) from None
        write_json(result) if as_format == "json" else _show_result(result)


def _show_position(query: str, error: Invalid) -> None:
    show_error(error)
    if error.position is not None:
        sys.stderr.write(f"  {query}\n  {' ' * error.position}^ here (position {error.position + 1})\n")


def _show_result(result: ResultPage) -> None:
    paper = console()
    paper.print(Text(_how_many(result), style="bold"))
    for hit in result.hits:
        paper.print(_hit_heading(hit))
        for passage in hit.passages:
            paper.print(_passage(passage))
    for name, counts in result.facets.items():
        if counts:
            shown = " · ".join(f"{count.value} {count.count}" for count in counts[:_FACET_VALUES_SHOWN])
            paper.print(Text(f"{name}: {shown}", style="dim"))


def _how_many(result: ResultPage) -> str:
    if result.total == 0:
        return "Nothing found."
    records = "1 record" if result.total == 1 else f"{result.total:,} records"
    pages = -(-result.total // result.per_page)
    return records if pages == 1 else f"{records}, page {result.page} of {pages:,}"


def _hit_heading(hit: Hit) -> Text:
    heading = Text(f"\n{hit.record_id}  ", style="dim")
    heading.append(hit.title or "(no title)", style="not dim bold")
    facts = " · ".join(fact for fact in (hit.date, hit.kind, hit.citation) if fact)
    heading.append(f"\n            {facts}" if facts else "", style="dim")
    return heading


def _passage(passage: PassageHit) -> Table:
    text = Text()
    for fragment in passage.fragments:
        text.append(fragment.text, style="bold yellow" if fragment.is_match else "")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", width=12, style="bold cyan")
    grid.add_row(passage.label, text)
    return grid
