"""Capitalised words of a record that may be names, with what stands around them.

Not for: known names (`fonds.names`); this is for spellings that nobody has seen before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.criticism._page import Page
from fonds.model import AnySlot

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02b9\u02bc\u2018-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_BRACKET = re.compile(r"\[[^\[\]]{1,200}\]?|\([^()]{1,200}\)")
_INITIALS = re.compile(r"(?:(?<!\w)(?!Dr|Mr|Ms|St)[^\W\d_]{1,2}\.[ \u00a0]?){1,3}\Z")

_WITH_NAMES = frozenset(
    {
        "page_title", "citation", "summary", "minutes_head", "heading", "subject", "sender", "addressee",
        "salutation", "signature", "production", "distribution", "enclosure", "handwritten", "resolution",
        "attendance", "formula", "item", "point", "subpoint", "list_item", "paragraph", "speech", "footnote",
        "routing", "copies",
    }
)  # fmt: skip


class Occurrence(NamedTuple):
    """A capitalised word in its place.

    Attributes:
        literal: As printed, without a possessive ending.
        key: In lower case, with one kind of apostrophe.
        slot: Id of the slot.
        start: First code point.
        before: Key of the capitalised word directly before, or the initials; empty when there is none.
        after: Key of the capitalised word directly behind.
        beside: Keys of other words in the same brackets.
        opens: Whether a sentence begins with it, so that its capital says nothing.
        is_shouted: Whether it is printed in capitals throughout.
    """

    literal: str
    key: str
    slot: str
    start: int
    before: str
    after: str
    beside: frozenset[str]
    opens: bool
    is_shouted: bool


def find_names(page: Page) -> list[Occurrence]:
    """Capitalised words that are no ordinary words, in the order of the page."""
    ordinary = _ordinary_words() | _words_in_small_letters(page)
    found = [one for slot in page.slots if slot.kind in _WITH_NAMES for one in _occurrences(slot)]
    names = {key for key in {one.key for one in found} if len(key) > 3 and not _is_ordinary(key, ordinary)}
    return [_without_ordinary_neighbours(one, ordinary) for one in found if one.key in names]


def _without_ordinary_neighbours(one: Occurrence, ordinary: frozenset[str]) -> Occurrence:
    """An office or an ordinary word beside a name ("Minister", "Letter") tells no name from another."""
    before = "" if _is_ordinary(one.before, ordinary) else one.before
    after = "" if _is_ordinary(one.after, ordinary) else one.after
    return one if (before, after) == (one.before, one.after) else one._replace(before=before, after=after)


def declared_pairs(page: Page) -> set[frozenset[str]]:
    """Pairs of spellings that the record itself names side by side, one in brackets behind the other."""
    found: set[frozenset[str]] = set()
    for slot in page.slots:
        if "[" in slot.content or "(" in slot.content:
            for bracket in _BRACKET.finditer(slot.content):
                inside = [_key(match.group()) for match in _WORD.finditer(bracket.group())]
                ahead = slot.content[max(0, bracket.start() - 60) : bracket.start()]
                outside = [_key(match.group()) for match in _WORD.finditer(ahead)][-4:]
                found.update(frozenset((one, other)) for one in inside for other in inside + outside)
    return found


def _occurrences(slot: AnySlot) -> Iterator[Occurrence]:
    content = slot.content
    if content.isupper() and slot.kind not in ("signature", "addressee", "sender"):
        return
    groups = list(_BRACKET.finditer(content)) if "[" in content or "(" in content else []
    tokens = list(_WORD.finditer(content))
    for index, token in enumerate(tokens):
        if token.group()[0].isupper() and not _touches_bracket(content, token):
            yield _make_occurrence(slot, tokens, index, groups)


def _make_occurrence(
    slot: AnySlot, tokens: list[re.Match[str]], index: int, groups: list[re.Match[str]]
) -> Occurrence:
    content, token = slot.content, tokens[index]
    literal = _POSSESSIVE.sub("", token.group())
    return Occurrence(
        literal=literal,
        key=_key(token.group()),
        slot=slot.id,
        start=token.start(),
        before=_neighbour_before(content, tokens, index),
        after=_neighbour_after(content, tokens, index),
        beside=_beside(token, groups),
        opens=_opens(content, token.start()),
        is_shouted=literal.isupper(),
    )


def _neighbour_before(content: str, tokens: list[re.Match[str]], index: int) -> str:
    start = tokens[index].start()
    if index and content[tokens[index - 1].end() : start] in (" ", "\u00a0"):
        before = tokens[index - 1].group()
        return _key(before) if before[0].isupper() else ""
    initials = _INITIALS.search(content, max(0, start - 12), start)
    return initials.group().replace("\u00a0", "").replace(" ", "") if initials else ""


def _neighbour_after(content: str, tokens: list[re.Match[str]], index: int) -> str:
    if index + 1 < len(tokens) and content[tokens[index].end() : tokens[index + 1].start()] in (" ", "\u00a0"):
        following = tokens[index + 1].group()
        return _key(following) if following[0].isupper() else ""
    return ""


def _beside(token: re.Match[str], groups: list[re.Match[str]]) -> frozenset[str]:
    for group in groups:
        if group.start() <= token.start() < group.end():
            keys = {_key(match.group()) for match in _WORD.finditer(group.group()) if match.group()[0].isupper()}
            return frozenset(keys - {_key(token.group())})
    return frozenset()


def _touches_bracket(content: str, token: re.Match[str]) -> bool:
    """Letters that an editor has put into a word ("Ub[e]yko") belong to no word of their own."""
    before, after = content[: token.start()][-2:], content[token.end() : token.end() + 1]
    return after == "[" or (before[-1:] in ("[", "]") and before[:1].isalpha() and len(before) == 2)


def _opens(content: str, start: int) -> bool:
    before = content[:start].rstrip(" \u00a0\n\t\"'(\u201c\u2018[")
    if not before:
        return True
    return before[-1] in ".!?:;)" and not _INITIALS.search(content, max(0, start - 12), start)


def _key(literal: str) -> str:
    plain = _POSSESSIVE.sub("", literal).casefold()
    return plain.translate({ord(sign): "'" for sign in "\u2019\u02b9\u02bc\u2018"})


def _is_ordinary(key: str, ordinary: frozenset[str]) -> bool:
    if key in ordinary or key.removesuffix("s") in ordinary or key.removesuffix("es") in ordinary:
        return True
    return "-" in key and all(part in ordinary for part in key.split("-"))


def _words_in_small_letters(page: Page) -> frozenset[str]:
    found = {word for slot in page.slots for word in slot.content.split()}
    return frozenset(word for word in found if word.islower() and word.isalpha())


@cache
def _ordinary_words() -> frozenset[str]:
    found = set(words.table("common", "en")["words"].split())
    for table in words.tables("months"):
        found.update(table["months"])
    for table in words.tables("person_titles"):
        titles = " ".join(title for part in ("one", "many", "ranks") for title in table[part])
        found.update(word.casefold() for word in _WORD.findall(titles.replace("-", " ")))
    return frozenset(found)
