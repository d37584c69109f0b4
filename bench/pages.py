"""Captured pages to measure with: ten points each, about three kilobytes, in the grammar of real ones.

A page is a function of seed and number, so that any of them can be made anywhere, in any order. Its words are
invented (`bench.vocabulary`); its places are those that fonds knows, so that they are recognised.

Not for: showing how well fonds reads. Every page here is regular.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from bench.vocabulary import Vocabulary, make_surname, make_vocabulary

T = TypeVar("T")

POINTS = 10
PAGES_IN_FOLDER = 1_000

PLACES = (
    ("Urumqi", "Урумчи", "迪化"), ("Ghulja", "Кульджа", "伊宁"), ("Chuguchak", "Чугучак", "塔城"),
    ("Kashgar", "Кашгар", "喀什"), ("Khotan", "Хотан", "和田"), ("Yarkand", "Яркенд", "莎车"),
    ("Peking", "Пекин", "北京"), ("Nanking", "Нанкин", "南京"), ("Harbin", "Харбин", "哈尔滨"),
    ("Alma-Ata", "Алма-Ата", "阿拉木图"), ("Tashkent", "Ташкент", "塔什干"), ("Moscow", "Москва", "莫斯科"),
)  # fmt: skip
"""Towns in three scripts, the commonest first."""

REPOSITORIES = ("RGASPI", "GARF", "RGVA", "AVP RF", "TsAMO")
HEADS = ("MINUTES", "RESOLUTION", "DECREE", "REPORT", "TELEGRAM", "LETTER")
FIRST_YEAR, LAST_YEAR = 1921, 1960

_BODIES = (
    ("NKO", "People's Commissariat of Defense"), ("NKVD", "People's Commissariat of Internal Affairs"),
    ("NKPT", "People's Commissariat of Posts and Telegraphs"), ("NKZdrav", "People's Commissariat of Health"),
)  # fmt: skip
_PERSONS = 400
_FUNDERS = ("Black Poles Fund", "Lantern Foundation", "Northern Ferry Trust")
_RIGHTS = (
    "The reading desk lends its records for research and teaching. Some of them may be under copyright, which stays "
    "with its holders."
)


class Pages:
    """The pages of a seed.

    Args:
        seed: Anything; the same gives the same pages.
    """

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.vocabulary: Vocabulary = make_vocabulary(seed)
        random = Random(f"{seed} persons")
        self.persons = [make_surname(random) for _ in range(_PERSONS)]

    def page(self, number: int) -> bytes:
        """A page, in UTF-8; every third has the look of labels with values."""
        writer = _Writer(self, number)
        return (writer.with_values() if number % 3 == 0 else writer.without_values()).encode()

    def long_page(self, number: int, times: int) -> bytes:
        """A page with so many times the points, in UTF-8."""
        return _Writer(self, number, times).with_values().encode()

    def passage_words(self, number: int) -> list[str]:
        """Words of one passage of a page, as they stand there side by side: to make phrases of."""
        return _Writer(self, number).words_of_first_point()


class _Writer:
    """Writes one page."""

    def __init__(self, pages: Pages, number: int, times: int = 1) -> None:
        self.times = times
        self.random = Random(f"{pages.seed} page {number}")
        self.pages, self.number = pages, number
        self.first_words = self._latin(40)
        self.day = date(FIRST_YEAR, 1, 1) + timedelta(self._skewed(365 * (LAST_YEAR - FIRST_YEAR + 1)))
        self.place = self._one_of(PLACES)
        self.persons = self.random.sample(pages.persons, 4)
        self.head = self._one_of(HEADS)
        self.item = self.random.randrange(2, 60)

    def without_values(self) -> str:
        """The capture whose labels stand without their values."""
        tail = ["Original Uploaded Date", "", "Record ID", "", self._funder()]
        return "\n\n".join([*self._frame_above(), *self._document("\n\n\n"), *self._frame_below(), *tail])

    def with_values(self) -> str:
        """The capture with values behind its labels."""
        tail = ["Original Uploaded Date", "2024-03-11", "Type", self.head.capitalize(), "Language", "Russian"]
        tail += ["Record ID", str(200_000 + self.number)]
        return "\n\n".join([*self._frame_above(), *self._document("\n\n\u00a0\n"), *self._frame_below(), *tail])

    def words_of_first_point(self) -> list[str]:
        return self.first_words

    def _frame_above(self) -> Iterator[str]:
        yield "Skip to content"
        yield f"{self.day:%B} {self.day.day}, {self.day.year}"
        yield f"{self.head.capitalize()} No. {self.number} on {' '.join(self._latin(3))} at {self.place[0]}"
        yield f"This document was made possible with support from {self._funder()}"

    def _document(self, between: str) -> Iterator[str]:
        parts = [
            f"{self.head} No. {self.number}",
            f"of the {' '.join(self._latin(2)).title()} Commission",
            f"{self.day.day} {self.day:%B} {self.day.year}",
            f"{self.item}. Concerning {self.place[0]}",
            *(f"{number}. {text}" for number, text in enumerate(self._points(), start=1)),
            "Excerpts sent to:",
            self._distribution(),
        ]
        yield between.join(parts)

    def _frame_below(self) -> Iterator[str]:
        yield f"The commission decides on {' '.join(self._latin(12))}."
        yield "Document Information"
        if self.number % 3 == 0:
            yield "Source"
        first = self.random.randrange(1, 200)
        shelfmark = (
            f"F. {self.random.randrange(1, 90)}, Op. {self.random.randrange(1, 200)}, D. {self.number % 900 + 1}"
        )
        yield (
            f"{self._one_of(REPOSITORIES)} {shelfmark}, ll. {first}-{first + 4}. "
            f"Obtained by Ansel Brightwater and translated by Petra Hollin."
        )
        yield _RIGHTS
        yield "To ask about this record, write to the desk at [email\u00a0protected]."

    def _points(self) -> Iterator[str]:
        for _ in range(self.times):
            yield from self._ten_points()

    def _ten_points(self) -> Iterator[str]:
        yield _sentence(self.first_words)
        yield self._task()
        yield self._sum()
        yield self._variant()
        yield self._in_cyrillic()
        for _ in range(POINTS - 5):
            yield _sentence(self._latin(self.random.randrange(24, 40)))

    def _task(self) -> str:
        body, gloss = self._one_of(_BODIES)
        return f"Charge {body} [{gloss}] (Cde. {self.persons[0]}) with {' '.join(self._latin(25))}."

    def _sum(self) -> str:
        first, second = self.random.randrange(2, 40), self.random.randrange(2, 40)
        parts = f"of which {first} are AMO-3 and {second} are Ford AA"
        return f"Send {first + second} lorries to {self._one_of(PLACES)[0]}, {parts}. {_sentence(self._latin(20))}"

    def _variant(self) -> str:
        latin, cyrillic, chinese = self._one_of(PLACES)
        return f"In {latin} [{cyrillic}, {chinese}] {' '.join(self._latin(25))} [Handwritten: {self.persons[1]}]."

    def _in_cyrillic(self) -> str:
        words = self.pages.vocabulary.draw_cyrillic(self.random, 14)
        return f"{_sentence(words)} {_sentence(self._latin(12))}"

    def _distribution(self) -> str:
        first, second, third, fourth = self.persons
        pointer = self.random.randrange(3, 14)  # beyond the tenth point it leads nowhere, as some do
        return f"Cdes. {third} and {fourth} - everything; {first} - 2; {second} - {pointer} by cipher."

    def _latin(self, count: int) -> list[str]:
        return self.pages.vocabulary.draw_latin(self.random, count)

    def _funder(self) -> str:
        return _FUNDERS[self.number % len(_FUNDERS)]

    def _one_of(self, choices: Sequence[T]) -> T:
        return choices[self._skewed(len(choices))]

    def _skewed(self, below: int) -> int:
        """A number from 0, smaller ones more often, as it is with towns, kinds and years."""
        return int(below * self.random.random() ** 1.5)


def _sentence(words: list[str]) -> str:
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


@functools.cache
def pages_of(seed: str) -> Pages:
    """The pages of a seed, made once in a process."""
    return Pages(seed)


def write_pages(folder: Path, seed: str, size: int) -> Iterator[int]:
    """Writes pages into folders of a thousand.

    Args:
        folder: Where; made if it does not exist.
        seed: Of the pages.
        size: How many.

    Yields:
        The size of each page in bytes, when it was written.
    """
    pages = pages_of(seed)
    for number in range(size):
        inside = folder / f"{number // PAGES_IN_FOLDER:04}"
        if number % PAGES_IN_FOLDER == 0:
            inside.mkdir(parents=True, exist_ok=True)
        data = pages.page(number)
        (inside / f"{number:06}.txt").write_bytes(data)
        yield len(data)
