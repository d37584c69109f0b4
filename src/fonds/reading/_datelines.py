"""Is a line the dateline of a typed paper: its place, its day, its hour, and perhaps when it was received?

"Moscow, May 20, 1949.", "[ Washington ,] 7 January 1949.", "Seoul , December 16, 1949—7 p. m. [Received December
16—9:04 a. m.]", "Den Haag, den 5. März 1919", "Athens, undated."

Not for: lines that are a date and little else in any part of a page (`_daylines`), nor dates in prose (`_dates`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.reading._clocks import end_of_hour
from fonds.reading._date_figures import find_figures
from fonds.reading._date_forms import FoundDate, find_written
from fonds.reading._date_words import date_words, either

_LONGEST = 160
_SHORT = 48
_PLACE_WORDS = 6
_SMALL = re.compile(r"[^\W\d_]{1,3}|d[ea]l?")
_TAIL = re.compile(r"[\s.,;\])—–-]*(?:\[[^\[\]]{0,70}\])?[\s.\]]*")


def is_dateline(text: str) -> bool:
    """Tells whether a line is a dateline, by what stands before and behind its first date.

    Args:
        text: A line.
    """
    if len(text) > _LONGEST:
        return False
    date = first_date(text)
    if date is None:
        undated = _undated().search(text)
        return undated is not None and _is_place(text[: undated.start()])
    if date.day is None or not _is_place(text[: date.start]):
        return False
    if date.year is None and not _is_sure_without_year(text, date):
        return False
    end = end_of_hour(text, date.end) or date.end
    return _TAIL.fullmatch(text, end) is not None or _is_place_behind(text[: date.start], text[end:])


def _is_sure_without_year(text: str, date: FoundDate) -> bool:
    """Whether a short line is a place, or nothing, and a day: "Puerto Albar, 18 July", "FRIDAY, October 10"."""
    before = text[: date.start].strip()
    return len(text) <= _SHORT and (not before or before.endswith(","))


def _is_place_behind(before: str, behind: str) -> bool:
    """Whether the place follows the day: "of 27 March 1952. Moscow, the Kremlin"."""
    place = behind.lstrip(" .,;")
    is_apart = behind[:1] in (".", ",", ";")
    return (
        is_apart and len(place.split()) <= _PLACE_WORDS and not _names_place(before) and _is_place(place.rstrip("."))
    )


def _names_place(before: str) -> bool:
    return any(word[:1].isupper() for word in before.split())


def first_date(text: str) -> FoundDate | None:
    """The first date of a line, in words or, where it holds none, in figures."""
    written = find_written(text)
    if written:
        return written[0]
    figures = find_figures(text, _day_first, is_dating=False)
    return figures[0] if figures and not text[: figures[0].start].rstrip()[-1:].isalnum() else None


def _day_first(_year: int, month: int, _day: int) -> int:
    """Takes figures in the order day, month, year, where both are possible, as European papers write them."""
    return month


@cache
def _undated() -> re.Pattern[str]:
    return re.compile(rf"(?:\[|, ?){either(date_words('forms', 'undated'))}[\s.\]]*\Z", re.IGNORECASE)


def _is_place(before: str) -> bool:
    """Whether the words before a date are a place, or none: few, with capitals, no figures, no word of a paper."""
    parts = before.replace("[", " ").replace("]", " ").replace("(", " ").split()
    if len(parts) > _PLACE_WORDS or any(map(str.isdigit, before)) or before.rstrip().endswith((".", ":", ";")):
        return False
    if len(parts) == 1 and parts[0].lower() in date_words("forms", "lead"):
        return True
    named = [bare for part in parts if (bare := part.strip(",’'\"“”"))]
    if named and named[-1].lower() in date_words("forms", "before"):
        named = named[:-1]
    if any(word.lower() in _papers() for word in named):
        return False
    return all(word[0].isupper() or _SMALL.fullmatch(word) for word in named) and _is_headed(named)


def _is_headed(named: list[str]) -> bool:
    return not named or named[0][0].isupper() or named[0].lower() in date_words("forms", "aboard")


@cache
def _papers() -> frozenset[str]:
    """Words for papers and meetings, whose date is theirs and not that of the line's place."""
    kinds = {kind for table in words.tables("parties") for kind in table["kinds"]}
    return frozenset(kinds | set(date_words("meeting", "words")) | set(date_words("meeting", "decided")))
