"""Invented words in the frequencies of a language: a few are everywhere, most are rare.

Not for: what is written with them (`bench.pages`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random

LATIN_WORDS = 16_000
CYRILLIC_WORDS = 4_000

_MANDELBROT = 2.7
"""Flattens the head of the distribution, so that the commonest words are as common as they are in English."""

COMMON = (
    "the of and to in for on with by from at is are be as that which it its not no one all any their this has have "
    "was were been will shall may must upon under over after before between through into against such other each"
)

_LATIN = ("b c d f g h k l m n p r s t v br dr gr kr pr st sh tr", "a e i o u ai ea", " l m n r s st nd")
_CYRILLIC = ("б в г д ж з к л м н п р с т х ш пр ст тр", "а е и о у ы я", " й л м н р с т в")


@dataclass(frozen=True)
class Vocabulary:
    """Words, the commonest first.

    Attributes:
        latin: 16,000 words, of which the first are English.
        cyrillic: 4,000 words.
        latin_sums: Sums of the frequencies so far; the word of rank r is as common as 1 / (r + 2.7).
        cyrillic_sums: Likewise.
    """

    latin: tuple[str, ...]
    cyrillic: tuple[str, ...]
    latin_sums: tuple[float, ...]
    cyrillic_sums: tuple[float, ...]

    def draw_latin(self, random: Random, count: int) -> list[str]:
        """Words in the frequencies of the vocabulary."""
        return random.choices(self.latin, cum_weights=self.latin_sums, k=count)

    def draw_cyrillic(self, random: Random, count: int) -> list[str]:
        """Likewise, in Cyrillic letters."""
        return random.choices(self.cyrillic, cum_weights=self.cyrillic_sums, k=count)


def make_vocabulary(seed: str) -> Vocabulary:
    """Makes the vocabulary of a seed: always the same."""
    random = Random(f"{seed} vocabulary")
    latin = _words(random, _LATIN, LATIN_WORDS, COMMON.split())
    cyrillic = _words(random, _CYRILLIC, CYRILLIC_WORDS, [])
    return Vocabulary(latin, cyrillic, _sums(latin), _sums(cyrillic))


def make_surname(random: Random) -> str:
    """A name that is not among the words: two syllables and an ending."""
    ending = random.choice(("ov", "in", "sky", "enko", "ev", "baev"))
    return (_word(random, _split(_LATIN), 2) + ending).capitalize()


def _words(random: Random, sounds: tuple[str, str, str], count: int, first: list[str]) -> tuple[str, ...]:
    split = _split(sounds)
    words = dict.fromkeys(first)
    while len(words) < count:
        syllables = 2 + (len(words) > 400) * random.randrange(2) + (len(words) > 4_000) * random.randrange(2)
        words[_word(random, split, syllables)] = None
    return tuple(words)


def _split(sounds: tuple[str, str, str]) -> list[list[str]]:
    return [part.split(" ") for part in sounds]


def _word(random: Random, sounds: list[list[str]], syllables: int) -> str:
    onsets, vowels, ends = sounds
    return "".join(random.choice(onsets) + random.choice(vowels) for _ in range(syllables)) + random.choice(ends)


def _sums(words: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + _MANDELBROT) for rank in range(1, len(words) + 1)))
