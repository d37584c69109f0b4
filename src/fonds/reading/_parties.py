"""Who writes to whom? Sender and addressee of a letter, telegram or memorandum.

A printed heading says both in one line ("Telegram From the Embassy in X to the Department of Y", "The Minister in X
(Torbin) to the Secretary"); typed papers say it in lines of their own. Nothing is looked up: who "the Minister" was
on that day is for `fonds.names`.

Not for: lines of a head (`_correspondence`), who received which part of a paper (`_distribution`), nor for those who
took part in a conversation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from fonds import words
from fonds.model import Party
from fonds.reading._datelines import first_date
from fonds.reading._lines import fold, has_digit

_LONGEST = 400
OUTER = " ,.;:"


class Parties(NamedTuple):
    """Both sides.

    Attributes:
        senders: In their order; empty when nobody is named.
        addressees: Likewise.
    """

    senders: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()


def read_heading(content: str) -> Parties | None:
    """Reads the parties from a heading in one line.

    Args:
        content: A line, perhaps with a number before it.

    Returns:
        The parties, of which one side may be empty; None when the line is no such heading.
    """
    text = " ".join(content.split())
    if len(text) > _LONGEST or text.endswith((":", ";", "?", "!")):
        return None
    tokens = [token for token in _before_date(_before_quotation(text)).split() if not _is_number(token)]
    if not tokens:
        return None
    inside = _kind_inside(tokens)
    if inside is not None:
        return inside
    kind = _kind_length(tokens)
    if kind:
        return _behind_comma(tokens, kind) or _behind_kind(tokens[kind:])
    return _without_kind(tokens) if _begins_office(tokens) else None


def _before_quotation(text: str) -> str:
    """The heading without the title of a paper in quotation marks that may follow the parties."""
    folded = fold(text)
    folded = folded if len(folded) == len(text) else text
    places = [at for at in (folded.find(", '"), folded.find(', "')) if at > 0]
    return text[: min(places)] if places else text


def _before_date(text: str) -> str:
    """The heading without the day behind the parties: "Letter from Torbin to Gnedin, 12 March 1953"."""
    date = first_date(text) if has_digit(text) else None
    if date is None or not text[: date.start].endswith(", ") or " to " in text[date.end :]:
        return text
    return text[: date.start].rstrip(" ,")


def _is_number(token: str) -> bool:
    return token[0].isdigit() and token.rstrip(".").isdigit() and len(token) < 7


@lru_cache(maxsize=256)
def low_of(token: str) -> str:
    """A word folded for the tables, without stops and brackets."""
    return fold(token).replace("[", "").replace("]", "").strip(OUTER + "()")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word for table in words.tables("parties") for word in table[key])


def _kind_length(tokens: Sequence[str]) -> int:
    """How many words the kind of paper takes: "Action Memorandum", "Telegram"; 0 when the line begins otherwise."""
    length = 0
    for at, token in enumerate(tokens[:6], start=1):
        low = low_of(token)
        if low in dividers() and low_of(tokens[at] if at < len(tokens) else "") not in _words("kinds"):
            break
        if low in _words("kinds"):
            length = at
    return length


@cache
def paper_kinds() -> frozenset[str]:
    """Words for kinds of paper that somebody sends."""
    return _words("kinds")


@cache
def dividers() -> frozenset[str]:
    """Words that stand before a party."""
    return _words("from") | _words("to") | _words("for")


def _kind_inside(tokens: Sequence[str]) -> Parties | None:
    """Reads "Consul in X (Torbin), Cable No. 5, to the Ministry": the kind of paper stands between the parties."""
    if low_of(tokens[0]) in _words("kinds"):
        return None
    for at in range(1, len(tokens) - 2):
        if tokens[at - 1].endswith(",") and low_of(tokens[at]) in _words("kinds"):
            ahead = range(at + 1, min(at + 5, len(tokens) - 1))
            to = next((place for place in ahead if fold(tokens[place]) in _words("to")), None)
            if to is not None:
                senders = read_parties(" ".join(tokens[:at]))
                return Parties(senders, read_parties(" ".join(tokens[to + 1 :])))
    return None


def _behind_comma(tokens: Sequence[str], kind: int) -> Parties | None:
    """Reads "Cable, Torbin to Gnedin" and "Cable No. 12, Torbin to Gnedin": a comma stands in place of "from"."""
    at = next((n for n in range(kind, min(kind + 3, len(tokens)) + 1) if tokens[n - 1].endswith(",")), None)
    if at is None or at == len(tokens) or any(low_of(token) in dividers() for token in tokens[kind:at]):
        return None
    found = _divided(list(tokens[at:]))
    return found if found.senders and found.addressees else None


def _behind_kind(tokens: list[str]) -> Parties | None:
    """What follows the kind: "From X to Y", "by X", "for Y", or "to Y"."""
    if len(tokens) < 2:
        return None
    first = low_of(tokens[0])
    if first in _words("from"):
        return _divided(tokens[1:])
    if first in _words("to") | _words("for"):
        rest = " ".join(tokens[1:])
        return None if fold(rest).strip(OUTER) in _words("nobody") else Parties((), read_parties(rest))
    return None


def _begins_office(tokens: Sequence[str]) -> bool:
    """Whether a line begins as the name of an office or a person does, and names another side."""
    return len(tokens) > 3 and tokens[0][0].isupper() and tokens[-1][-1] not in ".,"


def _without_kind(tokens: list[str]) -> Parties | None:
    """Reads "The Minister in X (Torbin) to the Secretary": sure only with an office on both sides."""
    at = _find_divider(tokens)
    found = _parted(tokens, at) if at is not None else None
    if found is None or not found.addressees:
        return None
    return found if all(_is_office(party) for party in (*found.senders[:1], *found.addressees[:1])) else None


def _is_office(party: Party) -> bool:
    return bool(party.office) and _has_office_word(party.literal)


def _has_office_word(literal: str) -> bool:
    return any(low_of(token) in _offices() for token in literal.split())


@cache
def _offices() -> frozenset[str]:
    titles = {word for table in words.tables("titles") for word in table["office"]}
    bodies = {word for table in words.tables("cues") for word in table["persons"]["offices"]}
    return frozenset(titles | bodies | _words("offices"))


def _divided(tokens: list[str]) -> Parties:
    at = _find_divider(tokens)
    return Parties(read_parties(" ".join(tokens)), ()) if at is None else _parted(tokens, at)


def _parted(tokens: list[str], at: int) -> Parties:
    return Parties(read_parties(" ".join(tokens[:at])), read_parties(" ".join(tokens[at + 1 :])))


def _find_divider(tokens: Sequence[str]) -> int | None:
    """The "to" between the parties: behind a name in brackets or a comma, else one that no office needs."""
    places = [at for at, token in enumerate(tokens) if at and fold(token) in _words("to")]
    places = [at for at in places if at + 1 < len(tokens)]
    closed = next((at for at in places if tokens[at - 1].endswith(")")), None)
    if closed is not None:
        return closed
    free = (at for at in places if tokens[at - 1].endswith(",") or low_of(tokens[at - 1]) not in _words("held_to"))
    return next(free, places[0] if places else None)


def read_parties(literal: str) -> tuple[Party, ...]:
    """Reads the parties of one side: one, or several joined with "and".

    Args:
        literal: "President Torbin", "the Minister in X (Torbin)", "Chairmen Torbin and Gnedin".

    Returns:
        The parties in their order; empty when no letter is left.
    """
    tokens = literal.split()
    end = next((at for at, token in enumerate(tokens) if at and fold(token) in _words("matter")), len(tokens))
    named = " ".join(tokens[:end])
    return tuple(party for part in _several(named) if (party := _read_party(part)) is not None)


def _several(literal: str) -> Iterator[str]:
    """Parts that are names of their own, joined with "and" or, behind a name in brackets, with a comma."""
    tokens = literal.split()
    start = 0
    for at in range(1, len(tokens) - 1):
        is_and = fold(tokens[at]) in _words("and")
        if is_and and _joins_two(tokens, start, at):
            yield " ".join(tokens[start:at])
            start = at + 1
        elif tokens[at - 1].endswith("),") and not is_and and low_of(tokens[at]) in _words("articles"):
            yield " ".join(tokens[start:at])
            start = at
    yield " ".join(tokens[start:])


def _joins_two(tokens: Sequence[str], start: int, at: int) -> bool:
    """Whether an "and" stands between two parties: behind a bracket, before an office, or between two persons."""
    before, behind = tokens[start:at], tokens[at + 1 :]
    if not before or before[-1].endswith((")", "),")) or _is_plural(before):
        return True
    if low_of(behind[0]) in _words("articles") and any(low_of(token) in _offices() for token in behind[1:4]):
        return True
    return len(before) > 1 and _is_person(" ".join(before)) and not _has_office_word(" ".join((*before, behind[0])))


def _is_plural(tokens: Sequence[str]) -> bool:
    """Whether the first word is an office of several: "Chairmen Torbin and Gnedin"."""
    return (
        len(tokens) == 2 and low_of(tokens[0]).endswith(("men", "s")) and low_of(tokens[0]) in _words("before_name")
    )


def _read_party(literal: str) -> Party | None:
    text = literal.strip(OUTER)
    named = _named(_without_variants(text))
    return None if named is None else _replaced(msgspec.structs.replace(named, literal=text))


def _without_variants(text: str) -> str:
    """The words without other names in square brackets behind them: "Torbin [Zernov] on the wool"."""
    at = text.find(" [")
    while at > 0:
        end = text.find("]", at)
        text = text[:at] + (text[end + 1 :] if end > 0 else "")
        at = text.find(" [")
    return text.rstrip(OUTER)


def _replaced(party: Party) -> Party:
    """Names without the editor's brackets, the number of a note, and "Cde."; the literal keeps them."""
    name = party.name.rstrip("0123456789").replace("[", "").replace("]", "")
    office = "" if low_of(party.office) in comrades() else party.office
    office = office if office.count("[") == office.count("]") else office.strip("[]")
    return Party(literal=party.literal, name=name, office=office)


def _named(text: str) -> Party | None:
    bare = _without_article(text)
    if not any(map(str.isalpha, bare)):
        return None
    head, bracket, behind = bare.rpartition("(")
    if bracket and behind.strip().endswith(")") and (name := behind.strip(" )")) and head.strip():
        return _with_bracket(text, head.strip(OUTER), name)
    if bare != text and not _is_person_title(text):
        return _with_office(text, bare)
    return _with_name(text, bare)


def _with_office(text: str, bare: str) -> Party:
    """An office, perhaps with its place or its holder behind it: "Minister of Trade, Cde. Torbin"."""
    tokens = bare.split()
    for at, token in enumerate(tokens[:-1]):
        if at and low_of(token) in _words("behind_name") and tokens[at - 1].endswith(","):
            return Party(literal=text, office=" ".join(tokens[:at]).strip(OUTER))
        if at and low_of(token) in _titles() and _is_person(name := " ".join(tokens[at + 1 :]).strip(OUTER)):
            return Party(literal=text, name=name, office=" ".join(tokens[:at]).strip(OUTER))
    return Party(literal=text, office=bare)


def _with_bracket(text: str, head: str, name: str) -> Party:
    """An office and behind it its holder in brackets; before a comma a name may stand whose office this is."""
    if head == text.partition(" (")[0] and _is_person(head) and not _has_office_word(head) and not _has_title(head):
        return Party(literal=text, name=head)  # another name of the same person, or where they are
    first, comma, rest = head.partition(", ")
    is_named = comma and (_is_person_title(text) or (_is_person(first) and not _has_office_word(first)))
    if is_named:
        return Party(literal=text, name=first, office=rest.strip(OUTER))
    return Party(literal=text, name=name, office=head)


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and low_of(first) in _words("articles") else text


def _has_title(text: str) -> bool:
    return any(low_of(token) in _words("before_name") for token in text.split())


def _is_person_title(text: str) -> bool:
    return low_of(text.split(maxsplit=1)[0]) in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for table in words.tables("titles") for word in table["address"])


def _with_name(text: str, bare: str) -> Party:
    """Reads "President Torbin", "Torbin of the Staff", "Mr. A. Torbin, Deputy of X"; what has no name is a body."""
    tokens = bare.split()
    at = _office_length(tokens)
    end = _name_end(tokens, at)
    name = " ".join(tokens[at:end]).strip(OUTER.replace(".", ""))
    if not name or not _is_person(name) or _has_office_word(name):
        return Party(literal=text, office=bare)
    office = " ".join(tokens[:at]) if at else _office_behind(tokens[:end], tokens[end:])
    return Party(literal=text, name=name, office=office.strip(OUTER))


def _office_behind(named: Sequence[str], rest: Sequence[str]) -> str:
    """The office behind a name: behind "of" or a comma; what follows "on" or "in" is a matter or a place."""
    if rest and fold(rest[0]) in _words("of"):
        return _without_article(" ".join(rest[1:]))
    is_office = bool(rest) and named[-1].endswith(",") and rest[0][0].isupper()
    return _without_article(" ".join(rest)) if is_office or (rest and low_of(rest[0]) in _words("articles")) else ""


def _office_length(tokens: Sequence[str]) -> int:
    """How many words before the name are those of an office or a title."""
    at = 0
    while at < len(tokens) - 1:
        low = low_of(tokens[at])
        complement = next((n for n in (3, 2) if _phrase(tokens[at : at + n]) in _words("complements")), 0)
        if at and complement:
            at += complement
        elif low in _words("before_name") or low in _titles() or low in _offices():
            at += 1
        else:
            break
    return at


def _phrase(tokens: Sequence[str]) -> str:
    return " ".join(low_of(token) for token in tokens)


def _name_end(tokens: Sequence[str], start: int) -> int:
    """Where a name ends: at a small word or a comma, but not at that of "Torbin, Jr."."""
    for at in range(start, len(tokens)):
        if fold(tokens[at]) in _words("behind_name"):
            return at
        following = low_of(tokens[at + 1]) if at + 1 < len(tokens) else ""
        if tokens[at].endswith(",") and following not in ("jr", "sr", "ii", "iii"):
            return at + 1
    return len(tokens)


def _is_person(name: str) -> bool:
    """Whether the words look like a person's name: few, with capitals, none of them that of an office."""
    parts = name.split()
    return 0 < len(parts) <= 5 and all(part[0].isupper() or low_of(part) in _PARTICLES for part in parts)


_PARTICLES = frozenset({"de", "von", "van", "der", "den", "la", "le", "el", "al", "da", "di", "ibn", "bin", "zu"})


@cache
def comrades() -> frozenset[str]:
    """Forms of address that are no part of a name ("Cde.")."""
    return frozenset(word for table in words.tables("titles") for word in table["comrade"])
