"""What is asked of the search engines: seeded questions of several kinds, in a form that any engine can be asked.

Not for: asking them (`bench.engines`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from bench.pages import FIRST_YEAR, LAST_YEAR, PLACES, REPOSITORIES, Pages
from bench.vocabulary import COMMON

Kind = Literal["one term", "name in any script", "two-term AND", "phrase", "boolean, dates, filters"]
KINDS: tuple[Kind, ...] = ("one term", "name in any script", "two-term AND", "phrase", "boolean, dates, filters")

FACETS = ("year", "kind", "repository", "language")
"""What answers are counted by."""

_COMMON = frozenset(COMMON.split())
_COMMONEST_ASKED = 40
_RAREST_ASKED = 12_000
_RAREST_COMBINED = 1_000

Words = tuple[str, ...]
"""Terms as an index has them: one is looked for in any of its forms, several only side by side."""


@dataclass(frozen=True)
class Question:
    """A question.

    Attributes:
        kind: What it is like.
        all_of: What has to be there.
        any_of: Of which one has to be there; none where empty.
        none_of: What must not be there.
        years: First and last year, or None.
        filters: By facet, a value that a record must have.
    """

    kind: Kind
    all_of: tuple[Words, ...]
    any_of: tuple[Words, ...] = ()
    none_of: tuple[Words, ...] = ()
    years: tuple[int, int] | None = None
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """In the query language of fonds."""
        parts = [_written(words) for words in self.all_of]
        if self.any_of:
            parts.append(f"({' OR '.join(_written(words) for words in self.any_of)})")
        parts += [f"NOT {_written(words)}" for words in self.none_of]
        if self.years:
            parts.append(f"date:{self.years[0]}..{self.years[1]}")
        return " ".join(parts)

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day of the years, counted from 1970-01-01."""
        if self.years is None:
            return None
        epoch = date(1970, 1, 1)
        return (date(self.years[0], 1, 1) - epoch).days, (date(self.years[1], 12, 31) - epoch).days


def make_questions(pages: Pages, size: int, count: int) -> list[Question]:
    """Makes questions to an archive.

    Args:
        pages: Of the archive.
        size: How many of them it has.
        count: How many questions of each kind.

    Returns:
        Questions of all kinds in turn.
    """
    random = Random(f"{pages.seed} questions")
    return [question for _ in range(count) for question in _one_of_each(random, pages, size)]


def _one_of_each(random: Random, pages: Pages, size: int) -> Iterator[Question]:
    def term(rarest: int = _RAREST_ASKED) -> Words:
        return (_term(random, pages, rarest),)

    yield Question("one term", (term(),))
    yield Question("name in any script", (_name(random),))
    yield Question("two-term AND", (term(), term()))
    yield Question("phrase", (_phrase(random, pages, size),))
    first = random.randrange(FIRST_YEAR, LAST_YEAR - 10)
    yield Question(
        "boolean, dates, filters",
        all_of=(term(_RAREST_COMBINED),),
        any_of=(term(_RAREST_COMBINED), term(_RAREST_COMBINED)),
        none_of=(term(),),
        years=(first, first + random.randrange(2, 10)),
        filters=(("kind", random.choice(("minutes", "resolution"))), ("repository", random.choice(REPOSITORIES[:2]))),
    )


def _term(random: Random, pages: Pages, rarest: int) -> str:
    """A word of the vocabulary; all orders of frequency are asked for equally often."""
    rank = math.exp(random.uniform(math.log(_COMMONEST_ASKED), math.log(rarest)))
    return pages.vocabulary.latin[int(rank)]


def _name(random: Random) -> Words:
    """A town in one of three scripts; its Chinese characters are terms, and stand side by side."""
    name = random.choice(random.choice(PLACES)).lower()
    return tuple(name) if name > "\u3000" else tuple(name.split("-"))


def _phrase(random: Random, pages: Pages, size: int) -> Words:
    """Two or three words as they stand on a page; nobody quotes "of the" alone, or a phrase that ends so."""
    while True:
        words = pages.passage_words(random.randrange(size))
        start = random.randrange(1, len(words) - 3)
        found = tuple(words[start : start + random.randrange(2, 4)])
        if not {found[0], found[-1]} & _COMMON:
            return found


def _written(words: Words) -> str:
    if len(words) == 1:
        return words[0]
    is_chinese = all(word > "\u3000" for word in words)
    return f'"{"".join(words) if is_chinese else " ".join(words)}"'
