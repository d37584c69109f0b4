"""Commands by which persons decide: closing, releasing, resolving. What they do is imported when they run."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fonds.cli._base import Chosen, actor_app, app, examples, release_app
from fonds.cli._options import AsFormat, Format, OfStores, TableFormat, one_of


class Extent(StrEnum):
    """How much is withheld, as coarsely as a person says it."""

    words = "words"
    lines = "lines"
    paragraph = "paragraph"
    page = "page"
    pages = "pages"


def _print_reasons(wanted: bool) -> None:
    if wanted:
        from fonds.cli import _deciding

        _deciding.print_reasons(Chosen.archive)
        raise typer.Exit


_Refs = Annotated[
    list[str],
    typer.Argument(metavar="REF...", help="ID#LABEL, or ID#FIRST..LAST; ID alone for a whole record."),
]
_Reason = Annotated[int, typer.Option("--reason", metavar="N", help="Number in the list of reasons.")]
_Extent = Annotated[
    Extent | None, one_of(Extent, "--extent", "How much the public is told is missing. Or say --withhold.")
]
_Withhold = Annotated[
    bool, typer.Option("--withhold", help="Withhold that there is anything: no gap is shown to the public.")
]
_Review = Annotated[
    int | None, typer.Option("--review", metavar="YEAR", min=1900, max=9999, help="When to look at it again.")
]
_StandIn = Annotated[
    str, typer.Option("--stand-in", metavar="WORDS", help="Other words for the public in place of the one passage.")
]
_By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; else your account's name.")]
_Because = Annotated[str, typer.Option("--because", metavar="WHY", help="Why; kept, and never published.")]
_Yes = Annotated[
    bool, typer.Option("--yes", help="Do not ask about a title or a summary that repeats what is closed.")
]
_Alone = Annotated[
    bool, typer.Option("--alone", help="No other text of the record, such as a translation, says the same.")
]
_Reasons = Annotated[
    bool,
    typer.Option("--reasons", callback=_print_reasons, is_eager=True, help="List the reasons and leave."),
]


@app.command(
    short_help="Close passages: move them to a closed store.",
    epilog=examples(
        "fonds close '3kf8bq2m7x#8.3' --store special --reason 1 --extent lines --review 2040 --by 'A. Archivist'",
        "fonds close '3kf8bq2m7x#title' --store special --reason 53 --withhold --stand-in 'Letter of 1945'",
        "fonds close --reasons",
    ),
)
def close(
    refs: _Refs,
    store: Annotated[str, typer.Option("--store", metavar="NAME", help="The closed store that is to keep them.")],
    reason: _Reason,
    extent: _Extent = None,
    withhold: _Withhold = False,
    review: _Review = None,
    stand_in: _StandIn = "",
    by: _By = None,
    because: _Because = "",
    yes: _Yes = False,
    alone: _Alone = False,
    _reasons: _Reasons = False,
) -> None:
    """Close passages with all that is below them, of any number of records at once.

    They go into the closed store, and out of every file of the open one, which is made anew. What says the same in
    another text of the record, as in a translation, goes along. A title, a summary or another passage that repeats
    them is told of first.
    """
    from fonds.cli import _deciding

    terms = _deciding.terms(reason, extent, withhold=withhold, review=review, stand_in=stand_in)
    _deciding.close(Chosen.archive, _deciding.Wish(refs, store, terms, by, because, alone), yes=yes)


@app.command(
    short_help="Close passages again that were released.",
    epilog=examples("fonds reclose '3kf8bq2m7x#8.3' '4m2d9t6c1x#2' --reason 24 --extent lines"),
)
def reclose(
    refs: _Refs,
    reason: _Reason,
    store: Annotated[
        str | None, typer.Option("--store", metavar="NAME", help="Else the one from which they were released.")
    ] = None,
    extent: _Extent = None,
    withhold: _Withhold = False,
    review: _Review = None,
    by: _By = None,
    because: _Because = "",
    yes: _Yes = False,
    alone: _Alone = False,
) -> None:
    """Close passages again that were released. What was read or copied until then is not called back."""
    from fonds.cli import _deciding

    terms = _deciding.terms(reason, extent, withhold=withhold, review=review, stand_in="")
    _deciding.close(Chosen.archive, _deciding.Wish(refs, store, terms, by, because, alone), yes=yes, again=True)


@app.command(
    short_help="Say what a pointer of a record's list means.",
    epilog=examples(
        "fonds resolve 3kf8bq2m7x --pointer 8 --as 8.3 --by 'A. Archivist' --because 'the copy in F. 82 has point 3'",
        "fonds resolve 3kf8bq2m7x --pointer 8 --as 8.3 --store special --because 'only point 3 is kept apart'",
    ),
)
def resolve(
    ref: Annotated[str, typer.Argument(metavar="ID", help="ID of a record.")],
    pointer: Annotated[str, typer.Option("--pointer", metavar="TEXT", help="As the list prints it.")],
    label: Annotated[str, typer.Option("--as", metavar="LABEL", help="The passage that was meant.")],
    because: Annotated[str, typer.Option("--because", metavar="WHY", help="Why; it is kept with the decision.")],
    by: _By = None,
    store: OfStores = None,
) -> None:
    """Say which passage was sent, where a record's list points to none that exists. Until then it yields nothing.

    With --store the passage may be a closed one, and so may the list. The answer is then kept in a closed store, and
    counts for whoever reads that together with the open one; the open store does not change.
    """
    from fonds.cli import _deciding

    _deciding.resolve(Chosen.archive, ref, (pointer, label, because), by, store or ())


@app.command(
    short_help="List what was decided about a record.",
    epilog=examples(
        "fonds decisions 3kf8bq2m7x",
        "fonds decisions 3kf8bq2m7x --store special",
        "fonds decisions 3kf8bq2m7x --side-by-side --format csv",
    ),
)
def decisions(
    ref: Annotated[str, typer.Argument(metavar="ID", help="ID of a record.")],
    store: OfStores = None,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", help="Show the table alone: passage by passage, date beside date.")
    ] = False,
    as_format: Annotated[
        TableFormat, one_of(TableFormat, "--format", "For people, for programs, or the table for a spreadsheet.")
    ] = TableFormat.text,
) -> None:
    """List what was done to a record, and by which decisions; then each passage at each date, side by side.

    In the table a passage is open, newly opened, closed, or a gap with the number of its reason.
    """
    from fonds.cli import _deciding

    _deciding.decisions(Chosen.archive, ref, store or [], as_format, side_by_side=side_by_side)


@app.command(
    short_help="List closed passages whose review year has come.",
    epilog=examples("fonds review", "fonds review --year 2040 --format json"),
)
def review(
    year: Annotated[
        int | None, typer.Option("--year", metavar="YEAR", help="Up to which year; else this one.")
    ] = None,
    as_format: AsFormat = Format.text,
) -> None:
    """List the closed passages whose review year has come, in all stores that you may read."""
    from fonds.cli import _deciding

    _deciding.review(Chosen.archive, year or datetime.datetime.now(datetime.UTC).year, as_format)


_Whole = Annotated[
    bool, typer.Option("--whole", help="Show the whole record, as the public sees it and would see it.")
]


@release_app.command(
    "propose",
    epilog=examples(
        "fonds release propose '3kf8bq2m7x#8.1..8.2' --ground 'Order No. 12 of 2026' --by 'A. Archivist'"
    ),
)
def propose(
    ref: Annotated[str, typer.Argument(metavar="REF", help="ID#LABEL, or ID#FIRST..LAST; ID alone for all of it.")],
    ground: Annotated[str, typer.Option("--ground", metavar="WHY", help="Why; it will be public.")],
    by: _By = None,
    store: Annotated[
        list[str] | None,
        typer.Option(
            "--store",
            metavar="NAME",
            help="The closed store that it comes from; may be given again, to name passages.",
        ),
    ] = None,
    alone: _Alone = False,
    whole: _Whole = False,
) -> None:
    """Show warnings, what would change for the public, and the hash that is to be signed.

    A release comes from one store. Where several are named, labels are those that fonds show has with the same ones.
    """
    from fonds.cli import _releasing

    wish = _releasing.Wish(ref, ground, by, tuple(store or ()), alone)
    _releasing.propose(Chosen.archive, wish, whole=whole)


@release_app.command("list", epilog=examples("fonds release list"))
def list_proposals(as_format: AsFormat = Format.text) -> None:
    """List the releases that wait for signatures."""
    from fonds.cli import _releasing

    _releasing.list_proposals(Chosen.archive, as_format)


_Hash = Annotated[
    str, typer.Argument(metavar="HASH", help="Hash of a proposal, or its first characters, at least 6.")
]


@release_app.command("show", epilog=examples("fonds release show 1f0c9a"))
def show_proposal(packet: _Hash, whole: _Whole = False) -> None:
    """Show a proposal again: warnings, what would change for the public, signatures."""
    from fonds.cli import _releasing

    _releasing.show(Chosen.archive, packet, whole=whole)


@release_app.command("sign", epilog=examples("fonds release sign 1f0c9a --key ~/.ssh/id_ed25519"))
def sign(
    packet: _Hash,
    key: Annotated[Path, typer.Option("--key", metavar="FILE", help="Your private key, as OpenSSH or PEM.")],
) -> None:
    """Sign a proposal with your own key."""
    from fonds.cli import _releasing

    _releasing.sign(Chosen.archive, packet, key)


@release_app.command("apply", epilog=examples("fonds release apply 1f0c9a"))
def apply(packet: _Hash) -> None:
    """Take a proposal that enough persons have signed into the open store."""
    from fonds.cli import _releasing

    _releasing.apply(Chosen.archive, packet)


@release_app.command("withdraw", epilog=examples("fonds release withdraw 1f0c9a"))
def withdraw(packet: _Hash) -> None:
    """Take a proposal back, with its signatures."""
    from fonds.cli import _releasing

    _releasing.withdraw(Chosen.archive, packet)


@actor_app.command("add", epilog=examples("fonds actor add 'A. Archivist' --key archivist.pub"))
def actor_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As signatures will name the person.")],
    key: Annotated[Path, typer.Option("--key", metavar="FILE", help="The public half of an Ed25519 key.")],
) -> None:
    """Declare that a person signs releases with a key."""
    from fonds.cli import _releasing

    _releasing.actor_add(Chosen.archive, name, key)


@actor_app.command("list", epilog=examples("fonds actor list"))
def actor_list(as_format: AsFormat = Format.text) -> None:
    """List who may sign releases."""
    from fonds.cli import _releasing

    _releasing.actor_list(Chosen.archive, as_format)


@actor_app.command("new-key", epilog=examples("fonds actor new-key archivist"))
def actor_new_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; its public half is FILE.pub.")],
) -> None:
    """Make a key for a person, in the form of OpenSSH, without a passphrase."""
    from fonds.cli import _releasing

    _releasing.new_key(file)
