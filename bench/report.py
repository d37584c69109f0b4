"""Shows figures: as tables in a terminal, and as `docs/benchmarks.md`.

Not for: deciding what is good enough; a figure knows its bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bench.figures import BOUNDS_COUNT_FROM, Figure
from bench.searching import Comparison

_GROUPS = {"ratios": "Ratios", "figures": "Figures with bounds", "other": "Other figures"}

_HEAD = """\
# Benchmarks

This page is written by `make bench`; do not change it by hand.

All figures were measured side by side in one run, on {size:,} generated records of ten points and about three
kilobytes each. Ratios are what counts: times of two machines differ, and those of a busy machine differ from minute
to minute. Search engines are asked in turn, question by question, so that noise hits all of them alike.

- *Result page*: number of answers, ten best records, four facets, up to three extracts for each record, from a query
  in the query language to values.
- *Raw Tantivy calls*: the same page from the same files with Tantivy's own query objects and extracts, without the
  query language, the order that depends on content alone, and the marking of inflected matches.
- *SQLite FTS5*: the same page from one row for each record, stemmed, with the facets in columns beside it and one
  extract for each record.
"""


@dataclass(frozen=True)
class Report:
    """A run.

    Attributes:
        size: Number of records.
        command: That made it.
        machine: What it ran on.
        figures: All that was measured.
        comparison: Times by kind of question.
    """

    size: int
    command: str
    machine: dict[str, str]
    figures: tuple[Figure, ...]
    comparison: Comparison

    @property
    def failures(self) -> tuple[Figure, ...]:
        """Figures beyond their bounds."""
        return tuple(figure for figure in self.figures if not figure.holds)

    @property
    def counts(self) -> bool:
        """Whether a bound that does not hold is a failure: bounds are for the full size."""
        return self.size >= BOUNDS_COUNT_FROM


def show(report: Report, console: Console) -> None:
    """Prints the tables, ratios first."""
    for group, title in _GROUPS.items():
        console.print(_table(title, [figure for figure in report.figures if figure.group == group]))
    console.print(_comparison(report.comparison))
    console.print(Text(_verdict(report), style="bold red" if report.failures and report.counts else "bold"))


def write_markdown(report: Report) -> str:
    """The page for the documentation."""
    parts = [_HEAD.format(size=report.size)]
    for group, title in _GROUPS.items():
        parts.append(f"## {title}\n\n{_rows(figure for figure in report.figures if figure.group == group)}")
    parts.append(f"## Result pages by kind of question\n\np50 / p99 in milliseconds.\n\n{_kinds(report.comparison)}")
    facts = _lines(["What", "Which"], ((name, value) for name, value in report.machine.items()))
    parts.append(f"## Where this was measured\n\n{facts}\nMade by `{report.command}`. {_verdict(report)}\n")
    return "\n".join(parts)


def _table(title: str, figures: Iterable[Figure]) -> Table:
    table = Table(title=title, title_justify="left", expand=False)
    table.add_column("What")
    table.add_column("Value", justify="right")
    table.add_column("Bound", justify="right")
    table.add_column("Holds")
    for figure in figures:
        style = None if figure.holds else "red"
        table.add_row(figure.name, _value(figure.value, figure.unit), _bound(figure), _holds(figure), style=style)
    return table


def _comparison(comparison: Comparison) -> Table:
    table = Table(title="Result pages by kind of question, p50 / p99 in ms", title_justify="left")
    table.add_column("Kind")
    for engine in comparison.engines:
        table.add_column(engine, justify="right")
    for kind, times in comparison.rows:
        table.add_row(kind, *(f"{half:.2f} / {most:.2f}" for half, most in times))
    return table


def _kinds(comparison: Comparison) -> str:
    rows = ((kind, *(f"{half:.2f} / {most:.2f}" for half, most in times)) for kind, times in comparison.rows)
    return _lines(["Kind", *comparison.engines], rows)


def _rows(figures: Iterable[Figure]) -> str:
    return _lines(
        ["What", "Value", "Bound", "Holds", "How"],
        ((f.name, _value(f.value, f.unit), _bound(f), _holds(f), f.note) for f in figures),
    )


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _value(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()


def _bound(figure: Figure) -> str:
    if figure.bound is None:
        return ""
    return f"{'≤' if figure.is_ceiling else '≥'} {figure.bound:g}"


def _holds(figure: Figure) -> str:
    return "" if figure.bound is None else "yes" if figure.holds else "no"


def _verdict(report: Report) -> str:
    if not report.counts:
        return f"Bounds are for the full size; at {report.size:,} records they decide nothing."
    if not report.failures:
        return "All bounds hold."
    return f"Beyond their bounds: {', '.join(figure.name for figure in report.failures)}."
