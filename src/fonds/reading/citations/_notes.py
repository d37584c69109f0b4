"""Notes of an edition that say where a text lies: the source first, then whatever else is cited in their sentences.

A citation ends with its sentence or its bracket; "ibid." takes up the one before; a name counts in running text only
with something that is numbered or called files, so that "held at the Department of State" is none.

Not for: source lines of a page (`_source_line`), and where sentences end (`_extents`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import NamedTuple

from fonds import words
from fonds.model import Citation, Level, LevelKind
from fonds.reading.citations._elements import is_collection, is_institution, read_elements
from fonds.reading.citations._extents import Extents
from fonds.reading.citations._labelled import scan
from fonds.reading.citations._levels import make_citation
from fonds.reading.citations._named import is_central_file, read_american
from fonds.reading.citations._printed import find_editions, is_edition, read_edition
from fonds.reading.citations._reference import read_reference
from fonds.reading.citations._repositories import (
    Repository,
    find_by_likeness,
    find_cited,
    find_named,
    get_known,
)

_LONGEST = 20_000
_NAME = re.compile(r"[^,.:;()]{4,80}")
_NUMBERED = frozenset({"fond", "lot", "accession", "box", "entry", "reel", "folder"})


class _Span(NamedTuple):
    """Where a citation stands: from `start` to before `end`."""

    start: int
    end: int
    kind: str


def read_note(note: str) -> tuple[Citation, ...]:
    """Reads all citations of a note.

    Args:
        note: A note as printed; what stands behind its 20,000th code point is not read.

    Returns:
        Citations in the order of the note, that of the source first; empty when it cites nothing.
    """
    text = " ".join(unescape(note[:_LONGEST]).split())
    extents = Extents(text)
    start = _source_start(text)
    end = extents.end_of_source(start)
    source = _read_source(text[start:end], labelled=start > 0)
    found = [source] if source else []
    reached = end if source else start
    last = source if source and source.grammar != "printed" else None
    for span in sorted(_spans(text, extents)):
        citation = _read_span(text, span, last) if span.start >= reached else None
        if citation is not None:
            found.append(citation)
            reached = span.end
            last = citation if citation.grammar != "printed" else last
    return tuple(found)


@cache
def _words(topic: str) -> str:
    return "|".join(map(re.escape, words.table("shelfmarks", "en")["named"][topic]))


def _source_start(text: str) -> int:
    """Behind the word "Source", which opens the note or one of its sentences."""
    for match in re.finditer(rf"\b(?:{_words('source')})[:;]? (?=[A-ZА-Я\d])", text, re.IGNORECASE):
        before = text[max(0, match.start() - 2) : match.start()].rstrip()[-1:]
        if before in ("", ".", "”", ")"):
            return match.end()
    return 0


def _read_source(cited: str, *, labelled: bool) -> Citation | None:
    """The citation that opens a note."""
    named = find_cited(cited)
    if named is not None:
        return read_reference(cited)
    if is_edition(cited):
        return read_edition(cited)
    repository = _unlisted(cited)
    if any(part.kind == "opis" for part in scan(cited)):
        return read_reference(cited)
    name, start = repository or (None, 0)
    levels = read_american(cited[start:], "en", at_head=True)
    if name or _is_strong(levels) or (labelled and len(levels) > 1):
        return make_citation(cited, name, "american", levels)
    return None


def _unlisted(cited: str) -> tuple[str, int] | None:
    """An institution at the head that the table has with a slip of the pen, or not at all; and where it ends."""
    match = _NAME.match(cited)
    if match is None:
        return None
    alike: Repository | None = find_by_likeness(match[0])
    if alike is not None:
        return alike.code, match.end()
    is_one = is_institution(match[0]) and not is_collection(match[0])
    return (match[0].strip(), match.end()) if is_one else None


def _is_strong(levels: tuple[Level, ...]) -> bool:
    """Whether levels can be nothing else: a number of a shelf or of the central files, or something called files."""
    return any(
        level.kind in _NUMBERED
        or (level.kind == "series" and is_collection(level.value))
        or (level.kind == "file" and is_central_file(level.value))
        for level in levels
    )


def _spans(text: str, extents: Extents) -> Iterator[_Span]:
    for start, limit in _bounds(text):
        yield _Span(start, min(extents.end(start), limit), "named")
    for match in re.finditer(rf"\b(?:{_words('same')})\.?, ", text, re.IGNORECASE):
        yield _Span(match.end(), extents.end(match.end()), "same")
    for start, end in extents.sentences():
        for first, last in find_editions(text[start:end]):
            yield _Span(start + first, start + last, "printed")


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Where institutions are named, and where their citation ends at the latest: before the next archive.

    An office may be named within the title of a file.
    """
    archive = len(text)
    same: dict[str, int] = {}
    for named in reversed(list(find_named(text))):
        yield named.start, min(archive, same.get(named.repository.code, archive))
        same[named.repository.code] = named.start
        archive = archive if named.repository.holder else named.start


def _read_span(text: str, span: _Span, last: Citation | None) -> Citation | None:
    """Reads a citation in running text; `last` is the last one before it that is of an archive."""
    cited = text[span.start : span.end].strip(" ,.;:")
    if span.kind == "printed":
        return read_edition(cited)
    if span.kind == "same":
        return _read_same(cited, last) if last is not None and find_cited(cited) is None else None
    citation = read_reference(cited)
    if citation.grammar not in ("american", None) or _is_strong(citation.levels):
        return citation
    alone = text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"
    known = get_known(citation)
    return citation if alone and known and not known.holder and not citation.levels else None


def _read_same(cited: str, last: Citation) -> Citation | None:
    """What stands behind "ibid.": a file of the same collection, or another collection of the same institution."""
    if last.grammar != "american":
        return read_reference(cited, within=last)
    levels = read_american(cited, "en", at_head=False)
    upper = [level for level in last.levels if level.kind == "fond"]
    kinds = {level.kind for level in levels}
    if not levels:
        return None
    if _opens_collection(cited, kinds):
        kept = upper if kinds & {"lot", "accession"} and "fond" not in kinds else ()
        return make_citation(cited, last.repository, "american", (*kept, *levels), last.held_by)
    title = ", ".join(level.value for level in levels if level.kind in ("series", "file"))
    above = [level for level in last.levels if level.kind in ("fond", "series")]
    rest = [level for level in levels if level.kind not in ("series", "file")]
    return make_citation(
        cited, last.repository, "american", (*above, Level(kind="file", value=title), *rest), last.held_by
    )


def _opens_collection(cited: str, kinds: set[LevelKind]) -> bool:
    if kinds & {"fond", "lot", "accession"}:
        return True
    return any(part.kind is None and is_collection(part.value) for part in read_elements(cited))
