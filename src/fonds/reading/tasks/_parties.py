"""Who is charged, who answers for them, through whom and with whom: the words between verb and deed taken apart.

Not for: where those words begin and end (`_english`, `_subjects`, `_russian`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.reading.distribution import bare_name, split_names
from fonds.reading.tasks._words import addresses, doer_stem, is_cyrillic, listed, offices_and_bodies
from fonds.words import one_of


class Parties(NamedTuple):
    """Those whom a charge names."""

    actors: tuple[str, ...]
    persons: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()


_BRACKETS = re.compile(r" ?\[[^\[\]]{0,120}\]")
_ROUND = re.compile(r" \([^()]{2,80}\)")
_COMPOSED = re.compile(r" в составе (?P<persons>т[а-я]{0,3}\.? .{3,200})", re.DOTALL)
_RANKS = one_of(rank for rank in words.listed("person_titles", "ranks") if rank[-1] == ".")
_TITLED = rf"(?:(?i:{words.person_title()})|{_RANKS}) ?(?=[^\W\d_])(?![a-zа-яё])"
_PERSONS = re.compile(rf" ?\((?P<persons>{_TITLED}[^()]{{2,80}})\)")
_APPOSED = re.compile(rf"(?P<office>[^,]+), (?P<person>{_TITLED}[^,]+),?")


def read_parties(text: str) -> Parties:
    """Takes the words for who apart.

    Args:
        text: "the NKO [gloss] (Cde. X) jointly with the NKVD", "Cdes. X and Y personally".

    Returns:
        Names as printed; no actors when the words can be nobody.
    """
    plain = _BRACKETS.sub("", text).replace("\u00a0", " ")
    persons = tuple(name for match in _PERSONS.finditer(plain) for name in split_names(match["persons"]))
    plain = _PERSONS.sub("", plain)
    composed = _COMPOSED.search(plain)
    if composed is not None:
        persons += tuple(split_names(_ROUND.sub("", composed["persons"])))
        plain = plain[: composed.start()]
    plain = _ROUND.sub("", plain).strip(" ,")
    apposed = _APPOSED.fullmatch(plain)
    if apposed is not None and any(map(tells_of_body, apposed["office"].split())):
        persons, plain = (*persons, *split_names(apposed["person"])), apposed["office"]
    who, through, jointly = split_parts(plain)
    return Parties(tuple(_actors(who)), persons, through, jointly)


def split_parts(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What stands before the first joining phrase, through whom, and jointly with whom."""
    found: dict[str, list[str]] = {"through": [], "jointly": []}
    phrases = list(_joining().finditer(text))
    ends = [*(match.start() for match in phrases[1:]), len(text)]
    for match, end in zip(phrases, ends, strict=False):
        behind = text[match.end() : end]
        found["through" if match["through"] else "jointly"] += _named(behind)
    return text[: phrases[0].start()] if phrases else text, tuple(found["through"]), tuple(found["jointly"])


@cache
def _joining() -> re.Pattern[str]:
    through, jointly = one_of(listed("parts", "through")), one_of(listed("parts", "jointly"))
    return re.compile(rf"(?:^|,? )(?:(?P<through>{through})|(?P<jointly>{jointly})) ", re.IGNORECASE)


def _named(text: str) -> list[str]:
    """The names behind a joining phrase, up to the first piece that is none; the first is always one."""
    names = [without_article(_trailing().sub("", name)) for name in split_names(text)]
    last = next((place for place, name in enumerate(names) if place and not may_act(name)), len(names))
    return names[:last]


def _actors(who: str) -> list[str]:
    if is_cyrillic(who):
        return split_russian(who)
    names = (_trailing().sub("", name) for name in split_names(who.strip(" ,")))
    return [_with_stop(without_article(name), who) for name in names if may_act(name)]


_INITIAL_LAST = re.compile(r".*[ .][^\W\d_]", re.DOTALL)


def _with_stop(name: str, who: str) -> str:
    """A name that ends with an initial with its stop: "Torbin A.A."."""
    return f"{name}." if _INITIAL_LAST.fullmatch(name) and f"{name}." in who else name


@cache
def _trailing() -> re.Pattern[str]:
    alone, further = (one_of(listed("small", topic, "en")) for topic in ("behind", "behind_and_on"))
    return re.compile(rf" (?:(?:{alone})\Z|(?:{further}) .*)")


_LISTED = re.compile(r",? (?:а также|и) (?=[А-ЯЁ]|т\. )|, (?:а также )?")
_PARTICIPLE = re.compile(r"\w+(?:щ|вш|енн|анн)(?:им|ими|ему|ей|его|их|ый|ым|ыми|ому)(?:ся)?(?!\w)")


def split_russian(who: str) -> list[str]:
    """Names in Russian: a comma parts them where a name follows; a participle goes on with the name before it."""
    found: list[str] = []
    is_open = False
    for piece, joint in _pieces(who):
        name = bare_name(" ".join(_without_idle(piece.split())))
        if is_open or (found and _PARTICIPLE.match(piece)):
            found[-1], is_open = f"{found[-1]}{joint}{piece}", True
        elif name and (may_act(name) or tells_of_person(piece)):
            found.append(name)
    return found


def _pieces(who: str) -> Iterator[tuple[str, str]]:
    """What stands between joints, each with the joint before it."""
    start, joint = 0, ""
    for match in _LISTED.finditer(who):
        yield who[start : match.start()], joint
        start, joint = match.end(), match[0]
    yield who[start:], joint


def _without_idle(tokens: list[str]) -> list[str]:
    idle = listed("nouns", "idle")
    start = next((place for place, token in enumerate(tokens) if token.lower() not in idle), len(tokens))
    return tokens[start:]


def without_article(name: str) -> str:
    """A name without what may stand before it."""
    match = _ARTICLE.match(name)
    return name[match.end() :].strip() if match else name.strip()


_ARTICLE = re.compile(r"(?:(?:the|all|both|every|our|der|die|das|den|dem)(?: of the)? )+", re.IGNORECASE)
_INNER = re.compile(r" (?:of|for|in|at|on|to|from|with|by) ")


def may_act(name: str) -> bool:
    """Whether words can be somebody: their head is a name, or the word for an office or a body, not for a paper."""
    plain = without_article(name).removeprefix("a ")
    tokens = plain.split()
    if (
        not tokens
        or len(tokens) > 16
        or tokens[0].lower() in listed("small", "nobody", "en")
        or tokens[0][0].isdigit()
    ):
        return False
    if is_cyrillic(plain):
        return plain[0].isupper() or doer_stem().match(tokens[0]) is not None or any(map(_is_doer, tokens[:3]))
    head = _INNER.split(plain)[0].split()
    if not head or is_thing(head[-1]) or tokens[-1] in listed("small", "finite", "en"):
        return False
    return tokens[0][:1].isupper() or any(map(tells_of_body, head[-3:]))


def _is_doer(token: str) -> bool:
    return doer_stem().match(token) is not None


def is_thing(word: str) -> bool:
    """Whether a word is one for a paper or a matter."""
    low = word.lower().strip("\"'“”")
    things = listed("nouns", "things", "en")
    return low in things or low.rstrip("s") in things


def tells_of_body(word: str) -> bool:
    """Whether a word, in either number, is one for an office or a body."""
    low = word.lower().strip('().,"“”')
    forms = (low, low.removesuffix("s"), f"{low.removesuffix('ies')}y")
    return not offices_and_bodies().isdisjoint(forms)


def tells_of_person(text: str) -> bool:
    """Whether words open with a title before the name of a person."""
    first = text.split(" ", 1)[0].lower().strip("(.")
    return first in addresses()
