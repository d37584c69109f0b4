"""At which hour? The time of day beside a date: "6:30 p.m.", "0430", "1040Z", "18.30 Uhr", "в 10 часов 30 минут".

Not for: whether hours follow each other (`fonds.criticism`), nor figures that no word and no date makes an hour.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fonds.reading._date_words import date_words, either

_BEHIND = 40
_BEFORE = 32


class Clock(NamedTuple):
    """A time of day.

    Attributes:
        end: Code point behind it.
        iso: "18:30", with "Z" for Greenwich time; "21:30/22:30" for a stretch of time.
    """

    end: int
    iso: str


@cache
def _hour() -> str:
    """The pattern of an hour: figures with their word, figures that say so themselves, or a word alone."""
    half = "|".join((rf"(?P<am>{_words('morning')})", rf"(?P<pm>{_words('afternoon')})", _words("hours")))
    spelt = rf"[ \u00a0]?{_words('hours')}[ \u00a0](?P<m2>\d\d)(?:[ \u00a0]?{_words('minutes')})?"
    minutes = rf"(?:[:.](?P<m>\d\d)|{spelt})?"
    worded = rf"(?P<h>\d{{1,2}}){minutes}(?:[ \u00a0]?(?:{half})\.?)?"
    military = rf"(?P<hh>[012]\d)(?P<mm>[0-5]\d)(?:[ \u00a0]?(?:{_words('hours')}|{_words('utc')}))?"
    return rf"(?:{military}(?![\d:])|{worded}(?!\d)|(?P<noon>{_words('noon')})|(?P<midnight>{_words('midnight')}))"


def _words(key: str) -> str:
    return either(date_words("clock", key))


@cache
def _behind() -> re.Pattern[str]:
    """What stands between a date and its hour, and the hour."""
    return re.compile(rf"[ \u00a0,;—–/-]{{0,3}}(?:(?P<at>{_words('at')})[ \u00a0])?{_hour()}", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]?[-–—][ \u00a0]?{_hour()}", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """An hour, and what stands between it and its date."""
    on = r"(?:[ \u00a0,]{1,2}(?:on[ \u00a0]|of[ \u00a0]|am[ \u00a0]|\[)?(?:the[ \u00a0])?)"
    return re.compile(rf"(?<![\d.,:])(?:(?P<at>{_words('at')})[ \u00a0])?{_hour()}{on}\Z", re.IGNORECASE)


def clock_behind(content: str, end: int) -> Clock | None:
    """The hour directly behind a date.

    Args:
        content: The line.
        end: Where the date ends.

    Returns:
        The hour; None when none stands there.
    """
    first = _behind().match(content[: end + _BEHIND], end)
    if first is None:
        return None
    second = _end().match(content[: first.end() + _BEHIND], first.end())
    if second is not None and (last := _iso(second, None)) and (start := _iso(first, second)):
        return Clock(second.end(), f"{start}/{last}")
    said = _iso(first, None)
    return Clock(first.end(), said) if said and _is_hour(first) else None


def clock_before(content: str, start: int) -> Clock | None:
    """The hour directly before a date."""
    head = max(0, start - _BEFORE)
    found = _before().search(content[head:start])
    if found is None or not _is_hour(found):
        return None
    said = _iso(found, None)
    return Clock(start, said) if said else None


def _is_hour(match: re.Match[str]) -> bool:
    """Whether something says that the figures are an hour: a word, a colon, or "at"."""
    if match["noon"] or match["midnight"] or match["am"] or match["pm"] or match["at"]:
        return True
    if match["hh"]:
        return not match[0].rstrip()[-1].isdigit()
    return ":" in match[0] or match["m2"] is not None or not match[0].strip(" .,[\u00a0")[-1:].isdigit()


def _iso(match: re.Match[str], later: re.Match[str] | None) -> str | None:
    """The hour as ISO 8601; the half of the day is that of the later hour where only that one says it."""
    if match["noon"] or match["midnight"]:
        return "12:00" if match["noon"] else "00:00"
    hour = int(match["hh"] or match["h"])
    minute = int(match["mm"] or match["m"] or match["m2"] or 0)
    says = match if match["am"] or match["pm"] or later is None else later
    if says["pm"] and hour < 12 and not (says is later and _crosses_noon(hour, later)):
        hour += 12
    elif says["am"] and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + ("Z" if _is_utc(match) else "")


def _crosses_noon(hour: int, later: re.Match[str]) -> bool:
    """Whether a stretch such as "11–1 p.m." begins in the morning."""
    return later["h"] is not None and hour % 12 > int(later["h"]) % 12


def _is_utc(match: re.Match[str]) -> bool:
    signs = tuple(sign.strip() for sign in date_words("clock", "utc"))
    return match["hh"] is not None and match[0].lower().rstrip(" .,[").endswith(signs)
