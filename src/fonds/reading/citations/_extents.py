"""How far does a citation in a note reach? To the end of its sentence or bracket, or to the verb that goes on.

A stop behind an abbreviation ends no sentence, unless a security marking follows it.

Not for: what a citation holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from fonds import words

_STOP = re.compile(r"[.!?](?=[”\"’)\]]{0,2}(?:\s|\Z))")
_BEHIND = re.compile(r"[”\"’)\]]{0,2}\s*")
_LONGEST = 400
_LONGEST_SOURCE = 1000
"""Code points after which a citation ends, whatever stands there."""


@cache
def _named(topic: str) -> tuple[str, ...]:
    return tuple(words.table("shelfmarks", "en")["named"][topic])


@cache
def _marking() -> re.Pattern[str]:
    return re.compile(rf"(?=[A-Z])(?:{words.one_of(_named('markings'))})(?!\w)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """A marking at the end of a citation, without a stop before it."""
    return re.compile(rf"[ ,]+{_marking().pattern}.{{0,40}}\Z", re.IGNORECASE)


@cache
def _break() -> re.Pattern[str]:
    either = "|".join(map(re.escape, _named("breaks")))
    return re.compile(rf",? (?:(?:{either})\b|(?:and|or) (?=[a-z]))")


class Extents:
    """Sentences and brackets of one note."""

    def __init__(self, text: str) -> None:
        """Finds the stops of a note, once."""
        self._text = text
        self._stops = [match.start() for match in _STOP.finditer(text) if self._ends(match.start())]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence, without its stop."""
        start = 0
        for stop in (*self._stops, len(self._text)):
            yield start, stop
            start = stop + 1

    def end_of_source(self, start: int) -> int:
        """Where the citation that opens a note ends, a marking behind it left out."""
        end = min(self._next_stop(start), start + _LONGEST_SOURCE)
        semicolon = self._text.find("; ", start, end)
        if semicolon >= 0 and (self._text[semicolon + 2].islower() or _tail().search(self._text, start, semicolon)):
            end = semicolon
        tail = _tail().search(self._text, max(start, end - 90), end)
        return tail.start() if tail and tail.start() > start else end

    def end(self, start: int) -> int:
        """Where a citation in running text ends."""
        limit = min(self._next_stop(start), start + _LONGEST)
        depth = 0
        for at in range(start, limit):
            char = self._text[at]
            depth += (char in "([") - (char in ")]")
            if depth < 0 or (char == ";" and depth == 0):
                limit = at
                break
        match = _break().search(self._text, start, limit)
        return match.start() if match else limit

    def _next_stop(self, start: int) -> int:
        at = bisect_left(self._stops, start)
        return self._stops[at] if at < len(self._stops) else len(self._text)

    def _ends(self, stop: int) -> bool:
        behind = _BEHIND.match(self._text, stop + 1)
        following = behind.end() if behind else stop + 1
        if following >= len(self._text) or _marking().match(self._text, following):
            return True
        if not self._text[following].isupper() and self._text[following] not in '“"([':
            return False
        word = self._text[max(0, stop - 10) : stop].rsplit(" ", 1)[-1].strip('([“"')
        return not (len(word) == 1 and word.isupper()) and word.lower() not in _named("abbreviations")
