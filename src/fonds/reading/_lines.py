"""Where do the lines of a source lie, and what do they look like at a glance?

A line is a stretch between line breaks without the white space around it, with its place in the source in code
points. Lines without anything but white space are none.

Not for: saying what a line is (`fonds.reading.blocks`).
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

_GLANCE = 240
SHORT = 160
"""How many code points a line of a head or foot has at most."""
_KEPT = 128
"""Of how many lines is kept what was seen at a glance: those of a page, which is read several times over."""


class _Folding(dict[int, str]):
    """For `str.translate`: a sign that is not in it stays, and is looked up but once."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = chr(code)
        return kept


_SIGNS = str.maketrans(
    {
        "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "―": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
        "º": "o", "°": "o", "\t": " ", "\n": " ", "\r": " ",
    }
)  # fmt: skip
_PLAIN = bytes(ord(_SIGNS.get(code, chr(code))) for code in range(128)).ljust(256)
"""What is left of them for most lines."""

_FOLDING = _Folding(_SIGNS)

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d\d*")
"""It begins with one sign, not with its repetition: so the search skips what can not begin it."""


class Line(msgspec.Struct, frozen=True):
    """A line.

    Attributes:
        start: First code point in the source.
        end: Code point behind the last.
        text: What stands there.
        low: The first 240 code points folded for comparison: lower case, one form of quotation marks, dashes,
            spaces and of the numero sign ("no").
    """

    start: int
    end: int
    text: str
    low: str

    @property
    def is_short(self) -> bool:
        """Whether it is no longer than a line of a head or foot is."""
        return self.end - self.start <= SHORT


def fold(text: str) -> str:
    """Folds a text for comparison with the tables of words, see `Line.low`."""
    low = text.lower()
    if low.isascii():
        return low.encode().translate(_PLAIN).decode().replace("  ", " ")
    return low.translate(_FOLDING).replace("№", "no ").replace("  ", " ")


def has_digit(text: str) -> bool:
    """Whether a figure stands anywhere in a text: a quick look."""
    return _DIGIT.search(text) is not None


@lru_cache(maxsize=_KEPT)
def figures_of(content: str) -> tuple[int, ...]:
    """Where the figures of a line begin, also those within words."""
    return tuple([figure.start() for figure in _FIGURE.finditer(content)])


def find_at_figures(pattern: re.Pattern[str], content: str) -> list[re.Match[str]]:
    """The matches of a pattern that begins with a figure and with no sign of a word before it.

    Args:
        pattern: Tried where figures begin, so that most of a line costs nothing.
        content: Any text.

    Returns:
        Matches in order; they do not overlap.
    """
    found: list[re.Match[str]] = []
    reached = 0
    for start in figures_of(content):
        if start >= reached and (match := pattern.match(content, start)) is not None:
            found.append(match)
            reached = match.end()
    return found


def split_lines(source: str) -> list[Line]:
    """All lines of a source, in order; everything outside them is white space."""
    lines = []
    at = 0
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        if text:
            start = at + raw.index(text)
            lines.append(make_line(start, text))
        at += len(raw)
    return lines


def make_line(start: int, text: str) -> Line:
    """A line at a place."""
    return Line(start, start + len(text), text, fold(text[:_GLANCE]))


def split_at(line: Line, *offsets: int) -> list[Line]:
    """Cuts a line into parts at offsets from its start, without the white space between them."""
    parts = []
    for first, last in zip((0, *offsets), (*offsets, len(line.text)), strict=True):
        piece = line.text[first:last]
        text = piece.strip()
        if text:
            parts.append(make_line(line.start + first + piece.index(text), text))
    return parts
