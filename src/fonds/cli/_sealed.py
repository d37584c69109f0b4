"""`fonds open-excerpt`: what is in a sealed excerpt, and who says so. It needs no archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from fonds.actions.folders import put_new
from fonds.actions.sealing import Opened, open_sealed
from fonds.cli._errors import shown_errors
from fonds.cli._excerpts import MEDIA_TYPES, refuse_pdf_on_terminal
from fonds.cli._paper import console, visible


def open_excerpt(file: Path, identity: Path, out: Path | None, public_key: str | None) -> None:
    """Shows or writes the content; who signed it is told on standard error."""
    with shown_errors():
        made = open_sealed(file, identity, public_key)
        for line in _facts(made, is_expected=public_key is not None):
            console(sys.stderr).print(line, soft_wrap=True)
        if out is not None:
            put_new(out, made.content)
        else:
            _show(made)


def _facts(made: Opened, *, is_expected: bool) -> Iterator[Text]:
    said = made.manifest
    passages = ", ".join(label for label in said.passages if label)
    whom = f" for {said.recipient}" if said.recipient else ""
    yield Text(f"Excerpt{whom} of record {said.record} ({passages}), made {said.time} by “{said.archive}”.")
    entry = f" It is entry {said.log_entry} of the store's log." if said.log_entry else ""
    yield Text(f"Signed by {said.key}; the signature holds.{entry}")
    if is_expected:
        yield Text("This is the key that you expect.", style="green")
    else:
        yield Text("Whose key this is, you know when you say --public-key and the archive's key.", style="yellow")


def _show(made: Opened) -> None:
    """Writes the content as it is; to a terminal, text in which nothing is obeyed."""
    if not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(made.content)
        return
    if made.manifest.media_type not in set(MEDIA_TYPES.values()) - {MEDIA_TYPES["pdf"]}:
        refuse_pdf_on_terminal()
    sys.stdout.write(visible(made.content.decode("utf-8", "replace")))
