"""`fonds excerpt`: for people headed as excerpts from minutes are, for programs as TEI or JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer
from rich.text import Text

from fonds.actions.consulting import get_holding
from fonds.actions.excerpting import Excerpt, Question, excerpt_for, excerpt_of
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import console, with_hint, write_json, write_xml_bytes
from fonds.cli._reading_text import passage_text
from fonds.reading import show_date


def excerpt(
    archive: Path | None, ref: str, recipient: str | None, passages: Sequence[str], as_format: str, store: str
) -> None:
    """Shows an excerpt for a recipient, or of some passages; tells on standard error what is in question."""
    with shown_errors(), opened(archive) as (found, actor):
        holding, _ = get_holding(found, ref, actor=actor, store=store, deed="excerpt")
        made = excerpt_for(holding, recipient) if recipient else excerpt_of(holding, passages)
        if as_format == "tei":
            from fonds.formats.tei import write_tei  # noqa: PLC0415 - its library takes time to load

            write_xml_bytes(write_tei(made.reading, archive=found.file.title))
        elif as_format == "json":
            write_json(made)
        else:
            for line in _text(made):
                console().print(line, soft_wrap=True)
        for question in made.questions:
            console(sys.stderr).print(_asked(question, made.recipient))
        if not made.reading.record.slots:
            raise typer.Exit(FINDINGS)


def _text(made: Excerpt) -> Iterator[Text]:
    """The head of an excerpt, and its passages."""
    said = made.reading.description
    yield Text("EXCERPT", style="bold")
    yield Text(said.title or "")
    facts = (show_date(said.date.edtf) if said.date else "", said.citation.literal if said.citation else "")
    yield Text(". ".join(fact for fact in facts if fact))
    if made.recipient:
        by = f", by {' and '.join(made.channels)}" if made.channels else ""
        yield Text(f"For {made.recipient}{by}")
    for slot in made.reading.record.slots:
        yield Text("")
        yield passage_text(slot)


def _asked(question: Question, recipient: str) -> Text:
    what = f"The list sends “{question.scope}” to {recipient}: no passage has this number, so none was taken."
    may = f"It may mean {' or '.join(question.candidates)}." if question.candidates else "No reading suggests itself."
    return with_hint(what, f"{may} Which one was meant is for a person to decide.", style="yellow")
