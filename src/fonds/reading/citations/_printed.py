"""Printed editions: title, volume, pages or number of the document ("..., vol. 1 (City: House, 1987), 261-4").

Not for: archives.
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import Citation, Level, LevelKind
from fonds.reading.citations._labelled import Part, free_parts, level_words
from fonds.reading.citations._levels import make_citation

_RANGE = r"\d{1,5}[a-z]?(?:\s?[-–—]\s?\d{1,5})?(?:,\s?\d{1,5}(?:\s?[-–—]\s?\d{1,5})?(?!\w))*"
_BARE = re.compile(rf"{_RANGE}\W*")
_PUBLISHER = re.compile(r"\([^():]{2,40}: [^()]{2,60}, \d{4}\)")
_FURTHEST = 300
"""Among how many code points before the pages a title begins."""


@cache
def _either(*kinds: LevelKind) -> str:
    """Words for levels of some kinds, as alternatives of a pattern; of single letters only that for a page."""
    names = [name for name, kind in level_words("en").items() if kind in kinds and (len(name) > 1 or name == "p")]
    return words.one_of(names)


@cache
def _step() -> re.Pattern[str]:
    """A part that is a volume or a document ("vol. 1 (City: House, 1987)")."""
    issues = words.table("shelfmarks", "en")["printed"]["issues"]
    either = "|".join((_either("volume", "item"), *issues))
    return re.compile(rf"({either})\b\.?\s?([IVXLC]+|\d{{1,4}})\b\.?(?:\s*\([^()]*\))?", re.IGNORECASE)


@cache
def _pages() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either('pages')})\.?\s?({_RANGE})\W*", re.IGNORECASE)


@cache
def _sign() -> re.Pattern[str]:
    """What tells an edition: pages, the number of a document, editors."""
    editors = "|".join(map(re.escape, words.table("shelfmarks", "en")["printed"]["editors"]))
    pages, items = _either("pages"), _either("item")
    return re.compile(rf"\b(?:(?:{pages})\. ?\d|(?:{items}) \d|(?:{editors})\.)", re.IGNORECASE)


def is_edition(text: str) -> bool:
    """Whether a citation is that of a book: it has editors, a publisher, or pages."""
    return _sign().search(text) is not None or _PUBLISHER.search(text) is not None


def read_edition(literal: str) -> Citation | None:
    """Reads the citation of an edition; None when it has neither volume, document nor pages."""
    parts = free_parts(literal, 0, len(literal))
    levels: list[Level] = []
    title = len(literal)
    for part in parts[1:]:
        level = _read_step(part, last=part is parts[-1])
        if level is not None:
            title = title if levels else part.start
            levels.append(level)
    named = literal[:title].strip(' ,“”"')
    if not levels or not any(map(str.isalpha, named)) or _step().match(named):
        return None
    return make_citation(literal, None, "printed", (Level(kind="edition", value=named), *levels))


def _read_step(part: Part, *, last: bool) -> Level | None:
    step = _step().fullmatch(part.value)
    if step is not None:
        return Level(kind=level_words("en").get(step[1].lower(), "item"), value=step[2])
    pages = _pages().fullmatch(part.value)
    if pages is not None:
        return Level(kind="pages", value=pages[1])
    return Level(kind="pages", value=part.value) if last and _BARE.fullmatch(part.value) else None


@cache
def _cue() -> re.Pattern[str]:
    cues = words.table("shelfmarks", "en")["printed"]["cues"]
    return re.compile(rf"\b(?:{words.one_of(cues)})[,:]? (?=[A-ZА-Я“\"])", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    """The pages of an edition, or the number of a document behind a volume."""
    pages, volumes, items = _either("pages"), _either("volume"), _either("item")
    return re.compile(
        rf"\b(?:(?:{pages})\. ?|(?:{volumes})\.? [IVXLC\d]{{1,7}}, (?:{items}) )({_RANGE})", re.IGNORECASE
    )


def find_editions(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence names an edition: from behind the cue ("printed in") to the end of the pages."""
    found: list[tuple[int, int]] = []
    reached = 0
    for match in _end().finditer(sentence):
        cue = _cue().search(sentence, max(reached, match.start() - _FURTHEST), match.start())
        if cue is not None:
            found.append((cue.end(), match.end()))
        reached = match.end()
    return found
