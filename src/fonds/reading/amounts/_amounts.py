"""Which amounts does a record name: a number, in figures or words, with what is counted?

An amount is a number followed by the name of something that can be counted: a plural, or one of the words of the
table ``units``. Numbers of papers, points, pages, days and hours are none. A figure with separators that names
nothing ("pay 4,909") is an amount that has lost its unit.

Not for: which amounts belong together (`_sums`, `_transfers`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from fonds import words
from fonds.reading.amounts._numbers import Number, find_numbers

TEXT_KINDS = frozenset({
    "summary", "item", "point", "subpoint", "list_item", "paragraph", "speech", "table", "footnote", "distribution",
    "enclosure", "production", "copies", "translator_note", "handwritten", "related", "page_mark", "attendance",
})  # fmt: skip
"""Kinds of lines in which amounts are looked for."""


class Amount(NamedTuple):
    """An amount in a line.

    Attributes:
        start: First code point of the number.
        end: Code point behind the unit.
        value: The number.
        unit: As printed; None when the line leaves it out.
    """

    start: int
    end: int
    value: int | float
    unit: str | None


def find_amounts(content: str) -> list[Amount]:
    """Finds the amounts in one line.

    Args:
        content: Any text.

    Returns:
        Amounts in order; they do not overlap.
    """
    row = _ROW.fullmatch(content) if "|" in content else None
    if row is not None:
        return [_in_row(row)]
    found: list[Amount] = []
    for number in find_numbers(content):
        if found and number.start < found[-1].end:
            continue
        amount = _amount(content, number)
        if amount is not None:
            found.append(amount)
    return found


_CELL = r"[^\W\d_][^|\d]{1,60}[^|\s]"
_ROW = re.compile(
    rf"[\s|]{{0,4}}(?:(?P<before>\d[\d,]{{0,12}})\s?\|\s?(?P<unit>{_CELL})"
    rf"|(?P<goods>{_CELL})\s?\|\s?(?P<behind>\d[\d,]{{0,12}}))[\s|]{{0,4}}"
)


def _in_row(row: re.Match[str]) -> Amount:
    """The amount of a row with two cells, a figure and what it counts, in either order."""
    number, unit = (row["before"], row["unit"]) if row["before"] else (row["behind"], row["goods"])
    start = min(row.start(name) for name in ("before", "unit", "goods", "behind") if row[name])
    end = max(row.end(name) for name in ("before", "unit", "goods", "behind") if row[name])
    return Amount(start, end, int(number.replace(",", "")), unit.strip())


_RESTATED = re.compile(r" \([^()\d]{3,60}\)(?= )")


def _without_restated(content: str, number: Number) -> Number:
    """Takes in the bracket that says a figure once more in words: "12,000 (twelve thousand) dollars"."""
    match = _RESTATED.match(content, number.end) if content.startswith(" (", number.end) else None
    if match is None or not number.in_figures or all(said.value != number.value for said in find_numbers(match[0])):
        return number
    return replace(number, end=match.end())


def _amount(content: str, number: Number) -> Amount | None:
    number = _without_restated(content, number)
    end = _end_of_unit(content, number)
    if end is None:
        sign = _sign_before(content, number)
        if sign is None and not _has_lost_unit(content, number):
            return None
    previous = word_before(content, number.start)
    if names_something(number, previous):
        return None
    if end is None:
        return Amount(number.start, number.end, number.value, sign)
    unit = _unit(content, number.end, end)
    is_year = _is_year(content, number, previous) and not _is_cyrillic(unit)
    return None if is_year else Amount(number.start, end, number.value, unit)


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(words.table("currencies")["signs"].items(), key=lambda sign: -len(sign[0])))


def _sign_before(content: str, number: Number) -> str | None:
    """The word for which a sign of money at or before a number stands: "$" for dollars."""
    if not number.in_figures:
        return None
    if content[number.start].isdigit() and not content.endswith(_last_of_signs(), 0, number.start):
        return None
    for sign, word in _signs():
        if content.startswith(sign, number.start) or content.endswith(sign, max(0, number.start - 4), number.start):
            return word
    return None


@cache
def _last_of_signs() -> tuple[str, ...]:
    """The last letters of the signs, as a quick look."""
    return tuple(sorted({sign[-2:] for sign, _ in _signs()}))


def names_something(number: Number, previous: str) -> bool:
    """Whether the word before makes the number a name ("No. 46"), a date, or points back ("the two sides")."""
    if previous.rstrip(".") in words.month_names():
        return number.value <= 31 or 1000 <= number.value < 2100
    return previous in _table("naming" if number.in_figures else "pointing")


_TOKEN = re.compile(r"[ \u00a0]\[?([^\W\d_](?:[\w'’.-]*\w)?)\]?|[ \u00a0]?(%)")
_LONGEST_UNIT = 5


def _end_of_unit(content: str, number: Number) -> int | None:
    """Where the name of what is counted ends: at the first plural; None when there is none."""
    at = number.end
    if content.startswith(" per cent", at) and not content[at + 9 : at + 10].isalpha():
        return at + 9
    for position in range(_LONGEST_UNIT):
        match = _TOKEN.match(content, at)
        if match is None or match[2]:
            return match.end() if match else None
        word = match[1]
        if _ends_unit(word, position):
            return None
        at = match.end()
        if _is_cyrillic(word) and word.endswith(_ADJECTIVES) and position < 2:
            continue
        if _is_cyrillic(word) or _is_counted(word.lower()):
            return _with_partner(content, at)
    return None


_ADJECTIVES = ("ых", "их", "ые", "ие", "ных", "ной", "ого")


def _ends_unit(word: str, position: int) -> bool:
    """Whether a word can not be part of what is counted."""
    low = word.lower()
    if low in _table("ending") or low in words.month_names():
        return True
    if _is_cyrillic(word):
        return low in _table("not_counted")
    return word[0].isupper() and not _may_open_unit(word, position)


def _may_open_unit(word: str, position: int) -> bool:
    """Capitals in a unit: "US dollars", "Soviet rifles"."""
    return position == 0 and len(word) > 1


_MANY = ("men", "folk", "craft", "feet", "children", "people")
"""Endings of words for many that have no -s ("horsemen", "townsfolk")."""


def _is_counted(low: str) -> bool:
    if low in _table("counted") or (len(low) > 4 and low.endswith(_MANY)):
        return True
    return len(low) > 3 and low[-1] == "s" and low[-2] not in "su'’" and low not in _table("not_counted")


_PARTNER = re.compile(r" and (men|women|children|horses|guns|officers|people)(?!\w)")


def _with_partner(content: str, end: int) -> int:
    """Takes in the second half of "officers and men"."""
    match = _PARTNER.match(content, end)
    return match.end() if match else end


def _unit(content: str, start: int, end: int) -> str:
    """The unit as printed; a bracket that an editor put between its words is left out."""
    unit = content[start:end].strip(" \u00a0")
    if unit.startswith("[") and unit.endswith("]"):
        return unit[1:-1]
    head, _, rest = unit.partition("[")
    return f"{head.rstrip()} {rest.partition(']')[2].lstrip()}".strip() or unit.strip("[]")


def _is_year(content: str, number: Number, previous: str) -> bool:
    """A figure such as 1945 without separators, where a year can stand."""
    literal = content[number.start : number.end]
    may_be_year = number.in_figures and len(literal) == 4 and literal.isdigit() and 1700 <= number.value < 2100
    return may_be_year and previous not in ("", "only")


_LOST = re.compile(r"\d{1,3}(?:,\d{3})+(?= ?[().;]| (?:to|for|from|and) )")
_SPENDING = frozenset(
    {"pay", "paid", "allot", "release", "spend", "transfer", "grant", "give", "send", "total", "of"}
)


def _has_lost_unit(content: str, number: Number) -> bool:
    """Whether a large figure stands where an amount is due, and nothing that it counts."""
    match = _LOST.match(content, number.start)
    return match is not None and match.end() == number.end and word_before(content, number.start) in _SPENDING


def word_before(content: str, start: int) -> str:
    tail = content[max(0, start - 16) : start].rstrip(' \u00a0("“').lower()
    if tail.endswith(")"):
        return ""
    tail = tail[tail.rfind(" ") + 1 :]
    return tail.strip(".,:;()") or tail


def _is_cyrillic(text: str) -> bool:
    return "\u0400" <= text[:1] <= "\u04ff"


@cache
def _table(topic: str) -> frozenset[str]:
    return words.listed("units", topic)
