"""Measures reading: pages a second on one core, alone and with criticism, and how its time grows with the text.

The clock is that of the processor, so that what else the machine does counts for little.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from bench.figures import Figure
from bench.pages import Pages
from fonds.actions.memory import collect_seldom
from fonds.actions.preparing import HANDFUL
from fonds.criticism import with_findings
from fonds.reading import read_source

PAGES_PER_SECOND = 200
SAMPLE = 1_000
WARMING_UP = 20


def measure_reading(pages: Sequence[bytes], advance: Callable[[], None]) -> Iterable[Figure]:
    """Reads pages, and criticises what was read, a handful at a time as `fonds add` and `fonds read` do.

    Args:
        pages: Sources; the first are to warm up.
        advance: Called after each page.
    """
    collect_seldom()  # as every command that reads does
    for data in pages[:WARMING_UP]:
        with_findings(read_source(data))
    reading = criticism = 0.0
    for first in range(0, len(pages), HANDFUL):
        handful = pages[first : first + HANDFUL]
        began = time.process_time()
        found = [read_source(data) for data in handful]
        read = time.process_time()
        for one in found:
            with_findings(one)
        criticism += time.process_time() - read
        reading += read - began
        for _ in handful:
            advance()
    note = f"{len(pages):,} pages, {HANDFUL} at a time, seconds of one processor"
    yield from _rates("reading", pages, reading, note)
    yield from _rates("reading with criticism", pages, reading + criticism, note)


def measure_length(pages: Pages, count: int, advance: Callable[[], None]) -> Iterable[Figure]:
    """Measures what ten times the text costs: long pages against short ones of the same points, in turn.

    Args:
        pages: Where they come from.
        count: How many pairs.
        advance: Called after each pair.
    """
    short = long = 0.0
    sizes = [0, 0]
    for number in range(count):
        one, ten = pages.long_page(number, 10), pages.long_page(number, 100)
        short += _seconds(one)
        long += _seconds(ten)
        sizes = [sizes[0] + len(one), sizes[1] + len(ten)]
        advance()
    text = sizes[1] / sizes[0]
    note = f"{count} pairs of pages of {sizes[0] // count:,} and {sizes[1] // count:,} bytes"
    yield Figure(
        "ratios", "reading with criticism, ten times the text", long / short / text * 10, "x", 12, True, note
    )


def _seconds(data: bytes) -> float:
    began = time.process_time()
    with_findings(read_source(data))
    return time.process_time() - began


def _rates(name: str, pages: Sequence[bytes], seconds: float, note: str) -> Iterable[Figure]:
    size = sum(len(data) for data in pages)
    yield Figure("figures", name, len(pages) / seconds, "pages/s per core", PAGES_PER_SECOND, False, note)
    yield Figure("other", f"{name}, by size", size / seconds / 1e6, "MB/s per core", note=note)
