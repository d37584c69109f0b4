"""Shelfmarks of Chinese archives: one number for a file, with hyphens, and pages ("PRC FMA 117-01972-02, 31-33").

Not for: printed editions of Chinese documents.
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import Level
from fonds.reading.citations._labelled import Part, scan
from fonds.reading.citations._levels import levels_of

_FILE = re.compile(r"(?:No\.? )?([A-Z]{0,2}\d{1,6}(?:[-–]\w{1,6}){1,4}(?:\s?\([^()]{1,8}\))?)(?:\s(?=\d)|$)")


@cache
def _pages() -> re.Pattern[str]:
    marks = "".join(words.table("shelfmarks", "zh")["named"]["page_marks"])
    return re.compile(rf"(\d{{1,4}}(?:\s?[-–—]\s?\d{{1,4}})?)\s?[{marks}]?")


def read_levels(rest: str, language: str, *, at_head: bool) -> tuple[Level, ...]:
    """Reads the number of the file and the pages behind it.

    Args:
        rest: What stands around the name of the institution.
        language: Of the words for levels.
        at_head: Not used: the number tells itself.

    Returns:
        Levels in the order of the text.
    """
    del at_head
    parts: list[Part] = []
    behind = False
    for part in scan(rest, language):
        left = part
        match = _FILE.match(part.value) if part.kind is None and not behind else None
        if match is not None:
            parts.append(part._replace(kind="file", value=match[1]))
            left = part._replace(value=part.value[match.end() :].strip())
        behind = behind or match is not None or part.kind == "file"
        pages = _pages().fullmatch(left.value) if left.kind is None and behind else None
        parts.extend([left._replace(kind="pages", value=pages[1])] if pages else [left] if left.value else [])
    return levels_of(parts)
