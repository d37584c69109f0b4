"""`fonds read`: one source whole, or a table of several. It needs neither an archive nor a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fonds.cli._errors import shown_errors
from fonds.cli._paper import console, write_json_bytes
from fonds.cli._reading_text import reading_text
from fonds.cli._sources import STANDARD_INPUT, bytes_of_source, reading_of_source
from fonds.cli._surveying import Goal, survey
from fonds.criticism import with_findings
from fonds.formats import write_reading_json


def read(sources: Sequence[str], encoding: str | None, goal: Goal) -> None:
    """Shows the reading of one file; of several, of a folder, or when readings are written, a table."""
    if len(sources) > 1 or goal.writes or _is_folder(sources[0]):
        survey(sources, encoding, goal)
        return
    with shown_errors():
        reading = with_findings(reading_of_source(*bytes_of_source(sources[0]), encoding))
        if goal.as_format == "json":
            write_json_bytes(write_reading_json(reading))
        else:
            console().print(reading_text(reading))


def _is_folder(source: str) -> bool:
    try:
        return source != STANDARD_INPUT and Path(source).is_dir()
    except OSError:  # longer than a name can be: the error comes when it is opened
        return False
