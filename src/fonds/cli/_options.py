"""Options that several commands share, and options that have a few values to choose from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer


class Format(StrEnum):
    """How a command shows its result."""

    text = "text"
    json = "json"


class FindingsFormat(StrEnum):
    """How findings are shown."""

    text = "text"
    json = "json"
    csv = "csv"


class RecordFormat(StrEnum):
    """The forms in which a record is given out."""

    text = "text"
    json = "json"
    tei = "tei"


class ExcerptFormat(StrEnum):
    """The forms in which an excerpt is given out."""

    text = "text"
    pdf = "pdf"
    tei = "tei"
    json = "json"


class TableFormat(StrEnum):
    """The forms in which a table is shown."""

    text = "text"
    json = "json"
    csv = "csv"


class ExportFormat(StrEnum):
    """The forms in which all records are given out."""

    tei = "tei"
    json = "json"


class FailOn(StrEnum):
    """From which severity on findings make the exit status 1."""

    note = "note"
    warning = "warning"
    conflict = "conflict"
    never = "never"


def one_of(values: type[StrEnum], name: str, help_text: str) -> Any:
    """An option with some values, whose error says plainly which they are."""

    def parsed(said: str) -> StrEnum:
        if said not in [*values]:
            raise typer.BadParameter(f"there is no “{said}”. Say one of these: {', '.join(values)}.")
        return values(said)

    return typer.Option(name, parser=parsed, metavar=f"<{'|'.join(values)}>", help=help_text)


AsFormat = Annotated[Format, one_of(Format, "--format", "For people, or for programs.")]
OfStore = Annotated[str, typer.Option("--store", metavar="NAME", help="The store to read.")]
OfStores = Annotated[
    list[str] | None,
    typer.Option(
        "--store", metavar="NAME", help="A closed store to read together with the open one; may be given again."
    ),
]
InEncoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of the source, such as cp1251; else what a byte order mark says, else UTF-8.",
    ),
]
