"""Rules for lines that are dates in more words than a date needs.

"Covering 5 August - 8 August 1959", "FRIDAY, October 10", "Puerto Albar, on the 23rd of January 1962": a line is a
date when every word of it is a part of one, a small word between, or the name of a place before it.

Not for: lines that are a plain date (`fonds.reading._daylines`), which are tried before.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from fonds import words
from fonds.reading._daylines import match_dated_line, names_month
from fonds.reading._lines import SHORT, Line, has_digit
from fonds.reading.blocks._cues import cue_words, find_start
from fonds.reading.blocks._names import is_capitals
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._walk import Found, Walk

_LONGEST = 80
_OTHER = "a figure of something else"
_MOST_PLACES = 4
_MOST_STRANGE = 1
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d|'?\d\d")
_FIGURES = re.compile(
    r"\d{1,2}[./-](?:\d{1,2}|[ivx]{1,4})(?:[./-](?:\d{4}|\d\d))?|(?:1[5-9]|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:am|pm)?")
_PLACE_ENDS = re.compile(r"[^\W\d_]{3,}(?:,|\.(?= ))")
_ENDS_IN_FIGURES = re.compile(r"\d{1,2}[./-](?:\d{1,2}|[ivx]{1,4})[./-]\d{2,4}$")
_NUMBERED = re.compile(r"\b(?:no|nr|n)\b\.? ?\d|#|№")
_EDGES = ".,;:()[]\"'?"


@cache
def _months() -> frozenset[str]:
    return frozenset(name for table in words.tables("months") for name in table["months"])


@rule(longest=_LONGEST)
def loose_date(walk: Walk, line: Line) -> Found | None:
    """A line in which every word belongs to a date or to the place before it."""
    if not has_digit(line.text) or not _is_date(line):
        return None
    cue = find_start(line.low)
    if cue is not None and cue.kind == "routing":
        return "routing", 0.7
    if walk.previous_kind in ("production", "routing") and (line.text[0].isdecimal() or ":" in line.text):
        return ("production", 0.7) if walk.previous_kind == "production" else ("routing", 0.7)
    if _is_decision(walk) and not _count_parts(line)["place"]:
        return "decision_date", 0.8
    return "dateline", 0.8


def _is_decision(walk: Walk) -> bool:
    """Whether a date in the head is that of a decision; those present stand below the date of a meeting."""
    return walk.is_minutes and walk.part == "head" and not attendance_follows(walk)


def attendance_follows(walk: Walk) -> bool:
    """Whether one of the next lines says who took part."""
    ahead = walk.lines[walk.at + 1 : walk.at + 4]
    return any((cue := find_start(line.low)) is not None and cue.kind == "attendance" for line in ahead)


def _is_date(line: Line) -> bool:
    """Whether the line has a day with its month, or a month with its year, and nothing else but places."""
    first = line.low.split()[0]
    if first.endswith("ed") and first not in cue_words("dates", "leads"):
        return False  # a deed that was done on the day
    if line.text[-1] in "-–—":
        return False  # it goes on in the next line
    counts = _count_parts(line)
    if counts[_OTHER]:
        return False
    if counts["strange"] > _MOST_STRANGE or (
        counts["strange"] and not (counts["day"] and counts["month"] and counts["year"])
    ):
        return False
    has_date = bool(counts["figures"] or (counts["month"] and (counts["day"] or counts["year"])))
    places = counts["place"]
    has_place = places == 0 or _PLACE_ENDS.search(line.text) is not None or (places <= 2 and _is_place_first(line))
    return has_date and places <= _MOST_PLACES and has_place


def _count_parts(line: Line) -> Counter[str]:
    """How many words of each sort the line has."""
    counts: Counter[str] = Counter()
    lows = line.low.split()
    for word, low, behind in zip(line.text.split(), lows, [*lows[1:], ""], strict=False):
        bare = low.strip(_EDGES)
        is_hour = behind.strip(_EDGES) in cue_words("dates", "hours") and bare.isdecimal()
        if bare and bare not in _small() and not _CLOCK.fullmatch(bare) and not is_hour:
            counts[_part(bare, word, counts)] += 1
    return counts


def _part(bare: str, word: str, counts: Counter[str]) -> str:
    """The sort of a word: "day", "month", "year", "figures", "place", or "strange"."""
    if bare in _months():
        return "month"
    if _FIGURES.fullmatch(bare):
        return "figures"
    if (_DAY.fullmatch(bare) or bare.strip("_") == "") and (not counts["day"] or counts["month"]):
        return "day"
    if _YEAR.fullmatch(bare):
        return "year"
    has_figure = has_digit(bare)
    if word.strip(_EDGES)[:1].isupper() and not has_figure:
        return "place"
    return "strange" if bare.isalpha() else _OTHER


def _is_place_first(line: Line) -> bool:
    """Whether the line begins with the name of a place, not with that of a signer in capitals."""
    return line.text[0].isalpha() and not is_capitals(line.text.split()[0])


@cache
def _small() -> frozenset[str]:
    return cue_words("dates", "small") | cue_words("dates", "leads") | cue_words("dates", "weekdays")


@rule("head", longest=100, only_minutes=True)
def date_of_decision(_walk: Walk, line: Line) -> Found | None:
    """A short line of the head of minutes that says in a few words how and when it was decided."""
    if line.low.split()[0] not in cue_words("dates", "decided") or _NUMBERED.search(line.low):
        return None
    is_dated = names_month(line.low) or _ENDS_IN_FIGURES.search(line.low) is not None
    fits = is_dated and not line.text.endswith((".", ":")) and not is_capitals(line.text)
    return ("decision_date", 0.8) if fits else None


@rule("head", longest=SHORT, only_minutes=True)
def date_of_meeting(walk: Walk, line: Line) -> Found | None:
    """The date of a meeting, above those who took part in it."""
    fits = attendance_follows(walk) and match_dated_line(line.low) is not None
    return ("dateline", 0.85) if fits else None


@rule()
def date_of_dispatch(walk: Walk, line: Line) -> Found | None:
    """A day with its hour below a line of dispatch or behind the letter of the deed ("D. 4.15 p.m. 2 May").

    Any day counts below a line that names its deed alone.
    """
    if line.low.startswith(("d. ", "r. ")) and walk.part == "head" and line.low[3:4].isdecimal():
        return ("routing", 0.75) if names_month(line.low) or _ENDS_IN_FIGURES.search(line.low) else None
    if walk.previous_kind != "routing" or match_dated_line(line.low) is None:
        return None
    previous = walk.pieces[-1].line.low
    fits = _CLOCK.search(line.low) is not None or not has_digit(previous)
    return ("routing", 0.75) if fits and any(map(str.isalpha, previous)) else None


FIRST: tuple[Rule, ...] = (date_of_dispatch, date_of_meeting, date_of_decision)
RULES: tuple[Rule, ...] = (loose_date,)
