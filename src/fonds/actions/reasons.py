"""Reasons for which passages are closed: a numbered list, with words for the public.

The list ships with fonds; an archive adds to it, or says a reason otherwise, in `archive.toml`. What an archive says
of its own is written into the open store, because the public server does not read `archive.toml`.

Not for: deciding (`fonds.actions.closing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from fonds.actions.folders import put, written
from fonds.model import Gap, Invalid, to_bytes
from fonds.words import table

REASONS_FILE = "reasons.json"

EXTENT_WORDS: Mapping[str, str] = {
    "words": "a few words",
    "lines": "some lines",
    "paragraph": "about a paragraph",
    "page": "about a page",
    "pages": "several pages",
}

Reasons = Mapping[int, Mapping[str, str]]
"""Words by language ("en" is always there), by number."""


def shipped_reasons() -> dict[int, Mapping[str, str]]:
    """The reasons that ship with fonds."""
    return {int(number): words for number, words in table("reasons").items()}


def with_own(own: Mapping[str, Mapping[str, str]]) -> dict[int, Mapping[str, str]]:
    """All reasons of an archive: those that ship, and its own in their place or beside them."""
    return shipped_reasons() | {int(number): words for number, words in own.items()}


def show_reason(reasons: Reasons, number: int, language: str = "en") -> str:
    """A reason in words, or by its number where the list does not have it."""
    words = reasons.get(number, {})
    return words.get(language) or words.get("en") or f"reason {number}"


def show_gap(gap: Gap, reasons: Reasons) -> str:
    """A gap in words: why, how much, and when it is looked at again."""
    said = [show_reason(reasons, gap.reason), EXTENT_WORDS[gap.extent]]
    if gap.review_year is not None:
        said.append(f"to be reviewed in {gap.review_year}")
    return "; ".join(said)


def refuse_unknown(reasons: Reasons, number: int) -> None:
    """Refuses a number that is not in the list.

    Raises:
        Invalid: ``reason``.
    """
    if number not in reasons:
        hint = "`fonds close --reasons` lists them; archive.toml can have others, see docs/settings.md."
        raise Invalid("there is no reason of this number", code="reason", ref=str(number), hint=hint)


def write_own(open_store: Path, own: Mapping[str, Mapping[str, str]]) -> None:
    """Writes an archive's own reasons for the public server, unless they stand there so already.

    Raises:
        Unavailable: ``cannot-write``.
    """
    path, wanted = open_store / REASONS_FILE, to_bytes(own)
    if own and not (path.exists() and path.read_bytes() == wanted):
        with written(open_store):
            put(path, wanted)


def read_public(open_store: Path) -> dict[int, Mapping[str, str]]:
    """All reasons, as the public server knows them.

    Raises:
        Invalid: ``archive-file``, when the file is not as it was written.
    """
    return with_own(read_own(open_store))


def read_own(open_store: Path) -> dict[str, dict[str, str]]:
    """An archive's own reasons, as `write_own` wrote them. Raises as `read_public`."""
    path = open_store / REASONS_FILE
    if not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, str]])
    except (msgspec.MsgspecError, ValueError) as error:
        raise Invalid("the reasons can not be read", code="archive-file", ref=str(path)) from error
