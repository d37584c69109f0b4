"""`fonds close`, `reclose`, `resolve`, `decisions`, `review`: what persons decide about passages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import typer
from rich.text import Text

from fonds.actions.clock import utc_now
from fonds.actions.closing import (
    Foreseen,
    Repeated,
    Request,
    close_passages,
    find_repeated,
    foresee,
    store_of_reclosing,
    with_all_forms,
)
from fonds.actions.collating import Collation, collate
from fonds.actions.history import Event, due_for_review, events_of
from fonds.actions.reasons import Reasons, shipped_reasons, show_reason, with_own
from fonds.actions.resolving import Answer, resolve_pointer
from fonds.cli._collating import DONE, collation_cells, collation_text
from fonds.cli._csv import write_csv
from fonds.cli._errors import shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import console, counted, grid, write_json
from fonds.cli._progress import moves_bar, progress
from fonds.model import Conflict, ExtentClass, FondsError
from fonds.release import OPEN, Terms


class Wish(NamedTuple):
    """What was said on the command line about passages to close.

    Attributes:
        refs: References.
        store: Where to; None for the store from which they were released.
        terms: Reason, extent and so on.
        by: Who decides; None for the person at the keyboard.
        because: Why.
        is_alone: Whether no other text says the same.
    """

    refs: Sequence[str]
    store: str | None
    terms: Terms
    by: str | None
    because: str
    is_alone: bool


def terms(reason: int, extent: str | None, *, withhold: bool, review: int | None, stand_in: str) -> Terms:
    """What was said of passages, on the command line."""
    if (extent is None) != withhold:
        raise typer.BadParameter("Say either --extent, or --withhold.")
    coarse = next((each for each in get_args(ExtentClass) if each == extent), None)
    return Terms(reason=reason, extent=coarse, review_year=review, stand_in=stand_in)


def close(archive: Path | None, wish: Wish, *, yes: bool, again: bool = False) -> None:
    """Closes passages, when the person knows what repeats them."""
    with shown_errors(), opened(archive) as (found, actor):
        store = wish.store or store_of_reclosing(found, wish.refs, actor=actor)
        request = Request(
            references=tuple(wish.refs),
            store=store,
            terms=wish.terms,
            by=wish.by or actor.name,
            ground=wish.because,
            kind="reclose" if again else "close",
            is_alone=wish.is_alone,
        )
        request = with_all_forms(found, request, actor=actor)
        if not yes:
            _ask(find_repeated(found, request, actor=actor))
        foreseen = foresee(found, request)
        with progress("Closing") as bar:
            moves = moves_bar(bar, "Making the open store anew")
            close_passages(found, request, actor=actor, now=utc_now(), progress=moves)
        _tell_closed(", ".join(request.references), store, foreseen)


def _tell_closed(what: str, store: str, foreseen: Foreseen) -> None:
    paper = console()
    if not foreseen.is_open:
        paper.print(Text(f"{what} was closed already; its terms in {store} are now these."))
        return
    paper.print(Text(f"Closed {what}: kept in {store}, and gone from the open store."))
    for pointer in foreseen.pointers:
        paper.print(Text(f"What was said of pointer “{pointer}” goes along: the public list asks again."))
    paper.print(Text("What was read or copied until now is not called back.", style="dim"))


def _ask(repeated: Sequence[Repeated]) -> None:
    """Tells what would stay open and repeats what is closed; goes on only if the person says so."""
    if not repeated:
        return
    paper = console(sys.stderr)
    paper.print(Text("These would stay open, and repeat what is to be closed:"))
    for each in repeated:
        for echo in each.echoes:
            paper.print(Text(f"  {each.record_id}#{echo.label}: “{echo.words}”", style="yellow"))
    if sys.stdin.isatty() and typer.confirm("Close the passages and leave these open?", err=True):
        return
    hint = "Name them as well, or say --yes to leave them open."
    raise Conflict("nothing was closed", code="repeated", hint=hint)


def print_reasons(archive: Path | None) -> None:
    """Lists the reasons of the archive, or those that ship where there is no archive."""
    with shown_errors():
        reasons = dict(shipped_reasons())
        try:
            with opened(archive) as (found, _):
                reasons = with_own(found.file.reasons)
        except FondsError:
            if archive is not None:
                raise
        rows = grid({"no_wrap": True, "justify": "right"}, {})
        for number in sorted(reasons):
            rows.add_row(str(number), Text(show_reason(reasons, number)))
        console().print(rows)


def resolve(
    archive: Path | None, ref: str, said: tuple[str, str, str], by: str | None, stores: Sequence[str]
) -> None:
    """Records what a pointer means: pointer, label, reason."""
    pointer, label, because = said
    with shown_errors(), opened(archive) as (found, actor):
        answer = Answer(pointer=pointer, label=label, by=by or actor.name, because=because)
        count = resolve_pointer(found, ref, answer, actor=actor, now=utc_now(), stores=stores)
        console().print(Text(f"“{pointer}” means {label}, in {counted(count, 'entry')} of the list."))


def decisions(archive: Path | None, ref: str, stores: Sequence[str], as_format: str, *, side_by_side: bool) -> None:
    """Lists what was decided about a record, and puts its states side by side."""
    with shown_errors(), opened(archive) as (found, actor):
        names = list(dict.fromkeys((OPEN, *stores)))
        if not side_by_side and as_format != "csv":
            events = events_of(found, ref, actor=actor, stores=names)
            if as_format == "json":
                write_json(events)
                return
            for event in events:
                console().print(_shown(event))
            console().print()
        _print_collation(collate(found, ref, actor=actor, stores=names), as_format, with_own(found.file.reasons))


def _print_collation(collation: Collation, as_format: str, reasons: Reasons) -> None:
    paper = console()
    if as_format == "json":
        write_json(collation)
    elif as_format == "csv":
        write_csv(*collation_cells(collation, reasons))
    else:
        for part in collation_text(collation, reasons, paper.width):
            paper.print(part)


def _shown(event: Event) -> Text:
    line = Text(f"{event.at}  {event.store}  {DONE[event.type]}", style="bold")
    decided = event.decision
    if decided is None:
        return line.append(f"  by {event.by}", style="not bold")
    line.append(f"  {', '.join(decided.labels)}  by {' and '.join(decided.by)}", style="not bold")
    if decided.pointer:
        said = f", said on {decided.on}" if decided.on != event.at[:10] else ""  # it came along with a passage
        line.append(f"\n  pointer “{decided.pointer}”{said}", style="not bold")
    if decided.ground:
        line.append(f"\n  {decided.ground}", style="not bold italic")
    opened_now = [change.place for change in event.changes if change.old is None]
    if decided.kind == "release" and event.store == OPEN and opened_now:
        line.append(f"\n  newly opened: {', '.join(opened_now)}", style="not bold")
    if decided.packet:
        line.append(f"\n  packet {decided.packet}", style="not bold dim")
    return line


def review(archive: Path | None, year: int, as_format: str) -> None:
    """Lists what is due to be looked at again."""
    with shown_errors(), opened(archive) as (found, actor):
        due = list(due_for_review(found, year, actor=actor))
        if as_format == "json":
            write_json(due)
            return
        if not due:
            console().print(Text(f"Nothing is due for review up to {year}."))
            return
        rows = grid({"no_wrap": True}, {"no_wrap": True}, {"no_wrap": True}, {})
        reasons = with_own(found.file.reasons)
        for each in due:
            where = f"{each.record_id}#{each.closing.label}"
            why = Text(show_reason(reasons, each.closing.reason))
            rows.add_row(str(each.closing.review_year), each.store, where, why)
        console().print(rows)
