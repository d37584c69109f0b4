"""`fonds knew`: a table of what somebody was sent, for people, for programs and for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from textwrap import shorten

import typer
from rich.text import Text

from fonds.actions.knowing import Sent, Told, who_knew
from fonds.cli._csv import SEPARATOR, write_csv
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import console, counted, write_json
from fonds.cli._progress import moves_bar, progress
from fonds.cli._rows import Column, Rows
from fonds.release import OPEN

COLUMNS = (
    "date", "channel", "record", "passage", "text", "scope", "question", "candidates", "recipient", "title", "store",
)  # fmt: skip
_MOST_PASSAGES = 12
_MOST_LETTERS = 160


def knew(archive: Path | None, name: str, as_format: str, stores: Sequence[str]) -> None:
    """Shows who knew what."""
    with shown_errors(), opened(archive) as (found, actor):
        with progress("Looking into lists") as bar:
            told = who_knew(found, name, actor=actor, stores=stores, progress=moves_bar(bar, "Looking into lists"))
        if as_format == "json":
            write_json(told)
        elif as_format == "csv":
            write_csv(COLUMNS, (row for one in told for row in _cells(one)))
        else:
            _print(told)
        if not told:
            raise typer.Exit(FINDINGS)


def _cells(one: Told) -> Iterator[Sequence[str]]:
    """A row for each passage; one for an entry that leads to none."""
    scope, candidates = (one.question.scope, one.question.candidates) if one.question else ("", ())
    for label, content, store in [(sent.label, sent.content, sent.store) for sent in one.passages] or [("", "", "")]:
        yield (
            one.date or "", one.channel or "", one.record, label, content, one.scope or "", scope,
            SEPARATOR.join(candidates), one.recipient, one.title or "", store,
        )  # fmt: skip


def _print(told: Sequence[Told]) -> None:
    paper = console()
    if not told:
        paper.print(Text("No list names anybody so."))
        return
    records = len({one.record for one in told})
    names = " or ".join(dict.fromkeys(f"“{one.recipient}”" for one in told))
    paper.print(Text(f"{counted(records, 'record')}, named {names}", style="bold"), soft_wrap=True)
    for one in told:
        paper.print()
        paper.print(_entry(one), _passages(one))


def _entry(one: Told) -> Rows:
    rows = Rows(Column(), Column(), indent=0)
    by = f", by {one.channel}" if one.channel else ""
    rows.add(Text(one.record, style="dim"), Text(f"{one.date or 'no date'}{by}", style="bold"))
    rows.add("", one.title or "(no title)")
    return rows


def _passages(one: Told) -> Rows:
    """What was sent; of an entry that leads nowhere what it says, and what it may mean."""
    rows = Rows(Column(least=10, is_right=True), Column(), indent=2)
    if one.question is not None:
        may = f" Perhaps {' or '.join(one.question.candidates)}." if one.question.candidates else ""
        rows.add(Text("?", style="yellow"), Text(f"“{one.question.scope}” leads to no passage.{may}", style="yellow"))
    elif not one.passages:
        rows.add("", Text("the list does not say what", style="dim"))
    for sent in one.passages[:_MOST_PASSAGES]:
        rows.add(_label(sent), shorten(sent.content, _MOST_LETTERS, placeholder=" …"))
    more = len(one.passages) - _MOST_PASSAGES
    if more > 0:
        rows.add("", Text(f"{more:,} more: fonds excerpt {one.record} --for {quote(one.recipient)}", style="dim"))
    return rows


def _label(sent: Sent) -> Text:
    """The label of a passage; a sign before it says that it is closed."""
    closed = Text("■ " if sent.store != OPEN else "", style="bold red")
    return closed.append(sent.label, style="cyan")
