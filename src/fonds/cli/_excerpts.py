"""`fonds excerpt`: headed as excerpts from minutes are, on the screen, on paper or sealed; or for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import typer
from rich.text import Text

from fonds.actions.access import enter, seen_part
from fonds.actions.archive import Archive
from fonds.actions.clock import utc_now
from fonds.actions.excerpting import (
    Excerpt,
    Question,
    excerpt_for,
    excerpt_of,
    head_of,
    without_questions,
    words_of,
)
from fonds.actions.folders import put_new
from fonds.actions.reasons import Reasons, with_own
from fonds.actions.viewing import as_one, get_view
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import console, visible, with_hint, write_json_bytes, write_xml_bytes
from fonds.cli._reading_text import passage_text
from fonds.model import Actor, Gap, Refused, digest, to_bytes
from fonds.release import OPEN, ClearedView, Made, lines_of

MEDIA_TYPES = {
    "text": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "tei": "application/tei+xml",
    "json": "application/json",
}


class Asked(NamedTuple):
    """Which excerpt is asked for: of which record, for whom or of which passages, from which closed stores beside."""

    ref: str
    recipient: str | None
    labels: tuple[str, ...]
    stores: tuple[str, ...]


class Goal(NamedTuple):
    """What becomes of it: in which form, into which file, sealed to which keys."""

    as_format: str
    out: Path | None
    seal: tuple[str, ...]
    seal_file: Path | None

    @property
    def is_shown(self) -> bool:
        """Whether it is shown even where there is no passage to give: nothing is printed or kept of it."""
        return self.out is None and self.as_format != "pdf"


class _Given(NamedTuple):
    """What is given out: the excerpt, the view from which it was made, and which closed stores were asked for."""

    made: Excerpt
    view: ClearedView
    stores: tuple[str, ...]


def excerpt(archive: Path | None, asked: Asked, goal: Goal) -> None:
    """Gives out an excerpt; tells on standard error what is in question."""
    with shown_errors(), opened(archive) as (found, actor):
        _refuse_terminal(goal)
        view = get_view(found, asked.ref, actor=actor, stores=asked.stores, deed="excerpt")
        made = _made(view, asked)
        if made.reading.record.slots or goal.is_shown:
            _give(found, actor, _Given(made, view, asked.stores), goal)
        for question in made.questions:
            console(sys.stderr).print(_asked(question, made.recipient))
        if not made.reading.record.slots:
            raise typer.Exit(FINDINGS)


def _made(view: ClearedView, asked: Asked) -> Excerpt:
    holding = as_one(view)
    if asked.recipient is not None:
        return excerpt_for(holding, asked.recipient)
    if not asked.stores:
        return excerpt_of(holding, asked.labels)
    meant = {view.get_passage(label).id for label in asked.labels}
    return excerpt_of(holding, [passage.label for passage in holding.record.passages() if passage.id in meant])


def refuse_pdf_on_terminal() -> None:
    """A PDF is not for a terminal.

    Raises:
        Refused: ``terminal``, when standard output is one.
    """
    if sys.stdout.isatty():
        hint = "Write it to a file with --out excerpt.pdf."
        raise Refused("a PDF is not written to a terminal", code="terminal", hint=hint)


def _refuse_terminal(goal: Goal) -> None:
    if goal.as_format == "pdf" and goal.out is None:
        refuse_pdf_on_terminal()


def _give(archive: Archive, actor: Actor, given: _Given, goal: Goal) -> None:
    made = given.made
    if goal.seal or goal.seal_file:
        _seal(archive, actor, given, goal)
    elif goal.out is not None:
        put_new(goal.out, _content(made, goal.as_format, archive))
    elif goal.as_format == "text":
        for line in _text(made, with_own(archive.file.reasons)):
            console().print(line, soft_wrap=True)
    else:
        _write(_content(made, goal.as_format, archive), goal.as_format)


def _write(content: bytes, as_format: str) -> None:
    """Writes what is for programs to standard output."""
    if as_format == "json":
        write_json_bytes(content)
    elif as_format == "tei":
        write_xml_bytes(content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def _seal(archive: Archive, actor: Actor, given: _Given, goal: Goal) -> None:
    from fonds.actions import sealing  # noqa: PLC0415 - its libraries take time to load

    recipients = sealing.read_recipients(goal.seal, goal.seal_file)
    made = without_questions(given.made)
    data = _content(made, goal.as_format, archive)
    entries = _entered(archive, actor, given, Made(sha256=digest(data), to=recipients))
    signer = next((store for store in given.stores if store != OPEN), OPEN)
    origin = sealing.origin_of(archive, signer, utc_now(), str(entries[signer] or ""))
    content = sealing.Content(data=data, media_type=MEDIA_TYPES[goal.as_format])
    sealed = sealing.seal_excerpt(made, content, recipients, origin)
    for recipient, file in sealing.write_sealed_files(sealed, goal.out or Path()).items():
        console().print(Text(f"{file}  for {recipient}"), soft_wrap=True)


def _entered(archive: Archive, actor: Actor, given: _Given, made: Made) -> dict[str, int]:
    """Enters in the log of each store that was read what is given out of it; numbers of the entries."""
    slots = {slot.id for slot in given.made.reading.record.slots}
    seen = {holding.store: seen_part(holding, slots) for holding in given.view.holdings}
    return {
        store: enter(archive, store, actor=actor, deed="seal", seen=seen.get(store, ()), made=made)
        for store in dict.fromkeys((OPEN, *given.stores))
    }


def _content(made: Excerpt, as_format: str, archive: Archive) -> bytes:
    """An excerpt as the content of a file."""
    if as_format == "json":
        return to_bytes(made)
    if as_format == "pdf":
        return _pdf(made, archive)
    if as_format == "tei":
        from fonds.formats.tei import write_tei  # noqa: PLC0415 - its library takes time to load

        return write_tei(made.reading, archive=archive.file.title)
    lines = _text(made, with_own(archive.file.reasons))
    return "".join(f"{visible(line.plain)}\n" for line in lines).encode("utf-8")


def _pdf(made: Excerpt, archive: Archive) -> bytes:
    from fonds.formats.pdf import Sheet, write_pdf  # noqa: PLC0415 - few commands print anything

    head, record, reasons = head_of(made), made.reading.record, with_own(archive.file.reasons)
    return write_pdf(
        Sheet(
            record=record,
            kind="Excerpt from",
            title=head.title,
            facts=(head.date, head.shelfmark),
            recipient=head.recipient,
            withheld={gap.id: words_of(gap, reasons) for gap in record.gaps},
            credits=(head.credit,),
            foot=(archive.file.title, record.id),
        )
    )


def _text(made: Excerpt, reasons: Reasons) -> Iterator[Text]:
    """The head of an excerpt, its passages, and who translated them."""
    head = head_of(made)
    yield Text("EXCERPT", style="bold")
    yield Text(head.title)
    yield Text(". ".join(filter(None, (head.date, head.shelfmark))))
    if head.recipient:
        yield Text(head.recipient)
    for line in lines_of(made.reading.record):
        yield Text("")
        yield Text(words_of(line, reasons), style="dim") if isinstance(line, Gap) else passage_text(line)
    if head.credit:
        yield Text("")
        yield Text(head.credit)


def _asked(question: Question, recipient: str) -> Text:
    what = f"The list sends “{question.scope}” to {recipient}: no passage has this number, so none was taken."
    may = f"It may mean {' or '.join(question.candidates)}." if question.candidates else "No reading suggests itself."
    return with_hint(what, f"{may} Which one was meant is for a person to decide.", style="yellow")
