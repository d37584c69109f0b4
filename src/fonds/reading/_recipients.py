"""Who is named in a list of recipients: the words of a line taken apart into names, copies, scopes and channels.

Not for: which passages a scope means (`_scopes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fonds import words


class Entry(NamedTuple):
    """One recipient as a line names it.

    Attributes:
        recipient: As printed, without "Cde.".
        literal: The words of the entry, shared by recipients that are named together.
        scope: "everything" or numbers as printed; None when the line gives none.
        channel: Name of the channel in the vocabulary, or None.
        copies: Number of copies, when printed.
        copy_number: Which copy, as printed.
    """

    recipient: str
    literal: str
    scope: str | None = None
    channel: str | None = None
    copies: int | None = None
    copy_number: str | None = None


_COPY_TO = re.compile(
    r"\b[Cc]opy (?:[Nn][º°o]?\.?|№|#) ?(?P<number>\d{1,3})[ \u00a0]*(?:[-–—:][ \u00a0]*)?"
    r"(?:to|for)[ \u00a0]+(?P<name>[^|;\n]{2,80})"
)
_COPY_ALONE = re.compile(r"[Cc]opy (?:[Nn][º°o]?\.?|№|#) ?(?P<number>\d{1,3})\.?")
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3})[ \u00a0]?\.?[ \u00a0]?[-–—.)][ \u00a0]*(?:(?:to|for)[ \u00a0]+)?"
    r"(?P<name>[^\W\d_][^|;\n]{1,80})"
)
_NUMBER_TO = re.compile(
    r"(?:[Nn][º°o]\.?|№|#) ?(?P<number>\d{1,3}) (?:to|for) (?P<name>(?:the )?[^\W\d_][\w' -]{1,40})"
)


def numbered_copies(line: str) -> list[Entry]:
    """Reads lines that say which copy goes to whom: "Copy No 3 to Cde. X", "3 – to Cde. X", "No 8 to file"."""
    found = [_copy(match) for match in _COPY_TO.finditer(line)]
    if not found:
        match = _NUMBERED.fullmatch(line.strip())
        found = [_copy(match)] if match and not _is_lead(match["name"]) else []
    if not found:
        found = [_copy(match) for match in _NUMBER_TO.finditer(line)]
    return [entry for entry in found if entry.recipient]


def copy_announced(line: str) -> str | None:
    """The number of the copy in a line that holds nothing else, so that the next line names who receives it."""
    match = _COPY_ALONE.fullmatch(line.strip())
    return match["number"] if match else None


def _copy(match: re.Match[str]) -> Entry:
    return Entry(bare_name(match["name"]), match[0].strip(), copy_number=match["number"])


_LEAD_WITHIN = 40
"""In how many characters from its beginning a line says that it introduces a list."""


class Lead(NamedTuple):
    """The words that introduce a list, what stands behind them, and what the list is of."""

    words: str
    rest: str
    is_of_copies: bool


def split_lead(line: str) -> Lead:
    """Parts a line into the words that introduce the list and the beginning of the list.

    Args:
        line: A line of a list of recipients.

    Returns:
        The lead is empty when the line has none; the rest is empty when the line is nothing but a lead.
    """
    low = line.lower()
    at = _find_lead(low)
    if at is None:
        return Lead("", line, is_of_copies=False)
    colon = line.find(":", at, at + 100)
    if colon >= 0:
        end, rest = colon, colon + 1
    else:
        end, rest = _end_of_lead(line, low, at)
    lead = line[:end]
    return Lead(lead, line[rest:], is_of_copies=not _has(low[:end], "excerpts") and _has(low[:end], "copies"))


def _find_lead(low: str) -> int | None:
    places = [at for at in (_place(low[:_LEAD_WITHIN], cue) for cue in _leads()) if at is not None]
    return min(places, default=None)


def _end_of_lead(line: str, low: str, at: int) -> tuple[int, int]:
    for joint in (" to ", " for "):
        place = low.find(joint, at, at + 60)
        if place >= 0 and (line[place + len(joint)].isupper() or low.startswith(("the ", "cde"), place + len(joint))):
            return place, place + len(joint)
    return len(line), len(line)


def _is_lead(text: str) -> bool:
    return _find_lead(text.lower()) is not None


_DASH = r"[ \u00a0]*[-–—][ \u00a0]*"
_NUMBERS = (
    r"\d{1,3}[a-zа-я]?(?:\.\w{1,3})*(?:[ \u00a0]*(?:,|and|и|-|–)[ \u00a0]*\d{1,3}[a-zа-я]?(?![\w ]{0,24}[-–—])){0,24}"
)


@cache
def _scope() -> re.Pattern[str]:
    everything = "|".join(sorted(map(re.escape, _list("everything")), key=len, reverse=True))
    pointing = "|".join(sorted(map(re.escape, _list("pointing")), key=len, reverse=True))
    return re.compile(
        rf"{_DASH}(?:(?:{pointing})\.?[ \u00a0]?)?(?P<scope>(?:{everything})(?!\w)|{_NUMBERS})", re.IGNORECASE
    )


def scoped_entries(text: str) -> Iterator[Entry]:
    """Reads a list with scopes: "Cdes. A and B - everything; C - 8; the CC of D - 6 by cipher"."""
    for part in re.split(r"[;|\n]", text):
        start = 0
        for match in _scope().finditer(part):
            names = part[start : match.start()].strip(" ,.")
            channel, end = _channel_at(part, match.end())
            literal = part[start:end].strip(" ,.")
            yield from (Entry(name, literal, match["scope"].strip(), channel) for name in split_names(names))
            start = end
        yield from _unscoped(part[start:])


def _unscoped(text: str) -> Iterator[Entry]:
    """Names without a scope, perhaps with a channel behind them."""
    literal = text.strip(" ,.")
    names, channel = _without_channel(literal)
    yield from (Entry(name, literal, None, channel) for name in split_names(names))


_COUNT = re.compile(
    rf"(?:{_DASH}(?P<a>\d{{1,3}})|[ \u00a0]?\((?P<b>\d{{1,3}})(?: copies)?\)|[ \u00a0](?P<c>\d{{1,2}}) ?[x×])\Z"
)
_COUNT_AHEAD = re.compile(r"\s{0,4}(?P<count>\d{1,2})(?: ?[x×] ?| (?:copies )?(?:to|for) )(?=[^\W\d_])")


def counted_entries(text: str) -> Iterator[Entry]:
    """Reads a list with numbers of copies: "A - 2, B-1, C (2), D", "2x A, Department B", "3 to the A"."""
    ahead = _COUNT_AHEAD.match(text)
    if ahead is not None:
        for part in re.split(r"[;|\n]", text):
            ahead = _COUNT_AHEAD.match(part)
            names, channel = _without_channel((part[ahead.end() :] if ahead else part).strip(" .\u00a0"))
            if name := bare_name(names.removeprefix("the ")):
                yield Entry(name, part.strip(" .\u00a0"), None, channel, int(ahead["count"]) if ahead else None)
        return
    for part in re.split(r"[;,|\n]| and (?=[A-ZА-Я])", text):
        plain = part.strip(" .\u00a0")
        match = _COUNT.search(plain)
        count = (match["a"] or match["b"] or match["c"]) if match else None
        names, channel = _without_channel(plain[: match.start()] if match else plain)
        name = bare_name(names)
        if name:
            yield Entry(name, plain, None, channel, int(count) if count else None)


_AND = re.compile(r",? (?:and|и) |, ?")
_PREFIX = re.compile(r"(?:(?:to|for|and|и)[ \u00a0]+)+", re.IGNORECASE)


def split_names(text: str) -> list[str]:
    """Splits "Cdes. Molotov, Beria and the CC of X" into names, each without "Cde."."""
    found: list[str] = []
    joint = ""
    start = 0
    for match in [*_AND.finditer(text), None]:
        piece = text[start : match.start() if match else len(text)]
        if found and "and" in joint and _belongs_together(found[-1], piece):
            found[-1] = f"{found[-1]}{joint}{piece.strip()}"
        else:
            found.append(piece)
        joint, start = (match[0], match.end()) if match else ("", len(text))
    return [name for name in map(bare_name, found) if name]


def _belongs_together(name: str, piece: str) -> bool:
    """Tells "the Ministry of Trade and Industry", one body, by "of" before and a single bare word behind."""
    tokens = piece.lower().split()
    is_body = " of " in name and any(word.lower() in _body_words() for word in name.split())
    is_one_word = len(tokens) == 1 or (len(tokens) > 2 and tokens[1] in ("in", "at"))
    return is_body and is_one_word and tokens[0] not in _list("comrade")


def bare_name(name: str) -> str:
    """A name without what stands before it in lists."""
    name = name.strip(" .,:;|-–—•*\u00a0")
    prefix = _PREFIX.match(name)
    name = name[prefix.end() :] if prefix else name
    while True:
        first, _, rest = name.partition(" ")
        if first.lower().strip(".:") not in _comrades():
            break
        name = rest.strip(" .,:;")
    return name if any(map(str.isalpha, name)) else ""


def _channel_at(text: str, start: int) -> tuple[str | None, int]:
    """The channel that stands directly behind a scope, and where it ends."""
    low = text[start : start + 60].lower()
    lead = len(low) - len(low.lstrip(" ,(\u00a0"))
    for cue, channel in _channels():
        if low.startswith(cue, lead) and not low[lead + len(cue) : lead + len(cue) + 1].isalnum():
            return channel, start + lead + len(cue) + (low[lead + len(cue) : lead + len(cue) + 1] == ")")
    return None, start


def _without_channel(text: str) -> tuple[str, str | None]:
    low = text.lower().rstrip(" )")
    for cue, channel in _channels():
        if low.endswith(cue) and low[: -len(cue)].endswith((" ", "(")):
            return text[: len(low) - len(cue)].rstrip(" (,"), channel
    return text, None


@cache
def _channels() -> tuple[tuple[str, str], ...]:
    """Channels with their cues, longest cue first."""
    cues = [
        (cue, name)
        for table in words.tables("distribution")
        for name, found in table["channels"].items()
        for cue in found
    ]
    return tuple(sorted(cues, key=lambda cue: -len(cue[0])))


@cache
def _list(topic: str) -> frozenset[str]:
    return frozenset(word for table in words.tables("distribution") for word in table.get(topic, ()))


@cache
def _leads() -> tuple[str, ...]:
    return tuple(sorted(_list("excerpts") | _list("copies") | _list("sending")))


@cache
def _comrades() -> frozenset[str]:
    return frozenset(word for table in words.tables("titles") for word in table["comrade"])


@cache
def _body_words() -> frozenset[str]:
    return frozenset(word for table in words.tables("bodies") for word in table["words"])


def _has(low: str, topic: str) -> bool:
    return any(_place(low, cue) is not None for cue in _list(topic))


def _place(low: str, cue: str) -> int | None:
    """Where a cue stands as whole words."""
    at = low.find(cue)
    while at >= 0:
        if not low[at - 1 : at].isalnum() and not low[at + len(cue) : at + len(cue) + 1].isalnum():
            return at
        at = low.find(cue, at + 1)
    return None


def everything_words() -> frozenset[str]:
    """Words for a scope of the whole."""
    return _list("everything")
