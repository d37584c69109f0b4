"""Commands that read, keep, find and show. What they do is imported when they run, so that `--help` is quick.

Not for: keeping an archive well (`fonds.cli._commands_keeping`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fonds.actions.memory import collect_seldom
from fonds.cli._base import Chosen, app, examples, store_app
from fonds.cli._options import (
    AsFormat,
    FailOn,
    FindingsFormat,
    Format,
    InEncoding,
    OfStore,
    OfStores,
    RecordFormat,
    one_of,
)


def _print_schema(wanted: bool) -> None:
    if wanted:
        from fonds.cli._paper import write_json
        from fonds.formats import reading_schema

        write_json(reading_schema())
        raise typer.Exit


_Force = Annotated[
    bool, typer.Option("--force", help="Overwrite files that fonds did not write, or that somebody changed.")
]
_Schema = Annotated[
    bool,
    typer.Option(
        "--schema", callback=_print_schema, is_eager=True, help="Print the JSON Schema of a reading and leave."
    ),
]


@app.command(
    short_help="Read pages: structure, tasks, distribution, citation.",
    epilog=examples(
        "fonds read page.txt",
        "fonds read - < page.txt",
        "fonds read page.txt --explain",
        "fonds read page.txt --explain 8.3.b L12",
        "fonds read russian.txt --encoding cp1251",
        "fonds read page.txt --format json > reading.json",
        "fonds read --schema > reading.schema.json",
        "fonds read pages/",
        "fonds read pages/ --format json",
        "fonds read pages/ --out readings",
    ),
)
def read(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="FILE|DIR|-...", help="Captured pages or typed text; folders of them; or - ."),
    ],
    as_format: Annotated[
        Format | None,
        one_of(
            Format, "--format", "For people, or for programs. Files that are written are JSON unless text is said."
        ),
    ] = None,
    encoding: InEncoding = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Say of each line of FILE by which rule it was named and why. Labels (8.3.b) or lines (12, L12) "
            "behind FILE narrow it to these.",
        ),
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write each reading into a folder, as NAME.json.")
    ] = None,
    beside: Annotated[bool, typer.Option("--beside", help="Write each reading beside its source.")] = False,
    force: _Force = False,
    _schema: _Schema = False,
) -> None:
    """Read a page: its structure and apparatus, what it says, and what does not agree.

    Below the text stand who was sent what, who is to do what and by when, dates, amounts and exchanges, other papers,
    and what does not agree; a section to which the page says nothing is left out.

    Of several pages, or a folder, a table says what each was read as and what was found. What can not be read is set
    aside with its reason; then the exit status is 1.
    """
    collect_seldom()
    from fonds.cli import _explaining, _reading, _surveying

    if out is not None and beside:
        raise typer.BadParameter("Say --out or --beside, not both.")
    if explain and (out is not None or beside):
        raise typer.BadParameter("--explain writes no files.")
    said = None if as_format is None else as_format.value
    if explain:
        _explaining.explain(sources[0], sources[1:], said or "text", encoding)
    else:
        _reading.read(sources, encoding, _surveying.Goal(said, out, beside, force))


@app.command(
    short_help="Say what does not agree in pages or records.",
    epilog=examples(
        "fonds check page.txt",
        "fonds check pages/ --format json > findings.json",
        "fonds check pages/ --format csv > findings.csv",
        "fonds check pages/ --code date-conflict --code sum-mismatch",
        "fonds check pages/ --fail-on conflict",
        "fonds check 3kf8bq2m7x pages/*.txt",
        "fonds check '3kf8bq2m7x#8.3'",
        "fonds check --explain list",
        "fonds check --explain sum-mismatch",
    ),
)
def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|DIR|REF...", help="Files, folders, or references to records or passages of the archive."
        ),
    ] = None,
    as_format: Annotated[
        FindingsFormat, one_of(FindingsFormat, "--format", "For people, for programs, or for a spreadsheet.")
    ] = FindingsFormat.text,
    encoding: InEncoding = None,
    store: OfStores = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="CODE", help="Say what a finding means; list shows all codes."),
    ] = None,
    code: Annotated[
        list[str] | None,
        typer.Option("--code", metavar="CODE", help="Look for findings of this code alone; may be given again."),
    ] = None,
    fail_on: Annotated[
        FailOn, one_of(FailOn, "--fail-on", "From which severity on findings make the exit status 1.")
    ] = FailOn.note,
) -> None:
    """Say what does not agree in pages or records.

    The exit status is 1 if anything was found that is as grave as --fail-on says, 66 if there was nothing to check,
    and that of the error if a source could not be read.
    """
    collect_seldom()
    from fonds.cli import _checking

    if explain is not None:
        _checking.explain(explain, as_format.value)
        return
    codes = tuple(dict.fromkeys(code or ()))
    _checking.check(
        sources or [],
        _checking.Wanted(as_format.value, codes, fail_on.value, encoding, Chosen.archive, tuple(store or ())),
    )


@app.command(epilog=examples('fonds init my-archive --title "Papers of the Frontier Commission"'))
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist, or is empty.")],
    title: Annotated[str | None, typer.Option("--title", help="Name of the archive, shown to readers.")] = None,
) -> None:
    """Make an archive."""
    from fonds.cli import _keeping

    _keeping.init(folder, title or folder.resolve().name)


@store_app.command(
    "add",
    epilog=examples(
        "fonds store add special",
        "fonds store add special --compartment special-file",
        "fonds store add both --compartment special-file --compartment names",
    ),
)
def store_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Lower-case letters, digits, hyphens.")],
    compartment: Annotated[
        list[str] | None,
        typer.Option(
            "--compartment", metavar="C", help="Of what it holds; may be given again. Else the store's name."
        ),
    ] = None,
) -> None:
    """Add a store for what the public may not read: one for each combination of compartments."""
    from fonds.cli import _keeping

    _keeping.store_add(Chosen.archive, name, compartment or ())


@store_app.command("list", epilog=examples("fonds store list"))
def store_list(as_format: AsFormat = Format.text) -> None:
    """List the stores of the archive that you may read, how much they hold, and their compartments."""
    from fonds.cli import _keeping

    _keeping.store_list(Chosen.archive, as_format)


@store_app.command("remove", epilog=examples("fonds store remove special"))
def store_remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A store that never held anything.")],
) -> None:
    """Remove a store that never held anything."""
    from fonds.cli import _keeping

    _keeping.store_remove(Chosen.archive, name)


@app.command(
    short_help="Read pages and keep them.",
    epilog=examples(
        "fonds add pages/", "fonds add page.txt --store special", "fonds add - < page.txt", "fonds add -- -page.txt"
    ),
)
def add(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|DIR|-...", help="Pages, folders of pages, or - .")],
    store: Annotated[
        str | None, typer.Option("--store", metavar="NAME", help="Where to; must be said if there are several.")
    ] = None,
    encoding: InEncoding = None,
    as_format: AsFormat = Format.text,
) -> None:
    """Read pages and keep them. Adding the same page twice changes nothing; a changed one is a new version.

    Put -- before names that begin with a dash.
    """
    collect_seldom()
    from fonds.cli import _adding

    _adding.add(Chosen.archive, sources, store, encoding, as_format)


@app.command(
    epilog=examples(
        "fonds show 3kf8bq2m7x",
        "fonds show '3kf8bq2m7x#8.3.b'",
        "fonds show 3kf8bq2m7x --versions",
        "fonds show 3kf8bq2m7x --format tei > 3kf8bq2m7x.xml",
    )
)
def show(
    ref: Annotated[str, typer.Argument(metavar="REF", help="ID of a record, or ID#LABEL of a passage.")],
    as_format: Annotated[
        RecordFormat, one_of(RecordFormat, "--format", "For people, or for programs; TEI is XML of whole records.")
    ] = RecordFormat.text,
    store: OfStores = None,
    version: Annotated[int | None, typer.Option("--version", metavar="N", min=1, help="An older version.")] = None,
    versions: Annotated[bool, typer.Option("--versions", help="List its versions and what changed.")] = False,
) -> None:
    """Show a record or one passage of it."""
    from fonds.cli import _consulting

    stores = store or ()
    if (versions or version is not None) and len(stores) > 1:
        raise typer.BadParameter("each store has versions of its own: name one")
    if versions:
        _consulting.show_versions(Chosen.archive, ref, as_format, *stores)
    else:
        _consulting.show(Chosen.archive, ref, as_format, stores, version)


@app.command("list", epilog=examples("fonds list", "fonds list --store special --format json"))
def list_(as_format: AsFormat = Format.text, store: OfStore = "open") -> None:
    """List the records of a store."""
    from fonds.cli import _consulting

    _consulting.list_records(Chosen.archive, as_format, store)


@app.command(
    epilog=examples(
        "fonds search 'aircraft AND exchange'",
        "fonds search '\"East Turkestan\" date:1941..1945'",
        "fonds search 'sabot* kind:minutes'",
    )
)
def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words, "phrases", AND OR NOT, prefix*, field:value.')
    ],
    as_format: AsFormat = Format.text,
    store: OfStore = "open",
    page: Annotated[int, typer.Option("--page", metavar="N", min=1, help="Page of ten records.")] = 1,
) -> None:
    """Find passages. Each hit shows its label, to be used as REF#LABEL."""
    from fonds.cli import _consulting

    _consulting.search(Chosen.archive, query, as_format, store, page)


@app.command(
    short_help="Show the open store in a browser.",
    epilog=examples(
        "fonds serve", "fonds --archive my-archive serve --port 8080", "fonds serve --published /srv/fonds"
    ),
)
def serve(
    published: Annotated[
        Path | None,
        typer.Option(
            "--published", metavar="DIR", help="Serve what fonds publish wrote there; no archive is opened."
        ),
    ] = None,
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Show the open store as a reading room, in a browser, until interrupted."""
    from fonds.cli import _serving

    _serving.serve(Chosen.archive, published, host, port)
