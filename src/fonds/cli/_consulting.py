"""Commands that look into an archive: show, list, search."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fonds.actions.archive import Archive
from fonds.actions.consulting import get_holding, get_passage, get_version, list_versions
from fonds.actions.consulting import list_records as records_of
from fonds.actions.reasons import with_own
from fonds.actions.searching import search_archive
from fonds.actions.versions import changes_between
from fonds.actions.viewing import derive_view, get_passage_of_view, get_view
from fonds.cli._adding import difference_lines
from fonds.cli._errors import show_error, shown_errors, status_of
from fonds.cli._open import opened
from fonds.cli._paper import console, counted, grid, write_json, write_json_bytes, write_xml_bytes
from fonds.cli._pointing import pointed
from fonds.cli._reading_text import passage_text, reading_text
from fonds.formats import reading_as_dict, write_reading_json
from fonds.model import Actor, Invalid, parse_reference
from fonds.release import OPEN, ClearedView, Holding, label_of
from fonds.search import Hit, PassageHit, ResultPage
from fonds.search.engine import MAX_RECORDS_SHOWN

_FACET_VALUES_SHOWN = 5


def show(archive: Path | None, ref: str, as_format: str, stores: Sequence[str], version: int | None) -> None:
    """Shows a record, an older version of it in one store, or one passage."""
    with shown_errors(), opened(archive) as (found, actor):
        record_id, label = parse_reference(ref)
        if label and as_format == "tei":
            raise _tei_of_a_passage(record_id, label)
        if version is None and any(store != OPEN for store in stores):
            _show_view(found, actor, ref, as_format, stores)
            return
        if label and version is None:
            passage = get_passage(found, ref, actor=actor)
            console().print(passage_text(passage)) if as_format == "text" else write_json(passage)
            return
        holding = (
            get_version(found, ref, version, actor=actor, store=next(iter(stores), OPEN))
            if version is not None
            else get_holding(found, ref, actor=actor)[0]
        )
        if as_format == "tei":
            write_xml_bytes(_as_tei(found, holding))
        elif as_format == "json":
            write_json_bytes(write_reading_json(holding.reading))
        else:
            console().print(reading_text(holding.reading, with_own(found.file.reasons)))
            console().print(Padding(Text(_facts(holding), style="dim"), (0, 0, 0, 2)))


def _show_view(archive: Archive, actor: Actor, ref: str, as_format: str, stores: Sequence[str]) -> None:
    """Shows a record as somebody sees it who may read closed stores beside the open one."""
    paper = console()
    if parse_reference(ref)[1]:
        passage = get_passage_of_view(archive, ref, actor=actor, stores=stores)
        paper.print(passage_text(passage)) if as_format == "text" else write_json(passage)
        return
    view = get_view(archive, ref, actor=actor, stores=stores)
    reading = derive_view(view)
    if as_format == "tei":
        from fonds.formats.tei import write_tei  # noqa: PLC0415 - its library takes time to load

        write_xml_bytes(write_tei(reading, archive=archive.file.title))
    elif as_format == "json":
        write_json({**reading_as_dict(reading), "stand_ins": [pair._asdict() for pair in _stand_ins(view)]})
    else:
        for pair in _stand_ins(view):
            paper.print(Padding(pair.as_text(), (1, 0, 0, 0)))
        paper.print(reading_text(reading, with_own(archive.file.reasons), view.store_of()))
        for holding in view.holdings:
            where = f"■ {holding.store}" if holding.store != OPEN else holding.store
            paper.print(Padding(Text(f"{where}: {_facts(holding)}", style="dim"), (0, 0, 0, 2)))


class StandIn(NamedTuple):
    """Words that stand in public in the place of a closed passage.

    Attributes:
        passage: Label of what is closed.
        text: What it says.
        label: Label of what stands in its place.
        public_text: What that says.
    """

    passage: str
    text: str
    label: str
    public_text: str

    def as_text(self) -> Text:
        """Both, one under the other."""
        line = Text("■ ", style="bold red")
        line.append(f"{self.passage}  {self.text}", style="not bold default")
        return line.append(f"\n  in public, {self.label}: {self.public_text}", style="not bold italic default")


def _stand_ins(view: ClearedView) -> list[StandIn]:
    pairs = view.stood_for().items()
    found = ((view.record.get_slot(closed), view.record.get_slot(instead)) for closed, instead in pairs)
    return [StandIn(label_of(true), true.content, label_of(instead), instead.content) for true, instead in found]


def _as_tei(archive: Archive, holding: Holding) -> bytes:
    from fonds.formats.tei import write_tei  # noqa: PLC0415 - its library takes time to load

    return write_tei(holding.reading, archive=archive.file.title)


def _tei_of_a_passage(record_id: str, label: str) -> Invalid:
    hint = f"Say fonds show {record_id} --format tei; its passages bear their labels there."
    ref = f"{record_id}#{label[:40]}"
    return Invalid("TEI is written of whole records", code="tei-of-a-passage", ref=ref, hint=hint)


def _facts(holding: Holding) -> str:
    changed = f"changed {holding.changed}, " if holding.version > 1 else ""
    version = f"version {holding.version}, {changed}added {holding.added}"
    return f"{holding.record.id}, {version}, from {holding.origin}"


def show_versions(archive: Path | None, ref: str, as_format: str, store: str = OPEN) -> None:
    """Lists the versions of a record in one store, each with what changed in it."""
    with shown_errors(), opened(archive) as (found, actor):
        told: list[dict[str, Any]] = []
        before: Holding | None = None
        for facts in list_versions(found, ref, actor=actor, store=store):
            now = get_version(found, ref, facts.number, actor=actor, store=store)
            changes = changes_between(before.record, now.record) if before else ()
            said = {key: value for key, value in msgspec.structs.asdict(facts).items() if key != "origin_key"}
            told.append({**said, "changes": changes})
            before = now
        write_json(told) if as_format == "json" else _print_versions(told)


def _print_versions(versions: Sequence[dict[str, Any]]) -> None:
    paper = console()
    for facts in versions:
        paper.print(Text("version {number}  {at}  by {by}, from {origin}".format_map(facts), style="bold"))
        for line in difference_lines(facts["changes"]):
            paper.print(line)


def list_records(archive: Path | None, as_format: str, store: str) -> None:
    """Lists the records of a store."""
    with shown_errors(), opened(archive) as (found, actor):
        records = records_of(found, actor=actor, store=store)
        if as_format == "json":
            write_json(list(records))
            return
        rows = grid({"no_wrap": True}, {"no_wrap": True}, {"no_wrap": True}, {})
        for record in records:
            rows.add_row(record.id, record.date or "", record.kind or "", Text(record.title or "(no title)"))
        console().print(rows if rows.row_count else Text("The store is empty. Add pages with: fonds add PAGES"))


def search(archive: Path | None, query: str, as_format: str, store: str, page: int) -> None:
    """Shows a page of results, or where the query is wrong."""
    with shown_errors(), opened(archive) as (found, actor):
        try:
            result = search_archive(found, query, actor=actor, store=store, page=page)
        except Invalid as error:
            _show_fault(query, error)
            raise typer.Exit(status_of(error)) from None
        write_json(result) if as_format == "json" else _show_result(result)


def _show_fault(query: str, error: Invalid) -> None:
    show_error(error)
    if error.position is not None:
        paper = console(sys.stderr)
        shown, pointer = pointed(query, error.position, paper.width - 30)
        paper.print(Text(f"  {shown}\n  {pointer} here (position {error.position + 1})"), soft_wrap=True)


def _show_result(result: ResultPage) -> None:
    paper = console()
    paper.print(Text(_how_many(result), style="bold"))
    for hit in result.hits:
        paper.print(_hit_heading(hit))
        paper.print(_passages(hit.passages))
    if result.hits:
        paper.print()
        paper.print(_facets(result))


def _facets(result: ResultPage) -> Table:
    rows = grid({"style": "dim", "no_wrap": True}, {"style": "dim"})
    for name, counts in result.facets.items():
        if counts:
            shown = [f"{count.value} ({count.count:,})" for count in counts[:_FACET_VALUES_SHOWN]]
            more = len(counts) - len(shown)
            rows.add_row(name, Text(" · ".join([*shown, f"{more} more"] if more else shown)))
    return rows


def _how_many(result: ResultPage) -> str:
    if result.total == 0:
        return "Nothing found."
    records = counted(result.total, "record")
    pages = -(-min(result.total, MAX_RECORDS_SHOWN) // result.per_page)
    if result.page > pages:
        return f"{records}; there is no page {result.page:,}, the last is {pages:,}"
    return records if pages == 1 else f"{records}, page {result.page:,} of {pages:,}"


def _hit_heading(hit: Hit) -> Table:
    facts = " · ".join(fact for fact in (hit.date, hit.kind, hit.citation) if fact)
    rows = grid({"min_width": 10, "no_wrap": True, "style": "dim"}, {})
    rows.add_row("", "")
    rows.add_row(hit.record_id, Text(hit.title or "(no title)", style="bold"))
    if facts:
        rows.add_row("", Text(facts, style="dim"))
    return rows


def _passages(passages: Sequence[PassageHit]) -> Table:
    label = {"justify": "right", "min_width": 12, "no_wrap": True, "style": "bold cyan"}  # it is used: never cut
    rows = grid(label, {})
    for passage in passages:
        text = Text()
        for fragment in passage.fragments:
            text.append(fragment.text, style="bold yellow" if fragment.is_match else "")
        rows.add_row(passage.label, text)
    return rows
