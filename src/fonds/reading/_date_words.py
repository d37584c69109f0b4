"""The words of dates in all languages, and the patterns that are made of them.

Months, endings behind the figures of a day, words for "to" and "of this year", calendars: ``months.<language>.toml``
and ``dates.<language>.toml`` hold them, and a new language is read from the day its files lie there.

Not for: what is done with a date that was found (`_date_forms`, `_date_figures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from fonds import words

YEAR = r"(?P<year>\[?(?:1\[?\d|2\[?0)\]?\[?\d\]?\[?\d\]?)(?![\d%]|[.,]\d)"
"""A year of four figures, some of them perhaps supplied in brackets."""


class Month(NamedTuple):
    """What a word says of a month.

    Attributes:
        number: 1 to 12.
        is_capital: Whether the language writes it with a capital, so that "may" and "march" are other words.
    """

    number: int
    is_capital: bool


@cache
def months() -> dict[str, Month]:
    """Names of months in all languages, in lower case."""
    found: dict[str, Month] = {}
    for table in words.tables("months"):
        is_capital = bool(table.get("is_capital", False))
        for name, number in table["months"].items():
            known = found.get(name)
            found[name] = Month(number, is_capital) if known is None else known._replace(is_capital=False)
    return found


@cache
def month_words() -> frozenset[str]:
    """The same as `fonds.words.words_of` has them: a quick look."""
    return words.telling_words(months())


@cache
def month_names() -> dict[str, int]:
    """The same with their numbers alone."""
    return {name: month.number for name, month in months().items()}


@cache
def date_words(section: str, key: str) -> tuple[str, ...]:
    """A list of words of the tables of dates, in all languages."""
    return tuple(word for table in words.tables("dates") for word in table.get(section, {}).get(key, ()))


def either(phrases: Iterable[str]) -> str:
    """A pattern for one of some phrases, the longest first; a blank may be a no-break space or lack behind a stop.

    Phrases that begin with the same sign share it, as in `fonds.words.one_of`.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return r"(?!)"
    by_sign: dict[str, list[str]] = {}
    for phrase in ordered:
        by_sign.setdefault(re.escape(phrase[0]), []).append(_phrase(phrase))
    rests = (
        f"{sign}(?:{'|'.join(pattern.removeprefix(sign) for pattern in patterns)})"
        for sign, patterns in by_sign.items()
    )
    return f"(?:{'|'.join(rests)})"


def _phrase(phrase: str) -> str:
    pattern = re.escape(phrase).replace(r"\ ", "[ \u00a0]").replace(".[ ", ".[ ")
    ends = r"(?!\w)" if phrase[-1].isalnum() else ""
    return pattern.replace(r"\.[ " + "\u00a0]", r"\.[ " + "\u00a0]?") + ends


@cache
def ending() -> str:
    """What may stand behind the figures of a day ("th", "-го")."""
    return "(?:" + "|".join(map(re.escape, date_words("forms", "endings"))) + ")?"


@cache
def month_word() -> re.Pattern[str]:
    """A word that may be the name of a month: it begins with one of their letters and is no longer than they are.

    What stands before it is looked at only where such a letter is met.
    """
    initials = {name[0] for name in months()}
    letters = "".join(sorted(initials | {letter.upper() for letter in initials}))
    longest = max(map(len, months())) - 1
    return re.compile(rf"[{letters}](?<![^\W\d_].)[^\W\d_]{{2,{longest}}}(?![^\W\d_])", re.DOTALL)


@cache
def day_before() -> re.Pattern[str]:
    """A day, or two, that end where the month begins."""
    of = either(date_words("forms", "of"))
    return re.compile(
        rf"(?<![\d:])(?<!\d[.,/])(?:(?P<first>\d{{1,2}}){ending()}\.?\s?(?P<join>-|–|—|,|/|\(|{many()})\s?(?:the )?)?"
        rf"[\[“\"«]?(?P<day>\d{{1,2}}){ending()}(?:\[\?\])?[\]”\"»)]?\.?(?:[ \u00a0]{{0,2}}|-)(?:{of} )?\[?\Z",
        re.IGNORECASE,
    )


@cache
def year_after() -> re.Pattern[str]:
    """The year behind a month: "1945", ", 1945 г.", "'45", "of this year"."""
    return re.compile(
        rf"\]?\.?,?[ \u00a0]?(?:{of_year()} )?{YEAR}(?:[ \u00a0]?{year_word()})?"
        rf"|\.?,?[ \u00a0](?P<tail>\d\d)(?=[.\s)\]]{{0,3}}\Z)"
        rf"|[.,]?[ \u00a0]?['’](?P<short>\d\d)(?!\w)|-(?P<hyphened>\d{{4}}|\d\d)(?!\w)|\]?,? (?P<this>{this_year()})",
        re.IGNORECASE,
    )


YEAR_BEFORE = re.compile(r"(?<![\w.,/-])(1[5-9]\d\d|20\d\d),?[ \u00a0]\Z")
"""A year that stands before the month: "1944 September 7"."""


@cache
def day_after() -> re.Pattern[str]:
    """The day behind a month: "March 5", "May 5th - 9th, 1936"."""
    return re.compile(
        rf"\.?[ \u00a0](?:the )?(?P<day>\d{{1,2}}){ending()}(?![\d:]|[.,]\d)(?: \[\d{{1,2}}\??\])?"
        rf"(?:\s?(?P<join>[-–—/]|{many()})\s?(?P<last>\d{{1,2}}){ending()}(?![\d:]))?"
        rf"(?:,?[ \u00a0]?(?:{of_year()} )?{YEAR}|,?[ \u00a0](?P<tail>\d\d)(?=[.\s)\]]{{0,3}}\Z)"
        rf"|,?[ \u00a0]?['’](?P<short>\d\d)(?!\w)|,? (?P<this>{this_year()}))?",
        re.IGNORECASE,
    )


@cache
def many() -> str:
    """A word between two days of a month: "and", or one that makes a range of them."""
    return either((*date_words("ranges", "joiners"), *date_words("ranges", "and")))


@cache
def of_year() -> str:
    """Words between a month and its year."""
    return either(("of", *date_words("forms", "of_year")))


@cache
def day_word() -> re.Pattern[str]:
    """A day in words that ends where the month begins: "the first of", "первого"."""
    of = either(date_words("forms", "of"))
    return re.compile(rf"(?<!\w)(?P<word>{either(day_numbers())})[ \u00a0](?:{of} )?\Z", re.IGNORECASE)


@cache
def day_numbers() -> dict[str, int]:
    """Days in words, with their numbers: each list of each language counts from 1."""
    lists = [values for table in words.tables("dates") for values in table.get("days", {}).values()]
    return {word: number for values in lists for number, word in enumerate(values, start=1)}


@cache
def year_word() -> str:
    """A word that goes with the figures of a year ("г.")."""
    return rf"(?:{either(date_words('forms', 'year'))}\.?)(?!\w)"


@cache
def this_year() -> str:
    """Words for the year of the paper."""
    return rf"(?:of )?{either(date_words('ranges', 'this_year'))}\.?"


@cache
def range_between() -> re.Pattern[str]:
    """What stands between the two ends of a range."""
    return re.compile(rf"\s{{0,2}}(?:-|–|—|{either(date_words('ranges', 'joiners'))})\s{{0,2}}", re.IGNORECASE)


@cache
def and_between() -> re.Pattern[str]:
    """What stands between two days, or, behind "between", between the ends of a range."""
    return re.compile(rf"\s{either(date_words('ranges', 'and'))}\s", re.IGNORECASE)


@cache
def told_words() -> frozenset[str]:
    """Words without which no month is told from the paper: a quick look."""
    return words.telling_words(word for key in ("this", "last", "next") for word in date_words("month_told", key))


@cache
def told_month() -> re.Pattern[str]:
    """A day of a month that is told from the paper: "the 3rd inst.", "3. d. M.", "3-го сего месяца"."""
    this, last, following = (either(date_words("month_told", key)) for key in ("this", "last", "next"))
    return re.compile(
        rf"(?<![\w:])(?<!\d[.,/])(?P<day>\d{{1,2}}){ending()}\.?[ \u00a0](?:of )?"
        rf"(?:(?P<this>{this})|(?P<last>{last})|(?P<next>{following}))",
        re.IGNORECASE,
    )
