"""Is this a word, and which word was meant? The words of the languages, and those that official prose uses much.

The words of a language come from simplemma (docs/decisions/simplemma.md) and are read when the first word is asked
for. What a slip may stand for is sought among the words of official prose alone, because a large list has a rare
neighbour for every slip and for every name.

Not for: names (`fonds.names`), nor for grammar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import normalize

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fonds import words
from fonds.criticism._slip_words import slip_words

if TYPE_CHECKING:
    from simplemma.strategies import DictionaryLookupStrategy

_READ_FAST = frozenset({"en"})
"""Languages of which so many words are asked for that their list is held ready; the others are read frugally."""

_SHORTEST = 5
"""Shorter words have too many neighbours."""


def is_word(word: str, language: str) -> bool:
    """Tells whether a language has a word.

    Args:
        word: In lower case.
        language: BCP 47 language subtag.

    Returns:
        Also False for a language of which no list is at hand.
    """
    if language == "en" and word in official_words():
        return True
    try:
        return _lookup(language).get_lemma(normalize("NFC", word), language) is not None
    except ValueError:
        return False


@cache
def _lookup(language: str) -> DictionaryLookupStrategy:
    """The list of a language, as simplemma itself looks words up, without what it does around that."""
    from simplemma import strategies  # noqa: PLC0415 - only who asks for a word waits for it

    is_fast = language in _READ_FAST
    lists = strategies.DEFAULT_DICTIONARY_FACTORY if is_fast else strategies.LOW_MEMORY_DICTIONARY_FACTORY
    return strategies.DictionaryLookupStrategy(lists)


@lru_cache(maxsize=1 << 16)
def is_made_of_words(word: str, language: str) -> bool:
    """Tells whether a word in lower case is known, or made from a known one ("unfavourable", "hierarchs")."""
    if is_word(word, language):
        return True
    prefixes, suffixes = slip_words("prefixes", language), slip_words("suffixes", language)
    for size in range(1, min(8, len(word) - 2)):
        if word[:size] in prefixes and is_word(word[size:], language):
            return True
        if word[-size:] in suffixes and _is_stem(word[:-size], language):
            return True
    return False


def _is_stem(stem: str, language: str) -> bool:
    if len(stem) < 4:
        return False
    return any(is_word(whole, language) for whole in (stem, f"{stem}e", f"{stem[:-1]}y"))


@cache
def official_words() -> frozenset[str]:
    """Words that official prose in English uses much, in lower case."""
    return frozenset(words.table("common", "en")["words"].split()) | _capitalised_words()


@cache
def _capitalised_words() -> frozenset[str]:
    return frozenset(words.table("official", "en")["words"].split())


def is_capitalised(word: str) -> bool:
    """Tells whether official prose in English mostly writes a word, given in lower case, with a capital."""
    return word in _capitalised_words()


def is_official(word: str) -> bool:
    """Tells whether official prose in English uses a word much, in whatever case it is given."""
    return word.casefold() in official_words()


@lru_cache(maxsize=1 << 14)
def words_near(word: str, language: str) -> tuple[str, ...]:
    """Words that are one slip away.

    Args:
        word: In lower case.
        language: BCP 47 language subtag.

    Returns:
        In English those of official prose, in alphabetical order; behind them, for long words in any language, any
        word with two neighbouring letters exchanged, or with a letter doubled or single.
    """
    if len(word) < _SHORTEST:
        return ()
    near = _official_near(word) if language == "en" else []
    if len(word) >= (8 if language == "en" else 9):
        slips = (*transpositions(word), *doublings(word))
        near += dict.fromkeys(other for other in slips if other not in near and is_word(other, language))
    return tuple(near)


def _official_near(word: str) -> list[str]:
    sizes = range(len(word) - 1, len(word) + 2)
    alike = [other for size in sizes for end in _ends(word) for other in _official_ends().get((size, end), ())]
    near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=1, limit=None)
    return sorted({other for other, _, _ in near})


def is_one_slip(one: str, other: str) -> bool:
    """A letter lost, doubled, put in or taken for another, or two neighbours that changed places."""
    return abs(len(one) - len(other)) <= 1 and OSA.distance(one, other, score_cutoff=1) <= 1


def is_transposed(one: str, other: str) -> bool:
    """Tells whether two neighbouring letters have changed places, and nothing else."""
    if len(one) != len(other) or one == other:
        return False
    unlike = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(unlike) != 2 or unlike[1] != unlike[0] + 1:
        return False
    first, second = unlike
    return one[first] == other[second] and one[second] == other[first]


def is_doubling(one: str, other: str) -> bool:
    """Tells whether one word has a letter twice that the other has once, and nothing else is apart."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    if len(long) != len(short) + 1:
        return False
    return any(a == b and long[:n] + long[n + 1 :] == short for n, (a, b) in enumerate(pairwise(long)))


def transpositions(word: str) -> Iterator[str]:
    """The word with two neighbours exchanged, at each place."""
    for place, (first, second) in enumerate(pairwise(word[:24])):
        if first != second:
            yield word[:place] + second + first + word[place + 2 :]


def doublings(word: str) -> Iterator[str]:
    """The word with a letter doubled, and with one of a double letter taken away, at each place inside."""
    for place, (first, second) in enumerate(pairwise(word[:24])):
        yield word[:place] + word[place + 1 :] if first == second else word[: place + 1] + word[place:]


@cache
def _official_ends() -> Mapping[tuple[int, str], list[str]]:
    """Words of official prose by their length with their beginning, and with their end."""
    found: dict[tuple[int, str], list[str]] = {}
    for word in official_words():
        if len(word) >= _SHORTEST:
            for end in _ends(word):
                found.setdefault((len(word), end), []).append(word)
    return MappingProxyType(found)


def _ends(word: str) -> tuple[str, str]:
    """Of two words of five letters and more that are one slip apart, one end of two letters is the same."""
    return f"{word[:2]}-", f"-{word[-2:]}"
