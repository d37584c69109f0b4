"""Capitalised words of a record that may be names, with what stands around them.

Not for: known names (`fonds.names`); this is for spellings that nobody has seen before.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Set
from functools import cache, cached_property
from typing import NamedTuple

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import AnySlot

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02b9\u02bc\u2018-][^\W\d_]+)*")
_CAPITALISED = re.compile(
    r"[^\x00-@\[-\x7f\u0430-\u044f](?<=[^\W\d_])(?<![^\W\d_].)(?<![^\W\d_]['\u2019\u02b9\u02bc\u2018-].)"
    r"[^\W\d_]*(?:['\u2019\u02b9\u02bc\u2018-][^\W\d_]+)*"
)
"""Those of `_WORD` that do not begin with a small letter of the usual alphabets: a quarter of the time."""

_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_ONE_APOSTROPHE = {ord(sign): "'" for sign in "\u2019\u02b9\u02bc\u2018"}
_BRACKET = re.compile(r"\[[^\[\]]{1,200}\]?|\([^()]{1,200}\)")
_INITIALS = re.compile(r"(?:(?<!\w)(?!Dr|Mr|Ms|St)[^\W\d_]{1,2}\.[ \u00a0]?){1,3}\Z")

_WITH_NAMES = frozenset(
    {
        "page_title", "citation", "summary", "minutes_head", "heading", "subject", "sender", "addressee",
        "salutation", "signature", "production", "distribution", "enclosure", "handwritten", "resolution",
        "attendance", "formula", "item", "point", "subpoint", "list_item", "paragraph", "speech", "footnote",
        "routing", "copies", "field",
    }
)  # fmt: skip


_OFTEN_SHOUTED = frozenset({"signature", "addressee", "sender"})
"""Kinds of lines that are names, and no headings, when they stand in capitals."""


class Occurrence:
    """A capitalised word in its place; what stands around it is looked at when somebody asks.

    Attributes:
        literal: As printed, without a possessive ending.
        key: In lower case, with one kind of apostrophe.
        slot: Id of the slot.
        start: First code point.
    """

    def __init__(self, key: str, slot: AnySlot, tokens: list[re.Match[str]], index: int, around: _Around) -> None:
        self.key = key
        self.slot = slot.id
        self._content = slot.content
        self._tokens, self._index = tokens, index
        self._around = around
        self.literal = _without_possessive(tokens[index].group())
        self.start = tokens[index].start()

    @cached_property
    def before(self) -> str:
        """Key of the capitalised word directly before, or the initials; empty when there is none."""
        before = _neighbour_before(self._content, self._tokens, self._index)
        return "" if self._around.ordinary.has(before) else before

    @cached_property
    def after(self) -> str:
        """Key of the capitalised word directly behind."""
        after = _neighbour_after(self._content, self._tokens, self._index)
        return "" if self._around.ordinary.has(after) else after

    @cached_property
    def beside(self) -> frozenset[str]:
        """Keys of other words in the same brackets."""
        return _beside(self._tokens[self._index], self._around.bracket)

    @cached_property
    def opens(self) -> bool:
        """Whether a sentence begins with it, so that its capital says nothing."""
        return _opens(self._content, self.start)

    @cached_property
    def is_shouted(self) -> bool:
        """Whether it is printed in capitals throughout."""
        return self.literal.isupper()


class _Around(NamedTuple):
    """What surrounds a capitalised word: the words that are no names, and the bracket in which it stands."""

    ordinary: _Ordinary
    bracket: re.Match[str] | None


def capitalised_keys(page: Page) -> set[str]:
    """Keys of all capitalised words, without those that official prose uses much: a first look, quickly taken."""
    text = "\n".join([slot.content for slot in _slots_with_names(page)])
    return {_key(word) for word in set(_CAPITALISED.findall(text)) if word[0].isupper()} - _ordinary_words()


def find_names(page: Page, surroundings: Surroundings, wanted: Set[str]) -> list[Occurrence]:
    """Capitalised words that are no ordinary words, of some keys, in the order of the page."""
    ordinary = _Ordinary(page, surroundings)
    return [one for slot in _slots_with_names(page) for one in _occurrences(slot, ordinary, wanted)]


def _slots_with_names(page: Page) -> list[AnySlot]:
    """Slots in which a capital may tell a name: not so in a line of capitals, nor where every noun has one."""
    silent = {text.id for text in page.reading.record.texts if text.language in _with_capital_nouns()}
    return [
        slot
        for slot in page.slots
        if slot.kind in _WITH_NAMES
        and slot.text not in silent
        and (slot.kind in _OFTEN_SHOUTED or not slot.content.isupper())
    ]


@cache
def _with_capital_nouns() -> frozenset[str]:
    """Languages that write every noun with a capital, so that a capital tells no name."""
    return frozenset(table["language"] for table in words.tables("tongues") if table.get("capital_nouns", False))


class _Ordinary:
    """Words that are no names: those of official prose, and those that this record or others write small."""

    def __init__(self, page: Page, surroundings: Surroundings) -> None:
        self._common = _ordinary_words()
        self._here = page.pieces
        self._around = surroundings
        self._known: dict[str, bool] = {}

    def has(self, key: str) -> bool:
        """Tells whether a word in small letters, its plural, or all parts of a compound are ordinary."""
        if key not in self._known:
            self._known[key] = self._find(key)
        return self._known[key]

    def _find(self, key: str) -> bool:
        if self._is_word(key) or self._is_word(key.removesuffix("s")) or self._is_word(key.removesuffix("es")):
            return True
        return "-" in key and all(self._is_word(part) for part in key.split("-"))

    def _is_word(self, word: str) -> bool:
        return word in self._common or (word in self._here and word.islower()) or self._around.is_word(word)


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


def _occurrences(slot: AnySlot, ordinary: _Ordinary, wanted: Set[str]) -> Iterator[Occurrence]:
    content = slot.content
    groups = deque(_BRACKET.finditer(content)) if "[" in content or "(" in content else deque()
    tokens = [token for token in _CAPITALISED.finditer(content) if token.group()[0].isupper()]
    for index, token in enumerate(tokens):
        while groups and groups[0].end() <= token.start():
            groups.popleft()
        key = _key(token.group())
        if key in wanted and not ordinary.has(key) and not _touches_bracket(content, token):
            group = groups[0] if groups and groups[0].start() <= token.start() else None
            yield Occurrence(key, slot, tokens, index, _Around(ordinary, group))


def _neighbour_before(content: str, tokens: list[re.Match[str]], index: int) -> str:
    start = tokens[index].start()
    if index and content[tokens[index - 1].end() : start] in (" ", "\u00a0"):
        return _key(tokens[index - 1].group())
    initials = _INITIALS.search(content, max(0, start - 12), start)
    return initials.group().replace("\u00a0", "").replace(" ", "") if initials else ""


def _neighbour_after(content: str, tokens: list[re.Match[str]], index: int) -> str:
    if index + 1 < len(tokens) and content[tokens[index].end() : tokens[index + 1].start()] in (" ", "\u00a0"):
        return _key(tokens[index + 1].group())
    return ""


def _beside(token: re.Match[str], group: re.Match[str] | None) -> frozenset[str]:
    if group is None:
        return frozenset()
    keys = {_key(match.group()) for match in _WORD.finditer(group.group()) if match.group()[0].isupper()}
    return frozenset(keys - {_key(token.group())})


def _touches_bracket(content: str, token: re.Match[str]) -> bool:
    """Letters that an editor has put into a word ("Ub[e]yko") belong to no word of their own."""
    before, after = content[max(0, token.start() - 2) : token.start()], content[token.end() : token.end() + 1]
    return after == "[" or (before[-1:] in ("[", "]") and before[:1].isalpha() and len(before) == 2)


def _opens(content: str, start: int) -> bool:
    window = content[max(0, start - 12) : start]
    before = window.rstrip(" \u00a0\n\t\"'(\u201c\u2018[")
    if not before:
        return True
    return before[-1] in ".!?:;)" and not _INITIALS.search(content, max(0, start - 12), start)


def _key(literal: str) -> str:
    if literal.isalpha():
        return literal.casefold()
    return _without_possessive(literal.translate(_ONE_APOSTROPHE)).casefold()


def _without_possessive(literal: str) -> str:
    return _POSSESSIVE.sub("", literal) if not literal.isalpha() else literal


@cache
def _ordinary_words() -> frozenset[str]:
    found = set(words.table("common", "en")["words"].split())
    found.update(words.month_names())
    for table in words.tables("person_titles"):
        titles = " ".join(title for part in ("one", "many", "ranks") for title in table[part])
        found.update(word.casefold() for word in _WORD.findall(titles.replace("-", " ")))
    return frozenset(found)
