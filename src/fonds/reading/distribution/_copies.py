"""Lists of copies: "Copy No 3 to Cde. X", "1, 2 – X", "2x Department", "X (3)", "1. X. 2. Y.", "экз. № 1 - в адрес".

Not for: lists of excerpts (`_scoped`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fonds import words
from fonds.reading.amounts import find_numbers
from fonds.reading.distribution._channels import without_channel
from fonds.reading.distribution._entries import Entry
from fonds.reading.distribution._leads import is_lead
from fonds.reading.distribution._names import bare_name
from fonds.reading.distribution._scope_forms import without_whole
from fonds.reading.distribution._words import one_of

_SOME = r"\d{1,3}(?:[ \u00a0]?(?:,|-|–|and|и|und|to)[ \u00a0]?\d{1,3}){0,6}"
_NAME = r"(?:\d{1,2}(?:st|nd|rd|th|-?[йяе]) |[^\W\d_])"
"""How a name begins: with a letter, or as "1st European Department" does."""

_NUMERO = r"(?:[Nn][º°o]s?\.?|№№?|#|[Nn]r\.?)"


@cache
def _copy_to() -> re.Pattern[str]:
    word = rf"(?<!\w)(?:{one_of('copy_words')})\.?"
    return re.compile(
        rf"{word} ?{_NUMERO}? ?(?P<number>{_SOME})[ \u00a0]*"
        r"(?:(?:[-‐‑–—―−:|][ \u00a0]*)?(?:to|for|an)[ \u00a0]+|[-‐‑–—―−:|][ \u00a0]*)"
        r"(?P<name>[^\W\d_][^|;\n]{1,80})",
        re.IGNORECASE,
    )


_TYPIST = 3
"""So few small letters behind a number are the mark of a typist: "7-ov"."""
_COPY_ALONE = re.compile(rf"(?:[Cc]opy|[Ээ]кз\.?|[Ee]xemplar) {_NUMERO} ?(?P<number>\d{{1,3}})\.?")
_NUMBERED = re.compile(
    rf"\(?(?P<number>{_SOME})[ \u00a0]?\.?[ \u00a0]?(?:[-‐‑–—―−.)|]|[:/=](?= ))[ \u00a0]*(?:(?:to|for)[ \u00a0]+)?"
    rf"(?P<name>{_NAME}[^|;\n]{{1,80}})"
)
_NUMBER_TO = re.compile(rf"{_NUMERO} ?(?P<number>{_SOME}) (?:to|for) (?P<name>(?:the )?[^\W\d_][\w' -]{{1,40}})")


def numbered_copies(line: str) -> list[Entry]:
    """Reads lines that say which copy goes to whom: "Copy No 3 to Cde. X", "3 – to Cde. X", "No 8 to file"."""
    found = [_copy(match) for match in _copy_to().finditer(line)]
    if not found:
        match = _NUMBERED.fullmatch(line.strip(" |"))
        found = [_copy(match)] if match and not is_lead(match["name"]) else []
    if not found:
        found = [_copy(match) for match in _NUMBER_TO.finditer(line)]
    return [entry for entry in found if entry.recipient]


def copy_announced(line: str) -> str | None:
    """The number of the copy in a line that holds nothing else, so that the next line names who receives it."""
    match = _COPY_ALONE.fullmatch(line.strip())
    return match["number"] if match else None


def _copy(match: re.Match[str]) -> Entry:
    name = bare_name(_copy_word().sub("", match["name"]))
    name = "" if name.islower() and len(name) <= _TYPIST else name
    return Entry(name, match[0].strip(), copy_number=" ".join(match["number"].split()))


@cache
def _copy_word() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{one_of('copy_words')})\.? (?:[-‐‑–—―−] )?", re.IGNORECASE)


_ORDINAL = re.compile(
    rf"(?:^|(?<=[\s.;,]))\(?(?P<number>\d{{1,2}})[.)][ \u00a0]+(?={_NAME})"
    rf"|(?:^|(?<=[.:;,] ))(?P<copy>\d{{1,2}}(?: ?[-–] ?\d{{1,2}})?) ?[-‐‑–—―−] (?={_NAME})"
)


def listed_entries(text: str) -> list[Entry]:
    """Reads recipients that are numbered in one line: "1. X. 2. Y. 3. file"; empty unless they count from one."""
    marks = list(_ORDINAL.finditer(text))
    numbers = [mark["number"] or mark["copy"] for mark in marks]
    if len(marks) < 2 or not _count_on(numbers):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = []
    for number, mark, end in zip(numbers, marks, ends, strict=True):
        names, channel = without_channel(text[mark.end() : end].strip(" .,;"))
        name = bare_name(names)
        found.append(Entry(name, text[mark.start() : end].strip(), None, channel, copy_number=number))
    return [entry for entry in found if entry.recipient]


def _count_on(numbers: list[str]) -> bool:
    """Whether numbers and ranges of numbers count on from one: "1", "2-3", "4"."""
    expected = 1
    for number in numbers:
        first, *last = map(int, re.findall(r"\d+", number))
        if first != expected:
            return False
        expected = (last[0] if last else first) + 1
    return True


_COPY = re.compile(r"copy|экз", re.IGNORECASE)


@cache
def _ordinal_copy() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<figure>\d{{1,2}})(?:st|nd|rd|th|-?[йя])|(?P<word>{one_of('ordinals')})) (?:copy|экз\.?)"
        r"[ \u00a0]*(?:[-‐‑–—―−:]|to|for)[ \u00a0]*(?P<name>[^;|\n]{2,80})",
        re.IGNORECASE,
    )


def ordinal_entries(text: str) -> list[Entry]:
    """Reads "1st copy - A; second copy: B"; empty when no copy is named by its place."""
    if _COPY.search(text) is None:
        return []
    return [
        Entry(bare_name(match["name"]), match[0].strip(), copy_number=match["figure"] or _place_of(match["word"]))
        for match in _ordinal_copy().finditer(text)
    ]


def _place_of(word: str) -> str | None:
    places = {
        ordinal: str(place)
        for table in words.tables("distribution")
        for place, ordinal in enumerate(table.get("ordinals", ()), start=1)
    }
    return places.get(word.lower())


_TIMES = r"(?:[x×х*]|copies|copy|экз\.?|expl\.?|mal)"
_COUNT = re.compile(
    rf"(?:(?:[ \u00a0]*[-‐‑–—―−,][ \u00a0]*|[ \u00a0]?\()(?:(?:copy|экз\.?) ?{_NUMERO}?|{_NUMERO}) ?"
    r"(?P<number>\d{1,3})\)?"
    r"|[ \u00a0]*[-‐‑–—―−:][ \u00a0]*(?P<a>\d{1,3})(?: (?:copies|copy|экз\.?))?"
    r"|[ \u00a0]?\((?P<b>\d{1,3})(?: (?:copies|copy|экз\.?))?\)"
    rf"|,? (?P<c>\d{{1,3}}) ?{_TIMES}|,? [x×х] ?(?P<d>\d{{1,3}})|(?: ?[.…]){{3,40}} ?(?P<e>\d{{1,3}})"
    r"|(?: ?[-‐‑–—―−:] ?| ?\(|, )(?P<word>[^\W\d_]{3,8}) (?:copies|copy)\)?)\Z",
    re.IGNORECASE,
)
_COUNT_FIRST = re.compile(
    r"(?P<count>\d{1,3}|[^\W\d_]{3,8}(?= (?:copies|copy|to|for) ))"
    rf"(?: ?{_TIMES}(?: (?:to|for|an)| ?[-‐‑–—―−:])?| (?:to|for|an)) (?P<name>[^\W\d_].*)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;|\n]")
_BEHIND_COUNT = re.compile(r"(?<=[\d)]), ")
_NEXT_COUNT = re.compile(
    r"[,;] (?:and )?(?=\d{1,3} ?[x×х] ?[^\W\d_]|(?:\d{1,3}|[a-z]{3,8}) "
    r"(?:(?:copies |copy )?(?:to|for) |cop(?:ies|y) ?[-–:]))"
)


@cache
def _commas() -> re.Pattern[str]:
    return re.compile(rf",| [+/] | (?:and|и|und) (?=[A-ZА-Я]|(?:{one_of('files')})(?!\w))")


def counted_entries(text: str) -> Iterator[Entry]:
    """Reads a list with numbers of copies: "A - 2, B-1, C (2), D", "2x A", "A 2x; B"."""
    is_one = _COUNT_FIRST.fullmatch(text.strip(" .")) and not _NEXT_COUNT.search(text)
    for part in [text] if is_one else _parts(text):
        plain = part.strip(" .\u00a0")
        first = _COUNT_FIRST.fullmatch(plain)
        entry = _count_first(first) if first and _number(first["count"]) else _count_behind(plain)
        if entry.recipient:
            yield entry


def _count_first(match: re.Match[str]) -> Entry:
    names, channel = without_channel(match["name"])
    return Entry(bare_name(names).removeprefix("the "), match[0], None, channel, _number(match["count"]))


def _count_behind(text: str) -> Entry:
    match = _COUNT.search(text)
    names, channel = without_channel(text[: match.start()] if match else text)
    sent, whole = without_whole(names)
    if whole is not None:
        copies = match and next(filter(None, (match["a"], match["b"], match["c"], match["d"])), None)
        return Entry(bare_name(sent), text, whole, channel, _number(copies) if copies else None)
    if match is None:
        return Entry(bare_name(names), text, None, channel)
    count = next((match[name] for name in ("a", "b", "c", "d", "e", "word") if match[name]), None)
    if match["word"] and _number(match["word"]) is None:
        return Entry(bare_name(text), text, None, channel)
    return Entry(bare_name(names), text, None, channel, _number(count) if count else None, match["number"])


def _number(literal: str) -> int | None:
    """The value of a figure or a number word; None when it is neither."""
    number = next(iter(find_numbers(literal, 1)), None)
    return int(number.value) if number is not None and number.end - number.start == len(literal) else None


def _parts(text: str) -> list[str]:
    """The entries of a line; where semicolons part them, a comma does so only behind a number of copies."""
    parts = _PARTS.split(text)
    if _NEXT_COUNT.search(text):
        return [piece for part in parts for piece in _NEXT_COUNT.split(part)]
    commas = _BEHIND_COUNT if ";" in text else _commas()
    return [piece for part in parts for piece in commas.split(part)]
