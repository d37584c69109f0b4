"""Commands for what is given out to somebody, and what was. What they do is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fonds.cli._base import Chosen, app, examples
from fonds.cli._options import ExcerptFormat, OfStores, TableFormat, one_of


@app.command(
    short_help="Give out what was sent to a recipient, or some passages.",
    epilog=examples(
        'fonds excerpt 3kf8bq2m7x --for "Mikoyan"',
        "fonds excerpt 3kf8bq2m7x --passages 8.6,8.7",
        'fonds excerpt 3kf8bq2m7x --for "Mikoyan" --format pdf --out excerpt.pdf',
        'fonds excerpt 3kf8bq2m7x --for "Mikoyan" --format pdf --seal age1... --out sealed',
    ),
)
def excerpt(
    ref: Annotated[str, typer.Argument(metavar="ID", help="ID of a record.")],
    recipient: Annotated[
        str | None, typer.Option("--for", metavar="NAME", help="As the record's list names him.")
    ] = None,
    passages: Annotated[str | None, typer.Option("--passages", metavar="LABELS", help="Labels, with commas.")] = None,
    as_format: Annotated[
        ExcerptFormat, one_of(ExcerptFormat, "--format", "For people, on the screen or on paper, or for programs.")
    ] = ExcerptFormat.text,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write it to a new file; of sealed ones, the folder for them."),
    ] = None,
    seal: Annotated[
        list[str] | None,
        typer.Option("--seal", metavar="KEY", help="Seal it to an age key (age1...); may be given again."),
    ] = None,
    seal_file: Annotated[
        Path | None, typer.Option("--seal-file", metavar="FILE", help="Seal it to each age key of a file.")
    ] = None,
    store: OfStores = None,
) -> None:
    """Give out what the record's own list sent to a recipient, or some passages, each with what is below it.

    With --seal each recipient gets a file of their own, which their key alone opens; its size tells no more than its
    class. fonds open-excerpt opens it.

    A pointer of the list that leads nowhere yields no passage and a question. The exit status is 1 when there is no
    passage to give.
    """
    from fonds.cli import _excerpts

    if (recipient is None) == (passages is None):
        raise typer.BadParameter("say either --for or --passages")
    if (seal or seal_file) and out is None:
        raise typer.BadParameter("say with --out into which folder sealed excerpts go")
    labels = tuple(label.strip() for label in (passages or "").split(","))
    asked = _excerpts.Asked(ref, recipient, labels, tuple(store or ()))
    _excerpts.excerpt(Chosen.archive, asked, _excerpts.Goal(as_format.value, out, tuple(seal or ()), seal_file))


@app.command(
    "open-excerpt",
    short_help="Open a sealed excerpt and check who signed it.",
    epilog=examples(
        "fonds open-excerpt 5f0c2a9b7d3e1846.age --identity key.txt",
        "fonds open-excerpt 5f0c2a9b7d3e1846.age --identity key.txt --out excerpt.pdf",
    ),
)
def open_excerpt(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A sealed excerpt.")],
    identity: Annotated[
        Path,
        typer.Option("--identity", metavar="FILE", help="File with your private age key, as age-keygen writes it."),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the excerpt to a new file.")
    ] = None,
    public_key: Annotated[
        str | None,
        typer.Option("--public-key", metavar="HEX", help="Key of the archive's store; any other is refused."),
    ] = None,
) -> None:
    """Open an excerpt that was sealed to you, check it and show it. No archive is needed.

    What the archive says about it, and by which key it is signed, is told on standard error.
    """
    from fonds.cli import _sealed

    _sealed.open_excerpt(file, identity, out, public_key)


@app.command(
    short_help="Say what a person or body was sent, and when.",
    epilog=examples(
        'fonds knew "Mikoyan"', "fonds knew Микоян --format csv > mikoyan.csv", "fonds knew NKVD --store special"
    ),
)
def knew(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person or body, as lists of recipients name them.")],
    as_format: Annotated[
        TableFormat, one_of(TableFormat, "--format", "For people, for programs, or for a spreadsheet.")
    ] = TableFormat.text,
    store: OfStores = None,
) -> None:
    """Say which passages a person or body was sent, by date and channel, after the records' own lists.

    Somebody whom a list does not name may have known as well; somebody whom it names may not have read. An entry that
    leads to no passage is shown as a question. The exit status is 1 when no list names them.
    """
    from fonds.cli import _knowing

    _knowing.knew(Chosen.archive, name, as_format.value, store or ())
