"""Feeds reading and criticism what their regular expressions like least, and looks how the time grows.

Every expression is gathered as it is compiled. Pieces of it, and of what pages hold, are repeated to one long line,
and to many short ones; these are read and checked as a page is. Four times the input may take little more than four
times the time; an expression that backtracks over a line takes sixteen times and more.

Not for: tests. A test that asserts times fails on a busy machine.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from bench.figures import Figure
from fonds.criticism import with_findings
from fonds.reading import read_file, read_source

SHORT, LONG = 5_000, 20_000
"""Lengths of the inputs, in code points."""

MOST_GROWTH = 8.0
"""Four times the input in up to eight times the time; what is quadratic takes sixteen times."""

NOTICED_SECONDS = 0.02
"""Less than this for the long input says nothing of growth."""

_PIECES = (
    "a", "A", "1", " ", ".", ",", "-", "[", "]", "(", '"', "'", "\n", "a ", "A ", "Aa ", "1 ", "1.", "a.", "a-", "a,",
    "1-", "1, ", "A. ", "Aa, ", "aa aa", "Cde. ", "ж", "Жж ", "外", "1 June ", "No. 1 ", "Op. 1, ", "and ", "of ",
)  # fmt: skip
_MOST_OWN_PIECES = 6


class Growth(NamedTuple):
    """How the time of reading grows with one kind of input.

    Attributes:
        piece: What the input repeats.
        between: What stands between two pieces: nothing, or the end of a line.
        seconds: For the long input.
        growth: Long over short.
    """

    piece: str
    between: str
    seconds: float
    growth: float


def measure_expressions(most: int, advance: Callable[[], None]) -> Iterable[Figure]:
    """Measures how reading grows with inputs made of pieces of the expressions.

    Args:
        most: How many pieces are tried at the most, spread evenly over all.
        advance: Called after each piece.
    """
    pieces = gather_pieces()
    chosen = pieces[:: max(1, len(pieces) // most)][:most]
    worst = Growth("", "", 0.0, 0.0)
    for piece in chosen:
        worst = max(worst, *find_growth(piece), key=lambda one: one.growth)
        advance()
    note = f"{len(chosen):,} of {len(pieces):,} pieces, to {LONG:,} characters; the steepest repeats {worst.piece!r}"
    yield Figure("ratios", "reading four times a line made to be slow", worst.growth, "x", MOST_GROWTH, True, note)


def gather_pieces() -> list[str]:
    """Common pieces, then those of every expression that reading and criticism compile, each once."""
    found = dict.fromkeys(_PIECES)
    for pattern in gather_expressions():
        found.update(dict.fromkeys(_own_pieces(pattern)))
    return list(found)


def gather_expressions() -> list[str]:
    """Every expression that the modules of fonds have compiled once the demonstration records are read."""
    for record in sorted(Path(str(files("fonds.demo") / "records")).glob("*.txt")):
        with_findings(read_file(record))
    cache: dict[Any, re.Pattern[Any]] = vars(re)["_cache"]
    compiled = [pattern.pattern for pattern in (*cache.values(), *_in_modules())]
    return [pattern for pattern in dict.fromkeys(compiled) if isinstance(pattern, str)]


def _in_modules() -> Iterator[re.Pattern[str]]:
    for name, module in list(sys.modules.items()):
        if name.startswith("fonds."):
            # Not isinstance: Django's lazy values would come to life to answer it.
            yield from (value for value in vars(module).values() if type(value) is re.Pattern)


def _own_pieces(pattern: str) -> Iterator[str]:
    """Runs of letters, figures and signs that stand in the expression itself."""
    plain = re.sub(r"\\[a-zA-Z]|\(\?[^)\w]{1,3}|[\[\]{}()?*+^$|\\]", "\0", pattern)
    words = [word for word in plain.split("\0") if 0 < len(word) <= 40][:_MOST_OWN_PIECES]
    yield from words
    yield from (f"{one} {other} " for one, other in pairwise(words))


def find_growth(piece: str) -> Iterator[Growth]:
    """How the time of reading grows with a piece, in one line and in many."""
    for between in ("", "\n"):
        growth = _growth(piece, between)
        yield _growth(piece, between) if growth.growth > MOST_GROWTH else growth  # a language was loaded, perhaps


def _growth(piece: str, between: str) -> Growth:
    seconds = _seconds(piece + between, LONG)
    growth = seconds / max(1e-9, _seconds(piece + between, SHORT)) if seconds > NOTICED_SECONDS else 0.0
    return Growth(piece, between, seconds, growth)


def _seconds(piece: str, length: int) -> float:
    data = ((piece * (length // len(piece) + 1))[:length] + "x").encode()
    began = time.process_time()
    with_findings(read_source(data))
    return time.process_time() - began
