"""The source line of a page: one or several citations, then sentences of provenance; or a full citation with title.

Not for: notes of an edition (`_notes`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from fonds import words
from fonds.model import Citation
from fonds.reading.citations._elements import is_marking
from fonds.reading.citations._labelled import level_words
from fonds.reading.citations._printed import find_editions, read_edition
from fonds.reading.citations._provenance import Provenance, read_provenance, sentences_of, split_provenance
from fonds.reading.citations._reference import read_reference
from fonds.reading.citations._repositories import find_cited, find_named

_LONGEST = 4000
_LONGEST_LABEL = 16
_URL = re.compile(r"https?://\S+$")
_SEMICOLON = re.compile(r"; (?:and )?")
_CAPITALS = re.compile(r"[A-ZА-Я]{2}")
_AND = re.compile(r",? and ")
_DATE_AND_SITE = re.compile(r",?[\"”],? ([^\W\d_]+ \d{1,2}, \d{4}|[^\W\d_]+ \d{4}|\d{4}), ")


class SourceLine(NamedTuple):
    """What a source line tells.

    Attributes:
        citation: The first citation, with the literals of the others; None when the line has only provenance.
        further: Citations behind the first in the order of the line: other shelfmarks, then editions that print the
            text. Levels that a shelfmark leaves out are those of the one before.
        provenance: Who had to do with the copy.
    """

    citation: Citation | None = None
    further: tuple[Citation, ...] = ()
    provenance: Provenance = Provenance()


def read_source_line(literal: str) -> SourceLine:
    """Reads a source line.

    Args:
        literal: The line, as captured; a full citation may open with title and date.
    """
    cited, told = _cut(literal)
    pieces = split_citations(cited) if cited else []
    found: list[Citation] = []
    for piece in pieces:
        found.append(read_reference(piece, within=found[-1] if found else None))
    editions = [read_edition(told[start:end]) for start, end in find_editions(told)]
    return SourceLine(
        msgspec.structs.replace(found[0], literal=cited, others=tuple(pieces[1:])) if found else None,
        (*found[1:], *(edition for edition in editions if edition is not None)),
        read_provenance(told),
    )


def _cut(literal: str) -> tuple[str, str]:
    """Citation and provenance, on one line, without frame."""
    cited, told = split_provenance(_strip_frame(" ".join(literal[:_LONGEST].split())))
    if not cited and (start := _find_behind(told)):
        cited, behind = split_provenance(told[start:])
        told = f"{told[:start]} {behind}"
    return _without_marking(cited.rstrip(" .;,")), told


def _find_behind(told: str) -> int:
    """Where a citation begins behind what is told of the copy ("Translated by X. GARF, ..."); 0 for nowhere."""
    starts = (start for start in sentences_of(told) if (named := find_cited(told[start:])) and named.start == 0)
    return next(starts, 0)


def _without_marking(cited: str) -> str:
    """The citation without the marking of the paper that an edition puts behind it."""
    before, stop, last = cited.rpartition(". ")
    return before if stop and is_marking(last) else cited


def split_citations(cited: str) -> list[str]:
    """Cuts a line at the semicolons, and before an "and", where another citation begins."""
    if "; " not in cited and " and " not in cited:
        return [_trimmed(cited)]
    starts = [0]
    named = {each.start for each in find_named(cited)}
    for match in _SEMICOLON.finditer(cited):
        if match.end() in named or _CAPITALS.match(cited, match.end()) or _level().match(cited, match.end()):
            starts.append(match.end())
    starts += [m.end() for m in _AND.finditer(cited) if m.end() in named and _CAPITALS.match(cited, m.end())]
    starts = sorted(set(starts))
    return [_trimmed(cited[start:end]) for start, end in zip(starts, [*starts[1:], len(cited)], strict=True)]


def _trimmed(piece: str) -> str:
    return piece.strip(" ;,").removesuffix(" and").rstrip(" ;,")


@cache
def _level() -> re.Pattern[str]:
    """A word for a fonds, inventory, file or leaf with its number."""
    kinds = ("fond", "opis", "file", "leaves")
    names = sorted((name for name, kind in level_words("").items() if kind in kinds), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?![^\W\d_])\.? ?\d", re.IGNORECASE)


def _strip_label(text: str) -> str:
    low = text.lower()
    for frame in words.tables("frame"):
        label = frame["frame"]["citation"]
        text = text[len(label) :].lstrip() if low.startswith(label) else text
    return text


def strip_source_label(text: str) -> str:
    """A line without the bracket around it, and without "Source:" before it."""
    bare = text[1:].rstrip("] .") if text[:1] == "[" else text
    label, colon, rest = bare[:_LONGEST_LABEL].partition(":")
    if colon and label.strip().lower() in _source_labels():
        return f"{rest}{bare[_LONGEST_LABEL:]}".lstrip()
    return text


@cache
def _source_labels() -> frozenset[str]:
    return frozenset(word for table in words.tables("shelfmarks") for word in table["named"].get("source", ()))


def _strip_frame(text: str) -> str:
    """The citation without label, title, date, name of the site, and address."""
    text = strip_source_label(_strip_label(_URL.sub("", text).rstrip()))
    if text[:1] not in ('"', "“"):
        return text
    rest = text[_title_end(text) :].lstrip(" ,")
    return rest.partition(", ")[2] or rest


def _title_end(text: str) -> int:
    """Behind the title and the date; a title may hold quotation marks itself."""
    match = _DATE_AND_SITE.search(text)
    if match:
        return match.end()
    closing = max(text.find(',"'), text.find(",”"))
    return closing + 2 if closing > 0 else 0


def cited_title(literal: str) -> str | None:
    """The title in a full citation, without its quotation marks; None when there is none."""
    text = _strip_label(" ".join(literal[:_LONGEST].split()))
    if text[:1] not in ('"', "“"):
        return None
    match = _DATE_AND_SITE.search(text)
    end = match.start() if match else max(text.find(',"'), text.find(",”"))
    return text[1:end].rstrip(",") if end > 1 else None
