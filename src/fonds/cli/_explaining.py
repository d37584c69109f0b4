"""`fonds read FILE --explain`: why each line was named so, what its marks are, and what was read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import typer
from rich.text import Text

from fonds.cli._errors import shown_errors
from fonds.cli._paper import console, write_json
from fonds.cli._rows import Lines
from fonds.cli._sources import bytes_of_source, is_file, reading_of_source
from fonds.model import NotFound
from fonds.reading import DOUBTFUL, Account, LineAccount, account_of, kind_words, line_numbers

_LINE_SIGN = "L"
_INDENT = 5


class Placed(NamedTuple):
    """A line with its place in the source, as an editor counts lines.

    Attributes:
        line: What was made of it.
        first: Its first line, from 1.
        last: Its last line.
    """

    line: LineAccount
    first: int
    last: int

    @property
    def place(self) -> str:
        """Its place for people: "L12", or "L12-14" for a paragraph that was typed on several lines."""
        return f"{_LINE_SIGN}{self.first}" + (f"-{self.last}" if self.last > self.first else "")


def explain(source: str, places: Sequence[str], as_format: str, encoding: str | None) -> None:
    """Shows how a source was read: all of it, or some lines or passages."""
    with shown_errors():
        data, shown = bytes_of_source(source)
        reading = reading_of_source(data, shown, encoding)
        account = account_of(reading)
        spans = line_numbers(data, reading)
        lines = [Placed(line, *span) for line, span in zip(account.lines, spans, strict=True)]
        chosen = _chosen(lines, places) if places else lines
        if as_format == "json":
            write_json(_as_dict(account, chosen))
        else:
            paper = console()
            paper.print(_explained(account, chosen, paper.width))


def _chosen(lines: Sequence[Placed], places: Iterable[str]) -> list[Placed]:
    """The lines that were asked for, in the order of the page.

    Raises:
        NotFound: ``passage``, for a place that names nothing.
        typer.BadParameter: For one that names a file.
    """
    found: set[int] = set()
    for place in places:
        numbers = [at for at, placed in enumerate(lines) if placed.line.label == place] or _on_line(lines, place)
        if not numbers:
            if is_file(place):
                raise typer.BadParameter("--explain takes one file; behind it stand labels or lines of that file.")
            hint = "Give a number of a line that is not blank, or a label such as 8.3.b as it stands in the margin."
            raise NotFound("the source has no such line or passage", code="passage", ref=place[:40], hint=hint)
        found.update(numbers)
    return [lines[at] for at in sorted(found)]


def _on_line(lines: Sequence[Placed], place: str) -> list[int]:
    figures = place.removeprefix(_LINE_SIGN)
    if not (figures.isascii() and figures.isdigit()):
        return []
    number = int(figures[:9])
    return [at for at, placed in enumerate(lines) if placed.first <= number <= placed.last]


def _as_dict(account: Account, chosen: Iterable[Placed]) -> dict[str, Any]:
    """The account as JSON, with the place of each line in its source."""
    lines = [{**msgspec.to_builtins(one.line), "source_lines": [one.first, one.last]} for one in chosen]
    return {**msgspec.to_builtins(account), "lines": lines}


def _explained(account: Account, chosen: Iterable[Placed], width: int) -> Lines:
    lines = Lines(width)
    lines.add(Text.assemble((f"Form of capture {account.form}", "bold"), f"  {sure(account.certainty)}"))
    lines.add(Text(f"{account.form_means[:1].upper()}{account.form_means[1:]}.", style="dim"))
    for placed in chosen:
        lines.add("")
        lines.add(_title(placed))
        for text in _below(placed.line):
            lines.add(text, indent=_INDENT)
    return lines


def _below(line: LineAccount) -> Iterator[Text]:
    yield Text(line.text)
    if line.rule:
        yield _rule(line)
    yield from _marks(line)
    yield from _statements(line)


def _title(placed: Placed) -> Text:
    line = placed.line
    words = kind_words(line.kind)
    title = Text(f"{placed.place:<5}", style="dim")
    title.append(words, style="bold")
    if line.label and line.label not in (line.kind, words):
        title.append(f"  {line.label}", style="bold cyan")
    title.append(f"  {sure(line.certainty)}", style="yellow" if line.certainty < DOUBTFUL else "dim")
    return title


def _rule(line: LineAccount) -> Text:
    text = Text("rule: ", style="dim")
    text.append(line.rule, style="default")
    if line.why:
        text.append(f". {line.why}")
    return text


def _marks(line: LineAccount) -> Iterator[Text]:
    for mark in line.marks:
        text = Text(mark.literal, style="cyan")
        text.append(f"  {kind_words(mark.kind)}, {sure(mark.certainty)}", style="default")
        if mark.reason:
            text.append(f": {mark.reason}", style="dim")
        yield text


def _statements(line: LineAccount) -> Iterator[Text]:
    for said in line.statements:
        text = Text(f"{kind_words(said.type)}: ", style="dim")
        text.append(f"{said.gist}", style="default")
        text.append(f"  {sure(said.certainty)}")
        yield text


def sure(certainty: float) -> str:
    """A certainty in words: "95% sure"."""
    return f"{certainty:.0%} sure"
