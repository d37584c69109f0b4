"""What is said of each of several: "each ... one official and one specialist in finance, trade, and health".

Such words can count in two ways: one specialist for the three subjects, or one for each. Both readings are kept, with
what is printed as the value; nothing is decided.

Not for: parts of a total (`_sums`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fonds import words
from fonds.model import Candidate
from fonds.reading._sentences import sentences
from fonds.reading.amounts._amounts import Amount
from fonds.reading.amounts._words import one_of

_REACH = 240
"""Within how many characters behind "each" an amount is said of each."""

_BEHIND = 40
"""Within how many characters before "each" at the end of a clause."""


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('each')})(?!\w)", re.IGNORECASE)


@cache
def _phrases() -> words.Phrases:
    return words.Phrases(words.listed("units", "each"))


def find_each(content: str) -> list[tuple[int, int]]:
    """Finds the stretches of a line in which amounts are said of each of several.

    Returns:
        Starts and ends, in order: from "each" to the end of its sentence, or before an "each" that ends its clause.
    """
    if not _phrases().may_be_in(content) or not _each().search(content):
        return []
    return [span for start, end in sentences(content) for span in _in_sentence(content, start, end)]


def _in_sentence(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _each().finditer(content, start, end):
        if content[match.end() : match.end() + 1] in (",", ";", ".", ":", ")", ""):
            yield max(start, match.start() - _BEHIND), match.start()
        else:
            yield match.end(), min(end, match.end() + _REACH)


_ONE = re.compile(
    r"\bone(?! (?:is|was|has|had|of|by|or|and|to|day|way|more|another|side|hundred|thousand|million)\b)"
    r"(?P<what>(?: [a-z][a-z-]+){1,4}?)(?= (?:and|in|of|from|for|to|with|at|on|as|by)\b|[,.;:)]|\Z)"
)


_ONE_RU = re.compile(
    r"(?<!\w)(?:один|одного|одну|одному|одной|одна|одно)(?P<what>(?: [а-яё][а-яё-]+){1,3}?)"
    r"(?= (?:и|в|на|из|от|для|по|с|к)(?!\w)|[,.;:)]|\Z)"
)
_ONE_DE = re.compile(r"(?<!\w)(?:ein|eine|einen|einem|einer)(?P<what>(?: [a-zäöüß]+){0,2} [A-ZÄÖÜ][\w-]+)")


def find_ones(content: str, each: Sequence[tuple[int, int]]) -> list[Amount]:
    """Reads "each ... one official and one specialist": one is an amount where it is said for each of several."""
    found: dict[int, Amount] = {}
    for start, end in each:
        for form in (_ONE, _ONE_RU, _ONE_DE):
            for one in form.finditer(content, start, end):
                found.setdefault(one.start(), Amount(one.start(), one.end(), 1, one["what"].strip()))
    return [found[start] for start in sorted(found)]


_SUBJECT = r"[a-zа-яё][\w-]*(?: [a-zа-яё][\w-]*)?"
_NOUN = r"[A-ZÄÖÜ][\w-]*"


@cache
def _subjects() -> re.Pattern[str]:
    """A list of subjects behind an amount: in lower case, or nouns behind a joint of German."""
    return re.compile(
        rf" (?:{one_of('subject_joints')}) (?P<list>{_SUBJECT}(?:, {_SUBJECT}){{0,6}},? (?:and|и) [a-zа-яё][\w-]*"
        rf"|{_NOUN}(?:, {_NOUN}){{0,6}} und {_NOUN})"
    )


def find_readings(content: str, amount: Amount) -> tuple[Candidate, ...]:
    """Readings of an amount of persons with a list of subjects: for all of them together, or for each.

    Returns:
        None or two, what is printed first.
    """
    if amount.unit is None or amount.unit.split()[-1].lower() not in words.listed("units", "experts"):
        return ()
    match = _subjects().match(content, amount.end)
    if match is None:
        return ()
    listed = match["list"]
    subjects = re.split(r",? (?:and|и|und) |, ", listed)
    printed = content[amount.start : match.end()]
    together = Candidate(value=amount.value, literal=printed, why=f"{amount.value} for “{listed}” together")
    made = amount.value * len(subjects)
    apart = Candidate(value=made, literal=printed, why=f"{amount.value} for each of “{listed}”, {made} in all")
    return together, apart
