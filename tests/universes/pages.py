"""Pairs of captured pages: the same page in two universes, but for what the page says in its closed lines.

A line is common, or own: then it says something else in each universe, in other words, with other names, at another
length, or is not there at all in one of them. Points are numbered by the page, so that common ones have one number.
"""

from __future__ import annotations

import random

OPEN_WORDS = ("bridge", "ferry", "granary", "survey", "toll", "mill")
OPEN_NAMES = ("Karl Weiss", "A. Petrov", "Molotov")
CLOSED_WORDS = {"left": ("cordon", "informer", "arsenal", "tunnel"), "right": ("decoy", "wiretap", "garrison")}
CLOSED_NAMES = {"left": ("Beria", "Otto Brandt"), "right": ("Mikoyan", "Chuguchak", "Lena Hofer")}
SIDES = ("left", "right")

_ABSENT_ONE_IN = 4


class Writer:
    """Writes one page for two universes at once."""

    def __init__(self, chance: random.Random, own_share: float) -> None:
        self._chance = chance
        self._own_share = own_share
        self._lines: dict[str, list[str]] = {side: [] for side in SIDES}

    def line(self, form: str, *, own: bool | None = None) -> None:
        """Adds a line: `form` with {word}, {name}, {size} filled in, and more words behind an own one."""
        if not (self._chance.random() < self._own_share if own is None else own):
            common = self._filled(form, OPEN_WORDS, OPEN_NAMES)
            for side in SIDES:
                self._lines[side].append(common)
            return
        absent = self._chance.choice(SIDES) if self._chance.randrange(_ABSENT_ONE_IN) == 0 else ""
        for side in SIDES:
            if side != absent:
                more = " ".join(self._chance.choices(CLOSED_WORDS[side], k=self._chance.randrange(6)))
                told = self._filled(form, CLOSED_WORDS[side], CLOSED_NAMES[side])
                self._lines[side].append(f"{told} {more}".strip())

    def pages(self) -> tuple[str, str]:
        """The two pages."""
        left, right = ("\n\n".join(self._lines[side]) + "\n" for side in SIDES)
        return left, right

    def _filled(self, form: str, words: tuple[str, ...], names: tuple[str, ...]) -> str:
        chance = self._chance
        return form.format(word=chance.choice(words), name=chance.choice(names), size=chance.randrange(2, 900))


def make_pages(seed: str, *, own_share: float = 0.5, points: int = 4) -> tuple[str, str]:
    """A page for each universe.

    Args:
        seed: Equal seeds make equal pages.
        own_share: Share of the lines that differ; 0 for a page that is the same in both.
        points: The most points that it has.
    """
    chance = random.Random(f"page {seed}")
    writer = Writer(chance, own_share)
    number = chance.randrange(1, 99)
    writer.line("Skip to content", own=False)
    writer.line(f"May {1 + number % 28}, 1931", own=False)
    writer.line(f"Order on the {{word}} of {{name}} no. {number}")
    writer.line("[Handwritten:] Point 8 is in a classified repository", own=False)
    writer.line(f"ORDER No. {number}\n", own=False)
    if chance.random() < 0.5:
        writer.line("8. Concerning the {word}")
    for point in range(1, chance.randint(2, points) + 1):
        _add_point(writer, chance, point)
    writer.line("The chairman: {name}")
    writer.line(
        f"Excerpts sent to: {{name}} - {chance.randint(1, points)}; the {{word}} office - everything; Bulganin - 9."
    )
    writer.line("What the {word} office decided about {name}.")
    writer.line("Document Information", own=False)
    writer.line("Source", own=False)
    writer.line(f"RGASPI F. {number}, Op. 162, D. 37, ll. 145-155. Obtained by {{name}}.")
    return writer.pages()


def _add_point(writer: Writer, chance: random.Random, point: int) -> None:
    writer.line(
        f"{point}. Charge the {{word}} office (Cde. {{name}}) with {{size}} boats, of which 9 for the {{word}}:"
    )
    for letter in "abc"[: chance.randrange(4)]:
        writer.line(f"{letter}) to build the {{word}} [see the {{word}}] at town {{size}};")
    for _ in range(chance.randrange(3)):
        writer.line("The {word} is far from {name}, who wants {size} rubles.")
