"""`fonds add`: says what became of each source as soon as it is kept, and sums up however the command ends."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import cast

import typer
from rich.progress import Progress
from rich.text import Text

from fonds.actions.adding import Outcome, add_sources
from fonds.actions.versions import Change
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import Paper, console, counted, with_hint, write_json
from fonds.cli._progress import progress

_FEW = 20
"""Up to so many sources are all told of; of more, those that somebody should look at."""


def add(
    archive: Path | None, sources: Sequence[str], store: str | None, encoding: str | None, as_format: str
) -> None:
    """Adds sources, with a progress bar on a terminal, and sums up."""
    told = _Told(as_json=as_format == "json")
    with shown_errors(interrupted="interrupted; what was said to be added is kept"):
        try:
            with opened(archive) as (found, actor), progress("Adding") as bar:
                outcomes = add_sources(
                    found, sources, actor=actor, store=store, encoding=encoding, on_found=told.begins(bar)
                )
                with closing(cast("Generator[Outcome]", outcomes)):  # before the archive: it has more to write
                    for outcome in outcomes:
                        told.tell(outcome)
        finally:
            told.sum_up()
        told.raise_failure()
    if told.counts["set-aside"]:
        raise typer.Exit(FINDINGS)


class _Told:
    """What was said so far.

    A closed pipe or a full disk behind standard output does not stop the adding: from then on nothing is said.

    Attributes:
        counts: How many sources came to what.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._as_json = as_json
        self._outcomes: list[Outcome] = []  # for JSON, which is written in one piece
        self._expected: int | None = None
        self._bar: Progress | None = None
        self._failure: OSError | None = None

    def begins(self, bar: Progress) -> Callable[[int], None]:
        """Takes the bar; what it returns is to be called with the number of sources."""
        self._bar = bar
        task = bar.add_task("Adding", total=None)

        def found(count: int) -> None:
            self._expected = count
            bar.update(task, total=count)

        return found

    def tell(self, outcome: Outcome) -> None:
        """Says what became of one source, unless there are many and it is of no note."""
        self.counts[outcome.what] += 1
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
        if self._as_json:
            self._outcomes.append(outcome)
        elif (self._expected or 0) <= _FEW or outcome.what in ("new-version", "set-aside") or outcome.warning:
            self._say(lambda: _print_outcome(self._paper(), outcome))

    def sum_up(self) -> None:
        """Says how many came to what; as JSON, all that is known."""
        if self._as_json:
            self._say(lambda: write_json(self._outcomes))
        elif self._expected is not None:
            self._say(lambda: console().print(Text(_summary(self.counts, self._expected or 0), style="bold")))

    def raise_failure(self) -> None:
        """Raises what kept standard output from being written, if anything did."""
        if self._failure is not None:
            raise self._failure

    def _say(self, print_it: Callable[[], None]) -> None:
        if self._failure is None:
            try:
                print_it()
            except OSError as error:
                self._failure = error

    def _paper(self) -> Paper:
        """The bar's own console where both are on the terminal, so that lines stand above the bar."""
        paper = console()
        if paper.is_terminal and self._bar is not None and isinstance(self._bar.console, Paper):
            return self._bar.console
        return paper


def _print_outcome(paper: Paper, outcome: Outcome) -> None:
    """Only a title is ever shortened, and only to fit a terminal."""
    if outcome.what == "set-aside":
        paper.print(
            with_hint(f"set aside  {outcome.shown}: {outcome.reason}", outcome.hint, style="yellow"), soft_wrap=True
        )
    elif paper.is_terminal:
        paper.print(_line(outcome), no_wrap=True, overflow="ellipsis")
    else:
        paper.print(_line(outcome), soft_wrap=True)
    if outcome.warning:
        paper.print(Text(f"  {outcome.warning}", style="yellow"), soft_wrap=True)
    for line in difference_lines(outcome.changes):
        paper.print(line)
    paper.file.flush()


def _line(outcome: Outcome) -> Text:
    line = Text(f"{outcome.what.replace('-', ' '):<13}{outcome.record_id:<12}")
    line.append(f"{counted(outcome.findings, 'finding') if outcome.findings else '':<13}", style="yellow")
    if outcome.version > 1:
        line.append(f"version {outcome.version}  ", style="dim")
    line.append(outcome.title or outcome.shown)
    return line


def difference_lines(changes: Iterable[Change]) -> Iterator[Text]:
    """Sets what changed from one version to the next."""
    for change in changes:
        yield Text(f"    {change.place}", style="bold")
        before, now = (change.old or "").splitlines(), (change.new or "").splitlines()
        for line in difflib.ndiff(before, now):
            if not line.startswith("?"):
                style = {"-": "red", "+": "green"}.get(line[0], "")
                yield Text(f"      {line}", style=style)


def _summary(counts: Counter[str], expected: int) -> str:
    parts = [
        f"{counts['added']:,} added" if counts["added"] else "",
        f"{counted(counts['new-version'], 'new version')}" if counts["new-version"] else "",
        f"{counts['unchanged']:,} known already, nothing changed" if counts["unchanged"] else "",
        f"{counts['set-aside']:,} set aside" if counts["set-aside"] else "",
    ]
    said = "; ".join(part for part in parts if part)
    left = expected - counts.total()
    if left:
        return f"{said or 'Nothing added'}. Ended early: {left:,} of {counted(expected, 'source')} left."
    return f"{said}." if said else "There was nothing to add."
