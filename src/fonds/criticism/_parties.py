"""Who is who within one record: bodies and persons under their printed forms.

Two printed forms mean one party when they share a known name, a surname, an expansion given in the record, or
the words that make a body's name; words meet whatever their case (`_stems`). Forms that merely resemble are not taken
for one.

Not for: names outside this question (`fonds.names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._stems import stem
from fonds.criticism._surroundings import Surroundings
from fonds.names import fold, recogniser_of

_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]{1,2}\.\s?)+")
_BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]{2,}\)")
_PLURAL_OF = re.compile(r"(.+?)(?:['\u2019]?s)?\s+of\s+(.+)")
_KEY_WORD = re.compile(r"[^\W_]+(?:\([^)\s]{1,2}\))?")


class Parties:
    """The parties of one page.

    Args:
        page: The page.
        surroundings: Whose names are known.
    """

    def __init__(self, page: Page, surroundings: Surroundings) -> None:
        self._page = page
        self._recogniser = recogniser_of(surroundings.names())
        self._keys: dict[str, frozenset[str]] = {}
        self._folded: dict[str, str] = {}
        self._plain_texts: dict[str, str] = {}

    @cached_property
    def _expansions(self) -> list[tuple[str, str]]:
        return _read_expansions(self._page)

    def are_one(self, one: str, other: str) -> bool:
        """Tells whether two printed forms mean one party: mostly they share a word that tells it."""
        if not _own_keys(one).isdisjoint(_own_keys(other)):
            return True
        return not self._keys_of(one).isdisjoint(self._keys_of(other))

    def is_among(self, one: str, others: Iterable[str]) -> bool:
        """Tells whether a printed form means one of several."""
        return any(self.are_one(one, other) for other in others)

    def plainest(self, party: str, forms: Iterable[str]) -> str:
        """Of a name in Russian the form with the shortest ending among those of one surname; else the form itself."""
        own = _words(_plain(party))
        if len(own) != 1 or fold(party) == own[0]:
            return party
        same = [form for form in forms if _words(_plain(form)) == own]
        return min([party, *same], key=lambda form: len(fold(form)))

    def is_named_in(self, party: str, slot_id: str) -> bool:
        """Tells whether a passage, or what stands below it, names a party."""
        return self._speaks_of(self._text_of(slot_id), party)

    def names(self, text: str, party: str) -> bool:
        """Tells whether a text names a party."""
        if text not in self._plain_texts:
            self._plain_texts[text] = _spaced(text)
        return self._speaks_of(self._plain_texts[text], party)

    def _speaks_of(self, folded: str, party: str) -> bool:
        return any(f" {key} " in folded for key in self._keys_of(party) if "/" not in key and len(key) > 1)

    def _text_of(self, slot_id: str) -> str:
        if slot_id not in self._folded:
            below = self._page.within(slot_id)
            self._folded[slot_id] = _spaced(" ".join(slot.content for slot in below))
        return self._folded[slot_id]

    def _keys_of(self, party: str) -> frozenset[str]:
        """Keys of a printed form, of all parties together that it names."""
        if party not in self._keys:
            self._keys[party] = frozenset(key for one in split(party) for key in self._find_keys(one))
        return self._keys[party]

    def _find_keys(self, party: str) -> set[str]:
        known = (mention for mention in self._recogniser.find("", party) if mention.kind != "place")
        keys = {*_printed_keys(party), *(mention.name for mention in known if mention.name)}
        for short, long in self._expansions:
            if keys & {short, long}:
                keys |= {short, long}
        return keys - {""}


def split(party: str) -> Sequence[str]:
    """The parties that one printed form names.

    "the CP(b) CC's of Kazakhstan and Uzbekistan" gives "the CP(b) CC of Kazakhstan" and "the CP(b) CC of Uzbekistan".
    """
    plural = _PLURAL_OF.fullmatch(party) if "of" in party else None
    if plural is None:
        return (party,)
    members = _and().split(plural.group(2))
    if len(members) < 2 or not all(member[:1].isupper() for member in members):
        return (party,)
    return tuple(f"{plural.group(1)} of {member}" for member in members)


@lru_cache(maxsize=1 << 12)
def _own_keys(party: str) -> frozenset[str]:
    """Keys of a printed form by its words alone, of all parties together that it names."""
    return frozenset(key for one in split(party) for key in _printed_keys(one) if key)


@lru_cache(maxsize=1 << 12)
def _printed_keys(party: str) -> frozenset[str]:
    """The words of a printed form: all of them, and the surname of a person or what makes the name of a body."""
    parts = _words(_plain(party))
    telling = parts[-1:] if is_person(party) else [_body_key(parts)]
    return frozenset((" ".join(parts), *telling))


@lru_cache(maxsize=1 << 12)
def is_person(party: str) -> bool:
    """Guesses whether a printed form is a person's: a title, initials, or one to three capitalised words."""
    if _title().match(party):
        return True
    parts = _plain(party).split()
    if not _stems_of("words").isdisjoint(_words(" ".join(parts))):
        return False
    if _INITIALS.search(party) and len(parts) <= 2:
        return True
    return 1 <= len(parts) <= 2 and all(part[0].isupper() and part[1:].islower() for part in parts if len(part) > 1)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words.person_title()}\s*")


@cache
def _and() -> re.Pattern[str]:
    joint = words.one_of(words.listed("person_titles", "and"))
    return re.compile(rf"\s*,\s*(?:(?:{joint})\s+)?|\s+(?:{joint})\s+")


@cache
def _stems_of(topic: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in words.listed("bodies", topic))


def _plain(party: str) -> str:
    return _INITIALS.sub("", _title().sub("", _BRACKETS.sub(" ", party))).strip(" .,;:")


def _words(text: str) -> list[str]:
    """The words of a text, folded and without their cases."""
    found = _KEY_WORD.findall(fold(text))
    return found if text.isascii() else [stem(word) for word in found]


def _body_key(parts: Iterable[str]) -> str:
    """The words that make a body's name, in whatever order a language puts them."""
    return " ".join(sorted(set(parts) - _stems_of("small")))


def _spaced(text: str) -> str:
    """The words of a text between single spaces, so that whole words can be looked for."""
    return f" {' '.join(_words(text))} "


def _read_expansions(page: Page) -> list[tuple[str, str]]:
    """Abbreviations that the record writes out: "NKO [People's Commissariat of Defense]"."""
    found = []
    for slot in page.slots:
        for mark in slot.marks:
            if mark.kind == "expansion":
                before = _words(slot.content[max(0, mark.start - 60) : mark.start])
                inside = _body_key(_words(slot.content[mark.start : mark.end]))
                if before and inside:
                    found.append((before[-1], inside))
    return found
