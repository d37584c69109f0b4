"""Where does the hour beside a date end? "6:30 p.m.", "1040Z", "9:30–10:30 p.m.", "um 18.30 Uhr", "в 10 часов".

Datelines go on with an hour, or with a stretch of time, and figures before an hour are a day.

Not for: hours as data (`_hours`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.reading._date_words import either

_BEHIND = 40


def end_of_hour(content: str, end: int) -> int | None:
    """Where the hour, or the stretch of time, behind a date ends.

    Args:
        content: The line.
        end: Where the date ends.

    Returns:
        The code point behind it; None when no hour stands there, or nothing says that the figures are one.
    """
    first = _behind().match(content[: end + _BEHIND], end)
    if first is None:
        return None
    second = _stretch().match(content[: first.end() + _BEHIND], first.end())
    if second is not None and _is_hour(second):
        return second.end()
    return first.end() if _is_hour(first) else None


@cache
def _hour() -> str:
    """The pattern of an hour: figures with their word, figures that say so themselves, or a word alone."""
    half = "|".join(_words(key) for key in ("am", "pm", "hours", "morning", "evening"))
    spelt = rf"[ \u00a0]?{_words('hours')},?[ \u00a0]\d\d?(?:[ \u00a0]?{_words('minutes')})?"
    worded = rf"\d{{1,2}}(?:[ \u00a0]?[:.][ \u00a0]?\d\d|(?P<spelt>{spelt}))?(?P<word>[ \u00a0]?(?:{half})\.?)?"
    military = rf"[012]\d[0-5]\d(?P<zone>[ \u00a0]?(?:{_words('hours')}|{_words('utc')}))?"
    return rf"(?:{military}(?![\d:])|{worded}(?!\d)|(?P<alone>{_words('alone')}))"


def _words(key: str) -> str:
    return either(word for table in words.tables("hours") for word in table.get(key, ()))


@cache
def _behind() -> re.Pattern[str]:
    """What stands between a date and its hour, and the hour."""
    return re.compile(rf"[ \u00a0,;—–/-]{{0,3}}(?:(?P<at>{_words('at')})[ \u00a0])?{_hour()}", re.IGNORECASE)


@cache
def _stretch() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]?[-–—][ \u00a0]?(?P<at>)?{_hour()}", re.IGNORECASE)


def _is_hour(match: re.Match[str]) -> bool:
    """Whether something says that the figures are an hour: a word, a colon, or "at"."""
    said = match["word"] or match["zone"] or match["alone"] or match["spelt"] or match["at"]
    return bool(said) or ":" in match[0]
