"""`fonds check`: what does not agree in files, folders and records. Only records need an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec
import typer
from rich.text import Text

from fonds.actions.sources import find_sources
from fonds.actions.surveying import SEVERITIES, read_sources
from fonds.cli._errors import EXIT_STATUS, FINDINGS, show_error, show_note, shown_errors, status_of
from fonds.cli._findings_csv import write_findings_csv
from fonds.cli._findings_text import findings_text
from fonds.cli._paper import console, counted, grid, write_json
from fonds.cli._progress import progress
from fonds.cli._reading_text import label_of
from fonds.cli._sources import STANDARD_INPUT, no_source
from fonds.criticism import CODES, with_findings
from fonds.criticism import explain as explanation_of
from fonds.formats import reading_as_dict
from fonds.model import FondsError, NotFound, Reading, Record, is_record_id, parse_reference

LIST = "list"
"""What stands in place of a code to list them all."""

_NOTHING = "There was nothing to check."

Answer = tuple[str, Reading | FondsError]


class Wanted(NamedTuple):
    """What a person wants to know.

    Attributes:
        as_format: "text", "json" or "csv".
        codes: Codes to look for; none for all.
        fail_on: The least severity that makes the exit status 1, or "never".
        encoding: Encoding of files, if it is not one that shows itself.
        archive: The archive for references, or None for that of the working directory.
        stores: Closed stores to read together with the open one, for references.
    """

    as_format: str
    codes: tuple[str, ...]
    fail_on: str
    encoding: str | None
    archive: Path | None
    stores: tuple[str, ...]


def check(sources: Sequence[str], wanted: Wanted) -> None:
    """Shows the findings of sources and records; one that can not be read does not stop the others."""
    if not sources:
        raise typer.BadParameter("Name at least one file, folder or record.")
    checked: list[tuple[str, Reading]] = []
    status = 0
    with shown_errors():
        for code in wanted.codes:
            explanation_of(code)  # refuses one that does not exist
        for source, answer in _answers(sources, wanted):
            if isinstance(answer, FondsError):
                show_error(answer)
                status = status_of(answer)
            else:
                checked.append((source, _shortened(_only(answer, wanted.codes))))
        _SHOW[wanted.as_format](checked)
        if not checked and not status:
            status = _say_nothing_to_check(wanted.as_format)
    if status or _is_grave(checked, wanted.fail_on):
        raise typer.Exit(status or FINDINGS)


def _say_nothing_to_check(as_format: str) -> int:
    """Says that no source was a page, where it stands in no program's way, and gives the exit status for that."""
    if as_format == "text":
        console().print(Text(_NOTHING, style="bold"))
    else:
        show_note(_NOTHING)
    return EXIT_STATUS[NotFound]


def explain(code: str, as_format: str) -> None:
    """Shows what a finding means, or all codes with the first sentence of each."""
    with shown_errors():
        if code == LIST:
            _list_codes(as_format)
            return
        explanation = explanation_of(code).strip()
        if as_format == "json":
            write_json({"code": code, "explanation": explanation})
        else:
            console().print(Text(explanation))


def _list_codes(as_format: str) -> None:
    explained = {code: " ".join(explanation_of(code).split()) for code in CODES}
    if as_format == "json":
        write_json([{"code": code, "explanation": words} for code, words in explained.items()])
        return
    rows = grid({"style": "bold", "no_wrap": True}, {})
    for code, words in explained.items():
        rows.add_row(Text(code), Text(_first_sentence(words)))
    console().print(rows)


def _first_sentence(words: str) -> str:
    first, stop, _ = words.partition(". ")
    return f"{first}." if stop else first


def _answers(sources: Sequence[str], wanted: Wanted) -> Iterator[Answer]:
    """What was read from each source, in their order; sources that stand together are read together."""
    for is_reference, some in groupby(sources, _is_reference):
        if is_reference:
            yield from ((source, _held(source, wanted)) for source in some)
        else:
            yield from _read(list(some), wanted.encoding)


def _read(sources: Sequence[str], encoding: str | None) -> Iterator[Answer]:
    candidates = list(find_sources(sources))
    passed_over = 0
    with progress("Checking") as bar:
        task = bar.add_task("Checking", total=len(candidates))
        for candidate, _, prepared in read_sources(candidates, encoding=encoding):
            bar.advance(task)
            if isinstance(prepared, FondsError) and prepared.code == "not-a-page":
                passed_over += 1
                continue
            if isinstance(prepared, FondsError):
                prepared.ref = prepared.ref or candidate.shown
            is_nowhere = isinstance(prepared, FondsError) and prepared.code == "no-file"
            yield candidate.shown, no_source(candidate.shown) if is_nowhere else prepared
    if passed_over:
        show_note(f"{counted(passed_over, 'file')} passed over that can not be pages")


def _held(source: str, wanted: Wanted) -> Reading | FondsError:
    """A record, or one passage of it: then with the findings of that passage."""
    from fonds.actions.consulting import Beside  # noqa: PLC0415 - only records need a database
    from fonds.actions.viewing import derive_view, get_view  # noqa: PLC0415 - likewise
    from fonds.cli._open import opened  # noqa: PLC0415 - likewise

    try:
        with opened(wanted.archive) as (room, actor):
            before = derive_view(get_view(room, source, actor=actor, stores=wanted.stores, deed="check"))
            label = parse_reference(source)[1]
            passage = before.record.get_passage(label) if label else None
            reading = with_findings(before, Beside(room, before, actor=actor, stores=wanted.stores))
    except FondsError as error:
        return error
    if passage is None:
        return reading
    findings = tuple(finding for finding in reading.findings if passage.id in finding.slots)
    return msgspec.structs.replace(reading, findings=findings)


def _is_reference(source: str) -> bool:
    """A file if there is one of that name, else a record or one passage of it."""
    return not _is_file_name(source) and is_record_id(source.partition("#")[0].strip().lower())


def _is_file_name(source: str) -> bool:
    try:
        return source == STANDARD_INPUT or Path(source).exists()
    except OSError:  # longer than a name can be: the error comes when it is opened
        return True


def _only(reading: Reading, codes: Sequence[str]) -> Reading:
    """A reading with findings of some codes alone; of all when none is named."""
    if not codes:
        return reading
    findings = tuple(finding for finding in reading.findings if finding.code in codes)
    return msgspec.structs.replace(reading, findings=findings)


def _shortened(reading: Reading) -> Reading:
    """A reading without all that is not shown, so that a large folder does not fill the memory."""
    shown = {slot for finding in reading.findings for slot in finding.slots}
    shown |= {slot for finding in reading.findings for candidate in finding.candidates for slot in candidate.slots}
    slots = tuple(
        msgspec.structs.replace(slot, content="", marks=()) for slot in reading.record.slots if slot.id in shown
    )
    return Reading(record=Record(id=reading.record.id, slots=slots), findings=reading.findings)


def _is_grave(checked: Sequence[tuple[str, Reading]], fail_on: str) -> bool:
    """Whether there are findings of that severity or a graver one."""
    if fail_on not in SEVERITIES:
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in grave for _, reading in checked for finding in reading.findings)


def _show_json(checked: Sequence[tuple[str, Reading]]) -> None:
    write_json(
        [
            {
                "source": source,
                "record": reading.record.id or None,
                "findings": reading_as_dict(reading)["findings"],
            }
            for source, reading in checked
        ]
    )


def _show_text(checked: Sequence[tuple[str, Reading]]) -> None:
    paper = console()
    for source, reading in checked:
        paper.print(Text(f"{source}: {_how_many(len(reading.findings))}", style="bold"))
        labels = {slot.id: label_of(slot) for slot in reading.record.slots}
        if reading.findings:
            paper.print(findings_text(reading.findings, labels))
    if len(checked) > 1:
        paper.print(Text(_totals(checked), style="bold"))


def _totals(checked: Sequence[tuple[str, Reading]]) -> str:
    counts = Counter(finding.severity for _, reading in checked for finding in reading.findings)
    said = ", ".join(counted(counts[severity], severity) for severity in SEVERITIES if counts[severity])
    return f"{len(checked):,} checked: {f'{_how_many(counts.total())} ({said})' if said else 'nothing found'}."


def _how_many(findings: int) -> str:
    return counted(findings, "finding") if findings else "nothing found"


_SHOW = {"json": _show_json, "text": _show_text, "csv": write_findings_csv}
